"""Mistakes found after issue: the drafter's requests to the clerk (QC 7.2.3) and the receivers' reports (QC 10.3)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.domain.changes import MistakeAnswer

ANSWERED = "(answer IS NULL) = (answered_at IS NULL)"
WITH_REASON = "answer IS NULL OR answer <> 'no_mistake' OR answer_text <> ''"


class Mistake(SQLModel, table=True):
    """What somebody found wrong in an issued document, and how it was answered.

    ``field`` and ``right_value`` name the registered datum that is wrong; a receiver tells it in ``words`` and
    says on which ``page``.
    """

    __table_args__ = (
        one_of("answer", MistakeAnswer),
        CheckConstraint(ANSWERED, name="answered_has_time"),
        CheckConstraint(WITH_REASON, name="denied_with_reason"),
        Index("ix_mistake_unit", "unit_id", "answer", "id"),
        Index("ix_mistake_reporter", "reporter_unit_id", "made_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    outgoing_id: int = Field(foreign_key="outgoing_document.id", index=True)
    unit_id: int = Field(foreign_key="unit.id")
    incoming_id: int | None = Field(default=None, foreign_key="incoming_document.id", index=True)
    reporter_unit_id: int = Field(foreign_key="unit.id")
    reporter_position_id: int = Field(foreign_key="position.id")
    field: str = Field(default="", max_length=30)
    right_value: str = Field(default="", max_length=500)
    words: str = Field(max_length=1000)
    page: int = 0
    answer: MistakeAnswer | None = Field(default=None, sa_type=EnumText(MistakeAnswer))
    answer_text: str = Field(default="", max_length=1000)
    answered_by: int | None = Field(default=None, foreign_key="position.id")
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    made_at: datetime = Field(sa_type=UtcDateTime)
