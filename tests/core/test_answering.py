"""An answer is linked to what it answers from its first draft on."""

import pytest
from sqlmodel import select

from state.outgoing_answering import create_answer, read_prefill
from tests.core import factories
from tests.core.factories import SmallOffice, assigned, codes, form, sealed
from tests.core.test_chains import led
from voffice_app.actions import assigning, incoming, issuing
from voffice_app.actions.answering import link_answer
from voffice_app.db.answering import list_answered, list_answering
from voffice_app.db.incoming import IncomingDocument
from voffice_app.domain.errors import NotVisible, Refused, TransitionRefused


def linked(small: SmallOffice, document_id: int) -> list[int]:
    with small.db.read() as session:
        return [row.id or 0 for row in list_answering(session, small.head, document_id)]


@pytest.mark.article("6.1")
def test_draft_and_link_are_one_act_and_seen_from_both_ends(both: SmallOffice) -> None:
    document_id = assigned(both)
    wanted = form(both, request_key="a" * 32)
    draft = both.act(both.officer, create_answer, wanted, document_id)
    assert both.act(both.officer, create_answer, wanted, document_id) == draft, "sent twice it is one draft, one link"
    assert linked(both, document_id) == [draft]
    with both.db.read() as session:
        assert [row.id for row in list_answered(session, both.officer, draft)] == [document_id]
        assert list_answered(session, both.school1_officer, draft) == []
        assert list_answering(session, both.school1_officer, document_id) == []
    entries = [e.facts["outgoing_id"] for e in both.history("incoming", document_id) if e.act == "draft_answer"]
    assert entries == [draft]


@pytest.mark.parametrize("who", ["colleague", "deputy"])
def test_who_has_it_not_in_hand_answers_nothing_and_keeps_no_draft(small: SmallOffice, who: str) -> None:
    document_id, person = assigned(small), small.people[who]
    wanted = form(small, who=person, signer="head")
    with pytest.raises(TransitionRefused):
        small.act(person, create_answer, wanted, document_id)
    assert linked(small, document_id) == []


def test_a_draft_of_another_person_or_unit_is_no_answer(small: SmallOffice) -> None:
    document_id, other = assigned(small), factories.draft(small, who="colleague")
    for outgoing_id in (other, 999):
        with pytest.raises(Refused) as no:
            small.act(small.officer, link_answer, document_id, outgoing_id)
        assert codes(no) == ["draft_absent"]
    with pytest.raises(NotVisible):
        small.act(small.school1_officer, link_answer, document_id, other)


def test_the_form_begins_with_whom_the_answer_goes_to_and_what_it_is_about(small: SmallOffice) -> None:
    small.act(small.clerk, issuing.issue, sealed(small))
    with small.db.read() as session:
        unit_id = small.school1_clerk.unit_id
        arrived = session.exec(select(IncomingDocument.id).where(IncomingDocument.unit_id == unit_id)).one() or 0
    clerk, head = small.school1_clerk, small.school1_head
    small.act(clerk, incoming.register, arrived, factories.fields(issuing_body="Phòng GD&ĐT Thái Thụy"))
    small.act(clerk, incoming.submit, arrived)
    officer = small.school1_officer
    small.act(head, assigning.assign, arrived, assigning.Assignment(officer.position_id))
    with small.db.read() as session:
        found = read_prefill(session, officer, small.db.today(), arrived)
        assert read_prefill(session, clerk, small.db.today(), arrived).incoming_id == 0, "not in the clerk's hands"
        assert read_prefill(session, small.officer, small.db.today(), arrived).incoming_id == 0, "of another unit"
    assert found.recipient_ids == (small.head.unit_id,)
    assert found.abstract == "Về việc trả lời Công văn số 123/SGDĐT-GDTrH của Phòng GD&ĐT Thái Thụy"


def test_a_deputy_who_gave_it_onward_may_still_draft_the_answer(small: SmallOffice) -> None:
    document_id = led(small)
    draft = small.act(small.deputy, create_answer, form(small, who=small.deputy, signer="head"), document_id)
    assert linked(small, document_id) == [draft]
