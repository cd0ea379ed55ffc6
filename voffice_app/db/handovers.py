"""Hand-overs of a post: what was open, who took it, and the minutes (ND30 Đ31 k3đ)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from voffice_app.db.base import EnumText, UtcDateTime, one_of


class LeaveReason(StrEnum):
    RETIRES = "retires"
    TRANSFERS = "transfers"
    STUDIES = "studies"
    OTHER = "other"


class Handover(SQLModel, table=True):
    """The post ends with ``last_day``; ``sha256`` is the printed minutes."""

    __table_args__ = (one_of("reason", LeaveReason),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    position_id: int = Field(foreign_key="position.id", index=True)
    reason: LeaveReason = Field(sa_type=EnumText(LeaveReason))
    decided_by: str = Field(max_length=200)
    last_day: date
    sha256: str = Field(max_length=64)
    size_bytes: int
    recorded_by: int | None = Field(default=None, foreign_key="position.id")
    recorded_at: datetime = Field(sa_type=UtcDateTime)


class HandoverItem(SQLModel, table=True):
    """What one successor took of one kind, line by line as the minutes tell it."""

    __tablename__ = "handover_item"

    id: int | None = Field(default=None, primary_key=True)
    handover_id: int = Field(foreign_key="handover.id", index=True)
    kind: str = Field(max_length=60)
    successor_position_id: int | None = Field(default=None, foreign_key="position.id")
    row_count: int
    lines: list[Any] = Field(default_factory=list, sa_type=JSON)
