"""Terms of open documents, counted anew when the calendar changed; each that moved is a row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, and_, or_, select, update
from sqlmodel import Field, Session, SQLModel

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.calendar import load_calendars
from voffice_app.db.incoming import NO_DUE, IncomingDocument, insert_rows
from voffice_app.db.people import Unit
from voffice_app.db.session import Tx
from voffice_app.domain.calendar import WorkCalendar
from voffice_app.domain.deadlines import TermKind, register_due
from voffice_app.domain.incoming import OPEN_WORK, IncomingStatus

BATCH = 500
UNREGISTERED, UNFINISHED = (
    (IncomingStatus.RECEIVED,),
    (IncomingStatus.RECEIVED, IncomingStatus.REGISTERED, IncomingStatus.SUBMITTED, *OPEN_WORK),
)
D: Any = IncomingDocument
U: Any = Unit


class DeadlineMove(SQLModel, table=True):
    """A term that ended on another day after the calendar changed; shown in the document's own history."""

    __tablename__ = "deadline_move"
    __table_args__ = (
        one_of("kind", TermKind),
        CheckConstraint("before_on <> after_on", name="it_moved"),
    )

    id: int | None = Field(default=None, primary_key=True)
    incoming_id: int = Field(foreign_key="incoming_document.id", index=True)
    kind: TermKind = Field(sa_type=EnumText(TermKind))
    before_on: date
    after_on: date
    moved_at: datetime = Field(sa_type=UtcDateTime)
    why: str = Field(max_length=300)


M: Any = DeadlineMove


@dataclass(frozen=True)
class Span:
    """The days that a change of the calendar is about, both included."""

    first: date
    last: date


def recompute(tx: Tx, span: Span, why: str, unit_id: int | None = None) -> int:
    """Count the open terms anew that can end within the span; returns how many documents moved.

    A term runs from its day to the first day that counts: it can move only when a changed day lies between the two,
    so all others are left unread. Unit by unit, 500 documents at a time, in the act's one transaction.
    """
    units = [unit_id] if unit_id else list(tx.session.scalars(select(U.id)))
    calendars = load_calendars(tx.session, units)
    return sum(_recompute_unit(tx, span, why, unit, calendar) for unit, calendar in calendars.items())


def list_moves(session: Session, incoming_id: int) -> list[DeadlineMove]:
    """What happened to one document's terms, the newest first."""
    return list(session.scalars(select(M).where(M.incoming_id == incoming_id).order_by(M.id.desc())))


def _recompute_unit(tx: Tx, span: Span, why: str, unit_id: int, calendar: WorkCalendar) -> int:
    moved, after = 0, 0
    while rows := _batch(tx.session, span, unit_id, after):
        after = rows[-1].id
        terms = {row.id: _terms(row, calendar) for row in rows}
        changed = [row for row in rows if terms[row.id] != (row.register_due_on, row.due_sort)]
        if changed:
            _write(tx, changed, terms, why)
        moved += len(changed)
    return moved


def _batch(session: Session, span: Span, unit_id: int, after: int) -> list[Any]:
    register = and_(D.status.in_(UNREGISTERED), D.register_due_on >= span.first, D.arrived_on <= span.last)
    finish = and_(D.due_on.is_not(None), D.due_sort >= span.first, D.due_on <= span.last)
    query = (
        select(D.id, D.status, D.arrived_on, D.urgency, D.register_due_on, D.due_on, D.due_sort)
        .where(D.unit_id == unit_id, D.status.in_(UNFINISHED), D.id > after, or_(register, finish))
        .order_by(D.id).limit(BATCH).with_for_update()
    )  # fmt: skip
    return list(session.execute(query).all())


def _terms(row: Any, calendar: WorkCalendar) -> tuple[date, date]:
    """When it must be registered, unless it is, and finished."""
    waits = row.status in UNREGISTERED
    registered = register_due(row.arrived_on, row.urgency, calendar) if waits else row.register_due_on
    return registered, calendar.on_or_after(row.due_on) if row.due_on else NO_DUE


def _write(tx: Tx, rows: Iterable[Any], terms: dict[int, tuple[date, date]], why: str) -> None:
    moves: list[dict[str, object]] = []
    for row in rows:
        before = {TermKind.REGISTER: row.register_due_on, TermKind.FINISH: row.due_sort}
        for (kind, was), now in zip(before.items(), terms[row.id], strict=True):
            if was != now:
                told = {"incoming_id": row.id, "kind": kind, "before_on": was, "after_on": now}
                moves.append({**told, "moved_at": tx.now, "why": why[:300]})
    values = [{"id": row.id, "register_due_on": terms[row.id][0], "due_sort": terms[row.id][1]} for row in rows]
    tx.session.execute(update(IncomingDocument), values)
    insert_rows(tx, DeadlineMove, moves)
