"""Units through time: the names they had, and what became of them (law.md 0: units are data with validity dates)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Index, String, column, table
from sqlalchemy import select as sa_select
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import EnumText, UtcDateTime, one_of

U = table("unit", column("id"), column("name", String), column("active", Boolean))
"""The units, named here by table: db.people asks this file whom an actor's unit succeeds."""


class UnitAct(StrEnum):
    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"


class UnitName(SQLModel, table=True):
    """A name the unit had up to and with ``valid_to``; a document of that time keeps it."""

    __tablename__ = "unit_name"
    __table_args__ = (Index("ix_unit_name_unit", "unit_id", "valid_to"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    name: str = Field(max_length=200)
    parent_name: str = Field(default="", max_length=200)
    symbol: str = Field(max_length=30)
    place_name: str = Field(max_length=60)
    valid_to: date


class UnitChange(SQLModel, table=True):
    """A rename, a merger (``unit_id`` went into ``other_unit_id``) or a split (``other_unit_id`` came out of it)."""

    __tablename__ = "unit_change"
    __table_args__ = (
        one_of("act", UnitAct),
        CheckConstraint("act = 'renamed' OR other_unit_id IS NOT NULL", name="names_the_other"),
        CheckConstraint("other_unit_id IS NULL OR other_unit_id <> unit_id", name="other_is_another"),
    )

    id: int | None = Field(default=None, primary_key=True)
    act: UnitAct = Field(sa_type=EnumText(UnitAct))
    unit_id: int = Field(foreign_key="unit.id", index=True)
    other_unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    decided_by: str = Field(max_length=200)
    happened_on: date
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    recorded_by: int | None = Field(default=None, foreign_key="position.id")
    recorded_at: datetime = Field(sa_type=UtcDateTime)


def list_names(session: Session, unit_id: int) -> list[UnitName]:
    """The former names, the latest first."""
    rows = select(UnitName).where(UnitName.unit_id == unit_id)
    return list(session.exec(rows.order_by(col(UnitName.valid_to).desc(), col(UnitName.id).desc())))


def list_changes(session: Session, unit_id: int) -> list[UnitChange]:
    """What happened to a unit, and what it came out of or took in, the latest first."""
    concerned = (col(UnitChange.unit_id) == unit_id) | (col(UnitChange.other_unit_id) == unit_id)
    rows = select(UnitChange).where(concerned)
    return list(session.exec(rows.order_by(col(UnitChange.happened_on).desc(), col(UnitChange.id).desc())))


@dataclass(frozen=True)
class UnitNames:
    """How units are called now, and what each was called up to which day, the earliest first."""

    now: dict[int, str]
    former: dict[int, list[tuple[date, str]]]

    def on(self, unit_id: int, day: date | None) -> str:
        """The name of that day: rows of a time keep its names. Without a day, the name of now."""
        then = (name for valid_to, name in self.former.get(unit_id, ()) if day and day <= valid_to)
        return next(then, self.now.get(unit_id, ""))


def names_of(session: Session, unit_ids: Iterable[int]) -> UnitNames:
    """The names of these units through time, in two statements for any number; none for no unit."""
    wanted = set(unit_ids)
    if not wanted:
        return UnitNames({}, {})
    now = {row.id: row.name for row in session.execute(sa_select(U.c.id, U.c.name).where(U.c.id.in_(wanted)))}
    former: dict[int, list[tuple[date, str]]] = {}
    rows = select(UnitName).where(col(UnitName.unit_id).in_(wanted))
    for row in session.exec(rows.order_by(col(UnitName.valid_to), col(UnitName.id))):
        former.setdefault(row.unit_id, []).append((row.valid_to, row.name))
    return UnitNames(now, former)


def heritage_of(session: Session, unit_id: int) -> frozenset[int]:
    """The closed units that went into this one, through later mergers too.

    The only door from one unit to the papers of another: their successor keeps them and answers for them.
    """
    into = _merged(session)
    found: set[int] = set()
    grown = {unit_id}
    while grown:
        grown = {old for old, new in into.items() if new in grown} - found
        found |= grown
    return frozenset(found - {unit_id})


def successors_of(session: Session, unit_ids: Iterable[int]) -> dict[int, int]:
    """Who stands for each of these units now: itself while it stands, else the unit it went into at last."""
    into = _merged(session)
    return {unit_id: _last(into, unit_id) for unit_id in unit_ids}


def _last(into: dict[int, int], unit_id: int) -> int:
    seen = {unit_id}
    while (following := into.get(unit_id, unit_id)) not in seen:
        seen.add(following)
        unit_id = following
    return unit_id


def _merged(session: Session) -> dict[int, int]:
    """The closed units, each with the one it went into; mergers are few."""
    closed = select(UnitChange.unit_id, UnitChange.other_unit_id).join(U, U.c.id == UnitChange.unit_id)
    query = closed.where(UnitChange.act == UnitAct.MERGED, ~U.c.active).order_by(col(UnitChange.id))
    return {old: new for old, new in session.exec(query) if new is not None}
