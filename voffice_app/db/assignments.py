"""The head's standing assignment of fields to deputies, and who covers whom while away (ND30 Đ13 k1)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, or_
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import UtcDateTime

IN_ORDER = "valid_to IS NULL OR valid_to >= valid_from"


class FieldAssignment(SQLModel, table=True):
    """A deputy is in charge of a field: leads its documents and signs them for the head (KT.)."""

    __tablename__ = "field_assignment"
    __table_args__ = (
        CheckConstraint(IN_ORDER, name="ends_after_start"),
        Index("ix_field_assignment_unit", "unit_id", "subject_area"),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    position_id: int = Field(foreign_key="position.id", index=True)
    subject_area: str = Field(max_length=100)
    valid_from: date
    valid_to: date | None = None
    ended_on: date | None = None
    decided_by: str = Field(max_length=200)
    recorded_by: int | None = Field(default=None, foreign_key="position.id")
    recorded_at: datetime = Field(sa_type=UtcDateTime)


class AbsenceCover(SQLModel, table=True):
    """A leader is away; a deputy leads and signs in the meantime what was theirs."""

    __tablename__ = "absence_cover"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="ends_after_start"),
        CheckConstraint("absent_position_id <> cover_position_id", name="covers_another"),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    absent_position_id: int = Field(foreign_key="position.id", index=True)
    cover_position_id: int = Field(foreign_key="position.id", index=True)
    valid_from: date
    valid_to: date
    ended_on: date | None = None
    reason: str = Field(max_length=200)
    recorded_by: int | None = Field(default=None, foreign_key="position.id")
    recorded_at: datetime = Field(sa_type=UtcDateTime)


def in_force(table: Any, day: date) -> list[Any]:
    """The conditions of a row that holds on a day."""
    return [
        col(table.valid_from) <= day,
        or_(col(table.valid_to).is_(None), col(table.valid_to) >= day),
        or_(col(table.ended_on).is_(None), col(table.ended_on) > day),
    ]


def list_assignments(session: Session, unit_id: int, day: date) -> list[FieldAssignment]:
    """Which deputy is in charge of which field on a day, as the head wrote it down."""
    rows = select(FieldAssignment).where(FieldAssignment.unit_id == unit_id, *in_force(FieldAssignment, day))
    return list(session.exec(rows.order_by(col(FieldAssignment.subject_area), col(FieldAssignment.id))))


def list_covers(session: Session, unit_id: int, day: date) -> list[AbsenceCover]:
    """Who covers whom on a day."""
    rows = select(AbsenceCover).where(AbsenceCover.unit_id == unit_id, *in_force(AbsenceCover, day))
    return list(session.exec(rows.order_by(col(AbsenceCover.id))))


def deputy_of(session: Session, unit_id: int, subject_area: str, day: date) -> int | None:
    """The position to suggest as lead for a field: the deputy in charge, or who covers them that day."""
    charge = {row.subject_area: row.position_id for row in list_assignments(session, unit_id, day)}
    found = charge.get(subject_area)
    covers = {row.absent_position_id: row.cover_position_id for row in list_covers(session, unit_id, day)}
    return covers.get(found, found) if found else None


def suggest_deputy(session: Session, unit_id: int, subject_area: str, day: date) -> tuple[int, str] | None:
    """The position to suggest as lead with its basis in words; None for a field that nobody was given."""
    position_id = deputy_of(session, unit_id, subject_area, day)
    if position_id is None:
        return None
    own = next(row for row in list_assignments(session, unit_id, day) if row.subject_area == subject_area)
    covers = "" if own.position_id == position_id else ", thay người vắng mặt"
    return position_id, f"phụ trách {subject_area}{covers} ({own.decided_by})"


def list_all_assignments(session: Session, unit_id: int) -> list[FieldAssignment]:
    """Every assignment the unit ever wrote down, the latest first."""
    rows = select(FieldAssignment).where(FieldAssignment.unit_id == unit_id)
    return list(session.exec(rows.order_by(col(FieldAssignment.id).desc())))


def list_all_covers(session: Session, unit_id: int) -> list[AbsenceCover]:
    """Every cover the unit ever wrote down, the latest first."""
    rows = select(AbsenceCover).where(AbsenceCover.unit_id == unit_id)
    return list(session.exec(rows.order_by(col(AbsenceCover.id).desc())))
