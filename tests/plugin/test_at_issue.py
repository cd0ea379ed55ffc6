"""The government's service where the unit numbers at issue: number, date and seal come back together or not at all."""

from collections.abc import Callable

import pytest

from signing.geometry import LEADER
from signing.keys import SoftKey
from signing.verdict import Verdict
from tests.core.factories import format_checked
from tests.core.test_numbers_at_issue import rule
from tests.plugin.conftest import Rig, real_pdf
from tests.plugin.foreign import BOXES, number_date_and_seal, signed
from tests.signing.letters import LETTERS
from tests.signing.test_at_issue import opened
from voffice_app.actions import imprinting
from voffice_app.db.files import DocumentFile
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.parameters import Parameter

OURS = ("number", "date", "agency")


@pytest.fixture
def numbered(rig: Rig) -> Rig:
    """The leader has signed a page with open fields at the service; the clerk has given the number."""
    small = rig.small
    rule(small, Parameter.NUMBERS_AT_ISSUE)
    rig.document_id = format_checked(small)
    imprinting.imprint(small.office, small.clerk, rig.document_id)
    real_pdf(small, rig.document_id, opened(LETTERS["head"]))
    assert rig.run(rig.begin("approved"))["Status"] == 0, rig.service.answers
    imprinting.assign_number(small.office, small.clerk, rig.document_id)
    return rig


@pytest.fixture
def in_our_fields(monkeypatch: pytest.MonkeyPatch) -> Callable[..., bytes]:
    """A program that signs the fields which the page holds open for it."""
    for name, box in (("number", "Number"), ("date", "Date"), ("agency", "Signature")):
        monkeypatch.setitem(BOXES, name, BOXES[box])

    def sign(pdf: bytes, key: SoftKey, *_told: str, fields: tuple[str, ...] = OURS) -> bytes:
        for field in fields:
            pdf = signed(pdf, key, field)
        return pdf

    return sign


def verdict_of(rig: Rig) -> Verdict:
    with rig.small.db.read() as session:
        row = session.get_one(DocumentFile, rig.small.document(rig.document_id).current_file_id)
    return Verdict.from_dict(row.verdict or {})


@pytest.mark.law("ND30:15")
@pytest.mark.parametrize("whose", ["ours", "its own"])
def test_number_date_and_seal_come_back_in_one_file_that_is_valid(
    numbered: Rig, in_our_fields: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch, whose: str
) -> None:
    if whose == "ours":
        monkeypatch.setattr("tests.plugin.stand_in.number_date_and_seal", in_our_fields)
    call = numbered.begin("issued")
    document = numbered.small.document(numbered.document_id)
    assert call.page == {"DocNumber": document.reference, "IssuedDate": "2026-11-23T00:00:00+07:00"}
    assert numbered.run(call)["Status"] == 0, numbered.service.answers
    assert numbered.small.document(numbered.document_id).status is OutgoingStatus.SEALED
    verdict = verdict_of(numbered)
    assert verdict.outcome == "valid", verdict
    assert verdict.signatures[0].role == LEADER
    told = [finding.field for finding in verdict.signatures[1:]]
    assert told == ([*OURS] if whose == "ours" else ["Number1", "Date1", "Signature2"])
    assert numbered.run(call)["Status"] != 0, "an address is good once"


@pytest.mark.law("ND30:15")
@pytest.mark.parametrize("fields", [OURS[:2], OURS[1:], OURS[2:], ("Number1", "Signature2"), ("Signature2",)])
def test_a_part_of_number_date_and_seal_is_refused_and_the_document_still_waits(
    numbered: Rig, in_our_fields: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch, fields: tuple[str, ...]
) -> None:
    before = numbered.current()
    monkeypatch.setattr(
        "tests.plugin.stand_in.number_date_and_seal", lambda pdf, key, *_told: in_our_fields(pdf, key, fields=fields)
    )
    call = numbered.begin("issued")
    assert numbered.run(call)["Status"] != 0
    assert numbered.state(call, numbered.small.clerk).code == "too_few_signatures"
    assert numbered.small.document(numbered.document_id).status is OutgoingStatus.NUMBERED
    assert numbered.current() == before
    monkeypatch.setattr("tests.plugin.stand_in.number_date_and_seal", number_date_and_seal)
    assert numbered.run(numbered.begin("issued"))["Status"] == 0, "the whole act is accepted afterwards"
