"""Head, deputy, officer: work given onward within what was given, and back the same way."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from tests.core.factories import SmallOffice, codes, waiting
from voffice_app.actions import assigning, people
from voffice_app.actions.assigning_onward import assign_onward, change_onward, return_onward, take_back
from voffice_app.actions.assigning_parts import Assignment
from voffice_app.db.incoming import IncomingAssignment
from voffice_app.db.incoming_work import chain_of, facts_of, list_in_hand
from voffice_app.db.notices import Notice
from voffice_app.db.people import Position
from voffice_app.domain.errors import Refused, Stale, TransitionRefused
from voffice_app.domain.incoming import FLOW

FRIDAY, NEXT_MONDAY = date(2026, 11, 27), date(2026, 11, 30)


def post(small: SmallOffice, name: str) -> int:
    return small.people[name].position_id


def led(small: SmallOffice, lead: str = "deputy", due_on: date | None = FRIDAY) -> int:
    """Assigned by the head, with a deadline."""
    document_id = waiting(small)
    wanted = Assignment(post(small, lead), support=(post(small, "clerk"),), instruction="Xử lý", due_on=due_on)
    small.act(small.head, assigning.assign, document_id, wanted)
    return document_id


def onward(
    small: SmallOffice, document_id: int, lead: str = "officer", due_on: date | None = None, **more: Any
) -> None:
    wanted = Assignment(post(small, lead), (), (), "Lấy số liệu", due_on, **more)
    small.act(small.deputy, assign_onward, document_id, wanted)


def chain(small: SmallOffice, document_id: int) -> list[IncomingAssignment]:
    with small.db.read() as session:
        return chain_of(list_in_hand(session, document_id))


def names(small: SmallOffice, document_id: int) -> list[str]:
    seats = {who.position_id: name for name, who in small.people.items()}
    return [seats[row.position_id] for row in chain(small, document_id)]


def may(small: SmallOffice, document_id: int, who: str) -> set[str]:
    with small.db.read() as session:
        facts = facts_of(session, small.arrived(document_id), small.db.today())
    return {step.name for step in FLOW.available(facts, small.people[who])}


@pytest.mark.article("8.3")
@pytest.mark.law("ND30:23")
def test_a_deputy_gives_it_onward_and_the_head_still_sees_every_link(both: SmallOffice) -> None:
    document_id = led(both)
    onward(both, document_id, due_on=date(2026, 11, 25))
    assert names(both, document_id) == ["deputy", "officer"]
    assert [row.due_on for row in chain(both, document_id)] == [FRIDAY, date(2026, 11, 25)]
    assert [row.instruction for row in chain(both, document_id)] == ["Xử lý", "Lấy số liệu"]
    document = both.arrived(document_id)
    assert (document.lead_position_id, document.due_on) == (post(both, "officer"), FRIDAY), "the head's day is judged"
    assert "complete" in may(both, document_id, "officer")
    assert {"change_onward", "take_back"} <= may(both, document_id, "deputy")
    assert "complete" not in may(both, document_id, "deputy")
    with both.db.read() as session:
        in_hand = list_in_hand(session, document_id)
    assert post(both, "clerk") in {row.position_id for row in in_hand}, "whom the head named stays"


def test_a_deadline_given_onward_is_never_later_than_ones_own(small: SmallOffice) -> None:
    document_id = led(small)
    for due_on, code in ((NEXT_MONDAY, "due_after_own"), (date(2026, 11, 22), "due_in_past")):
        with pytest.raises(Refused) as no:
            onward(small, document_id, due_on=due_on)
        assert codes(no) == [code]
    assert names(small, document_id) == ["deputy"]
    onward(small, document_id)
    assert chain(small, document_id)[-1].due_on == FRIDAY, "without a day of its own it takes the giver's"


def test_work_without_a_deadline_may_be_given_onward_with_one(small: SmallOffice) -> None:
    document_id = led(small, due_on=None)
    onward(small, document_id, due_on=NEXT_MONDAY)
    assert [row.due_on for row in chain(small, document_id)] == [None, NEXT_MONDAY]


def test_nobody_gives_it_to_themselves_or_to_a_stranger(small: SmallOffice) -> None:
    document_id = led(small)
    for lead, code in (("deputy", "onward_to_self"), ("school1_officer", "lead_missing"), ("it", "lead_missing")):
        with pytest.raises(Refused) as no:
            onward(small, document_id, lead)
        assert codes(no) == [code]


def test_the_deputy_gives_it_to_another_with_a_reason_and_the_history_keeps_both(small: SmallOffice) -> None:
    document_id = led(small)
    onward(small, document_id)
    wanted = Assignment(post(small, "colleague"))
    with pytest.raises(Refused) as no:
        small.act(small.deputy, change_onward, document_id, wanted, " ")
    assert codes(no) == ["comment_missing"]
    small.act(small.deputy, change_onward, document_id, wanted, "Nghỉ ốm")
    assert names(small, document_id) == ["deputy", "colleague"]
    assert may(small, document_id, "officer") == set()
    acts = [(entry.act, entry.comment) for entry in small.history("incoming", document_id)[:2]]
    assert acts == [("change_onward", "Nghỉ ốm"), ("assign_onward", "")]


def test_the_deputy_takes_it_back_and_completes_it(small: SmallOffice) -> None:
    document_id = led(small)
    onward(small, document_id)
    with pytest.raises(Refused):
        small.act(small.deputy, take_back, document_id, "")
    small.act(small.deputy, take_back, document_id, "Gấp, tôi tự làm")
    assert names(small, document_id) == ["deputy"]
    with pytest.raises(TransitionRefused):
        small.act(small.officer, assigning.complete, document_id, "Xong")
    small.act(small.deputy, assigning.complete, document_id, "Xong")


@pytest.mark.article("7.1")
def test_what_the_deputy_gave_is_given_back_to_the_deputy(small: SmallOffice) -> None:
    document_id = led(small)
    onward(small, document_id)
    with pytest.raises(TransitionRefused) as no:
        small.act(small.officer, assigning.return_assignment, document_id, "Không phải việc tôi")
    assert codes(no) == ["wrong_person"]
    small.act(small.officer, return_onward, document_id, "Không phải việc tôi")
    assert (names(small, document_id), small.arrived(document_id).status) == (["deputy"], "assigned")
    small.act(small.deputy, assigning.return_assignment, document_id, "Việc của bộ phận khác")
    assert (names(small, document_id), small.arrived(document_id).status) == ([], "submitted")


def test_an_officer_gives_onward_only_as_leader_of_a_group_and_by_the_units_rule(small: SmallOffice) -> None:
    document_id = led(small, "officer")
    wanted = Assignment(post(small, "colleague"))
    with pytest.raises(TransitionRefused):
        small.act(small.officer, assign_onward, document_id, wanted)
    with small.db.act(small.it) as tx:
        tx.session.get_one(Position, post(small, "officer")).leads_group = True
    with pytest.raises(TransitionRefused):
        small.act(small.officer, assign_onward, document_id, wanted)
    small.act(
        small.it, people.set_parameter, small.head.unit_id, "officers_assign", "yes", date(2026, 1, 1), "QĐ 12/QĐ-PGDĐT"
    )
    small.act(small.officer, assign_onward, document_id, wanted)
    assert names(small, document_id) == ["officer", "colleague"]


def test_three_levels_end_where_the_work_is_done_and_everybody_above_is_told(small: SmallOffice) -> None:
    test_an_officer_gives_onward_only_as_leader_of_a_group_and_by_the_units_rule(small)
    document_id = led(small)
    onward(small, document_id)
    small.act(
        small.officer, assign_onward, document_id, Assignment(post(small, "colleague"), due_on=date(2026, 11, 24))
    )
    assert names(small, document_id) == ["deputy", "officer", "colleague"]
    small.act(small.colleague, assigning.complete, document_id, "Đã trả lời")
    with small.db.read() as session:
        query = select(Notice.position_id).where(Notice.kind == "completed", Notice.subject_id == document_id)
        told = set(session.exec(query).all())
    assert told == {post(small, name) for name in ("head", "deputy", "officer")}


def test_two_leaders_at_once_the_second_is_told_that_the_assignment_has_changed(small: SmallOffice) -> None:
    document_id = led(small)
    seen = chain(small, document_id)[-1].id or 0
    onward(small, document_id, seen=seen)
    wanted = Assignment(post(small, "colleague"), seen=seen)
    wanted = Assignment(post(small, "colleague"), seen=seen)
    with pytest.raises(Stale) as no:
        small.act(small.head, assigning.reassign, document_id, wanted, "Đổi người")
    assert codes(no) == ["assignment_changed"]
    assert names(small, document_id) == ["deputy", "officer"]
    newer = chain(small, document_id)[-1].id or 0
    wanted = Assignment(post(small, "colleague"), seen=newer)
    small.act(small.head, assigning.reassign, document_id, wanted, "Đổi người")
    assert names(small, document_id) == ["colleague"]


def test_the_head_opens_it_again_and_the_whole_chain_is_back_at_work(small: SmallOffice) -> None:
    document_id = led(small)
    onward(small, document_id)
    small.act(small.officer, assigning.complete, document_id, "Xong")
    small.act(small.head, assigning.reopen, document_id, "Thiếu biểu")
    assert names(small, document_id) == ["deputy", "officer"]
    assert "complete" in may(small, document_id, "officer")
