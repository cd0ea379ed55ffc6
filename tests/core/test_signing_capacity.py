"""In which capacity a document is signed: chosen, kept, asked again at each step on its day, held against the page."""

from datetime import timedelta

import pytest

from tests.core.factories import NOON, SmallOffice, approved, codes, draft, numbered, submitted
from voffice_app.actions import imprinting, outgoing
from voffice_app.actions.signing_attempt_parts import open_attempt
from voffice_app.db.people import Position
from voffice_app.db.signing_attempts import Way
from voffice_app.domain.authority import Capacity
from voffice_app.domain.errors import Refused
from voffice_app.domain.signing_capacity import capacity_on_page, differs


def leaves(small: SmallOffice, who: str) -> None:
    """From today on this person holds the post no longer; the session open before goes on."""
    with small.db.act(small.it) as tx:
        tx.session.get_one(Position, small.people[who].position_id).valid_to = NOON.date() - timedelta(days=1)


@pytest.mark.law("ND30:13")
@pytest.mark.parametrize(("signer", "capacity", "first"), [("head", "own", "HEAD"), ("deputy", "kt", "KT. HEAD")])
def test_the_document_keeps_capacity_lines_and_basis(both: SmallOffice, signer: str, capacity: str, first: str) -> None:
    document = both.document(draft(both, signer=signer))
    assert document.signing_capacity == capacity
    assert document.signing_lines.splitlines()[0] == first
    assert document.signing_basis


@pytest.mark.law("ND30:13")
@pytest.mark.parametrize(("signer", "capacity"), [("deputy", "own"), ("head", "kt"), ("deputy", "tuq"), ("head", "x")])
def test_a_capacity_that_the_signer_does_not_hold_is_refused(small: SmallOffice, signer: str, capacity: str) -> None:
    with pytest.raises(Refused) as no:
        draft(small, signer=signer, capacity=capacity)
    assert codes(no) == ["signer_missing"]


@pytest.mark.law("ND30:13")
def test_a_signer_whose_capacity_ended_gets_no_more_drafts(small: SmallOffice) -> None:
    document_id = draft(small)
    imprinting.put_initial(small.office, small.officer, document_id)
    leaves(small, "deputy")
    with pytest.raises(Refused) as no:
        small.act(small.officer, outgoing.submit, document_id)
    assert codes(no) == ["capacity_ended"]
    assert small.document(document_id).status == "draft"


@pytest.mark.law("ND30:13")
def test_who_lost_the_capacity_approves_nothing(small: SmallOffice) -> None:
    document_id = submitted(small)
    leaves(small, "deputy")
    with pytest.raises(Refused) as no:
        small.act(small.deputy, outgoing.approve, document_id, small.document(document_id).current_file_id)
    assert codes(no) == ["capacity_ended"]


@pytest.mark.law("ND30:13")
def test_who_lost_the_capacity_signs_nothing(small: SmallOffice) -> None:
    document_id = numbered(small)
    leaves(small, "deputy")
    with pytest.raises(Refused) as no:
        open_attempt(small.office, small.deputy, document_id, "leader", Way.SERVER)
    assert codes(no) == ["capacity_ended"]


def test_while_it_holds_the_document_goes_on(small: SmallOffice) -> None:
    assert small.document(approved(small)).status == "approved"


@pytest.mark.law("ND30:PL-I-II.7")
@pytest.mark.parametrize(
    ("lines", "capacity"),
    [
        (("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"), Capacity.KT), (("TRƯỞNG PHÒNG",), Capacity.OWN),
        (("TUQ. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"), Capacity.TUQ), (("TM. HỘI ĐỒNG", "CHỦ TỊCH"), Capacity.TM),
        (("TL.TRƯỞNG PHÒNG",), Capacity.TL), (("Q. TRƯỞNG PHÒNG",), Capacity.Q),
        (("QUYỀN TRƯỞNG PHÒNG",), Capacity.OWN),
        ((), None),
    ],
)  # fmt: skip
def test_the_capacity_is_read_off_the_lines_above_the_name(lines: tuple[str, ...], capacity: Capacity | None) -> None:
    assert capacity_on_page(lines) is capacity


def test_a_page_that_speaks_of_another_capacity_differs_and_an_unread_page_does_not() -> None:
    assert differs("kt", ["TRƯỞNG PHÒNG"])
    assert differs("own", ["KT. TRƯỞNG PHÒNG"])
    assert not differs("kt", ["KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"])
    assert not differs("kt", [])
