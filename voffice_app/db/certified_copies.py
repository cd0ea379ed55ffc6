"""Certified copies on paper: sao y, sao lục, trích sao, numbered in one series a year (ND30 Đ25, PL I phần II)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel, col, select

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.files import Direction
from voffice_app.db.session import Session


class CopyForm(StrEnum):
    """Sao y, sao lục, trích sao: the code of each in its number (ND30 PL I phần II)."""

    TRUE = "sy"
    OF_A_COPY = "sl"
    EXTRACT = "trs"


class CertifiedCopy(SQLModel, table=True):
    """One numbered copy: of which file, by whose signature, how many, to whom."""

    __tablename__ = "certified_copy"
    __table_args__ = (
        one_of("direction", Direction),
        one_of("form", CopyForm),
        CheckConstraint("number > 0 AND copies > 0", name="counted"),
        UniqueConstraint("unit_id", "year", "number"),
        Index("ix_certified_copy_request", "unit_id", "request_key", unique=True),
        Index("ix_certified_copy_document", "direction", "document_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    direction: Direction = Field(sa_type=EnumText(Direction))
    document_id: int
    file_id: int = Field(foreign_key="document_file.id")
    form: CopyForm = Field(sa_type=EnumText(CopyForm))
    number: int
    year: int
    copied_on: date
    copies: int
    given_to: str = Field(default="", max_length=200)
    signer_position_id: int = Field(foreign_key="position.id")
    position_id: int = Field(foreign_key="position.id")
    created_at: datetime = Field(sa_type=UtcDateTime)
    request_key: str | None = Field(default=None, max_length=32)


class CertifiedCopyYear(SQLModel, table=True):
    """The last number of a unit's copies in a year; all three forms share it."""

    __tablename__ = "certified_copy_year"

    unit_id: int = Field(foreign_key="unit.id", primary_key=True)
    year: int = Field(primary_key=True)
    last_number: int = 0


# One statement, as for the registers: concurrent writers queue on the row (voffice_app/db/sequences.py).
_NEXT = text(
    "INSERT INTO certified_copy_year (unit_id, year, last_number) VALUES (:unit_id, :year, 1) "
    "ON CONFLICT (unit_id, year) DO UPDATE SET last_number = certified_copy_year.last_number + 1 "
    "RETURNING last_number"
)


def next_copy_number(session: Session, unit_id: int, year: int) -> int:
    """The next number of the joint series, from 1; rolled back together with the copy that takes it."""
    return int(session.execute(_NEXT, {"unit_id": unit_id, "year": year}).scalar_one())


def list_copies(session: Session, unit_id: int, direction: Direction, document_id: int) -> list[CertifiedCopy]:
    query = select(CertifiedCopy).where(
        CertifiedCopy.unit_id == unit_id,
        CertifiedCopy.direction == direction,
        CertifiedCopy.document_id == document_id,
    )
    return list(session.exec(query.order_by(col(CertifiedCopy.id))).all())


def find_copy_by_key(session: Session, unit_id: int, request_key: str | None) -> CertifiedCopy | None:
    """The copy that this form made before."""
    if not request_key:
        return None
    query = select(CertifiedCopy).where(CertifiedCopy.unit_id == unit_id, CertifiedCopy.request_key == request_key)
    return session.exec(query).first()
