"""What the archive folder holds of each outgoing document, and what is owed to it (QC 6.2).

The folder tells everything by itself; these rows only say, quickly, where a document lies and whether it is up to date.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Index, func
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import UtcDateTime
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.people import Unit
from voffice_app.db.session import Tx


class ArchiveCopy(SQLModel, table=True):
    """One document's folder: ``fingerprint`` of all that was written, ``wrong`` the last check's finding (a code)."""

    __tablename__ = "archive_copy"
    __table_args__ = (Index("ix_archive_copy_wrong", "wrong", "outgoing_id"),)

    outgoing_id: int = Field(foreign_key="outgoing_document.id", primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    path: str = Field(max_length=240, unique=True)
    fingerprint: str = Field(max_length=64)
    size_bytes: int
    written_at: datetime = Field(sa_type=UtcDateTime)
    checked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    wrong: str = Field(default="", max_length=60)


def write_copy(tx: Tx, copy: dict[str, Any]) -> None:
    """What was just written, in place of what was known before."""
    row = tx.session.get(ArchiveCopy, copy["outgoing_id"])
    tx.session.add(ArchiveCopy(**copy, written_at=tx.now) if row is None else _renewed(row, copy, tx.now))


def _renewed(row: ArchiveCopy, copy: dict[str, Any], now: datetime) -> ArchiveCopy:
    for name, value in copy.items():
        setattr(row, name, value)
    row.written_at, row.wrong, row.checked_at = now, "", None
    return row


def find_copy(session: Session, document_id: int) -> ArchiveCopy | None:
    return session.get(ArchiveCopy, document_id)


def is_taken(session: Session, path: str, document_id: int) -> bool:
    """Whether another document lies there, on a file system that does not tell A from a."""
    query = select(ArchiveCopy.outgoing_id).where(
        func.lower(ArchiveCopy.path) == path.lower(), ArchiveCopy.outgoing_id != document_id
    )
    return session.exec(query).first() is not None


def folder_of_unit(session: Session, unit_id: int) -> str:
    """The unit's folder as it was first named: a unit that gets another name keeps one folder. Empty: none yet."""
    query = select(ArchiveCopy.path).where(ArchiveCopy.unit_id == unit_id).order_by(col(ArchiveCopy.outgoing_id))
    return (session.exec(query.limit(1)).first() or "").partition("/")[0]


def list_copies(session: Session, after: int = 0, limit: int = 200) -> Sequence[ArchiveCopy]:
    """Those of documents after this one."""
    query = select(ArchiveCopy).where(col(ArchiveCopy.outgoing_id) > after)
    return session.exec(query.order_by(col(ArchiveCopy.outgoing_id)).limit(limit)).all()


def list_years(session: Session) -> list[tuple[int, int]]:
    """Each unit and year that has documents in the folder."""
    rows = session.exec(select(ArchiveCopy.unit_id, ArchiveCopy.path)).all()
    return sorted({(unit_id, int(path.split("/")[1])) for unit_id, path in rows})


def unit_of_folder(session: Session, folder: str) -> int | None:
    """Whose folder it is."""
    query = select(ArchiveCopy.unit_id).where(col(ArchiveCopy.path).startswith(f"{folder}/", autoescape=True))
    return session.exec(query.limit(1)).first()


def list_issued(session: Session, after: int, limit: int = 200) -> list[int]:
    """Ids of the documents of all units that were ever issued, those after this id."""
    query = select(OutgoingDocument.id).where(
        col(OutgoingDocument.issued_at).is_not(None), col(OutgoingDocument.id) > after
    )
    return [i for i in session.exec(query.order_by(col(OutgoingDocument.id)).limit(limit)) if i]


def note_checks(tx: Tx, found: dict[int, str]) -> None:
    """What a check found of each of these documents; empty when nothing is wrong."""
    for row in tx.session.exec(select(ArchiveCopy).where(col(ArchiveCopy.outgoing_id).in_(found))):
        row.checked_at, row.wrong = tx.now, found[row.outgoing_id]
        tx.session.add(row)


@dataclass(frozen=True)
class FolderState:
    """How many documents were issued, how many lie in the folder, how many of these are not as they were written."""

    issued: int
    kept: int
    wrong: int
    size_bytes: int
    written_at: datetime | None
    checked_at: datetime | None


def folder_state(session: Session) -> FolderState:
    """Of all units."""
    issued = session.exec(
        select(func.count()).select_from(OutgoingDocument).where(col(OutgoingDocument.issued_at).is_not(None))
    ).one()
    row = session.exec(
        select(
            func.count(), func.coalesce(func.sum(ArchiveCopy.size_bytes), 0), func.max(ArchiveCopy.written_at),
            func.max(ArchiveCopy.checked_at),
        )
    ).one()  # fmt: skip
    wrong = session.exec(select(func.count()).select_from(ArchiveCopy).where(ArchiveCopy.wrong != "")).one()
    return FolderState(issued, row[0], wrong, int(row[1]), row[2], row[3])


@dataclass(frozen=True)
class WrongCopy:
    """A document whose folder is not as it was written: reference and unit, not what it says."""

    outgoing_id: int
    reference: str
    unit: str
    wrong: str


def list_wrong(session: Session, limit: int = 50) -> list[WrongCopy]:
    """For IT, of all units."""
    query = (
        select(ArchiveCopy, OutgoingDocument, Unit.name)
        .join(OutgoingDocument, col(OutgoingDocument.id) == ArchiveCopy.outgoing_id)
        .join(Unit, col(Unit.id) == ArchiveCopy.unit_id)
        .where(ArchiveCopy.wrong != "")
        .order_by(col(ArchiveCopy.outgoing_id))
        .limit(limit)
    )
    return [WrongCopy(c.outgoing_id, d.reference, unit, c.wrong) for c, d, unit in session.exec(query)]
