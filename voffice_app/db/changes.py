"""Recalls and updates of issued documents, and each receiver's answer: rows that are only ever added to or answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, func, select
from sqlmodel import Field, SQLModel

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import OutgoingRecipient
from voffice_app.db.session import Session, Tx
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


C: Any = IssuedChange
N: Any = ChangeAnswer
D: Any = IncomingDocument
R: Any = OutgoingRecipient
M: Any = DeliveryReminder


def open_change(tx: Tx, document_id: int, kind: ChangeKind, reason: str, **facts: Any) -> IssuedChange:
    """The document's next change, numbered; the document itself is locked, so no other takes this number."""
    last = tx.session.execute(select(func.max(C.number)).where(C.outgoing_id == document_id)).scalar()
    row = IssuedChange(
        outgoing_id=document_id, unit_id=tx.actor.unit_id, kind=kind, number=(last or 0) + 1, reason=reason,
        position_id=tx.actor.position_id or None, made_at=tx.now, **facts,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    return row


def lock_receivers(tx: Tx, document_id: int, recipient_ids: Sequence[int] | None = None) -> list[IncomingDocument]:
    """The receivers' papers, locked in one order until the commit: whoever registers or assigns comes before or after.

    Without ``recipient_ids`` those of every receiver still on the list. As everywhere the lock spares the key: rows
    that only point here (files, notices, links) pass, else a recall and a receiver's act wait for each other.
    """
    wanted = select(R.id).where(R.outgoing_id == document_id, R.removed_at.is_(None))
    chosen = wanted if recipient_ids is None else recipient_ids
    query = select(D).where(D.recipient_id.in_(chosen)).order_by(D.id).with_for_update(key_share=True)
    return list(tx.session.scalars(query))


def list_answers(tx: Tx, change_ids: Sequence[int], *states: AnswerState) -> list[ChangeAnswer]:
    """Answers to these changes that stand in one of these states."""
    query = select(N).where(N.change_id.in_(change_ids), N.state.in_(states)).order_by(N.id)
    return list(tx.session.scalars(query))


def list_in_force(tx: Tx, document_id: int, kind: ChangeKind) -> list[IssuedChange]:
    """Changes of one kind that were not withdrawn."""
    query = select(C).where(C.outgoing_id == document_id, C.kind == kind, C.withdrawn_at.is_(None))
    return list(tx.session.scalars(query.order_by(C.id)))


def settle(tx: Tx, answer: ChangeAnswer, state: AnswerState, reason: str = "") -> None:
    """The answer is given, by the acting person, now."""
    answer.state, answer.reason, answer.answered_at = state, reason, tx.now
    answer.answered_by = tx.actor.position_id or None
    tx.session.add(answer)


def list_reminders(session: Session, document_id: int, what: Reminded) -> dict[int, tuple[int, datetime]]:
    """Of each recipient that was reminded of it: how often, and when last."""
    query = select(M.recipient_id, func.max(M.number), func.max(M.sent_at)).where(
        M.outgoing_id == document_id, M.what == what
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(query.group_by(M.recipient_id))}
