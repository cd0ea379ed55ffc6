"""One-time addresses for the government's local service: one to fetch a version, one to return it signed (law.md 3.3).

A ticket is bound to who asked, which version of which document, and for which act. Only the SHA-256 of its token is
kept: who reads the database cannot fetch or return anything.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from secrets import token_hex, token_urlsafe
from typing import Any

from sqlalchemy import JSON, UniqueConstraint, update
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.files import Direction
from voffice_app.db.session import Tx
from voffice_app.domain.people import Actor

LIFETIME = timedelta(minutes=10)
ACCEPTED = "accepted"


class Errand(StrEnum):
    DOWNLOAD = "download"
    UPLOAD = "upload"


class PluginTicket(SQLModel, table=True):
    """Good once, until ``expires_at``. ``nonce`` ties the two tickets of one signature, and its attempt where it has
    one; ``ended_as`` and ``facts`` on the upload's ticket say what became of it.
    """

    __tablename__ = "plugin_ticket"
    __table_args__ = (
        one_of("errand", Errand),
        one_of("direction", Direction),
        UniqueConstraint("nonce", "errand"),
    )

    id: int | None = Field(default=None, primary_key=True)
    token_sha256: str = Field(max_length=64, unique=True)
    nonce: str = Field(max_length=32)
    errand: Errand = Field(sa_type=EnumText(Errand))
    operation: str = Field(max_length=20)
    position_id: int = Field(foreign_key="position.id", index=True)
    certificate_id: int = Field(foreign_key="certificate.id")
    direction: Direction = Field(sa_type=EnumText(Direction))
    document_id: int
    base_file_id: int = Field(foreign_key="document_file.id")
    base_sha256: str = Field(max_length=64)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_as: str = Field(default="", max_length=60)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


@dataclass(frozen=True)
class Errands:
    """What both tickets of one signature are bound to."""

    operation: str
    certificate_id: int
    direction: Direction
    document_id: int
    base_file_id: int
    base_sha256: str


def add_tickets(tx: Tx, errands: Errands, nonce: str = "") -> tuple[str, dict[Errand, str]]:
    """Both tickets; their nonce and their tokens, which are told now and never again."""
    nonce = nonce or token_hex(16)
    tokens = {errand: token_urlsafe(32) for errand in Errand}
    for errand, token in tokens.items():
        tx.session.add(
            PluginTicket(
                **vars(errands), token_sha256=digest(token), nonce=nonce, errand=errand,
                position_id=tx.actor.position_id, created_at=tx.now, expires_at=tx.now + LIFETIME,
            )
        )  # fmt: skip
    tx.session.flush()
    return nonce, tokens


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def find_ticket(session: Session, token: str, errand: Errand) -> PluginTicket | None:
    query = select(PluginTicket).where(PluginTicket.token_sha256 == digest(token), PluginTicket.errand == errand)
    return session.exec(query).first()


def find_upload(session: Session, actor: Actor, nonce: str) -> PluginTicket | None:
    """The upload's ticket of this very position's signature."""
    return session.exec(
        select(PluginTicket).where(
            PluginTicket.nonce == nonce,
            PluginTicket.errand == Errand.UPLOAD,
            PluginTicket.position_id == actor.position_id,
        )
    ).first()


def use(tx: Tx, ticket: PluginTicket) -> bool:
    """Use it up; False when somebody else was first, or it is too late. Two at once: the database lets one through."""
    used = tx.session.execute(
        update(PluginTicket)
        .where(
            col(PluginTicket.id) == ticket.id,
            col(PluginTicket.used_at).is_(None),
            col(PluginTicket.ended_at).is_(None),
            col(PluginTicket.expires_at) > tx.now,
        )
        .values(used_at=tx.now)
    )
    return bool(used.rowcount == 1)  # type: ignore[attr-defined]  # an UPDATE's result has it


def end(tx: Tx, nonce: str, ended_as: str, facts: dict[str, Any] | None = None) -> bool:
    """Neither ticket of this signature is good any more; False when it was over before: the first end stays."""
    ended = tx.session.execute(
        update(PluginTicket)
        .where(col(PluginTicket.nonce) == nonce, col(PluginTicket.ended_at).is_(None))
        .values(ended_at=tx.now, ended_as=ended_as[:60], facts=facts or {})
    )
    return bool(ended.rowcount > 0)  # type: ignore[attr-defined]  # an UPDATE's result has it


def end_former(tx: Tx, errands: Errands) -> None:
    """Who begins again has one pair of addresses, the new one; a file that has arrived is still judged."""
    tx.session.execute(
        update(PluginTicket)
        .where(
            col(PluginTicket.position_id) == tx.actor.position_id,
            col(PluginTicket.operation) == errands.operation,
            col(PluginTicket.document_id) == errands.document_id,
            col(PluginTicket.base_file_id) == errands.base_file_id,
            col(PluginTicket.used_at).is_(None),
            col(PluginTicket.ended_at).is_(None),
        )
        .values(ended_at=tx.now, ended_as="attempt_ended", facts={"reason": "superseded"})
    )
