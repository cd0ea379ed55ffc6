"""What issued files are owed so that they stay provable: a document time-stamp with proof, later its renewal.

One row for each version of a file that is owed something, for ever; the rows are the queue of the background job.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Index, and_, func, or_
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.people import Unit
from voffice_app.db.session import Tx
from voffice_app.domain.errors import not_visible

USUAL_TIME = timedelta(days=1)
"""Within so much time a file is archived; later than that is told to IT as overdue."""


class Wanted(StrEnum):
    """What a version is owed: its archive form, or a newer time-stamp before the last one's certificate ends."""

    ARCHIVE = "archive"
    RENEW = "renew"


class WorkState(StrEnum):
    WAITING = "waiting"
    DOING = "doing"
    DONE = "done"
    FAILED = "failed"


class LongTermWork(SQLModel, table=True):
    """``lease`` names who works at it until ``leased_until``; ``last_error`` is a code of ``words.refusals``.

    When done: the version made, its newest trusted time, and when the certificate behind that one ends.
    """

    __tablename__ = "long_term_work"
    __table_args__ = (
        one_of("wanted", Wanted),
        one_of("state", WorkState),
        Index("ix_long_term_work_state", "state", "next_try_at", "id"),
        Index("ix_long_term_work_document", "document_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    document_id: int = Field(foreign_key="outgoing_document.id")
    file_id: int = Field(foreign_key="document_file.id", unique=True)
    wanted: Wanted = Field(sa_type=EnumText(Wanted))
    state: WorkState = Field(default=WorkState.WAITING, sa_type=EnumText(WorkState))
    tries: int = 0
    next_try_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime)
    lease: str = Field(default="", max_length=32)
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_error: str = Field(default="", max_length=60)
    created_at: datetime = Field(sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    result_file_id: int | None = Field(default=None, foreign_key="document_file.id")
    stamped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def owe(tx: Tx, document: OutgoingDocument) -> None:
    """With the act that issues a document: its sealed file is owed the archive form (ND30 Đ19). Twice is once."""
    if document.id and document.current_file_id:
        add(tx, document, document.current_file_id, Wanted.ARCHIVE, tx.now, tx.now + USUAL_TIME)


def add(
    tx: Tx, document: OutgoingDocument, file_id: int, wanted: Wanted, next_try_at: datetime, due_at: datetime
) -> None:
    """One more version owed something; a version that has its row already keeps it."""
    if tx.session.exec(select(LongTermWork.id).where(LongTermWork.file_id == file_id)).first() is None:
        row = LongTermWork(
            unit_id=document.unit_id, document_id=document.id or 0, file_id=file_id, wanted=wanted,
            next_try_at=next_try_at, due_at=due_at, created_at=tx.now,
        )  # fmt: skip
        tx.session.add(row)
        tx.session.flush()


def take(tx: Tx, lease: str, lasts: timedelta) -> LongTermWork | None:
    """The work that is due longest, leased; one whose worker died counts again when its lease is over."""
    state = col(LongTermWork.state)
    waiting = and_(state == WorkState.WAITING, col(LongTermWork.next_try_at) <= tx.now)
    orphaned = and_(state == WorkState.DOING, col(LongTermWork.leased_until) <= tx.now)
    query = select(LongTermWork).where(or_(waiting, orphaned))
    query = query.order_by(col(LongTermWork.next_try_at), col(LongTermWork.id)).limit(1)
    row = tx.session.exec(query.with_for_update(skip_locked=True)).first()
    if row is not None:
        row.state, row.lease, row.leased_until = WorkState.DOING, lease, tx.now + lasts
        row.tries += 1
        tx.session.add(row)
    return row


def load_leased(tx: Tx, work_id: int, lease: str) -> LongTermWork | None:
    """The work, locked, while this lease still holds it; None when somebody else took it over or finished it."""
    query = select(LongTermWork).where(
        LongTermWork.id == work_id, LongTermWork.lease == lease, LongTermWork.state == WorkState.DOING
    )
    return tx.session.exec(query.with_for_update()).first()


def set_back(tx: Tx, row: LongTermWork, state: WorkState, error: str, next_try_at: datetime) -> None:
    """Not done: waiting for its next try, or failed until a person looks at it."""
    row.state, row.last_error, row.next_try_at = state, error, next_try_at
    row.lease, row.leased_until = "", None
    tx.session.add(row)


def retry(tx: Tx, work_id: int) -> None:
    """Failed or waiting work is due at once. Raises NotVisible when it is done, being done, or absent."""
    query = select(LongTermWork).where(
        LongTermWork.id == work_id, col(LongTermWork.state).in_((WorkState.FAILED, WorkState.WAITING))
    )
    row = tx.session.exec(query.with_for_update()).first()
    if row is None:
        raise not_visible()
    set_back(tx, row, WorkState.WAITING, row.last_error, tx.now)


def find_open(session: Session, document_id: int) -> LongTermWork | None:
    """What a document is owed and has not got yet; after the archive form that is its renewal."""
    query = select(LongTermWork).where(LongTermWork.document_id == document_id, LongTermWork.state != WorkState.DONE)
    return session.exec(query.order_by(col(LongTermWork.id).desc())).first()


def find_done(session: Session, document_id: int) -> LongTermWork | None:
    """The newest archive form a document has."""
    query = select(LongTermWork).where(LongTermWork.document_id == document_id, LongTermWork.state == WorkState.DONE)
    return session.exec(query.order_by(col(LongTermWork.id).desc())).first()


@dataclass(frozen=True)
class OpenWork:
    """A row of IT's list: the work, and which document it is for; what the document says is not IT's to read."""

    work: LongTermWork
    reference: str
    unit_name: str


def list_open(session: Session, now: datetime, limit: int = 100) -> list[OpenWork]:
    """What is not done and should be tried by now or has failed; the longest waiting first. For IT, of all units."""
    query = (
        select(LongTermWork, OutgoingDocument, Unit.name)
        .join(Unit, col(Unit.id) == LongTermWork.unit_id)
        .join(OutgoingDocument, col(OutgoingDocument.id) == LongTermWork.document_id)
        .where(_is_open(now))
        .order_by(col(LongTermWork.due_at), col(LongTermWork.id))
        .limit(limit)
    )
    return [OpenWork(work, document.reference, unit) for work, document, unit in session.exec(query)]


def _is_open(now: datetime) -> ColumnElement[bool]:
    """Renewals of the years to come do not wait yet."""
    started = or_(col(LongTermWork.wanted) == Wanted.ARCHIVE, col(LongTermWork.tries) > 0)
    due = or_(started, col(LongTermWork.next_try_at) <= now)
    return and_(col(LongTermWork.state) != WorkState.DONE, due)


@dataclass(frozen=True)
class Backlog:
    """How much of the open work waits, has failed, is overdue; how many files have their archive form."""

    waiting: int
    failed: int
    overdue: int
    done: int


def count_work(session: Session, now: datetime) -> Backlog:
    """Of all units."""
    rows = session.exec(
        select(LongTermWork.state, col(LongTermWork.due_at) <= now, func.count())
        .where(or_(_is_open(now), col(LongTermWork.state) == WorkState.DONE))
        .group_by(col(LongTermWork.state), col(LongTermWork.due_at) <= now)
    ).all()
    counts = {state: sum(n for s, _, n in rows if s == state) for state in WorkState}
    overdue = sum(n for state, late, n in rows if late and state is not WorkState.DONE)
    waiting = counts[WorkState.WAITING] + counts[WorkState.DOING]
    return Backlog(waiting, counts[WorkState.FAILED], overdue, counts[WorkState.DONE])
