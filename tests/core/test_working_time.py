"""What an outage, a swap or a school's own day does to open terms: counted anew, told, and nothing else touched."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from tests.core.factories import SmallOffice, assigned, codes, registered
from voffice_app.actions.calendar import (
    DayForm,
    OutageForm,
    clear_day,
    declare_outage,
    set_day,
    swap_days,
    withdraw_outage,
)
from voffice_app.actions.incoming import Intake, pass_to_clerk
from voffice_app.actions.people import set_parameter
from voffice_app.db.deadline_moves import DeadlineMove, list_moves
from voffice_app.db.outages import Outage, list_outages
from voffice_app.db.session import Tx
from voffice_app.domain.calendar import VIETNAM, DayKind, WorkCalendar
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import Source
from voffice_app.domain.outages import HALF_A_DAY, Window, lost_days

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)
SATURDAY = date(2026, 11, 28)
STORM = DayForm("Nghỉ phòng chống bão", "Công điện 15/CĐ-UBND")


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)


GOLDEN = [
    ("all of the working hours", [(at(7, 30), at(17))], [MONDAY]),
    ("the whole night, none of the hours", [(at(17), at(7, 30, TUESDAY))], []),
    ("exactly half: whoever had half a day could act", [(at(7, 30), at(12, 15))], []),
    ("one minute more than half", [(at(7, 30), at(12, 16))], [MONDAY]),
    ("two windows add up", [(at(8), at(10, 30)), (at(13), at(16))], [MONDAY]),
    ("a minute in two windows counts once", [(at(8), at(11)), (at(9), at(12))], []),
    ("from Monday afternoon to Wednesday morning", [(at(14), at(9, 0, WEDNESDAY))], [TUESDAY]),
    ("from Monday morning to Wednesday evening", [(at(8), at(16, 0, WEDNESDAY))], [MONDAY, TUESDAY, WEDNESDAY]),
]


@pytest.mark.article("3.2")
@pytest.mark.parametrize(("windows", "lost"), [row[1:] for row in GOLDEN], ids=[row[0] for row in GOLDEN])
def test_which_days_an_outage_takes(windows: list[tuple[datetime, datetime]], lost: list[date]) -> None:
    found = lost_days([Window(*pair) for pair in windows], lambda day: HALF_A_DAY)
    assert sorted(found) == lost


MOMENTS = st.integers(0, 60 * 24 * 20).map(lambda n: datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=n))
WINDOWS = st.lists(st.tuples(MOMENTS, st.integers(1, 4000)), max_size=8).map(
    lambda pairs: [Window(begin, begin + timedelta(minutes=length)) for begin, length in pairs]
)


@given(WINDOWS, WINDOWS)
def test_more_outages_never_take_fewer_days_and_order_is_nothing(some: list[Window], more: list[Window]) -> None:
    few, many = (lost_days(windows, lambda day: HALF_A_DAY) for windows in (some, some + more))
    assert few <= many == lost_days([*more, *some], lambda day: HALF_A_DAY)


@given(WINDOWS, st.integers(0, 570))
def test_cutting_a_window_in_two_takes_the_same_days(windows: list[Window], limit: int) -> None:
    halves = [
        piece for w in windows
        for middle in [w.from_at + (w.to_at - w.from_at) / 2]
        for piece in (Window(w.from_at, middle), Window(middle, w.to_at))
    ]  # fmt: skip
    assert lost_days(windows, lambda day: limit) == lost_days(halves, lambda day: limit)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.frozensets(st.dates(date(2026, 1, 1), date(2027, 1, 31))))
def test_an_outage_only_ever_gives_more_time(day: date, lost: frozenset[date]) -> None:
    calendar, struck = WorkCalendar(), WorkCalendar(lost=lost)
    assert calendar.on_or_after(day) <= struck.on_or_after(day)
    assert struck.counts(struck.on_or_after(day))
    assert calendar.add(day, 3) <= struck.add(day, 3)


def moves(small: SmallOffice, document_id: int) -> list[tuple[str, date, date]]:
    with small.db.read() as session:
        return [(row.kind, row.before_on, row.after_on) for row in list_moves(session, document_id)]


@pytest.mark.article("3.2")
def test_a_day_lost_to_an_outage_moves_the_terms_that_end_on_it_and_no_other(both: SmallOffice) -> None:
    struck, spared = assigned(both, due_on=MONDAY), assigned(both, due_on=TUESDAY)
    both.clock.now += timedelta(hours=6)
    form = OutageForm(at(8), at(16), "Toàn hệ thống", "Mất điện máy chủ")
    outage_id, moved = both.act(both.it, declare_outage, form)
    assert moved == 1
    assert both.arrived(struck).due_sort == TUESDAY
    assert both.arrived(struck).due_on == MONDAY, "what was promised stays readable"
    assert both.arrived(spared).due_sort == TUESDAY
    assert moves(both, struck) == [("finish", MONDAY, TUESDAY)]
    assert both.act(both.it, withdraw_outage, outage_id) == 1
    assert both.arrived(struck).due_sort == MONDAY
    assert moves(both, struck) == [("finish", TUESDAY, MONDAY), ("finish", MONDAY, TUESDAY)]
    assert moves(both, spared) == []
    acts = both.history("calendar", outage_id)
    assert [(row.act, row.facts["moved"]) for row in acts] == [("withdraw_outage", 1), ("declare_outage", 1)]


def test_one_schools_outage_moves_nothing_elsewhere(both: SmallOffice) -> None:
    document_id = assigned(both, due_on=MONDAY)
    both.clock.now += timedelta(hours=6)
    form = OutageForm(at(8), at(16), "Mạng của trường", "Đứt cáp", both.schools[0])
    assert both.act(both.it, declare_outage, form)[1] == 0
    assert both.arrived(document_id).due_sort == MONDAY


def test_a_unit_with_a_rule_of_its_own_loses_the_day_earlier(both: SmallOffice) -> None:
    document_id = assigned(both, due_on=MONDAY)
    both.clock.now += timedelta(hours=6)
    both.act(both.it, declare_outage, OutageForm(at(8), at(10), "Toàn hệ thống", "Nâng cấp"))
    assert both.arrived(document_id).due_sort == MONDAY, "two hours are less than half a day"
    office = both.clerk.unit_id
    both.act(both.it, set_parameter, office, "outage_minutes", "60", MONDAY, "Quy chế")
    assert both.arrived(document_id).due_sort == TUESDAY


@pytest.mark.parametrize(
    ("begins", "ends", "code"),
    [
        (at(9), at(9), "outage_times_wrong"),
        (at(10), at(9), "outage_times_wrong"),
        (at(9), at(13), "outage_times_wrong"),
        (at(9, day=date(2025, 11, 20)), at(9), "outage_too_long"),
    ],
    ids=["no time at all", "backwards", "not over yet", "a mistyped year"],
)
def test_what_cannot_have_been_is_refused(small: SmallOffice, begins: datetime, ends: datetime, code: str) -> None:
    with pytest.raises(Refused) as no:
        small.act(small.it, declare_outage, OutageForm(begins, ends, "Toàn hệ thống", "Mất điện"))
    assert codes(no) == [code]
    with small.db.read() as session:
        assert list_outages(session, 2026) == []


@pytest.mark.parametrize("who", ["head", "clerk", "officer", "school1_head"])
def test_only_it_changes_working_time(small: SmallOffice, who: str) -> None:
    actor = getattr(small, who)
    for act, args in (
        (set_day, (MONDAY, DayKind.OFF, STORM)),
        (clear_day, (MONDAY,)),
        (swap_days, (SATURDAY, MONDAY, STORM)),
        (declare_outage, (OutageForm(at(8), at(9), "Mạng", "Đứt cáp"),)),
        (withdraw_outage, (1,)),
    ):
        with pytest.raises(Refused) as no:
            small.act(actor, act, *args)
        assert codes(no) == ["not_visible"]


def test_without_its_decision_no_day_changes(small: SmallOffice) -> None:
    for form in (DayForm("", "Quyết định 1"), DayForm("Nghỉ bão", " ")):
        for act, args in ((set_day, (MONDAY, DayKind.OFF)), (swap_days, (SATURDAY, MONDAY))):
            with pytest.raises(Refused) as no:
                small.act(small.it, act, *args, form)
            assert codes(no) == ["decision_missing"]


def test_an_outage_without_its_reason_is_refused_and_one_is_withdrawn_once(small: SmallOffice) -> None:
    with pytest.raises(Refused) as no:
        small.act(small.it, declare_outage, OutageForm(at(8), at(9), "Mạng", " "))
    assert codes(no) == ["comment_missing"]
    outage_id, _ = small.act(small.it, declare_outage, OutageForm(at(8), at(9), "Mạng", "Đứt cáp"))
    small.act(small.it, withdraw_outage, outage_id)
    with pytest.raises(Refused) as no:
        small.act(small.it, withdraw_outage, outage_id)
    assert codes(no) == ["outage_withdrawn"]


@pytest.mark.law("BLDS:148")
def test_a_new_holiday_moves_what_was_due_and_what_was_to_be_registered(both: SmallOffice) -> None:
    waiting = both.act(both.officer, pass_on_paper)
    working = assigned(both, due_on=TUESDAY)
    assert both.arrived(waiting).register_due_on == TUESDAY
    assert both.act(both.it, set_day, TUESDAY, DayKind.OFF, STORM) == 2
    assert both.arrived(waiting).register_due_on == both.arrived(working).due_sort == WEDNESDAY
    assert moves(both, waiting) == [("register", TUESDAY, WEDNESDAY)]
    with both.db.read() as session:
        assert list_moves(session, working)[0].why == "Nghỉ phòng chống bão (Công điện 15/CĐ-UBND)"
    assert both.act(both.it, set_day, TUESDAY, DayKind.OFF, STORM) == 0, "said twice it moves nothing"
    assert both.act(both.it, clear_day, TUESDAY) == 2
    assert both.act(both.it, clear_day, TUESDAY) == 0


def pass_on_paper(tx: Tx) -> int:
    return pass_to_clerk(tx, Intake(Source.PAPER, "Giấy mời họp"))


def test_a_saturday_is_worked_for_a_weekday_off_in_one_act(both: SmallOffice) -> None:
    friday = date(2026, 11, 27)
    on_friday, on_saturday = assigned(both, due_on=friday), assigned(both, due_on=SATURDAY)
    assert both.arrived(on_saturday).due_sort == date(2026, 11, 30)
    form = DayForm("Hoán đổi ngày làm việc", "Thông báo 12/TB-SNV")
    assert both.act(both.it, swap_days, SATURDAY, friday, form) == 2
    assert both.arrived(on_friday).due_sort == both.arrived(on_saturday).due_sort == SATURDAY
    assert [row.act for row in both.history("calendar", 0)] == ["swap_days"]


@pytest.mark.parametrize(("worked", "off"), [(TUESDAY, MONDAY), (SATURDAY, date(2026, 11, 29)), (MONDAY, SATURDAY)])
def test_a_swap_needs_a_day_off_to_work_and_a_working_day_to_give(small: SmallOffice, worked: date, off: date) -> None:
    with pytest.raises(Refused) as no:
        small.act(small.it, swap_days, worked, off, STORM)
    assert codes(no) == ["swap_days_wrong"]


def test_a_schools_own_day_off_is_its_own(both: SmallOffice) -> None:
    own = DayForm("Đại hội công đoàn trường", "Kế hoạch 3/KH-THCSTL", both.schools[0])
    waiting = both.act(both.school1_officer, pass_on_paper)
    elsewhere = both.act(both.officer, pass_on_paper)
    assert both.act(both.it, set_day, TUESDAY, DayKind.OFF, own) == 1
    assert both.arrived(waiting).register_due_on == WEDNESDAY
    assert both.arrived(elsewhere).register_due_on == TUESDAY


def test_working_saturdays_count_from_the_day_the_rule_holds(both: SmallOffice) -> None:
    document_id = assigned(both, due_on=SATURDAY)
    both.act(both.it, set_parameter, both.clerk.unit_id, "works_saturday", "yes", MONDAY, "Quy chế")
    assert both.arrived(document_id).due_sort == SATURDAY
    assert moves(both, document_id) == [("finish", date(2026, 11, 30), SATURDAY)]


def test_many_documents_move_batch_by_batch_in_one_act(both: SmallOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voffice_app.db.deadline_moves.BATCH", 3)
    ids = [assigned(both, due_on=MONDAY) for _ in range(7)]
    assert both.act(both.it, set_day, MONDAY, DayKind.OFF, STORM) == 7
    assert {both.arrived(each).due_sort for each in ids} == {TUESDAY}
    with both.db.read() as session:
        assert len(session.exec(select(DeadlineMove)).all()) == 7


def test_the_database_refuses_an_outage_that_ends_before_it_begins(both: SmallOffice) -> None:
    def enter() -> None:
        with both.db.act(both.it) as tx:
            tx.session.add(Outage(
                from_at=at(9), to_at=at(8), what="Mạng", reason="Đứt cáp", declared_by=both.it.position_id,
                declared_at=tx.now,
            ))  # fmt: skip

    with pytest.raises(IntegrityError):
        enter()


def test_the_database_refuses_a_move_that_moved_nothing(both: SmallOffice) -> None:
    document_id = registered(both)

    def enter() -> None:
        with both.db.act(both.it) as tx:
            tx.session.add(DeadlineMove(
                incoming_id=document_id, kind="finish", before_on=MONDAY, after_on=MONDAY, moved_at=tx.now, why="-",
            ))  # type: ignore[arg-type]  # fmt: skip

    with pytest.raises(IntegrityError):
        enter()
