"""Files of documents: every version is kept and addressed by its SHA-256; uploads wait to be attached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, delete, func, true
from sqlalchemy import select as rows_of
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.session import Tx
from voffice_app.db.vault import Vault
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.incoming import IncomingStatus
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission, may


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
    """A file that came through the door; only the position it came to may use it, and only for one document."""

    id: int | None = Field(default=None, primary_key=True)
    position_id: int = Field(foreign_key="position.id", index=True)
    sha256: str = Field(max_length=64, index=True)
    name: str = Field(max_length=150)
    media_type: str = Field(max_length=100)
    size_bytes: int
    pages: int = 0
    verdict: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    added_at: datetime = Field(sa_type=UtcDateTime)
    attached_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ForgottenFile(SQLModel, table=True):
    """Bytes that must leave the vault: written with the act that drops their rows, gone when they are removed."""

    __tablename__ = "forgotten_file"

    sha256: str = Field(primary_key=True, max_length=64)


class DocumentFile(SQLModel, table=True):
    """One version of one file of a document. ``verdict`` is the signature report, null when unsigned.

    ``note`` says why the drafter made this version; an enclosure taken off a draft is withdrawn, never deleted, and
    enclosures go by ``sort_order``, then by age.
    """

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
    note: str = Field(default="", max_length=300, sa_column_kwargs={"server_default": ""})
    sort_order: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_by: int | None = Field(default=None, foreign_key="position.id")


@dataclass(frozen=True)
class ReadableFile:
    """What the file routes need to serve a file."""

    sha256: str
    name: str
    media_type: str
    pages: int


def find_readable(session: Session, actor: Actor, file_id: int) -> ReadableFile | None:
    """The file, when it belongs to a document that the actor may see.

    Raises Refused ``content_recalled``: its issuer took the document back, its content opens no more (ND30 Đ18).
    """
    row = session.get(DocumentFile, file_id)
    if row is None or not actor.stands_for(row.unit_id):
        return None
    if row.direction is Direction.INCOMING:
        paper = session.get_one(IncomingDocument, row.document_id)
        if not paper.is_visible(actor):
            return None
        if paper.status is IncomingStatus.RECALLED:
            raise refuse("content_recalled")
    elif not may(actor, Permission.OUTGOING_READ):
        return None
    return ReadableFile(row.sha256, row.name, row.media_type, row.pages)


def find_readable_upload(session: Session, actor: Actor, upload_id: int) -> ReadableFile | None:
    """An upload, for the person it came from; nobody who acts for that person."""
    row = session.get(Upload, upload_id)
    if row is None or row.position_id != actor.position_id or actor.is_acting:
        return None
    return ReadableFile(row.sha256, row.name, row.media_type, row.pages)


def read_upload(session: Session, actor: Actor, upload_id: int) -> Upload:
    """An upload of the actor's position, attached or not, to look at."""
    row = session.get(Upload, upload_id)
    if row is None or row.position_id != actor.position_id:
        raise not_visible()
    return row


def load_upload(tx: Tx, upload_id: int) -> Upload:
    """The actor's own upload, locked for this act. Raises Refused ``upload_attached`` when a document has it."""
    row = tx.session.get(Upload, upload_id, with_for_update=True)
    if row is None or row.position_id != tx.actor.position_id:
        raise not_visible()
    if row.attached_at is not None:
        raise refuse("upload_attached")
    return row


def find_attached(tx: Tx, direction: Direction, document_id: int, upload_id: int) -> int | None:
    """The file of this document that the actor's upload became before."""
    query = (
        select(DocumentFile.id)
        .join(Upload, col(Upload.sha256) == DocumentFile.sha256)
        .where(Upload.id == upload_id, Upload.position_id == tx.actor.position_id, col(Upload.attached_at).is_not(None))
        .where(DocumentFile.direction == direction, DocumentFile.document_id == document_id)
    )
    return tx.session.exec(query.order_by(col(DocumentFile.id))).first()


def list_unattached(tx: Tx, upload_ids: Sequence[int]) -> list[Upload]:
    """Those of these uploads that are the actor's and belong to no document yet, locked."""
    query = select(Upload).where(
        col(Upload.id).in_(upload_ids), Upload.position_id == tx.actor.position_id, col(Upload.attached_at).is_(None)
    )
    return list(tx.session.exec(query.with_for_update()).all())


def list_files(session: Session, direction: Direction, document_id: int) -> list[DocumentFile]:
    """All versions, oldest first."""
    return list(
        session.exec(
            select(DocumentFile)
            .where(DocumentFile.direction == direction, DocumentFile.document_id == document_id)
            .order_by(col(DocumentFile.id))
        ).all()
    )


def list_enclosed(session: Session, direction: Direction, document_id: int) -> list[DocumentFile]:
    """The enclosures in their order, without those taken off again."""
    query = select(DocumentFile).where(
        DocumentFile.direction == direction, DocumentFile.document_id == document_id,
        DocumentFile.kind == FileKind.ATTACHMENT, col(DocumentFile.withdrawn_at).is_(None),
    )  # fmt: skip
    return list(session.exec(query.order_by(col(DocumentFile.sort_order), col(DocumentFile.id))).all())


def forget(tx: Tx, rows: Sequence[Upload | DocumentFile]) -> None:
    """Remove these rows: what may not be here (QC 5.3) is not kept. The bytes follow in :func:`remove_forgotten`."""
    for row in rows:
        tx.session.delete(row)
    for sha256 in {row.sha256 for row in rows}:
        tx.session.merge(ForgottenFile(sha256=sha256))
    tx.session.flush()


def remove_forgotten(tx: Tx, vault: Vault) -> None:
    """The second step, once the rows are gone for good: remove the bytes that no row names. Twice is harmless."""
    for row in tx.session.exec(select(ForgottenFile).order_by(col(ForgottenFile.sha256))).all():
        _hold(tx, row.sha256)
        if not _is_named(tx.session, row.sha256):
            tx.session.exec(delete(Upload).where(col(Upload.sha256) == row.sha256))
            vault.forget(row.sha256)
        tx.session.exec(delete(ForgottenFile).where(col(ForgottenFile.sha256) == row.sha256))


def keep(tx: Tx, vault: Vault, upload: Upload, content: bytes) -> None:
    """Write the row of an upload; its bytes are put again when somebody had the same ones removed meanwhile."""
    _hold(tx, upload.sha256)
    if not vault.path(upload.sha256).exists():
        vault.put(content)
    tx.session.add(upload)
    tx.session.flush()


def _hold(tx: Tx, sha256: str) -> None:
    """Until the commit nobody else keeps or removes these bytes; SQLite has one writer anyway."""
    if tx.session.get_bind().dialect.name == "postgresql":
        tx.session.execute(rows_of(func.pg_advisory_xact_lock(int(sha256[:15], 16))))


def _is_named(session: Session, sha256: str) -> bool:
    """Whether a row of any table still names these bytes; an upload that was attached no longer counts."""
    named = {t.name: t.c.sha256 == sha256 for t in SQLModel.metadata.sorted_tables if "sha256" in t.c}
    del named["forgotten_file"]
    named["upload"] &= col(Upload.attached_at).is_(None)
    return any(session.execute(rows_of(true()).where(here).limit(1)).first() for here in named.values())
