"""Counts behind dashboards and ranking; every figure has the condition that lists its rows."""

from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlmodel import Session

from voffice_app.db.incoming import NO_DUE, IncomingDocument
from voffice_app.db.people import Account, Position, Unit
from voffice_app.domain.incoming import OPEN_WORK, IncomingStatus
from voffice_app.domain.people import UnitKind
from voffice_app.domain.scoring import SchoolFacts

# To the type checker SQLModel's columns look like plain values; these names say that they are columns.
D: Any = IncomingDocument
P: Any = Position
N: Any = Account
U: Any = Unit
S = IncomingStatus
WAITING = (S.RECEIVED, S.REGISTERED, S.SUBMITTED)


@dataclass(frozen=True)
class PersonLoad:
    """What one person has in hand."""

    position_id: int
    name: str
    open: int
    overdue: int


@dataclass(frozen=True)
class UnitLoad:
    """What one unit has in hand: waiting at its clerk, in work, overdue."""

    unit_id: int
    name: str
    level: str
    waiting: int
    open: int
    overdue: int


@dataclass(frozen=True)
class Timeliness:
    """Of the documents due in a period: how many, how many in time, and days from arrival to completion."""

    due: int
    in_time: int
    median_days: float | None


def _sum(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def waiting() -> Any:
    """Arrived and not yet assigned: at the clerk's or the head's."""
    return D.status.in_(WAITING)


def in_work() -> Any:
    return D.status.in_(OPEN_WORK)


def overdue(today: date) -> Any:
    return and_(in_work(), D.due_sort < today)


def list_person_loads(session: Session, unit_id: int, today: date) -> list[PersonLoad]:
    """Open and overdue documents by lead, the most overdue first."""
    rows = session.execute(
        select(P.id, N.full_name, func.count(), _sum(overdue(today)))
        .select_from(D)
        .join(P, P.id == D.lead_position_id)
        .join(N, N.id == P.account_id)
        .where(D.unit_id == unit_id, in_work())
        .group_by(P.id, N.full_name)
    ).all()
    loads = [PersonLoad(*row) for row in rows]
    return sorted(loads, key=lambda load: (-load.overdue, -load.open, load.name))


def list_unit_loads(session: Session, today: date) -> list[UnitLoad]:
    """The schools' processing state (not their files), the most overdue first (QC 8.1)."""
    schools = and_(U.kind == UnitKind.SCHOOL, U.active)
    rows = session.execute(
        select(D.unit_id, _sum(waiting()), _sum(in_work()), _sum(overdue(today)))
        .where(D.unit_id.in_(select(U.id).where(schools)), D.status.in_((*WAITING, *OPEN_WORK)))
        .group_by(D.unit_id)
    ).all()
    counts = {unit_id: (int(waits), int(works), int(late)) for unit_id, waits, works, late in rows}
    loads = [
        UnitLoad(u.id or 0, u.name, str(u.level or ""), *counts.get(u.id, (0, 0, 0)))
        for u in session.scalars(select(U).where(schools))
    ]
    return sorted(loads, key=lambda load: (-load.overdue, -load.waiting, load.name))


def timeliness(session: Session, unit_id: int, first: date, last: date, today: date) -> Timeliness:
    """Documents of the unit whose due date lies in the period and has come, or which are done."""
    judged = and_(D.unit_id == unit_id, *judged_to_finish(first, last, today))
    due, in_time = session.execute(select(func.count(), _sum(finished_in_time())).select_from(D).where(judged)).one()
    return Timeliness(int(due), int(in_time), _median_days(session, unit_id, first, last))


def _median_days(session: Session, unit_id: int, first: date, last: date) -> float | None:
    """Of the documents completed in the period; equal spans are counted by the database, 20,000 rows stay there."""
    spans = session.execute(
        select(D.arrived_on, D.completed_on, func.count())
        .where(D.unit_id == unit_id, D.completed_on >= first, D.completed_on <= last)
        .group_by(D.completed_on, D.arrived_on)
    ).all()
    days = [span for arrived, done, count in spans for span in [(done - arrived).days] * count]
    return float(median(days)) if days else None


def list_due_days(session: Session, unit_id: int, first: date, last: date, today: date) -> list[tuple[date, int, int]]:
    """Per due date: documents judged, and those finished in time (for trends)."""
    rows = session.execute(
        select(D.due_sort, func.count(), _sum(finished_in_time()))
        .where(D.unit_id == unit_id, *judged_to_finish(first, last, today))
        .group_by(D.due_sort)
    ).all()
    return [(day, int(total), int(good)) for day, total, good in rows]


def judged_to_acknowledge(first: date, last: date, today: date) -> list[Any]:
    """Documents to be registered by a day of the period: done, or the day is over. A struck entry is none."""
    return [
        D.status != S.VOIDED,
        D.register_due_on >= first,
        D.register_due_on <= last,
        (D.registered_on.is_not(None)) | (and_(D.status == S.RECEIVED, D.register_due_on < today)),
    ]


def acknowledged_in_time() -> Any:
    return and_(D.registered_on.is_not(None), D.registered_on <= D.register_due_on)


def judged_to_finish(first: date, last: date, today: date) -> list[Any]:
    """Documents due in the period: done, or still open and the day is over."""
    return [
        D.due_sort >= first,
        D.due_sort <= last,
        D.due_sort < NO_DUE,
        (D.completed_on.is_not(None)) | (and_(in_work(), D.due_sort < today)),
    ]


def finished_in_time() -> Any:
    return and_(D.completed_on.is_not(None), D.completed_on <= D.due_sort)


def school_facts(session: Session, first: date, last: date, today: date) -> list[SchoolFacts]:
    """What the ranking counts, per school, from rows (QC 6.4)."""
    acknowledged = _by_unit(session, judged_to_acknowledge(first, last, today), acknowledged_in_time())
    finished = _by_unit(session, judged_to_finish(first, last, today), finished_in_time())
    schools = session.scalars(select(U).where(U.kind == UnitKind.SCHOOL, U.active)).all()
    none = (0, 0)
    return [
        SchoolFacts(u.id or 0, u.name, str(u.level or ""), *acknowledged.get(u.id, none), *finished.get(u.id, none))
        for u in schools
    ]


def _by_unit(session: Session, judged: list[Any], good: Any) -> dict[int | None, tuple[int, int]]:
    """Unit → (judged, good)."""
    rows = session.execute(select(D.unit_id, func.count(), _sum(good)).where(*judged).group_by(D.unit_id)).all()
    return {unit_id: (int(total), int(count)) for unit_id, total, count in rows}
