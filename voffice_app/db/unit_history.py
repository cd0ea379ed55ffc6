"""Units through time: the names they had, and what became of them (law.md 0: units are data with validity dates)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.people import Unit


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


def unit_names_on(session: Session, unit_ids: list[int], day: date) -> dict[int, str]:
    """How these units were called on a day: rows of that time keep their name."""
    rows = select(Unit.id, Unit.name).where(col(Unit.id).in_(unit_ids))
    found = {unit_id or 0: name for unit_id, name in session.exec(rows)}
    former = select(UnitName).where(col(UnitName.unit_id).in_(unit_ids), UnitName.valid_to >= day)
    for row in session.exec(former.order_by(col(UnitName.valid_to).desc(), col(UnitName.id).desc())):
        found[row.unit_id] = row.name
    return found


def successor_of(session: Session, unit_id: int) -> int | None:
    """The unit this one went into, through later mergers too; None while it stands."""
    query = select(UnitChange.unit_id, UnitChange.other_unit_id).where(UnitChange.act == UnitAct.MERGED)
    into: dict[int, int | None] = dict(session.exec(query).all())
    found, seen = into.get(unit_id), {unit_id}
    while found in into and found not in seen:
        seen.add(found)
        found = into[found]
    return found
