"""Looks at incoming documents: at the most two writes a person and day (QC 7.1)."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, select
from sqlmodel import Field, Session, SQLModel, col
from sqlmodel import select as read

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.people import Account, Position
from voffice_app.db.session import Tx
from voffice_app.domain.people import Role
from voffice_app.domain.visits import DayVisits, HalfDay

P: Any = Position
N: Any = Account


class InboxVisit(SQLModel, table=True):
    """One person's day at the inbox: the first look, and the first one an hour or more later."""

    __tablename__ = "inbox_visit"
    __table_args__ = (CheckConstraint("second_at IS NULL OR second_at > first_at", name="second_comes_later"),)

    position_id: int = Field(primary_key=True, foreign_key="position.id")
    day: date = Field(primary_key=True)
    first_at: datetime = Field(sa_type=UtcDateTime)
    second_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def visits(self) -> DayVisits:
        return DayVisits(self.first_at, self.second_at)


class MvpTick(SQLModel, table=True):
    """«I have looked at MVP»: said by the person, for this system cannot see the other one."""

    __tablename__ = "mvp_tick"
    __table_args__ = (one_of("half", HalfDay),)

    position_id: int = Field(primary_key=True, foreign_key="position.id")
    day: date = Field(primary_key=True)
    half: HalfDay = Field(primary_key=True, sa_type=EnumText(HalfDay))
    ticked_at: datetime = Field(sa_type=UtcDateTime)


def lock_visitor(session: Session, position_id: int) -> None:
    """Two tabs opened at once write the day one after the other."""
    session.execute(select(P.id).where(P.id == position_id).with_for_update())


def find_visits(session: Session, position_id: int, day: date) -> DayVisits:
    row = session.get(InboxVisit, (position_id, day))
    return row.visits if row else DayVisits()


def write_visits(tx: Tx, position_id: int, day: date, now: DayVisits) -> None:
    """The person's day as it stands now."""
    row = tx.session.get(InboxVisit, (position_id, day))
    if row is None and now.first_at:
        row = InboxVisit(position_id=position_id, day=day, first_at=now.first_at)
    if row is not None:
        row.second_at = now.second_at
        tx.session.add(row)


def list_visits(session: Session, positions: list[int], first: date, last: date) -> dict[int, dict[date, DayVisits]]:
    """The days of several people between two dates, both included."""
    found: dict[int, dict[date, DayVisits]] = defaultdict(dict)
    rows = read(InboxVisit).where(
        col(InboxVisit.position_id).in_(positions), InboxVisit.day >= first, InboxVisit.day <= last
    )
    for row in session.exec(rows):
        found[row.position_id][row.day] = row.visits
    return found


def list_ticks(session: Session, positions: list[int], first: date, last: date) -> dict[int, dict[date, set[HalfDay]]]:
    """Which halves of which days each of them said to have looked at MVP."""
    found: dict[int, dict[date, set[HalfDay]]] = defaultdict(lambda: defaultdict(set))
    rows = read(MvpTick).where(col(MvpTick.position_id).in_(positions), MvpTick.day >= first, MvpTick.day <= last)
    for row in session.exec(rows):
        found[row.position_id][row.day].add(row.half)
    return found


def list_officials(session: Session, unit_id: int, first: date, last: date) -> list[tuple[Position, str]]:
    """Whoever held a post in the unit on some day between the two, but IT; leaders first."""
    query = (
        select(P, N.full_name)
        .join(N, N.id == P.account_id)
        .where(P.unit_id == unit_id, P.role != Role.IT, P.valid_from <= last)
        .where((P.valid_to.is_(None)) | (P.valid_to >= first))
    )
    order = list(Role)
    rows = [(position, name) for position, name in session.execute(query)]
    return sorted(rows, key=lambda row: (order.index(row[0].role), row[1], row[0].id or 0))
