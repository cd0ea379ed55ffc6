"""Dated days that differ from the plain week: holidays, swapped and make-up days, each with its decision."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, Session, SQLModel, col, or_, select

from voffice_app.db.base import EnumText, one_of
from voffice_app.db.outages import lost_days_by_unit, lost_days_of
from voffice_app.db.parameters import list_values, values_by_unit
from voffice_app.domain.calendar import DayKind, WorkCalendar
from voffice_app.domain.parameters import Parameter

HOLIDAYS = Path(__file__).with_name("holidays.csv")


class CalendarDay(SQLModel, table=True):
    """One day; ``unit_id`` None holds for everybody, else for that unit only."""

    __tablename__ = "calendar_day"
    __table_args__ = (
        one_of("kind", DayKind),
        UniqueConstraint("unit_id", "day"),
        # NULLs never collide in the constraint above: everybody's day needs its own uniqueness
        Index(
            "uq_calendar_day_everybody", "day", unique=True,
            sqlite_where=text("unit_id IS NULL"), postgresql_where=text("unit_id IS NULL"),
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    day: date = Field(index=True)
    kind: DayKind = Field(sa_type=EnumText(DayKind))
    name: str = Field(max_length=100)
    decided_by: str = Field(default="", max_length=200)


def load_calendar(session: Session, unit_id: int | None = None) -> WorkCalendar:
    """The working calendar of a unit: its own days over everybody's, its own Saturdays, its lost days."""
    rows = session.exec(
        select(CalendarDay)
        .where(or_(col(CalendarDay.unit_id).is_(None), CalendarDay.unit_id == unit_id))
        .order_by(col(CalendarDay.unit_id).is_not(None))
    )
    saturdays = tuple(list_values(session, unit_id, Parameter.WORKS_SATURDAY)) if unit_id else ()
    return WorkCalendar({row.day: row.kind for row in rows}, saturdays, lost_days_of(session, unit_id))


def load_calendars(session: Session, unit_ids: Iterable[int]) -> dict[int, WorkCalendar]:
    """The calendars of many units at once: as many queries, whatever their number."""
    units = list(unit_ids)
    rows = session.exec(select(CalendarDay).order_by(col(CalendarDay.unit_id).is_not(None))).all()
    everybody = {row.day: row.kind for row in rows if row.unit_id is None}
    own: dict[int, dict[date, DayKind]] = defaultdict(dict)
    for row in rows:
        if row.unit_id is not None:
            own[row.unit_id][row.day] = row.kind
    saturdays = values_by_unit(session, Parameter.WORKS_SATURDAY)
    lost = lost_days_by_unit(session, units)
    return {
        unit: WorkCalendar(everybody | own[unit], tuple(saturdays.get(unit, ())), lost[unit]) for unit in units
    }  # fmt: skip


def find_day(session: Session, day: date, unit_id: int | None) -> CalendarDay | None:
    """The entry of a day that holds for everybody (``unit_id`` None), or the unit's own."""
    whose = col(CalendarDay.unit_id).is_(None) if unit_id is None else col(CalendarDay.unit_id) == unit_id
    return session.exec(select(CalendarDay).where(CalendarDay.day == day, whose)).first()


def list_days(session: Session, year: int) -> list[CalendarDay]:
    return list(
        session.exec(
            select(CalendarDay)
            .where(CalendarDay.day >= date(year, 1, 1), CalendarDay.day <= date(year, 12, 31))
            .order_by(col(CalendarDay.day))
        ).all()
    )


def load_holidays(session: Session) -> int:
    """Enter the holidays that ship with the product, for everybody; days already entered stay as they are.

    Returns how many were new. What is not certain yet says so in ``decided_by`` and is IT's to confirm.
    """
    everybody = select(CalendarDay).where(col(CalendarDay.unit_id).is_(None))
    known = {row.day for row in session.exec(everybody)}
    with HOLIDAYS.open(encoding="utf-8", newline="") as table:
        new = [row for row in map(_shipped, csv.DictReader(table)) if row.day not in known]
    session.add_all(new)
    return len(new)


def _shipped(row: dict[str, str]) -> CalendarDay:
    return CalendarDay(
        day=date.fromisoformat(row["day"]), kind=DayKind(row["kind"]), name=row["name"], decided_by=row["decided_by"]
    )
