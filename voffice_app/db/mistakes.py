"""Mistakes found after issue: the drafter's requests to the clerk (QC 7.2.3) and the receivers' reports (QC 10.3)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, select
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel

from voffice_app.db import people
from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.session import Tx
from voffice_app.domain.changes import MistakeAnswer
from voffice_app.domain.errors import refuse

# To the type checker SQLModel's columns look like plain values; these names say that they are columns.
Account: Any = people.Account
Position: Any = people.Position
Unit: Any = people.Unit

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


M: Any = Mistake


def load_mistake(tx: Tx, mistake_id: int) -> Mistake:
    """A report on a document of the actor's unit, locked. Raises Refused ``mistake_unknown``."""
    row = tx.session.get(Mistake, mistake_id, with_for_update=True)
    if row is None or not tx.actor.stands_for(row.unit_id):
        raise refuse("mistake_unknown")
    return row


def answer(tx: Tx, row: Mistake, how: MistakeAnswer, words: str) -> None:
    """Answered once. Raises Refused ``mistake_answered``."""
    if row.answer is not None:
        raise refuse("mistake_answered")
    row.answer, row.answer_text, row.answered_at = how, words, tx.now
    row.answered_by = tx.actor.position_id or None
    tx.session.add(row)


def close_request(tx: Tx, outgoing_id: int, mistake_id: int) -> None:
    """The report that asked for this very update is answered by it; 0 when none did."""
    if mistake_id:
        row = load_mistake(tx, mistake_id)
        if row.outgoing_id != outgoing_id:
            raise refuse("mistake_unknown")
        answer(tx, row, MistakeAnswer.UPDATED, "")


@dataclass(frozen=True)
class MistakeRow:
    """A report as a screen tells it: who found it, and how it was answered."""

    mistake: Mistake
    reporter: str
    unit_name: str
    answerer: str


def list_mistakes(session: Session, *, outgoing_id: int = 0, incoming_id: int = 0) -> list[MistakeRow]:
    """Reports on one document, oldest first; a receiver is shown those on its own paper (``incoming_id``) only."""
    by, answering = aliased(Position), aliased(Position)
    who, other = aliased(Account), aliased(Account)
    here = M.incoming_id == incoming_id if incoming_id else M.outgoing_id == outgoing_id
    rows = session.execute(
        select(M, who.full_name, Unit.name, other.full_name)
        .join(by, by.id == M.reporter_position_id)
        .join(who, who.id == by.account_id)
        .join(Unit, Unit.id == M.reporter_unit_id)
        .outerjoin(answering, answering.id == M.answered_by)
        .outerjoin(other, other.id == answering.account_id)
        .where(here)
        .order_by(M.id)
    ).all()
    return [MistakeRow(row, name, unit, answered or "") for row, name, unit, answered in rows]
