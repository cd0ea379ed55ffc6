"""Which part of a book is read: whose it is, how many rows it has, its first and last number and day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from voffice_app.db.books import LAST
from voffice_app.db.files import Direction
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.registers import list_unused
from voffice_app.db.sequences import Register
from voffice_app.domain.errors import not_visible

# To the type checker SQLModel's columns look like plain values; these names say that they are columns.
I: Any = IncomingDocument  # noqa: E741 - beside O
O: Any = OutgoingDocument  # noqa: E741 - beside I


@dataclass(frozen=True)
class Span:
    """How many rows a part of a book has, and the first and last of its numbers and days."""

    count: int
    first: int | None = None
    last: int | None = None
    from_on: date | None = None
    to_on: date | None = None


def find_register(session: Session, unit_id: int, register_id: int) -> Register:
    """A register of the unit. Raises NotVisible for any other."""
    register = session.get(Register, register_id)
    if register is None or register.unit_id != unit_id:
        raise not_visible()
    return register


def span_of(session: Session, register: Register, year: int, first: int = 1, last: int = LAST) -> Span:
    """What the cover of the book says of this part."""
    outgoing = register.direction is Direction.OUTGOING
    number, day = (O.number, O.issued_on) if outgoing else (I.arrival_number, I.arrived_on)
    of, year_of = (O.register_id, O.year) if outgoing else (I.register_id, I.arrival_year)
    query = select(func.count(), func.min(number), func.max(number), func.min(day), func.max(day))
    found = session.execute(query.where(of == register.id, year_of == year, number >= first, number <= last)).one()
    unused = [row.number for row in list_unused(session, register.id or 0, year, first, last)]
    numbers = [n for n in (found[1], found[2], *unused) if n is not None]
    return Span(found[0] + len(unused), min(numbers, default=None), max(numbers, default=None), found[3], found[4])


def list_registers(session: Session, unit_id: int, direction: Direction) -> list[Register]:
    """The unit's books of a direction, the oldest first."""
    query = select(Register).where(col(Register.unit_id) == unit_id, col(Register.direction) == direction)
    return list(session.scalars(query.order_by(col(Register.id))))


def list_years(session: Session, register: Register) -> list[int]:
    """Years in which the book has a number, the newest first."""
    year, of = (O.year, O.register_id) if register.direction is Direction.OUTGOING else (I.arrival_year, I.register_id)
    query = select(year).where(of == register.id, year.is_not(None)).distinct().order_by(year.desc())
    return list(session.scalars(query))
