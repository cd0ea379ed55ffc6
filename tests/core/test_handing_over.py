"""Somebody leaves: all that is open is listed, given away and printed, and nothing points to the ended post."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from tests.core.factories import (
    SmallOffice,
    approved,
    assigned,
    codes,
    draft,
    numbered,
    sealed,
    seat,
    submitted,
    waiting,
)
from tests.core.test_recall import issued
from voffice_app.actions import assigning, delegating, deputising, handing_over, incoming, mistakes
from voffice_app.actions import people as posts
from voffice_app.actions.delegating import DelegationForm
from voffice_app.actions.deputising import Period
from voffice_app.actions.handing_over import HandoverForm, NewPost, Wording
from voffice_app.actions.handing_parts import look
from voffice_app.db import delegations, leaving, open_work
from voffice_app.db.audit import broken_links
from voffice_app.db.desk_agents import DeskAgent
from voffice_app.db.door import LoginSession
from voffice_app.db.handovers import Handover, HandoverItem, LeaveReason
from voffice_app.db.people import Position, find_actor
from voffice_app.db.tables import METADATA
from voffice_app.domain.delegation import EVERY
from voffice_app.domain.errors import NotVisible, Refused
from voffice_app.domain.handing_over import TAKERS, WorkKind
from voffice_app.domain.incoming import AssignmentKind
from voffice_app.domain.people import Actor, Role
from voffice_app.words.people import LEAVE_REASON, WORK_KIND
from voffice_app.words.refusals import sentences

TODAY = date(2026, 11, 23)
WORDS = Wording(LEAVE_REASON, WORK_KIND)


def plan(office: SmallOffice, leaver: Actor) -> Any:
    with office.db.read() as session:
        return look(session, session.get_one(Position, leaver.position_id), TODAY)


def form(office: SmallOffice, leaver: Actor, taker: Actor | None = None, **changes: Any) -> HandoverForm:
    """All to one, who can take it."""
    found = plan(office, leaver)
    takers = {batch.kind: taker.position_id for batch in found.batches if taker and batch.kind in TAKERS}
    wanted = HandoverForm(
        leaver.position_id, LeaveReason.RETIRES, "Quyết định số 12/QĐ-UBND ngày 20/11/2026", TODAY, takers, found.digest
    )
    return replace(wanted, **changes)


def leave(
    office: SmallOffice, leaver: Actor, taker: Actor | None = None, by: Actor | None = None, **changes: Any
) -> int:
    wanted = form(office, leaver, taker, **changes)
    row, _ = handing_over.hand_over_post(office.office, by or office.it, wanted, WORDS)
    return row


def test_every_column_that_names_a_post_is_either_handed_over_ended_or_history() -> None:
    named = {
        f"{table.name}.{column.name}"
        for table in METADATA.tables.values()
        for column in table.columns
        if any(key.column.table.name == "position" for key in column.foreign_keys)
    }
    handed = {pointer.name for pointer in open_work.POINTERS}
    known = [handed, open_work.ENDED, open_work.HISTORY]
    assert named - set().union(*known) == set()
    assert sum(map(len, known)) == len(set().union(*known))


def still_open(session: Session) -> list[str]:
    """Open rows of posts that are over, anywhere in the database."""
    ended = select(Position.id).where(Position.valid_to < TODAY)  # type: ignore[operator]
    found = []
    for pointer in open_work.POINTERS:
        query = select(func.count()).select_from(pointer.table).where(pointer.column.in_(ended), *pointer.still)
        found += [pointer.name] * session.execute(query).scalar_one()
    for position_id in session.scalars(ended):
        unit_id = session.get_one(Position, position_id).unit_id
        found += [str(row) for row in leaving.list_powers(session, position_id or 0, TODAY)]
        found += [key.subject for key, _ in leaving.list_keys(session, unit_id, position_id or 0, TODAY)]
        agents = select(DeskAgent).join(Position, Position.account_id == DeskAgent.account_id)
        found += [
            agent.name
            for agent in session.scalars(agents.where(Position.id == position_id, DeskAgent.revoked_at.is_(None)))
        ]  # type: ignore[union-attr]
        logins = select(LoginSession.id).where(LoginSession.position_id == position_id)
        found += [f"login {login}" for login in session.scalars(logins)]
    return found


@pytest.mark.law("ND30:31")
def test_an_officer_leaves_and_nothing_open_stays_with_the_ended_post(both: SmallOffice) -> None:
    led = assigned(both)
    supported = waiting(both)
    wanted = assigning.Assignment(both.colleague.position_id, (both.officer.position_id,))
    both.act(both.head, assigning.assign, supported, wanted)
    mine, on_its_way, done = draft(both), numbered(both), sealed(both)
    passed = incoming_to(both, both.officer)
    row_id = leave(both, both.officer, both.colleague)
    assert both.arrived(led).lead_position_id == both.colleague.position_id
    assert both.arrived(passed).passed_to_position_id == both.colleague.position_id
    for document_id in (mine, on_its_way, done):
        assert both.document(document_id).drafter_position_id == both.colleague.position_id
    with both.db.read() as session:
        assert still_open(session) == []
        assert find_actor(session, both.officer.position_id, TODAY) is None
        row = session.get_one(Handover, row_id)
        items = {item.kind: item for item in session.scalars(select(HandoverItem))}
        assert both.db.vault.get(row.sha256).startswith(b"%PDF")
        assert list(broken_links(session, both.head.unit_id)) == []
    assert items["drafts"].row_count == 3
    assert both.history("incoming", led)[0].act == "take_over"
    assert both.history("handover", row_id)[0].facts["minutes"] == row.sha256


def incoming_to(office: SmallOffice, receiver: Actor) -> int:
    """A letter addressed to this person by name, passed on unopened."""
    intake = incoming.Intake(incoming.Source.PAPER, "Thư gửi đích danh")
    document_id = int(office.act(office.colleague, incoming.pass_to_clerk, intake))
    office.act(office.clerk, incoming.pass_on, document_id, receiver.position_id)
    return document_id


@pytest.mark.law("ND30:11")
def test_what_waits_for_a_leaving_signer_goes_back_to_be_approved_anew_its_number_bound_to_it(
    both: SmallOffice,
) -> None:
    waits, has_number, signed = submitted(both), numbered(both), sealed(both)
    number = both.document(has_number).number
    leave(both, both.deputy, both.head)
    for document_id in (waits, has_number):
        document = both.document(document_id)
        assert (document.status, document.signer_position_id) == ("returned", both.head.position_id)
    assert both.document(has_number).number == number
    assert both.document(signed).signer_position_id == both.deputy.position_id
    assert both.document(signed).status == "sealed"


@pytest.mark.article("7.2.3")
def test_what_was_issued_and_not_looked_over_goes_to_the_successor_who_then_checks_it(both: SmallOffice) -> None:
    waits, looked_over = issued(both), issued(both, abstract="Về việc khác")
    both.act(both.officer, mistakes.check_issued, looked_over)
    told = {batch.kind: list(batch.rows) for batch in plan(both, both.officer).batches}
    assert told == {WorkKind.CHECKS: [(waits, "01/QĐ-PGDĐT Về việc kiểm tra")]}
    with pytest.raises(Refused) as refusal:
        leave(both, both.officer)
    assert codes(refusal) == ["successor_missing"]
    leave(both, both.officer, both.colleague)
    both.act(both.colleague, mistakes.check_issued, waits)
    assert both.document(waits).checked_at is not None
    assert both.document(looked_over).drafter_position_id == both.officer.position_id
    with both.db.read() as session:
        assert still_open(session) == []


def test_the_minutes_name_each_power_that_ends_with_the_post(small: SmallOffice) -> None:
    wanted = DelegationForm(
        small.head.position_id, small.deputy.position_id, TODAY, date(2026, 11, 30), EVERY, "Giấy 05"
    )
    small.act(small.head, delegating.delegate, wanted)
    period = Period(TODAY, None, "Quyết định 01")
    small.act(small.head, deputising.assign_field, small.head.unit_id, small.deputy.position_id, "Chuyên môn", period)
    given = "Việc làm thay: Người head giao Người deputy, đến hết 30/11/2026 (Giấy 05)"
    for leaver, lines in (
        (small.deputy, [given, "Lĩnh vực phụ trách: Chuyên môn, không thời hạn (Quyết định 01)"]),
        (small.head, [given]),
    ):
        (batch,) = plan(small, leaver).batches
        assert (batch.kind, [text for _, text in batch.rows]) == (WorkKind.ENDING, lines)


def test_the_list_is_shown_first_and_a_change_since_refuses_the_act(both: SmallOffice) -> None:
    seen = form(both, both.officer, both.colleague)
    assigned(both)
    with pytest.raises(Refused) as refusal:
        handing_over.hand_over_post(both.office, both.it, seen, WORDS)
    assert codes(refusal) == ["handover_changed"]
    with both.db.read() as session:
        assert find_actor(session, both.officer.position_id, TODAY) is not None


def test_every_kind_needs_somebody_who_can_take_it(small: SmallOffice) -> None:
    draft(small)
    with pytest.raises(Refused) as refusal:
        leave(small, small.officer)
    assert codes(refusal) == ["successor_missing"]
    for nobody in (small.clerk, small.head, small.school1_officer, small.officer):
        with pytest.raises(Refused) as refusal:
            leave(small, small.officer, nobody)
        assert codes(refusal) == ["successor_not_fit"], nobody.full_name


def test_what_runs_for_a_post_ends_with_it_and_so_do_devices_and_log_ins(both: SmallOffice) -> None:
    wanted = DelegationForm(both.head.position_id, both.deputy.position_id, TODAY, date(2026, 11, 30), EVERY, "Giấy 05")
    given = both.act(both.head, delegating.delegate, wanted)
    period = Period(TODAY, None, "Quyết định 01")
    both.act(both.head, deputising.assign_field, both.head.unit_id, both.deputy.position_id, "Chuyên môn", period)
    with both.db.act(both.deputy) as tx:
        tx.session.add(
            DeskAgent(account_id=both.deputy.account_id, agent_id="a", name="Máy 1", key="k", paired_at=tx.now)
        )
    leave(both, both.deputy)
    with both.db.read() as session:
        assert still_open(session) == []
        assert delegations.find_acting(session, both.deputy.account_id, given, TODAY) is None


def test_the_head_hands_over_their_own_staff_and_nobody_elses(small: SmallOffice) -> None:
    for stranger in (small.deputy, small.clerk, small.officer, small.school1_head):
        with pytest.raises(NotVisible):
            leave(small, small.colleague, by=stranger)
    leave(small, small.colleague, by=small.head)
    with pytest.raises(Refused) as refusal:
        leave(small, small.colleague, by=small.head)
    assert codes(refusal) == ["post_ended"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"last_day": date(2026, 11, 24)}, "leave_day_wrong"),
        ({"last_day": date(2019, 1, 1)}, "leave_day_wrong"),
        ({"decided_by": " "}, "paper_missing"),
    ],
)
def test_a_hand_over_says_by_which_decision_and_until_when(
    small: SmallOffice, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        leave(small, small.colleague, **changes)
    assert codes(refusal) == [code]


def test_a_post_with_open_work_is_not_simply_ended(both: SmallOffice) -> None:
    draft(both)
    with pytest.raises(Refused) as refusal:
        both.act(both.it, posts.end_position, both.officer.position_id, TODAY)
    assert codes(refusal) == ["post_has_work"]
    assert "Dự thảo đang soạn" in sentences(refusal.value.reasons)[0]
    both.act(both.it, posts.end_position, both.colleague.position_id, TODAY)


def test_who_is_transferred_starts_in_the_other_unit_with_nothing_left_behind(both: SmallOffice) -> None:
    assigned(both)
    post = NewPost(both.schools[0], Role.OFFICER, "Giáo viên")
    leave(both, both.officer, both.colleague, reason=LeaveReason.TRANSFERS, new_post=post)
    with both.db.read() as session:
        rows = session.scalars(select(Position).where(Position.account_id == both.officer.account_id)).all()
        assert [(row.unit_id, row.valid_to is None) for row in rows] == [
            (both.officer.unit_id, False), (both.schools[0], True)
        ]  # fmt: skip
        assert still_open(session) == []


def test_nobody_is_transferred_to_be_a_second_head(small: SmallOffice) -> None:
    post = NewPost(small.schools[0], Role.HEAD, "Hiệu trưởng")
    with pytest.raises(Refused) as refusal:
        leave(small, small.colleague, new_post=post)
    assert codes(refusal) == ["head_exists"]


def test_an_approved_document_of_a_leaving_drafter_goes_on_with_the_successor(small: SmallOffice) -> None:
    document_id = approved(small)
    with small.db.act(small.it) as tx:
        newcomer = seat(tx, small.officer.unit_id, Role.OFFICER, "newcomer")
    taker = replace(small.colleague, position_id=newcomer)
    leave(small, small.officer, taker)
    document = small.document(document_id)
    assert (document.status, document.drafter_position_id) == ("approved", newcomer)


def test_only_support_is_asked_once_of_one_person(small: SmallOffice) -> None:
    document_id = waiting(small)
    wanted = assigning.Assignment(small.deputy.position_id, (small.officer.position_id, small.colleague.position_id))
    small.act(small.head, assigning.assign, document_id, wanted)
    leave(small, small.officer, small.colleague)
    with small.db.read() as session:
        a: Any = open_work.IncomingAssignment
        rows = session.scalars(select(a).where(a.incoming_id == document_id, a.ended_at.is_(None))).all()
    support = [row.position_id for row in rows if row.kind is AssignmentKind.SUPPORT]
    assert support == [small.colleague.position_id]
    assert WorkKind.INCOMING in TAKERS
