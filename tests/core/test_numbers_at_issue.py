"""Where a unit numbers at issue (ND30 Đ15 k3): the leader signs first; number, date and seal are one act behind it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from signing.errors import PlaceNotFound
from tests.core.factories import SmallOffice, format_checked
from tests.core.matrix import drawn
from tests.core.people import EVERYBODY
from tests.core.test_outgoing_table import COMPLETE, LETTER
from tests.core.test_signing_acts import PIN, certificate, intents, seal_image  # noqa: F401
from voffice_app.actions import imprinting, outgoing, people, signing, signing_batch, signing_parts
from voffice_app.db.certificates import CertificateKind
from voffice_app.db.files import Direction, list_files
from voffice_app.db.outgoing_lists import Filter, list_outgoing
from voffice_app.db.parameters import UnitParameter
from voffice_app.domain.errors import AlreadyDone, TransitionRefused
from voffice_app.domain.outgoing import FLOW, OutgoingStatus, available_names
from voffice_app.domain.parameters import Parameter

AT_ISSUE = replace(COMPLETE, numbers_at_issue=True)
TABLE = drawn("""
              draft submitted returned approved format_checked numbered leader_signed sealed issued cancelled
send_back     .     S         .        .        S              .        .             .      .      . → returned
revise        .     .         .        D        D              .        .             .      .      . → draft
return_format .     .         .        C        C              C        C             .      .      . → returned
sign          .     .         .        .        S              .        .             .      .      . → leader_signed
assign_number .     .         .        .        .              .        C             .      .      . → numbered
seal          .     .         .        .        .              C        .             .      .      . → sealed
issue         .     .         .        .        .              .        .             C      .      . → issued
""")


@pytest.mark.law("ND30:15")
@pytest.mark.parametrize("status", OutgoingStatus)
@pytest.mark.parametrize("name", TABLE)
def test_the_leader_signs_before_the_number_is_given_and_nobody_skips_a_step(name: str, status: OutgoingStatus) -> None:
    facts = replace(AT_ISSUE, status=status)
    for person, actor in EVERYBODY.items():
        if LETTER.get(TABLE[name].letters.get(status, "")) is actor:
            assert str(FLOW.decide(name, facts, actor).target) == TABLE[name].target
            assert name in available_names(facts, actor)
            continue
        with pytest.raises((TransitionRefused, AlreadyDone)):
            FLOW.decide(name, facts, actor)
        assert name not in available_names(facts, actor), person


def test_without_the_leaders_valid_signature_no_number_is_given() -> None:
    facts = replace(AT_ISSUE, status=OutgoingStatus.LEADER_SIGNED, leader_signature_holds=False)
    with pytest.raises(TransitionRefused) as no:
        FLOW.decide("assign_number", facts, LETTER["C"])
    assert [reason.code for reason in no.value.reasons] == ["leader_signature_missing"]


def rule(small: SmallOffice, name: Parameter, value: str = "yes") -> None:
    small.act(small.it, people.set_parameter, small.clerk.unit_id, name, value, date(2026, 1, 1), "Quy chế của Phòng")


@pytest.fixture
def checked(small: SmallOffice, intents: list[Any]) -> int:  # noqa: F811
    """Its format found right, in a unit that numbers at issue; every certificate and picture in place."""
    rule(small, Parameter.NUMBERS_AT_ISSUE)
    certificate(small, CertificateKind.PERSONAL)
    certificate(small, CertificateKind.AGENCY)
    seal_image(small)
    document_id = format_checked(small)
    imprinting.imprint(small.office, small.clerk, document_id)
    return document_id


def waiting(small: SmallOffice, tab: str, who: str) -> list[int]:
    with small.db.read() as session:
        rows, _ = list_outgoing(session, small.people[who], Filter(tab))
        return [row.id for row in rows]


@pytest.mark.law("ND30:15")
def test_the_leader_signs_the_clerk_numbers_and_one_pin_signs_number_date_and_seal(
    small: SmallOffice,
    checked: int,
    intents: list[Any],  # noqa: F811
) -> None:
    assert small.workshop.calls[-1] == "signing.imprint:open_for_issue"
    assert small.document(checked).number is None
    assert waiting(small, "to_sign", "deputy") == [checked]
    assert waiting(small, "to_number", "clerk") == []
    signing.sign(small.office, small.deputy, checked, PIN)
    assert waiting(small, "to_number", "clerk") == [checked]
    assert waiting(small, "to_seal", "clerk") == []
    before = small.workshop.calls.copy()
    imprinting.assign_number(small.office, small.clerk, checked)
    assert small.workshop.calls == before, "what is signed is not written to"
    document = small.document(checked)
    assert (document.status, document.number, document.issued_on) == (OutgoingStatus.NUMBERED, 1, date(2026, 11, 23))
    assert waiting(small, "to_seal", "clerk") == [checked]
    assert waiting(small, "to_sign", "deputy") == []
    signing.seal(small.office, small.clerk, checked, PIN)
    assert small.document(checked).status is OutgoingStatus.SEALED
    assert [(intent.kind, intent.lines) for intent in intents[1:]] == [
        ("number", ("01",)), ("date", ("23", "11", "2026")), ("agency", ("Phòng GD&ĐT Thái Thụy",)),
    ]  # fmt: skip
    assert {intent.leader_certificates for intent in intents[1:]} == {("personal",)}
    with small.db.read() as session:
        kinds = [str(file.kind) for file in list_files(session, Direction.OUTGOING, checked)]
    assert kinds.count("sealed") == 1


def at_the_seal(small: SmallOffice, count: int) -> list[int]:
    """So many documents that wait for number, date and seal."""
    ids = []
    for _ in range(count):
        ids.append(format_checked(small))
        imprinting.imprint(small.office, small.clerk, ids[-1])
        signing.sign(small.office, small.deputy, ids[-1], PIN)
        imprinting.assign_number(small.office, small.clerk, ids[-1])
    return ids


@pytest.fixture
def log_ins(checked: int, monkeypatch: Any) -> list[int]:
    """How many signatures each log-in made."""
    counted: list[int] = []

    class Key:
        def sign_many(self, batch: list[bytes], digest: str) -> list[bytes]:
            counted.append(len(batch))
            return [b"raw"] * len(batch)

    monkeypatch.setattr("voffice_app.actions.keyring.Keyring.key", lambda *_: Key())
    return counted


def sealed_together(small: SmallOffice, ids: list[int]) -> int:
    batch = signing_batch.open_batch(small.office, small.clerk, ids, "agency")
    return signing_batch.run_batch(small.office, small.clerk, batch, PIN)


@pytest.mark.law("ND30:15")
def test_a_pile_is_numbered_dated_and_sealed_with_three_log_ins(small: SmallOffice, log_ins: list[int]) -> None:
    ids = at_the_seal(small, 4)
    log_ins.clear()
    assert sealed_together(small, ids) == 4
    assert log_ins == [4, 4, 4], "all numbers, all dates, all seals"
    assert {small.document(i).status for i in ids} == {OutgoingStatus.SEALED}


def test_one_cancelled_and_one_refused_between_number_and_seal_stop_no_other(
    small: SmallOffice, log_ins: list[int], monkeypatch: Any
) -> None:
    ids, on_paper, dates = at_the_seal(small, 4), signing_parts.prepare, []
    kept = [small.document(i).current_file_id for i in ids]
    log_ins.clear()

    def prepare(pdf: bytes, intent: Any, *rest: Any) -> Any:
        dates.extend([intent.kind] if intent.kind == "date" else [])
        if intent.kind == "date" and len(dates) == 2:
            raise PlaceNotFound(what="date")
        if intent.kind == "date" and len(dates) == 3:
            small.act(small.head, outgoing.cancel, ids[2], "Không ban hành nữa")
        return on_paper(pdf, intent, *rest)

    monkeypatch.setattr(signing_parts, "prepare", prepare)
    assert sealed_together(small, ids) == 2
    assert log_ins[0] == 4
    assert [str(small.document(i).status) for i in ids] == ["sealed", "numbered", "cancelled", "sealed"]
    assert [small.document(i).current_file_id for i in ids][1:3] == kept[1:3], "nothing of them is stored"
    assert small.office.shelf.list_nonces() == []


def test_a_key_that_fails_between_number_and_seal_leaves_the_document_as_it_was(
    small: SmallOffice, checked: int, monkeypatch: Any
) -> None:
    signing.sign(small.office, small.deputy, checked, PIN)
    imprinting.assign_number(small.office, small.clerk, checked)
    kept, prepare = small.document(checked).current_file_id, signing_parts.prepare

    def pulled_out(pdf: bytes, intent: Any, *rest: Any) -> Any:
        if intent.kind == "agency":
            raise OSError("token")
        return prepare(pdf, intent, *rest)

    monkeypatch.setattr(signing_parts, "prepare", pulled_out)
    with pytest.raises(OSError, match="token"):
        signing.seal(small.office, small.clerk, checked, PIN)
    assert small.document(checked).current_file_id == kept
    assert small.document(checked).status is OutgoingStatus.NUMBERED
    monkeypatch.setattr(signing_parts, "prepare", prepare)
    signing.seal(small.office, small.clerk, checked, PIN)
    assert small.document(checked).status is OutgoingStatus.SEALED


def test_a_document_keeps_the_way_it_was_begun_in(small: SmallOffice, intents: list[Any]) -> None:  # noqa: F811
    first = format_checked(small)
    rule(small, Parameter.NUMBERS_AT_ISSUE)
    imprinting.assign_number(small.office, small.clerk, first)
    assert small.document(first).status is OutgoingStatus.NUMBERED
    assert "signing.imprint:imprint" in small.workshop.calls
    second = format_checked(small)
    with pytest.raises(TransitionRefused):
        imprinting.assign_number(small.office, small.clerk, second)


def test_returned_for_its_format_after_the_number_it_keeps_the_number(small: SmallOffice, checked: int) -> None:
    signing.sign(small.office, small.deputy, checked, PIN)
    imprinting.assign_number(small.office, small.clerk, checked)
    small.act(small.clerk, outgoing.return_format, checked, "Sai lề trái")
    document = small.document(checked)
    assert (document.status, document.number, document.leader_signature_holds) == (OutgoingStatus.RETURNED, 1, False)
    assert document.current_file_id == document.clean_file_id


@pytest.mark.article("4.5")
def test_a_unit_may_leave_the_seal_bare(small: SmallOffice, checked: int, intents: list[Any]) -> None:  # noqa: F811
    signing.sign(small.office, small.deputy, checked, PIN)
    imprinting.assign_number(small.office, small.clerk, checked)
    signing.seal(small.office, small.clerk, checked, PIN)
    assert str(intents[-1].beside) == "qc"
    rule(small, Parameter.BARE_SEAL)
    with small.db.read() as session:
        assert session.get(UnitParameter, 2) is not None
    again = format_checked(small)
    imprinting.imprint(small.office, small.clerk, again)
    signing.sign(small.office, small.deputy, again, PIN)
    imprinting.assign_number(small.office, small.clerk, again)
    signing.seal(small.office, small.clerk, again, PIN)
    assert str(intents[-1].beside) == "nd30"
