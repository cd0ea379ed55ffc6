"""An officer signs by a written capacity (TUQ., TL.): exactly the document that names it, only while it holds."""

from datetime import timedelta

import pytest
from sqlmodel import select

from tests.core.factories import SmallOffice, codes, draft, numbered, sealed, submitted, upload
from voffice_app.actions import empowering, issuing, outgoing
from voffice_app.actions.signing_attempt_parts import open_attempt
from voffice_app.db.authority import list_signer_options
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.people import find_actor
from voffice_app.db.signing_attempts import Way
from voffice_app.db.signing_authority import SigningAuthority
from voffice_app.domain.authority import Capacity
from voffice_app.domain.errors import Refused, TransitionRefused
from voffice_app.domain.permissions import Permission, may

BY_PAPER = (Permission.OUTGOING_APPROVE, Permission.OUTGOING_SIGN)


def empowered(small: SmallOffice, days: int = 30) -> int:
    """The colleague holds TUQ. by the head's paper from today on; the row's number."""
    today = small.db.today()
    wanted = empowering.AuthorityForm(
        small.head.unit_id, small.colleague.position_id, Capacity.TUQ, today, today + timedelta(days=days),
        "Giấy ủy quyền số 01/GUQ-PGDĐT", content="Giấy mời họp", upload_id=upload(small, small.head),
    )  # fmt: skip
    row = int(small.act(small.head, empowering.give_authority, wanted))
    again(small)
    return row


def again(small: SmallOffice) -> None:
    """The colleague's next click: who they are is read anew."""
    with small.db.read() as session:
        small.people["colleague"] = find_actor(session, small.colleague.position_id, small.db.today()) or small.it


def for_colleague(small: SmallOffice, make: object = submitted) -> int:
    return int(make(small, signer="colleague", capacity="tuq"))  # type: ignore[operator]


@pytest.mark.law("ND30:13")
def test_an_officer_with_a_written_authority_is_named_and_approves_that_document(both: SmallOffice) -> None:
    empowered(both)
    document_id = for_colleague(both)
    assert both.document(document_id).signing_lines.splitlines() == ["TUQ. HEAD", "OFFICER"]
    both.act(both.colleague, outgoing.approve, document_id, both.document(document_id).current_file_id)
    assert both.document(document_id).status == "approved"


@pytest.mark.law("ND30:13")
def test_without_a_paper_an_officer_can_neither_be_named_nor_attempt_anything(small: SmallOffice) -> None:
    with pytest.raises(Refused) as no:
        draft(small, signer="colleague", capacity="tuq")
    assert codes(no) == ["signer_missing"]
    assert not any(may(small.colleague, permission) for permission in BY_PAPER)


@pytest.mark.law("ND30:13")
def test_the_paper_opens_two_permissions_and_no_other(small: SmallOffice) -> None:
    before = {permission for permission in Permission if may(small.colleague, permission)}
    empowered(small)
    assert {permission for permission in Permission if may(small.colleague, permission)} - before == set(BY_PAPER)


@pytest.mark.law("ND30:13")
@pytest.mark.parametrize("signer", ["deputy", "head"])
def test_what_names_somebody_else_is_not_the_officers_to_approve_or_send_back(small: SmallOffice, signer: str) -> None:
    empowered(small)
    document_id = submitted(small, signer=signer)
    seen = small.document(document_id).current_file_id
    for act, args in ((outgoing.approve, (seen,)), (outgoing.send_back, ("Sửa lại",))):
        with pytest.raises(TransitionRefused) as no:
            small.act(small.colleague, act, document_id, *args)
        assert codes(no) == ["wrong_person"]


@pytest.mark.law("ND30:13")
@pytest.mark.parametrize("way", ["ended", "over"])
def test_a_paper_that_ended_takes_the_document_out_of_the_officers_hands(both: SmallOffice, way: str) -> None:
    row = empowered(both, days=3)
    document_id = for_colleague(both)
    seen = both.document(document_id).current_file_id
    if way == "ended":
        both.act(both.head, empowering.end_authority, row)
    else:
        both.clock.pass_days(4)
    with pytest.raises(Refused) as no:  # the page that was open before
        both.act(both.colleague, outgoing.approve, document_id, seen)
    assert codes(no) == ["capacity_ended"]
    again(both)
    with pytest.raises(Refused):
        both.act(both.colleague, outgoing.approve, document_id, seen)
    assert not any(may(both.colleague, permission) for permission in BY_PAPER)
    assert both.document(document_id).status == "submitted"


@pytest.mark.law("ND30:13")
def test_who_lost_the_paper_does_not_sign_what_was_approved(small: SmallOffice) -> None:
    row = empowered(small)
    document_id = for_colleague(small, numbered)
    small.act(small.head, empowering.end_authority, row)
    again(small)
    with pytest.raises(TransitionRefused) as no:
        open_attempt(small.office, small.colleague, document_id, "leader", Way.SERVER)
    assert codes(no) == ["wrong_person"]


@pytest.mark.law("ND30:13")
def test_a_paper_of_somebody_who_now_keeps_the_seal_signs_nothing(small: SmallOffice) -> None:
    with small.db.act(small.it) as tx:
        tx.session.add(
            SigningAuthority(
                unit_id=small.clerk.unit_id, position_id=small.clerk.position_id, capacity=Capacity.TL,
                valid_from=tx.today, decided_by="Quy chế", recorded_at=tx.now,
            )
        )  # fmt: skip
    with small.db.read() as session:
        clerk = find_actor(session, small.clerk.position_id, small.db.today())
        named = {option.position_id for option in list_signer_options(session, small.clerk.unit_id, small.db.today())}
    assert clerk is not None
    assert not clerk.capacities
    assert not may(clerk, Permission.OUTGOING_APPROVE)
    assert small.clerk.position_id not in named


@pytest.mark.law("ND30:PL-I-II.7")
def test_receivers_read_the_signers_title_as_it_stands_on_the_paper(both: SmallOffice) -> None:
    document_id = sealed(both)
    both.act(both.clerk, issuing.issue, document_id)
    with both.db.read() as session:
        query = select(IncomingDocument.signer_title).where(IncomingDocument.origin_outgoing_id == document_id)
        assert set(session.exec(query)) == {"KT. HEAD, DEPUTY"}
