"""Closed volumes: their rows as they stood, in the vault, each chained to the volume before (ND30 Đ16, Đ22)."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlmodel import Session, col, func, select

from voffice_app.db.books import list_book
from voffice_app.db.files import Direction
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.registers import RegisterVolume, list_unused
from voffice_app.db.sequences import Register
from voffice_app.db.vault import Vault
from voffice_app.domain.books import written
from voffice_app.domain.incoming import IncomingStatus
from voffice_app.domain.outgoing import NOT_ISSUED
from voffice_app.domain.registers import HeldStatus

Row = dict[str, str]
"""A row of the book as it is written on paper, by column; ``number`` is always there."""
NOT_HANDED_OVER = (IncomingStatus.REGISTERED, IncomingStatus.SUBMITTED)
NAMED = 5


@dataclass(frozen=True)
class Difference:
    """A column of a row that no longer says what it said when the volume was closed."""

    number: int
    column: str
    before: str
    now: str


@dataclass(frozen=True)
class Comparison:
    """``kept``: the stored rows are unharmed; ``chained``: so is the chain; ``differences`` to the book of today."""

    kept: bool
    chained: bool
    differences: tuple[Difference, ...] = ()

    @property
    def equal(self) -> bool:
        return self.kept and self.chained and not self.differences


def read_rows(session: Session, register_id: int, year: int, first: int, last: int) -> list[Row]:
    """Every number from first to last, once, in order: documents, and numbers held or voided."""
    return [_written(row) for row in list_book(session, register_id, year, first, last)]


def _written(row: Any) -> Row:
    return {field.name: written(getattr(row, field.name)) for field in fields(row)}


def to_bytes(rows: Sequence[Row]) -> bytes:
    """One row a line, the same bytes for the same book everywhere."""
    return "".join(f"{json.dumps(row, ensure_ascii=False, sort_keys=True)}\n" for row in rows).encode()


def digest(volume: RegisterVolume) -> str:
    """SHA-256 over what the volume is, its rows, and the volume before."""
    content = volume.model_dump(exclude={"id", "hash", "closed_at"}, mode="json")
    content["closed_at"] = volume.closed_at.isoformat()
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def compare(session: Session, vault: Vault, volume: RegisterVolume) -> Comparison:
    """Read the book anew and hold it against what was closed."""
    chained = volume.hash == digest(volume) and volume.previous_hash == _hash_before(session, volume)
    try:
        stored = vault.get(volume.rows_sha256)
    except OSError:
        return Comparison(False, chained)
    if hashlib.sha256(stored).hexdigest() != volume.rows_sha256:
        return Comparison(False, chained)
    before = [json.loads(line) for line in stored.decode().splitlines()]
    now = read_rows(session, volume.register_id, volume.year, volume.first_number, volume.last_number)
    return Comparison(True, chained, tuple(_differences(before, now)))


def _differences(before: list[Row], now: list[Row]) -> list[Difference]:
    old, new = ({int(row["number"]): row for row in rows} for rows in (before, now))
    return [
        Difference(number, column, old.get(number, {}).get(column, ""), new.get(number, {}).get(column, ""))
        for number in sorted(old.keys() | new.keys())
        for column in sorted(old.get(number, {}).keys() | new.get(number, {}).keys())
        if old.get(number, {}).get(column, "") != new.get(number, {}).get(column, "")
    ]


def _hash_before(session: Session, volume: RegisterVolume) -> str:
    query = select(RegisterVolume.hash).where(
        RegisterVolume.register_id == volume.register_id, col(RegisterVolume.id) < (volume.id or 2**31)
    )
    return session.exec(query.order_by(col(RegisterVolume.id).desc())).first() or ""


def last_hash(session: Session, register_id: int) -> str:
    """The hash of the volume closed last, of any year: the next one is chained to it."""
    query = select(RegisterVolume.hash).where(RegisterVolume.register_id == register_id)
    return session.exec(query.order_by(col(RegisterVolume.id).desc())).first() or ""


def list_volumes(session: Session, register_id: int, year: int | None = None) -> list[RegisterVolume]:
    """Closed volumes in the order of their numbers."""
    query = select(RegisterVolume).where(RegisterVolume.register_id == register_id)
    if year is not None:
        query = query.where(RegisterVolume.year == year)
    return list(session.exec(query.order_by(col(RegisterVolume.id))).all())


def unfinished(session: Session, register: Register, year: int, first: int, last: int) -> list[int]:
    """The first few numbers whose row is not whole yet: held, not issued, or not handed over."""
    held = [row.number for row in list_unused(session, register.id or 0, year, first, last)
            if row.status is HeldStatus.HELD]  # fmt: skip
    outward = register.direction is Direction.OUTGOING
    table: Any = OutgoingDocument if outward else IncomingDocument
    number = table.number if outward else table.arrival_number
    of_year = table.year if outward else table.arrival_year
    query = select(number).where(
        table.register_id == register.id, of_year == year, number >= first, number <= last,
        table.status.in_(NOT_ISSUED if outward else NOT_HANDED_OVER),
    )  # fmt: skip
    return sorted([*held, *session.exec(query.order_by(number).limit(NAMED))])[:NAMED]


def days_between(session: Session, register: Register, year: int, first: int, last: int) -> Any:
    """The first and the last day of the documents from one number to another; (None, None) without any."""
    outward = register.direction is Direction.OUTGOING
    table: Any = OutgoingDocument if outward else IncomingDocument
    day, number = (table.issued_on, table.number) if outward else (table.arrived_on, table.arrival_number)
    of_year = table.year if outward else table.arrival_year
    query = select(func.min(day), func.max(day)).where(table.register_id == register.id, of_year == year)
    return session.exec(query.where(number >= first, number <= last)).one()
