"""Work done in the background: one queue for exports, the archive folder, mail (security rule 9).

A job is written in the transaction of the act that wants it, under a key: asked for twice it is done once.
Whoever works at it holds a lease; when that ends, because its process died, the job is anybody's again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ColumnElement, Index, and_, func, or_
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.session import Tx
from voffice_app.domain.errors import not_visible
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission, may


class JobState(StrEnum):
    WAITING = "waiting"
    DOING = "doing"
    DONE = "done"
    FAILED = "failed"


class Job(SQLModel, table=True):
    """``position_id`` is the person who waits for it, none for the house's own; ``last_error`` is a refusal's code.

    ``done_count`` of ``total_count`` is what the screen shows; ``deaths`` counts workers that died at it in a row.
    """

    __table_args__ = (
        one_of("state", JobState),
        CheckConstraint("done_count >= 0 AND done_count <= total_count", name="progress"),
        Index("ix_job_state", "state", "next_try_at", "id"),
        Index("ix_job_position", "position_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    position_id: int | None = Field(default=None, foreign_key="position.id")
    kind: str = Field(max_length=40)
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    key: str = Field(max_length=160, unique=True)
    state: JobState = Field(default=JobState.WAITING, sa_type=EnumText(JobState))
    tries: int = 0
    deaths: int = 0
    next_try_at: datetime = Field(sa_type=UtcDateTime)
    lease: str = Field(default="", max_length=32)
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    done_count: int = 0
    total_count: int = 0
    last_error: str = Field(default="", max_length=60)
    result: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    created_at: datetime = Field(sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def enqueue(
    tx: Tx, kind: str, payload: dict[str, Any], key: str, *, house: bool = False, at: datetime | None = None
) -> int:
    """The job with this key, made with the act that wants it; the same key is the same job, done or not.

    It belongs to the acting position and unit; those of the ``house`` are nobody's, whoever set them off. A key names
    its kind first, such as ``archive:17:3``. Not before ``at``. Two at the same moment meet at the unique key.
    """
    made = tx.session.exec(select(Job.id).where(Job.key == key)).first()
    if made is not None:
        return made
    row = Job(
        unit_id=tx.actor.unit_id or None, position_id=None if house else tx.actor.position_id or None,
        kind=kind, payload=payload, key=key, next_try_at=at or tx.now, created_at=tx.now,
    )  # fmt: skip
    try:
        with tx.session.begin_nested():
            tx.session.add(row)
            tx.session.flush()
    except IntegrityError:
        made = tx.session.exec(select(Job.id).where(Job.key == key)).first()
        if made is None:
            raise
        return made
    return row.id or 0


def is_asked(session: Session, key: str) -> bool:
    """Whether there is a job with this key, done or not."""
    return session.exec(select(Job.id).where(Job.key == key)).first() is not None


def find_job(session: Session, actor: Actor, job_id: int) -> Job | None:
    """The job, when this position asked for it; IT sees all."""
    row = session.get(Job, job_id)
    own = row is not None and row.position_id is not None and row.position_id == actor.position_id
    return row if own or may(actor, Permission.ADMIN) else None


def has_due(session: Session, kinds: Collection[str], now: datetime) -> bool:
    """Whether :func:`take` would find something: a read, so that looking every second locks nobody out."""
    query = select(Job.id).where(col(Job.kind).in_(kinds), _is_due(now))
    return session.exec(query.limit(1)).first() is not None


def take(tx: Tx, kinds: Collection[str], lease: str, lasts: timedelta) -> Job | None:
    """The job of these kinds that is due longest, leased; others taking at the same moment get other jobs."""
    query = select(Job).where(col(Job.kind).in_(kinds), _is_due(tx.now))
    query = query.order_by(col(Job.next_try_at), col(Job.id)).limit(1)
    row = tx.session.exec(query.with_for_update(skip_locked=True)).first()
    if row is not None:
        row.deaths += row.state is JobState.DOING
        row.state, row.lease, row.leased_until = JobState.DOING, lease, tx.now + lasts
        row.tries += 1
        tx.session.add(row)
    return row


def _is_due(now: datetime) -> ColumnElement[bool]:
    waiting = and_(col(Job.state) == JobState.WAITING, col(Job.next_try_at) <= now)
    return or_(waiting, and_(col(Job.state) == JobState.DOING, col(Job.leased_until) <= now))


def load_leased(tx: Tx, job_id: int, lease: str) -> Job | None:
    """The job, locked, while this lease still holds it; None when somebody else took it over or finished it."""
    query = select(Job).where(Job.id == job_id, Job.lease == lease, Job.state == JobState.DOING)
    return tx.session.exec(query.with_for_update()).first()


def finish(tx: Tx, row: Job, result: dict[str, Any]) -> None:
    """Done, with what came of it; the screen's bar is full."""
    row.state, row.result, row.done_at, row.last_error = JobState.DONE, result, tx.now, ""
    row.done_count, row.lease, row.leased_until, row.deaths = row.total_count, "", None, 0
    tx.session.add(row)


def set_back(tx: Tx, row: Job, state: JobState, error: str, next_try_at: datetime) -> None:
    """Not done: waiting for its next try, or failed until a person looks at it."""
    row.state, row.last_error, row.next_try_at = state, error, next_try_at
    row.lease, row.leased_until, row.deaths = "", None, 0
    tx.session.add(row)


def retry(tx: Tx, job_id: int) -> None:
    """Failed or waiting: due at once. Raises NotVisible when it is done, being done, or absent."""
    known = col(Job.state).in_((JobState.FAILED, JobState.WAITING))
    row = tx.session.exec(select(Job).where(Job.id == job_id, known).with_for_update()).first()
    if row is None:
        raise not_visible()
    set_back(tx, row, JobState.WAITING, row.last_error, tx.now)


def list_open(session: Session, limit: int = 100) -> list[Job]:
    """What is not done, failed ones first, then the longest waiting. For IT, of all units."""
    query = select(Job).where(Job.state != JobState.DONE)
    query = query.order_by(col(Job.state) != JobState.FAILED, col(Job.next_try_at), col(Job.id))
    return list(session.exec(query.limit(limit)).all())


@dataclass(frozen=True)
class Backlog:
    """How many jobs wait, are being done, have failed."""

    waiting: int
    doing: int
    failed: int


def count_jobs(session: Session, kinds: Collection[str] = ()) -> Backlog:
    """Of all units; of these kinds, or of every kind."""
    query = select(Job.state, func.count()).where(Job.state != JobState.DONE).group_by(col(Job.state))
    counts = dict(session.exec(query.where(col(Job.kind).in_(kinds)) if kinds else query).all())
    return Backlog(*(counts.get(state, 0) for state in (JobState.WAITING, JobState.DOING, JobState.FAILED)))
