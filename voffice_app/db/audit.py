"""Append-only audit log, hash-chained per unit: who did what, as what, when, from which state to which."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import UtcDateTime


class AuditEntry(SQLModel, table=True):
    """One act. Triggers refuse UPDATE and DELETE; ``hash`` covers the row and ``previous_hash``."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        UniqueConstraint("unit_id", "seq"),
        Index("ix_audit_entry_subject", "subject", "subject_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    seq: int
    at: datetime = Field(sa_type=UtcDateTime)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    actor_name: str = Field(default="", max_length=50)
    actor_title: str = Field(default="", max_length=100)
    act: str = Field(max_length=40)
    subject: str = Field(max_length=30)
    subject_id: int
    from_state: str = Field(default="", max_length=30)
    to_state: str = Field(default="", max_length=30)
    comment: str = Field(default="", max_length=2000)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    previous_hash: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class AuditHead(SQLModel, table=True):
    """The end of a unit's chain; locked by each writer, so that the chain never forks."""

    __tablename__ = "audit_head"

    unit_id: int = Field(foreign_key="unit.id", primary_key=True)
    seq: int = 0
    hash: str = Field(default="", max_length=64)


# Without a row there would be nothing to lock, and two first acts of a unit would collide.
_BEGIN = text("INSERT INTO audit_head (unit_id, seq, hash) VALUES (:unit_id, 0, '') ON CONFLICT DO NOTHING")


def append(session: Session, entry: AuditEntry) -> None:
    """Chain the entry behind its unit's last one, in the transaction of the act."""
    session.execute(_BEGIN, {"unit_id": entry.unit_id})
    head = session.exec(select(AuditHead).where(AuditHead.unit_id == entry.unit_id).with_for_update()).one()
    entry.seq = head.seq + 1
    entry.previous_hash = head.hash
    entry.hash = digest(entry)
    head.seq, head.hash = entry.seq, entry.hash
    session.add(entry)
    session.add(head)


def count_acts(session: Session, unit_id: int) -> int:
    """How many acts the unit's people have done: the same number twice, and nobody has done anything between."""
    return session.exec(select(AuditHead.seq).where(AuditHead.unit_id == unit_id)).first() or 0


def digest(entry: AuditEntry) -> str:
    """SHA-256 over every column but the id and the hash itself."""
    content = entry.model_dump(exclude={"id", "hash"})
    content["at"] = entry.at.isoformat()
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def list_history(session: Session, subject: str, subject_id: int, limit: int = 200) -> list[AuditEntry]:
    """What happened to one thing, newest first."""
    return list(
        session.exec(
            select(AuditEntry)
            .where(AuditEntry.subject == subject, AuditEntry.subject_id == subject_id)
            .order_by(col(AuditEntry.id).desc())
            .limit(limit)
        ).all()
    )


def broken_links(session: Session, unit_id: int) -> Iterator[int]:
    """Sequence numbers whose row was altered, removed before, or cut off at the end."""
    previous, expected = "", 1
    rows = select(AuditEntry).where(AuditEntry.unit_id == unit_id).order_by(col(AuditEntry.seq))
    for entry in session.exec(rows):
        if entry.seq != expected or entry.previous_hash != previous or entry.hash != digest(entry):
            yield entry.seq
        previous, expected = entry.hash, entry.seq + 1
    head = session.get(AuditHead, unit_id)
    if head is not None and (head.seq != expected - 1 or head.hash != previous):
        yield head.seq
