"""Recalls and updates of issued documents, and each receiver's answer: rows that are only ever added to or answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.domain.changes import AnswerState, ChangeKind, Reminded


class IssuedChange(SQLModel, table=True):
    """The issuer's act: the ``number``-th change of the document, why, by whose order, and what was changed."""

    __tablename__ = "issued_change"
    __table_args__ = (
        one_of("kind", ChangeKind),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("kind <> 'recall' OR ordered_by_position_id IS NOT NULL", name="recall_is_ordered"),
        UniqueConstraint("outgoing_id", "number"),
    )

    id: int | None = Field(default=None, primary_key=True)
    outgoing_id: int = Field(foreign_key="outgoing_document.id")
    unit_id: int = Field(foreign_key="unit.id", index=True)
    kind: ChangeKind = Field(sa_type=EnumText(ChangeKind))
    number: int
    reason: str = Field(max_length=1000)
    ordered_by_position_id: int | None = Field(default=None, foreign_key="position.id")
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    after: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    position_id: int | None = Field(default=None, foreign_key="position.id")
    made_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ChangeAnswer(SQLModel, table=True):
    """How one change stands at one receiver (codes 13, 15, 16 of law.md 4.3)."""

    __tablename__ = "change_answer"
    __table_args__ = (
        one_of("state", AnswerState),
        CheckConstraint("state <> 'refused' OR reason <> ''", name="refused_with_reason"),
        CheckConstraint("(state = 'asked') = (answered_at IS NULL)", name="answered_has_time"),
        UniqueConstraint("change_id", "incoming_id"),
        Index("ix_change_answer_incoming", "incoming_id", "state"),
        Index("ix_change_answer_unit", "unit_id", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    change_id: int = Field(foreign_key="issued_change.id")
    incoming_id: int = Field(foreign_key="incoming_document.id")
    unit_id: int = Field(foreign_key="unit.id")
    state: AnswerState = Field(default=AnswerState.ASKED, sa_type=EnumText(AnswerState))
    reason: str = Field(default="", max_length=1000)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answered_by: int | None = Field(default=None, foreign_key="position.id")


class DeliveryReminder(SQLModel, table=True):
    """The ``number``-th time a receiver was reminded of one thing; counted and never changed (QC 6.4)."""

    __tablename__ = "delivery_reminder"
    __table_args__ = (
        one_of("what", Reminded),
        CheckConstraint("number > 0", name="number_positive"),
        UniqueConstraint("recipient_id", "what", "number"),
        Index("ix_delivery_reminder_outgoing", "outgoing_id", "recipient_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    outgoing_id: int = Field(foreign_key="outgoing_document.id")
    recipient_id: int = Field(foreign_key="outgoing_recipient.id")
    what: Reminded = Field(sa_type=EnumText(Reminded))
    number: int
    position_id: int | None = Field(default=None, foreign_key="position.id")
    sent_at: datetime = Field(sa_type=UtcDateTime)
