"""What happens in a book besides documents: numbers held, days permitted, volumes closed (ND30 Đ15, Đ16, Đ22)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, func, select

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.files import Direction
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.sequences import Register
from voffice_app.db.session import Tx
from voffice_app.domain.errors import not_visible
from voffice_app.domain.registers import HeldStatus

SUBJECT = "register"


class HeldNumber(SQLModel, table=True):
    """A number set aside for a document to come; it stays in the book whatever becomes of it."""

    __tablename__ = "held_number"
    __table_args__ = (
        one_of("status", HeldStatus),
        UniqueConstraint("register_id", "year", "number"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("(status = 'used') = (document_id IS NOT NULL)", name="used_by_a_document"),
        CheckConstraint("status <> 'voided' OR void_reason <> ''", name="voided_with_reason"),
    )

    id: int | None = Field(default=None, primary_key=True)
    register_id: int = Field(foreign_key="register.id")
    year: int
    number: int
    status: HeldStatus = Field(default=HeldStatus.HELD, sa_type=EnumText(HeldStatus))
    reason: str = Field(max_length=500)
    held_by: int = Field(foreign_key="position.id")
    held_at: datetime = Field(sa_type=UtcDateTime)
    document_id: int | None = None
    void_reason: str = Field(default="", max_length=500)
    ended_by: int | None = Field(default=None, foreign_key="position.id")
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    request_key: str | None = Field(default=None, max_length=32)


class BackdatePermission(SQLModel, table=True):
    """The head lets the clerk enter documents of these days, until a day; ended, never deleted."""

    __tablename__ = "backdate_permission"
    __table_args__ = (
        CheckConstraint("first_on <= last_on", name="days_in_order"),
        CheckConstraint("reason <> ''", name="has_reason"),
    )

    id: int | None = Field(default=None, primary_key=True)
    register_id: int = Field(foreign_key="register.id", index=True)
    first_on: date
    last_on: date
    valid_until: date
    reason: str = Field(max_length=500)
    given_by: int = Field(foreign_key="position.id")
    given_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class RegisterVolume(SQLModel, table=True):
    """A closed volume: its rows in the vault, chained to the volume before. Triggers refuse UPDATE and DELETE."""

    __tablename__ = "register_volume"
    __table_args__ = (
        UniqueConstraint("register_id", "year", "volume"),
        UniqueConstraint("register_id", "year", "first_number", name="uq_register_volume_first_number"),
        CheckConstraint("first_number > 0 AND first_number <= last_number", name="numbers_in_order"),
        CheckConstraint("first_on <= last_on", name="days_in_order"),
    )

    id: int | None = Field(default=None, primary_key=True)
    register_id: int = Field(foreign_key="register.id")
    year: int
    volume: int
    first_number: int
    last_number: int
    first_on: date
    last_on: date
    rows_sha256: str = Field(max_length=64)
    previous_hash: str = Field(default="", max_length=64)
    hash: str = Field(max_length=64)
    closed_by: int = Field(foreign_key="position.id")
    closed_at: datetime = Field(sa_type=UtcDateTime)


def load_register(tx: Tx, register_id: int) -> Register:
    """A book of the actor's unit."""
    row = tx.session.get(Register, register_id)
    if row is None or row.unit_id != tx.actor.unit_id:
        raise not_visible()
    return row


def list_unused(
    session: Session, register_id: int, year: int, first: int = 1, last: int = 2**31 - 1
) -> list[HeldNumber]:
    """Numbers that no document bears, held or voided, in order: rows of the book like any other (Đ15)."""
    return list(
        session.exec(
            select(HeldNumber)
            .where(
                HeldNumber.register_id == register_id, HeldNumber.year == year, HeldNumber.number >= first,
                HeldNumber.number <= last, HeldNumber.status != HeldStatus.USED,
            )
            .order_by(col(HeldNumber.number))
        ).all()
    )  # fmt: skip


def load_held(tx: Tx, held_id: int) -> HeldNumber:
    """A number set aside in a book of the actor's unit, locked for this act."""
    query = (
        select(HeldNumber)
        .join(Register, col(Register.id) == HeldNumber.register_id)
        .where(HeldNumber.id == held_id, Register.unit_id == tx.actor.unit_id)
    )
    row = tx.session.exec(query.with_for_update(of=HeldNumber).execution_options(populate_existing=True)).first()
    if row is None:
        raise not_visible()
    return row


def latest_entry_on(session: Session, register: Register, year: int, today: date) -> date | None:
    """The day no entry may be before. A document sent is dated on the day of its number: today (ND30 Đ15)."""
    if register.direction is Direction.OUTGOING:
        return today
    query = select(func.max(IncomingDocument.arrived_on)).where(
        IncomingDocument.register_id == register.id, IncomingDocument.arrival_year == year
    )
    return session.exec(query).one()


def closed_on(session: Session, register_id: int, year: int) -> date | None:
    """The last day of the year's closed volumes."""
    query = select(func.max(RegisterVolume.last_on))
    return session.exec(query.where(RegisterVolume.register_id == register_id, RegisterVolume.year == year)).one()


def in_closed_volume(session: Session, register_id: int, year: int, number: int) -> bool:
    """Whether the number lies in a volume that was closed: its rows say for ever what they said then."""
    query = select(RegisterVolume.id).where(
        RegisterVolume.register_id == register_id, RegisterVolume.year == year,
        RegisterVolume.first_number <= number, RegisterVolume.last_number >= number,
    )  # fmt: skip
    return session.exec(query).first() is not None


def find_permission(session: Session, register_id: int, day: date, today: date) -> BackdatePermission | None:
    """The head's permission that covers this day and still holds."""
    query = select(BackdatePermission).where(
        BackdatePermission.register_id == register_id, BackdatePermission.first_on <= day,
        BackdatePermission.last_on >= day, BackdatePermission.valid_until >= today,
        col(BackdatePermission.ended_at).is_(None),
    )  # fmt: skip
    return session.exec(query.order_by(col(BackdatePermission.id))).first()
