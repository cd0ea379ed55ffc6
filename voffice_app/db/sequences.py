"""Gap-free numbers: the counter row moves in the same transaction as the document (ND30 Đ15, Đ22)."""

from sqlalchemy import UniqueConstraint, text
from sqlmodel import Field, Session, SQLModel, select

from voffice_app.db.base import EnumText, one_of
from voffice_app.db.files import Direction
from voffice_app.domain.errors import refuse


class Register(SQLModel, table=True):
    """A book of a unit for one direction; its numbers start at 1 every year."""

    __table_args__ = (one_of("direction", Direction), UniqueConstraint("unit_id", "direction", "name"))

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    direction: Direction = Field(sa_type=EnumText(Direction))
    name: str = Field(max_length=100)


class RegisterYear(SQLModel, table=True):
    """The last number given in a register and year."""

    __tablename__ = "register_year"

    register_id: int = Field(foreign_key="register.id", primary_key=True)
    year: int = Field(primary_key=True)
    last_number: int = 0


# One statement on both databases: concurrent writers queue on the row, so no number is read twice.
_NEXT = text(
    "INSERT INTO register_year (register_id, year, last_number) VALUES (:register_id, :year, 1) "
    "ON CONFLICT (register_id, year) DO UPDATE SET last_number = register_year.last_number + 1 "
    "RETURNING last_number"
)


def next_number(session: Session, register_id: int, year: int) -> int:
    """The next number, from 1; rolled back together with the document that takes it."""
    return int(session.execute(_NEXT, {"register_id": register_id, "year": year}).scalar_one())


def default_register(session: Session, unit_id: int, direction: Direction) -> int:
    """The unit's book for a direction."""
    found = session.exec(
        select(Register.id).where(Register.unit_id == unit_id, Register.direction == direction)
    ).first()
    if found is None:
        raise refuse("register_missing")
    return found
