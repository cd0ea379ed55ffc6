"""The night the year turns, by Vietnam's clock: numbers of the right year, terms over the holidays."""

from datetime import date, datetime, timedelta

import pytest

from tests.core.factories import SmallOffice, codes, fields, registered
from voffice_app.actions import incoming
from voffice_app.actions.calendar import DayForm, set_day
from voffice_app.actions.incoming import Intake
from voffice_app.db.books import list_book
from voffice_app.db.calendar import load_holidays
from voffice_app.db.deadline_moves import list_moves
from voffice_app.domain.calendar import VIETNAM, DayKind
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import Source, Urgency
from voffice_app.domain.registers import Entry

LAST, FIRST, MONDAY = date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 4)


@pytest.fixture
def eve(both: SmallOffice) -> SmallOffice:
    """A minute before midnight in Vietnam: 16:59 of the same day in UTC."""
    with both.db.act(both.it) as tx:
        load_holidays(tx.session)
    both.clock.now = datetime(2026, 12, 31, 23, 59, tzinfo=VIETNAM)
    return both


@pytest.mark.law("ND30:22")
def test_at_a_minute_to_midnight_the_old_years_number_and_at_midnight_number_one(eve: SmallOffice) -> None:
    before = [eve.arrived(registered(eve)) for _ in range(2)]
    eve.clock.now += timedelta(minutes=1)
    after = [eve.arrived(registered(eve)) for _ in range(2)]
    assert [(row.arrival_number, row.arrival_year, row.arrived_on) for row in (*before, *after)] == [
        (1, 2026, LAST), (2, 2026, LAST), (1, 2027, FIRST), (2, 2027, FIRST),
    ]  # fmt: skip
    register_id = before[0].register_id or 0
    with eve.db.read() as session:
        books = {year: [row.number for row in list_book(session, register_id, year)] for year in (2026, 2027)}
    assert books == {2026: [1, 2], 2027: [1, 2]}


def test_what_came_in_the_old_year_and_is_registered_in_the_new_one_gets_the_new_years_number(eve: SmallOffice) -> None:
    document_id = eve.act(eve.officer, incoming.pass_to_clerk, Intake(Source.EMAIL, "Sở gửi lúc 23 giờ 59"))
    eve.clock.now += timedelta(minutes=1)
    eve.act(eve.clerk, incoming.register, document_id, fields())
    row = eve.arrived(document_id)
    assert (row.arrived_on, row.arrival_year, row.arrival_number, row.registered_on) == (LAST, 2027, 1, FIRST)


def test_nothing_is_entered_into_the_year_that_has_not_begun_yet(eve: SmallOffice) -> None:
    with pytest.raises(Refused) as no:
        eve.act(eve.clerk, incoming.receive, fields(entry=Entry(day=FIRST)), ())
    assert codes(no) == ["entry_day_in_future"]


@pytest.mark.law("ND30:22")
def test_the_term_to_register_runs_over_the_new_years_day_and_the_week_end(eve: SmallOffice) -> None:
    normal, urgent = (
        eve.act(eve.clerk, incoming.receive, fields(urgency=urgency, code_number=urgency.value[:9]), ())
        for urgency in (Urgency.NORMAL, Urgency.EXPRESS)
    )
    assert (eve.arrived(normal).register_due_on, eve.arrived(urgent).register_due_on) == (MONDAY, LAST)
    eve.clock.now += timedelta(minutes=1)
    on_the_holiday = eve.act(eve.officer, incoming.pass_to_clerk, Intake(Source.EMAIL, "Hỏa tốc"))
    assert eve.arrived(on_the_holiday).register_due_on == MONDAY


@pytest.mark.law("ND30:24")
def test_a_deadline_that_falls_into_tet_ends_on_the_first_working_day_after_it(eve: SmallOffice) -> None:
    tet = [date(2027, 2, 5) + timedelta(days=n) for n in range(5)]
    document_id = registered(eve, due_on=tet[1])
    for day in tet:
        eve.act(eve.it, set_day, day, DayKind.OFF, DayForm("Tết Nguyên đán", "Thông báo nghỉ Tết 2027"))
    row = eve.arrived(document_id)
    assert (row.due_on, row.due_sort) == (tet[1], date(2027, 2, 10))
    with eve.db.read() as session:
        assert list_moves(session, document_id)[0].after_on == date(2027, 2, 10)
