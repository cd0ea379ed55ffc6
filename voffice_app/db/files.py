"""Files of documents: every version is kept and addressed by its SHA-256; uploads wait to be attached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy import select as rows_of
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.vault import Vault
from voffice_app.domain.errors import not_visible
from voffice_app.domain.people import Actor


class Direction(StrEnum):
    INCOMING = "incoming"
    OUTGOING = "outgoing"


class FileKind(StrEnum):
    """What a stored version is in the life of its document."""

    MAIN = "main"
    DRAFT = "draft"
    INITIALED = "initialed"
    NUMBERED = "numbered"
    LEADER_SIGNED = "leader_signed"
    SEALED = "sealed"
    SOURCE = "source"
    ATTACHMENT = "attachment"


class Upload(SQLModel, table=True):
    """A file that came through the door and is not attached yet; only its uploader may use it."""

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    sha256: str = Field(max_length=64)
    name: str = Field(max_length=150)
    media_type: str = Field(max_length=100)
    size_bytes: int
    pages: int = 0
    verdict: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    added_at: datetime = Field(sa_type=UtcDateTime)


class DocumentFile(SQLModel, table=True):
    """One version of one file of a document. ``verdict`` is the signature report, null when unsigned."""

    __tablename__ = "document_file"
    __table_args__ = (
        one_of("direction", Direction),
        one_of("kind", FileKind),
        Index("ix_document_file_document", "direction", "document_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    direction: Direction = Field(sa_type=EnumText(Direction))
    document_id: int
    unit_id: int = Field(foreign_key="unit.id")
    kind: FileKind = Field(sa_type=EnumText(FileKind))
    sha256: str = Field(max_length=64, index=True)
    name: str = Field(max_length=150)
    media_type: str = Field(max_length=100)
    size_bytes: int
    pages: int = 0
    verdict: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    added_by: int | None = Field(default=None, foreign_key="position.id")
    added_at: datetime = Field(sa_type=UtcDateTime)


@dataclass(frozen=True)
class ReadableFile:
    """What the file routes need to serve a file."""

    sha256: str
    name: str
    media_type: str
    pages: int


def find_readable(session: Session, actor: Actor, file_id: int) -> ReadableFile | None:
    """The file, when it belongs to a document of the actor's unit."""
    row = session.get(DocumentFile, file_id)
    if row is None or row.unit_id != actor.unit_id:
        return None
    return ReadableFile(row.sha256, row.name, row.media_type, row.pages)


def find_readable_upload(session: Session, actor: Actor, upload_id: int) -> ReadableFile | None:
    """An upload that is not attached yet, for its uploader only."""
    row = session.get(Upload, upload_id)
    if row is None or row.account_id != actor.account_id:
        return None
    return ReadableFile(row.sha256, row.name, row.media_type, row.pages)


def load_upload(session: Session, actor: Actor, upload_id: int) -> Upload:
    row = session.get(Upload, upload_id)
    if row is None or row.account_id != actor.account_id:
        raise not_visible()
    return row


def list_files(session: Session, direction: Direction, document_id: int) -> list[DocumentFile]:
    """All versions, oldest first."""
    return list(
        session.exec(
            select(DocumentFile)
            .where(DocumentFile.direction == direction, DocumentFile.document_id == document_id)
            .order_by(col(DocumentFile.id))
        ).all()
    )


def forget(session: Session, vault: Vault, rows: Sequence[Upload | DocumentFile]) -> None:
    """Remove these rows, and the bytes that no other row names: what may not be here (QC 5.3) is not kept.

    The bytes go before the commit: a crash in between leaves a row without bytes, never a secret without a row.
    """
    for row in rows:
        session.delete(row)
    session.flush()
    for sha256 in {row.sha256 for row in rows}:
        if not _is_named(session, sha256):
            vault.forget(sha256)


def _is_named(session: Session, sha256: str) -> bool:
    """Whether a row of any table still names these bytes."""
    tables = [table for table in SQLModel.metadata.sorted_tables if "sha256" in table.c]
    return any(
        session.execute(rows_of(table.c.sha256).where(table.c.sha256 == sha256).limit(1)).first() for table in tables
    )
