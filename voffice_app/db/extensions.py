"""Requests for a later deadline: asked once at a time by whoever leads, answered by who assigned."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.session import Tx
from voffice_app.domain.incoming import ExtensionState

WAITING = text("state = 'waiting'")
W = ExtensionState.WAITING


class IncomingExtension(SQLModel, table=True):
    """One request and its answer; never deleted. ``granted_on`` may be another day than the one wished for."""

    __tablename__ = "incoming_extension"
    __table_args__ = (
        one_of("state", ExtensionState),
        CheckConstraint("(state = 'granted') = (granted_on IS NOT NULL)", name="granted_has_day"),
        CheckConstraint("state = 'waiting' OR answered_at IS NOT NULL", name="answered_has_time"),
        Index("ix_incoming_extension_waiting", "assignment_id", unique=True, sqlite_where=WAITING,
              postgresql_where=WAITING),
        Index("ix_incoming_extension_granter", "granter_position_id", "incoming_id", sqlite_where=WAITING,
              postgresql_where=WAITING),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    incoming_id: int = Field(foreign_key="incoming_document.id", index=True)
    assignment_id: int = Field(foreign_key="incoming_assignment.id")
    asked_by: int = Field(foreign_key="position.id")
    granter_position_id: int = Field(foreign_key="position.id")
    reason: str = Field(max_length=1000)
    old_due_on: date
    wished_on: date
    asked_at: datetime = Field(sa_type=UtcDateTime)
    state: ExtensionState = Field(default=W, sa_type=EnumText(ExtensionState))
    granted_on: date | None = None
    answer: str = Field(default="", max_length=1000)
    answered_by: int | None = Field(default=None, foreign_key="position.id")
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def list_extensions(session: Session, incoming_id: int) -> list[IncomingExtension]:
    """Every request for this document, the newest first."""
    rows = select(IncomingExtension).where(IncomingExtension.incoming_id == incoming_id)
    return list(session.exec(rows.order_by(col(IncomingExtension.id).desc())).all())


def lapse(tx: Tx, incoming_id: int, assignment_ids: Sequence[int] | None = None, why: str = "") -> None:
    """Requests die with the work they were asked for: of these assignments, or of the whole document."""
    for row in list_extensions(tx.session, incoming_id):
        if row.state is W and (assignment_ids is None or row.assignment_id in assignment_ids):
            row.state, row.answered_at, row.answer = ExtensionState.LAPSED, tx.now, why[:1000]
            tx.session.add(row)


def ask_again(tx: Tx, incoming_id: int, lapsed_at: datetime) -> list[int]:
    """Requests that died with the work at this instant wait for their answer again; returns who grants them."""
    rows = [
        row
        for row in list_extensions(tx.session, incoming_id)
        if row.state is ExtensionState.LAPSED and row.answered_at == lapsed_at
    ]
    for row in rows:
        row.state, row.answered_at, row.answer = W, None, ""
        tx.session.add(row)
    return [row.granter_position_id for row in rows]
