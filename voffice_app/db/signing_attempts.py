"""Attempts at signing: who tries to sign what, by which way, and what became of it. A row is never used twice."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, text
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.files import Direction
from voffice_app.db.session import Tx
from voffice_app.domain.people import Actor

LIFETIME = timedelta(minutes=10)
OPEN_ONLY = text("status = 'open'")


class Way(StrEnum):
    """Where the key signs: at this server, at the desk agent, or at the government's local program."""

    SERVER = "server"
    DESK = "desk"
    PLUGIN = "plugin"


class AttemptStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    FAILED = "failed"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


class SigningAttempt(SQLModel, table=True):
    """One attempt at one version of a document. ``code`` and ``facts`` say why it failed; never a PIN.

    ``kind`` is the name of the signature's field, or of the operation whose signed file is kept beside the document;
    ``facts`` of such a one that is done name that file. ``batch`` is shared by what one PIN signs together.
    """

    __tablename__ = "signing_attempt"
    __table_args__ = (
        one_of("way", Way),
        one_of("status", AttemptStatus),
        one_of("direction", Direction),
        Index(
            "ix_signing_attempt_open", "direction", "document_id", unique=True,
            sqlite_where=OPEN_ONLY, postgresql_where=OPEN_ONLY,
        ),
        Index("ix_signing_attempt_document", "document_id", "id"),
        Index("ix_signing_attempt_position", "position_id", "status", "id"),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    nonce: str = Field(max_length=32, unique=True)
    unit_id: int = Field(foreign_key="unit.id")
    direction: Direction = Field(
        default=Direction.OUTGOING, sa_type=EnumText(Direction), sa_column_kwargs={"server_default": "outgoing"}
    )
    document_id: int
    base_file_id: int = Field(foreign_key="document_file.id")
    base_sha256: str = Field(max_length=64)
    kind: str = Field(max_length=20)
    way: Way = Field(sa_type=EnumText(Way))
    certificate_id: int = Field(foreign_key="certificate.id")
    position_id: int = Field(foreign_key="position.id")
    batch: str = Field(default="", max_length=32, index=True)
    status: AttemptStatus = Field(default=AttemptStatus.OPEN, sa_type=EnumText(AttemptStatus))
    code: str = Field(default="", max_length=60)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def find_attempt(session: Session, actor: Actor, nonce: str) -> SigningAttempt | None:
    """The attempt of this very position."""
    return session.exec(
        select(SigningAttempt).where(
            SigningAttempt.nonce == nonce,
            SigningAttempt.position_id == actor.position_id,
            SigningAttempt.unit_id == actor.unit_id,
        )
    ).first()


def load_open(tx: Tx, document_id: int, direction: Direction = Direction.OUTGOING) -> SigningAttempt | None:
    """The attempt under way at a document that is locked already."""
    return tx.session.exec(
        select(SigningAttempt).where(
            SigningAttempt.document_id == document_id,
            SigningAttempt.direction == direction,
            SigningAttempt.status == AttemptStatus.OPEN,
        )
    ).first()


def list_done(session: Session, direction: Direction, document_id: int, kinds: Iterable[str]) -> list[SigningAttempt]:
    """What was signed on files of this document, of these kinds, oldest first."""
    query = select(SigningAttempt).where(
        SigningAttempt.document_id == document_id,
        SigningAttempt.direction == direction,
        SigningAttempt.status == AttemptStatus.DONE,
        col(SigningAttempt.kind).in_(list(kinds)),
    )
    return list(session.exec(query.order_by(col(SigningAttempt.id))).all())


def end(tx: Tx, nonce: str, status: AttemptStatus, code: str = "", facts: dict[str, Any] | None = None) -> bool:
    """Close an attempt, once: False when it was closed before, by whomever."""
    row = tx.session.exec(select(SigningAttempt).where(SigningAttempt.nonce == nonce).with_for_update()).first()
    if row is None or row.status is not AttemptStatus.OPEN:
        return False
    row.status, row.code, row.facts, row.finished_at = status, code, facts or {}, tx.now
    tx.session.add(row)
    tx.session.flush()
    return True


def end_late(tx: Tx) -> list[str]:
    """Close attempts whose time is over, anybody's, a few at a time; their nonces.

    In the order of their ids, lest two transactions wait for one another crosswise.
    """
    query = select(SigningAttempt.nonce).where(
        SigningAttempt.status == AttemptStatus.OPEN, SigningAttempt.expires_at <= tx.now
    )
    late = tx.session.exec(query.order_by(col(SigningAttempt.id)).limit(20)).all()
    return [nonce for nonce in late if end(tx, nonce, AttemptStatus.EXPIRED, "stale", {"reason": "expired"})]


def list_ending(session: Session, now: datetime) -> list[SigningAttempt]:
    """Open attempts that nobody can finish any more when a server starts: their time is over, or the server had
    them in hand when it died."""
    return list(
        session.exec(
            select(SigningAttempt).where(
                SigningAttempt.status == AttemptStatus.OPEN,
                (SigningAttempt.expires_at <= now) | (SigningAttempt.way == Way.SERVER),
            )
        ).all()
    )


def list_open_among(session: Session, nonces: Iterable[str]) -> set[str]:
    return set(
        session.exec(
            select(SigningAttempt.nonce).where(
                col(SigningAttempt.nonce).in_(list(nonces)), SigningAttempt.status == AttemptStatus.OPEN
            )
        ).all()
    )
