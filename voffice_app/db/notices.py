"""Notices to persons: written with the act they tell of, one for each event and person, never to who acts."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, func, insert
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import UtcDateTime
from voffice_app.db.people import Account, Position
from voffice_app.db.session import Tx
from voffice_app.db.unit_history import successors_of
from voffice_app.domain.notices import Audience, NoticeKind, Told, hastened
from voffice_app.domain.people import Role

ABSTRACT = 160
"""So many letters of a document's abstract go into a notice."""


class Notice(SQLModel, table=True):
    """``facts`` fill the kind's sentence. Kinds have no CHECK: a kind of a later version is no fault of the rows."""

    __table_args__ = (
        UniqueConstraint("position_id", "kind", "subject", "subject_id", "at"),
        Index("ix_notice_unread", "position_id", "seen_at", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    position_id: int = Field(foreign_key="position.id")
    kind: str = Field(max_length=40)
    subject: str = Field(max_length=30)
    subject_id: int
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class NoticeChoice(SQLModel, table=True):
    """A kind that somebody in a post wants no notices of."""

    __tablename__ = "notice_choice"

    position_id: int = Field(foreign_key="position.id", primary_key=True)
    kind: str = Field(primary_key=True, max_length=40)


def tell(
    tx: Tx, kind: NoticeKind, positions: Iterable[int | None], subject: str, subject_id: int, **facts: str | int
) -> None:
    """Tell each of these positions once of what this act did to the subject."""
    tell_each(tx, kind, subject, {position: subject_id for position in positions if position}, **facts)


def tell_each(tx: Tx, kind: NoticeKind, subject: str, subjects: Mapping[int, int], **facts: str | int) -> None:
    """The same of many subjects: ``subjects`` gives each position its own. Three statements for any number.

    A person with two posts is told in one of them; posts that are over, and who switched the kind off, are not told.
    """
    if not subjects:
        return
    told = _not_yet(tx, kind, subject, {p: subjects[p] for p in _listening(tx, kind, subjects)})
    shared = {"kind": kind, "subject": subject, "facts": facts | {"who": tx.actor.written_name}, "at": tx.now}
    rows = [{**shared, "position_id": p, "subject_id": subjects[p]} for p in told]
    if rows:
        tx.session.execute(insert(Notice), rows)


def tell_step(
    tx: Tx, told: Iterable[Told], people: Callable[[Audience], Iterable[int | None]], subject: str, document: Any
) -> None:
    """What a step of a document's life tells; ``people`` finds the posts behind an audience."""
    said = {"reference": document.reference, "abstract": document.abstract[:ABSTRACT]}
    for notice in told:
        tell(tx, hastened(notice.kind, document.urgency), people(notice.to), subject, document.id or 0, **said)


def _listening(tx: Tx, kind: NoticeKind, subjects: Mapping[int, int]) -> list[int]:
    """The posts to tell, one for each account."""
    off = select(NoticeChoice.position_id).where(NoticeChoice.kind == kind)
    query = (
        select(Position.account_id, func.min(Position.id))
        .join(Account, col(Account.id) == Position.account_id)
        .where(col(Position.id).in_(subjects), Account.active, Position.account_id != tx.actor.account_id)
        .where(func.coalesce(Position.valid_to, tx.today) >= tx.today, col(Position.id).not_in(off))
        .group_by(col(Position.account_id))
    )
    return [position or 0 for _, position in tx.session.exec(query)]


def _not_yet(tx: Tx, kind: NoticeKind, subject: str, told: Mapping[int, int]) -> list[int]:
    """One act that comes to the same person twice tells it once; of two documents it tells both."""
    known = select(Notice.position_id, Notice.subject_id).where(
        Notice.at == tx.now, Notice.kind == kind, Notice.subject == subject, col(Notice.position_id).in_(told)
    )
    return sorted(position for position, _ in told.items() - {(p, s) for p, s in tx.session.exec(known)})


def posts_with(session: Session, unit_ids: Iterable[int], role: Role) -> dict[int, list[int]]:
    """The posts of a role in each unit, or in the one it went into; ended ones fall out when they are told."""
    standing = successors_of(session, unit_ids)
    units = set(standing.values())
    query = select(Position.unit_id, Position.id).where(col(Position.unit_id).in_(units), Position.role == role)
    found: dict[int, list[int]] = {}
    for unit_id, position_id in session.exec(query.order_by(col(Position.id))):
        found.setdefault(unit_id, []).append(position_id or 0)
    return {unit_id: found[now] for unit_id, now in standing.items() if now in found}
