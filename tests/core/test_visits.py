"""Two looks at the inbox each working day: an hour apart, each person's own, written twice at the most (QC 7.1)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from tests.core.factories import SmallOffice, codes
from voffice_app.actions.visits import look_in, tick_mvp, visitor
from voffice_app.db.visits import InboxVisit, MvpTick, find_visits, list_officials, list_ticks, list_visits
from voffice_app.domain.calendar import vietnam_date
from voffice_app.domain.errors import Refused
from voffice_app.domain.visits import APART, DayVisits, HalfDay

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""Eight o'clock in Vietnam."""


def looked(small: SmallOffice, who: str, *minutes: int) -> DayVisits:
    """Look in at these minutes after eight."""
    for minute in minutes:
        small.clock.now = MORNING + timedelta(minutes=minute)
        found: DayVisits = small.act(small.people[who], look_in)
    return found


@pytest.mark.article("7.1")
@pytest.mark.parametrize(
    ("minutes", "count"),
    [
        ((0,), 1),
        ((0, 59), 1),
        ((0, 60), 2),
        ((0, 30, 59, 61), 2),
        ((0, 30, 89), 2),
        ((0, 5, 10, 15), 1),
        ((0, 60, 300), 2),
    ],
)
def test_two_visits_are_an_hour_apart(both: SmallOffice, minutes: tuple[int, ...], count: int) -> None:
    assert looked(both, "officer", *minutes).count == count


def test_a_day_ends_at_midnight_in_vietnam(both: SmallOffice) -> None:
    looked(both, "officer", 0, 15 * 60 + 59)  # 23:59
    both.clock.now = MORNING + timedelta(minutes=16 * 60 + 1)  # 00:01 of the next day
    both.act(both.officer, look_in)
    with both.db.read() as session:
        first = find_visits(session, both.officer.position_id, vietnam_date(MORNING))
        second = find_visits(session, both.officer.position_id, vietnam_date(both.clock.now))
    assert (first.count, second.count) == (2, 1)


def test_each_person_looks_for_oneself(both: SmallOffice) -> None:
    looked(both, "officer", 0, 60)
    assert looked(both, "colleague", 61).count == 1


def test_who_acts_for_somebody_does_not_do_that_persons_looking(small: SmallOffice) -> None:
    acting = replace(small.head, acting_position_id=small.deputy.position_id, acting_name="deputy", acting_title="Phó")
    assert visitor(acting) == small.deputy.position_id
    assert visitor(small.head) == small.head.position_id


def test_who_keeps_the_system_has_no_inbox_to_look_at(small: SmallOffice) -> None:
    for act in (look_in, tick_mvp):
        with pytest.raises(Refused) as no:
            small.act(small.it, act)
        assert codes(no) == ["not_visible"]


MOMENTS = st.lists(st.integers(0, 24 * 60 - 61), min_size=1, max_size=12).map(
    lambda minutes: [MORNING.replace(hour=0) - timedelta(hours=7) + timedelta(minutes=m) for m in sorted(minutes)]
)


@given(MOMENTS)
def test_a_day_is_fulfilled_exactly_when_some_two_looks_are_an_hour_apart(moments: list[datetime]) -> None:
    day, written = DayVisits(), 0
    for moment in moments:
        before, day = day, day.seen(moment)
        written += day != before
    today = [moment for moment in moments if vietnam_date(moment) == vietnam_date(moments[0])]
    assert day.fulfilled is (max(today) - min(today) >= APART)
    assert written <= 2, "however many pages are turned"


@pytest.mark.article("7.1")
def test_mvp_is_ticked_once_each_half_of_the_day(both: SmallOffice) -> None:
    for hours in (0, 1, 6, 7):
        both.clock.now = MORNING + timedelta(hours=hours)
        both.act(both.officer, tick_mvp)
    day = vietnam_date(MORNING)
    with both.db.read() as session:
        found = list_ticks(session, [both.officer.position_id, both.head.position_id], day, day)
        assert found == {both.officer.position_id: {day: {HalfDay.MORNING, HalfDay.AFTERNOON}}}
        assert len(session.exec(select(MvpTick)).all()) == 2


def test_the_leaders_table_has_everybody_of_the_unit_and_nobody_else(both: SmallOffice) -> None:
    looked(both, "officer", 0, 60)
    looked(both, "school1_officer", 60)
    day = vietnam_date(MORNING)
    with both.db.read() as session:
        people = list_officials(session, both.clerk.unit_id, day, day)
        wanted = {both.people[name].full_name for name in ("head", "deputy", "clerk", "officer", "colleague")}
        assert {name for _, name in people} == wanted
        assert people[0][1] == both.head.full_name
        found = list_visits(session, [position.id or 0 for position, _ in people], day, day)
    assert {key: {d: v.count for d, v in days.items()} for key, days in found.items()} == {
        both.officer.position_id: {day: 2}
    }


def test_ten_tabs_opened_at_once_are_one_look(both: SmallOffice) -> None:
    both.clock.now = MORNING
    with ThreadPoolExecutor(10) as tabs:
        found = list(tabs.map(lambda _: both.act(both.officer, look_in), range(10)))
    assert set(found) == {DayVisits(MORNING)}
    with both.db.read() as session:
        assert len(session.exec(select(InboxVisit)).all()) == 1


def test_the_database_refuses_a_second_visit_before_the_first(both: SmallOffice) -> None:
    def enter() -> None:
        with both.db.act(both.officer) as tx:
            tx.session.add(InboxVisit(
                position_id=both.officer.position_id, day=tx.today, first_at=tx.now,
                second_at=tx.now - timedelta(hours=1),
            ))  # fmt: skip

    with pytest.raises(IntegrityError):
        enter()
