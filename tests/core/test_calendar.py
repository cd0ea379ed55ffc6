"""Working days, deadlines and the days that ship with the product: "on time" means nothing without them."""

import csv
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from tests.core.factories import SmallOffice
from voffice_app.actions.people import set_parameter
from voffice_app.db.calendar import HOLIDAYS, CalendarDay, list_days, load_calendar, load_holidays
from voffice_app.domain.calendar import DayKind, WorkCalendar, vietnam_date
from voffice_app.domain.deadlines import register_due
from voffice_app.domain.incoming import Urgency

DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
CALENDARS = st.builds(
    WorkCalendar,
    st.dictionaries(DAYS, st.sampled_from(DayKind), max_size=40),
    saturdays=st.sampled_from([(), ((date(2026, 3, 1), "yes"), (date(2026, 9, 1), "no"))]),
)


@pytest.fixture
def shipped(small: SmallOffice) -> WorkCalendar:
    small.act(small.it, lambda tx: load_holidays(tx.session))
    with small.db.read() as session:
        return load_calendar(session)


@pytest.mark.law("NQ28/2026/QH16")
def test_the_24th_of_november_2026_is_a_day_off(shipped: WorkCalendar) -> None:
    assert not shipped.is_working(date(2026, 11, 24))
    assert shipped.is_working(date(2025, 11, 24)), "before the resolution it was an ordinary Monday"
    assert register_due(date(2026, 11, 23), Urgency.NORMAL, shipped) == date(2026, 11, 25)
    assert register_due(date(2026, 11, 24), Urgency.URGENT, shipped) == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("from_day", "days", "due"),
    [
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # Tết
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # Giỗ Tổ on Sunday, Monday off instead
        (date(2026, 4, 29), 1, date(2026, 5, 4)),
        (date(2026, 11, 23), 5, date(2026, 12, 1)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
    ],
)
def test_terms_run_over_holidays_and_weekends(shipped: WorkCalendar, from_day: date, days: int, due: date) -> None:
    assert shipped.add(from_day, days) == due


def test_a_school_works_saturdays_only_while_its_own_rule_says_so(small: SmallOffice) -> None:
    rules = (("yes", date(2026, 3, 1)), ("no", date(2026, 9, 1)))
    for value, day in rules:
        small.act(small.it, set_parameter, small.schools[0], "works_saturday", value, day, "Quy chế của trường")
    with small.db.read() as session:
        school, everybody = load_calendar(session, small.schools[0]), load_calendar(session)
    for day, working in ((date(2026, 2, 28), False), (date(2026, 3, 7), True), (date(2026, 9, 5), False)):
        assert school.is_working(day) is working
        assert not everybody.is_working(day)


def test_every_shipped_day_has_a_name_and_says_who_decided_it(shipped: WorkCalendar) -> None:
    rows = list(csv.DictReader(HOLIDAYS.open(encoding="utf-8")))
    assert len({row["day"] for row in rows}) == len(rows) == len(shipped.days)
    assert all(row["name"] and row["decided_by"] and len(row["decided_by"]) <= 200 for row in rows)
    for row in rows:
        day = date.fromisoformat(row["day"])
        if row["kind"] == DayKind.MAKE_UP:
            assert day.weekday() >= 5, "only a day of the weekend is worked instead"


def test_loading_twice_keeps_what_it_changed_and_adds_nothing(small: SmallOffice) -> None:
    first = small.act(small.it, lambda tx: load_holidays(tx.session))
    with small.db.act(small.it) as tx:
        row = tx.session.exec(select(CalendarDay).where(CalendarDay.day == date(2026, 11, 24))).one()
        row.kind = DayKind.WORKING
    assert first > 25
    assert small.act(small.it, lambda tx: load_holidays(tx.session)) == 0
    with small.db.read() as session:
        assert load_calendar(session).is_working(date(2026, 11, 24))
        assert [row.day.year for row in list_days(session, 2027)] == [2027] * len(list_days(session, 2027))


def test_a_units_own_day_goes_before_everybodys(small: SmallOffice) -> None:
    unit_id, day = small.school1_head.unit_id, date(2026, 11, 28)
    with small.db.act(small.it) as tx:
        tx.session.add(CalendarDay(unit_id=unit_id, day=day, kind=DayKind.MAKE_UP, name="Học bù"))
        tx.session.add(CalendarDay(day=day, kind=DayKind.OFF, name="Nghỉ"))
    with small.db.read() as session:
        assert load_calendar(session, unit_id).is_working(day)
        assert not load_calendar(session).is_working(day)


def test_everybodys_day_is_entered_once(both: SmallOffice) -> None:
    def enter() -> None:
        with both.db.act(both.it) as tx:
            tx.session.add(CalendarDay(day=date(2026, 9, 2), kind=DayKind.OFF, name="Quốc khánh"))

    enter()
    with pytest.raises(IntegrityError):
        enter()


@given(CALENDARS, DAYS, st.integers(0, 12))
def test_a_term_ends_on_a_working_day_with_exactly_its_days_behind(calendar: WorkCalendar, day: date, n: int) -> None:
    due = calendar.add(day, n)
    assert due >= day
    assert n == 0 or calendar.is_working(due)
    between = (day + timedelta(days=k + 1) for k in range((due - day).days))
    assert sum(calendar.is_working(d) for d in between) == n


@given(CALENDARS, DAYS, st.integers(0, 8), st.integers(0, 8))
def test_terms_add_up(calendar: WorkCalendar, day: date, first: int, second: int) -> None:
    assert calendar.add(calendar.add(day, first), second) == calendar.add(day, first + second)


@given(st.integers(0, 150_000_000).map(lambda second: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=second)))
def test_a_day_in_vietnam_ends_at_its_midnight(moment: datetime) -> None:
    day = vietnam_date(moment)
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=7)
    assert midnight <= moment < midnight + timedelta(days=1)


def test_new_year_comes_seven_hours_earlier_than_in_greenwich() -> None:
    assert vietnam_date(datetime(2026, 12, 31, 16, 59, tzinfo=UTC)) == date(2026, 12, 31)
    assert vietnam_date(datetime(2026, 12, 31, 17, 1, tzinfo=UTC)) == date(2027, 1, 1)


def test_a_term_that_ends_on_a_saturday_ends_on_monday() -> None:
    assert WorkCalendar().on_or_after(date(2026, 11, 21)) == date(2026, 11, 23)
    assert WorkCalendar().on_or_after(date(2026, 11, 20)) == date(2026, 11, 20)
