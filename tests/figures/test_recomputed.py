"""Every figure that a dashboard shows is the number of rows that a person could count by hand."""

from collections.abc import Iterable
from datetime import date
from statistics import median

import pytest
from sqlmodel import select

from dashboards import charts
from dashboards.ranking_state import may_see, row, title
from dashboards.ranking_state import read as read_ranking
from tests.figures.conftest import NOW, who
from voffice_app.actions.office import Office
from voffice_app.db import figure_rows, figures, incoming_lists, outgoing_lists
from voffice_app.db.extensions import IncomingExtension
from voffice_app.db.incoming import NO_DUE, IncomingAssignment, IncomingDocument
from voffice_app.db.mistakes import Mistake
from voffice_app.db.opinions import OpinionRound, RoundAnswer
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.people import list_units
from voffice_app.domain.calendar import vietnam_date
from voffice_app.domain.incoming import OPEN_WORK, IncomingStatus
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.people import Actor, Role, UnitKind
from voffice_app.domain.periods import Period, month_of, recent, school_year_of
from voffice_app.domain.scoring import rank

TODAY = vietnam_date(NOW)
PERIODS = [month_of(TODAY), *recent(TODAY, 3)[1:3], school_year_of(TODAY)]
S, O = IncomingStatus, OutgoingStatus  # noqa: E741


def arrived(office: Office) -> list[IncomingDocument]:
    with office.db.read() as session:
        return list(session.exec(select(IncomingDocument)).all())


def is_late(row: IncomingDocument) -> bool:
    return row.status in OPEN_WORK and row.due_sort < TODAY


def acknowledged(rows: Iterable[IncomingDocument], period: Period) -> tuple[int, int]:
    judged = [
        row
        for row in rows
        if row.status is not S.VOIDED
        and period.first <= row.register_due_on <= period.last
        and (row.registered_on or (row.status is S.RECEIVED and row.register_due_on < TODAY))
    ]
    return len(judged), sum(1 for row in judged if row.registered_on and row.registered_on <= row.register_due_on)


def finished(rows: Iterable[IncomingDocument], period: Period) -> tuple[int, int]:
    judged = [
        row
        for row in rows
        if period.first <= row.due_sort <= period.last and row.due_sort < NO_DUE and (row.completed_on or is_late(row))
    ]
    return len(judged), sum(1 for row in judged if row.completed_on and row.completed_on <= row.due_sort)


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: period.key)
@pytest.mark.article("6.4")
def test_the_ranking_counts_only_rows_that_are_there(town: Office, period: Period) -> None:
    rows = arrived(town)
    with town.db.read() as session:
        counted = figures.school_facts(session, period.first, period.last, TODAY)
        shown, _ = read_ranking(session, period, TODAY, "")
    assert len(counted) == 6
    for facts in counted:
        own = [row for row in rows if row.unit_id == facts.unit_id]
        assert (facts.to_acknowledge, facts.acknowledged_in_time) == acknowledged(own, period)
        assert (facts.to_finish, facts.finished_in_time) == finished(own, period)
    assert shown == rank(counted)


@pytest.mark.article("6.4")
def test_something_is_ranked_and_something_was_late(town: Office) -> None:
    with town.db.read() as session:
        year = school_year_of(TODAY)
        counted = figures.school_facts(session, year.first, year.last, TODAY)
    assert all(facts.to_acknowledge > 10 for facts in counted)
    assert any(facts.acknowledged_in_time < facts.to_acknowledge for facts in counted)
    assert any(facts.finished_in_time < facts.to_finish for facts in counted)


@pytest.mark.article("8.1")
def test_each_persons_bar_is_what_the_person_has_in_hand(town: Office) -> None:
    head, rows = who(town, Role.HEAD), arrived(town)
    with town.db.read() as session:
        loads = figures.list_person_loads(session, head.unit_id, TODAY)
    own = [row for row in rows if row.unit_id == head.unit_id and row.status in OPEN_WORK]
    assert loads
    assert {load.position_id for load in loads} == {row.lead_position_id for row in own}
    for load in loads:
        held = [row for row in own if row.lead_position_id == load.position_id]
        assert (load.open, load.overdue) == (len(held), sum(map(is_late, held)))


@pytest.mark.article("8.1")
def test_each_schools_line_is_what_the_school_has_in_hand(town: Office) -> None:
    rows = arrived(town)
    with town.db.read() as session:
        loads = figures.list_unit_loads(session, TODAY)
    assert len(loads) == 6
    for load in loads:
        own = [row for row in rows if row.unit_id == load.unit_id]
        waiting = sum(1 for row in own if row.status in (S.RECEIVED, S.REGISTERED, S.SUBMITTED))
        in_work = [row for row in own if row.status in OPEN_WORK]
        assert (load.waiting, load.open, load.overdue) == (waiting, len(in_work), sum(map(is_late, in_work)))


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: period.key)
def test_the_large_truths_are_counted_by_hand(town: Office, period: Period) -> None:
    head = who(town, Role.HEAD)
    own = [row for row in arrived(town) if row.unit_id == head.unit_id]
    with town.db.read() as session:
        told = figures.timeliness(session, head.unit_id, period.first, period.last, TODAY)
    spans = [
        (row.completed_on - row.arrived_on).days
        for row in own
        if row.completed_on and period.first <= row.completed_on <= period.last
    ]
    assert (told.due, told.in_time) == finished(own, period)
    assert told.median_days == (median(spans) if spans else None)


def test_the_chart_holds_the_same_documents_as_its_months(town: Office) -> None:
    head, rows = who(town, Role.HEAD), arrived(town)
    first = date(2026, 8, 1)
    with town.db.read() as session:
        months = charts.monthly(figures.list_due_days(session, head.unit_id, first, TODAY, TODAY))
    own = [row for row in rows if row.unit_id == head.unit_id]
    for month in months.index:
        whole = month_of(month.start_time.date())
        due, in_time = finished(own, Period(whole.key, whole.first, min(whole.last, TODAY)))
        assert (months.loc[month, "due"], months.loc[month, "late"]) == (due, due - in_time)
    assert len(months) > 1


@pytest.mark.parametrize("kind", list(figure_rows.KINDS))
@pytest.mark.article("8.1")
def test_a_figure_opens_exactly_the_rows_it_counted(town: Office, kind: str) -> None:
    head, year, rows = who(town, Role.HEAD), school_year_of(TODAY), arrived(town)
    with town.db.read() as session:
        school = list_units(session, UnitKind.SCHOOL)[0].id or 0
        opened: list[int] = []
        after, more = None, True
        while more:
            page, more = figure_rows.list_facts(session, head, school, kind, year, TODAY, after)
            opened += [row.id for row in page]
            after = page[-1].id if page else None
    own = [row for row in rows if row.unit_id == school]
    late_in = {r.id for r in own if acknowledged([r], year)[0]} - {r.id for r in own if acknowledged([r], year)[1]}
    late_done = {r.id for r in own if finished([r], year)[0]} - {r.id for r in own if finished([r], year)[1]}
    by_hand = {
        "waiting": {row.id for row in own if row.status in (S.RECEIVED, S.REGISTERED, S.SUBMITTED)},
        "open": {row.id for row in own if row.status in OPEN_WORK},
        "overdue": {row.id for row in own if is_late(row)},
        "acknowledged": {row.id for row in own if acknowledged([row], year)[0]},
        "acknowledged_late": late_in,
        "finished": {row.id for row in own if finished([row], year)[0]},
        "finished_late": late_done,
    }
    assert len(opened) == len(set(opened))
    assert set(opened) == by_hand[kind]


def test_of_another_unit_only_what_ours_sent_it_shows_its_content(town: Office) -> None:
    head, year = who(town, Role.HEAD), school_year_of(TODAY)
    rows = {row.id: row for row in arrived(town)}
    with town.db.read() as session:
        ours = {d.id for d in session.exec(select(OutgoingDocument)).all() if d.unit_id == head.unit_id}
        for school in list_units(session, UnitKind.SCHOOL):
            page, _ = figure_rows.list_facts(session, head, school.id or 0, "acknowledged", year, TODAY)
            for row in page:
                assert bool(row.abstract) == (rows[row.id].origin_outgoing_id in ours)


INCOMING = {
    "to_register": lambda row, actor: row.status is S.RECEIVED,
    "to_submit": lambda row, actor: row.status is S.REGISTERED,
    "to_assign": lambda row, actor: row.status is S.SUBMITTED,
    "open": lambda row, actor: row.status in OPEN_WORK,
    "overdue": lambda row, actor: is_late(row),
    "due_soon": lambda row, actor: row.status in OPEN_WORK and row.due_sort == TODAY,
    "completed": lambda row, actor: row.status is S.COMPLETED,
    "set_aside": lambda row, actor: row.status in (S.ARCHIVED_ONLY, S.PASSED_ON, S.RETURNED, S.RECALLED, S.VOIDED),
    "passed_to_me": lambda row, actor: row.passed_to_position_id == actor.position_id,
    "all": lambda row, actor: True,
}
SIGNERS = {"to_approve": O.SUBMITTED, "to_sign": O.NUMBERED}
STATES = {
    "to_check": (O.APPROVED,), "to_number": (O.FORMAT_CHECKED,), "to_seal": (O.LEADER_SIGNED, O.SEALED),
    "submitted": (O.SUBMITTED,), "numbered": (O.NUMBERED,), "issued": (O.ISSUED,), "cancelled": (O.CANCELLED,),
    "withdrawn": (O.RECALLED, O.REPLACED),
}  # fmt: skip


OUT_OF_HAND = (O.ISSUED, O.CANCELLED, O.RECALLED, O.REPLACED)


def count_capped(rows: list[object]) -> int:
    return min(len(rows), 1001)


@pytest.mark.parametrize("role", [Role.HEAD, Role.DEPUTY, Role.CLERK, Role.OFFICER])
def test_every_counter_of_the_incoming_lists_is_the_number_of_its_rows(town: Office, role: Role) -> None:
    actor = who(town, role)
    own = [row for row in arrived(town) if row.is_visible(actor)]
    with town.db.read() as session:
        counts = incoming_lists.count_tabs(session, actor, TODAY, *incoming_lists.TABS)
        given = [a for a in session.exec(select(IncomingAssignment)).all()
                 if a.position_id == actor.position_id and a.ended_at is None]  # fmt: skip
        asking = {e.incoming_id for e in session.exec(select(IncomingExtension)).all()
                  if e.state == "waiting" and e.granter_position_id == actor.position_id}  # fmt: skip
        asked = {r.incoming_id for r in session.exec(select(OpinionRound)).all() if r.closed_at is None
                 for v in session.exec(select(RoundAnswer)).all()
                 if v.round_id == r.id and v.position_id == actor.position_id and v.stance is None}  # fmt: skip
    for tab, holds in INCOMING.items():
        assert counts[tab] == count_capped([row for row in own if holds(row, actor)]), tab
    leads, supports = ({a.incoming_id for a in given if a.kind == kind} for kind in ("lead", "support"))
    unread = {a.incoming_id for a in given if a.kind == "info" and a.seen_at is None}
    here, there = ([row for row in own if row.status in OPEN_WORK and row.id in leads and
                    (row.lead_position_id == actor.position_id) is mine] for mine in (True, False))  # fmt: skip
    helping = [row for row in own if row.status in OPEN_WORK and row.id in supports and row not in here]
    readable = (*OPEN_WORK, S.COMPLETED)
    expected = {
        "mine": [*here, *helping], "given": there, "extensions": [row for row in own if row.id in asking],
        "opinions": [row for row in own if row.id in asked],
        "to_read": [row for row in own if row.id in unread and row.status in readable],
    }  # fmt: skip
    assert {tab: counts[tab] for tab in expected} == {tab: count_capped(rows) for tab, rows in expected.items()}
    assert set(counts) == {*INCOMING, *expected}


@pytest.mark.parametrize("role", [Role.HEAD, Role.DEPUTY, Role.CLERK, Role.OFFICER])
def test_every_counter_of_the_outgoing_lists_is_the_number_of_its_rows(town: Office, role: Role) -> None:
    actor: Actor = who(town, role)
    with town.db.read() as session:
        counts = outgoing_lists.count_tabs(session, actor, *outgoing_lists.TABS)
        own = [d for d in session.exec(select(OutgoingDocument)).all() if d.unit_id == actor.unit_id]
        wrong = {m.outgoing_id for m in session.exec(select(Mistake)).all() if m.answer is None}
    for tab, states in STATES.items():
        assert counts[tab] == count_capped([d for d in own if d.status in states]), tab
    for tab, state in SIGNERS.items():
        signed_by_me = [d for d in own if d.status is state and d.signer_position_id == actor.position_id]
        assert counts[tab] == count_capped(signed_by_me), tab
    drafts = [d for d in own if d.drafter_position_id == actor.position_id and d.status in (O.DRAFT, O.RETURNED)]
    assert counts["my_drafts"] == len(drafts)
    mine = [d for d in own if d.drafter_position_id == actor.position_id]
    waiting = [d for d in mine if d.status not in (*OUT_OF_HAND, O.DRAFT, O.RETURNED)]
    assert counts["my_waiting"] == count_capped(waiting)
    assert counts["to_verify"] == count_capped([d for d in mine if d.status is O.ISSUED and d.checked_at is None])
    assert counts["mistakes"] == count_capped([d for d in own if d.id in wrong])
    assert counts["under_way"] == count_capped([d for d in own if d.status not in OUT_OF_HAND])
    assert counts["all"] == count_capped(own)
    known = {*STATES, *SIGNERS, "my_drafts", "my_waiting", "to_verify", "mistakes", "under_way", "all"}
    assert set(counts) == known


def test_a_principal_sees_the_own_school_and_its_place_among_all(town: Office) -> None:
    principal, year = who(town, Role.HEAD, UnitKind.SCHOOL), school_year_of(TODAY)
    with town.db.read() as session:
        scores, earlier = read_ranking(session, year, TODAY, "")
    seen = [row(found, earlier, principal, year) for found in scores if may_see(found, principal)]
    assert [line.name for line in seen] == [principal.unit_name]
    assert seen[0].acknowledged_href.startswith(f"/theo-doi/{principal.unit_id}?")
    assert f"trên {len([s for s in scores if s.place])} trường" in title(scores, principal)
    head = who(town, Role.HEAD)
    assert all(may_see(found, head) for found in scores)
