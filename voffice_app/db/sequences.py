"""Gap-free numbers: the counter row moves in the same transaction as the document (ND30 Đ15, Đ22)."""

from sqlalchemy import JSON, Index, UniqueConstraint, text, true
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import EnumText, one_of
from voffice_app.db.files import Direction
from voffice_app.domain.errors import refuse
from voffice_app.domain.registers import Book, choose

DEFAULT_ONLY = text("is_default")


class Register(SQLModel, table=True):
    """A book of a unit for one direction; its numbers start at 1 every year.

    The unit's first book is the default one. Others take the types they name (the head decides how documents are
    numbered, ND30 Đ15 k1), or are the series of a council under a symbol of its own.
    """

    __table_args__ = (
        one_of("direction", Direction),
        UniqueConstraint("unit_id", "direction", "name"),
        Index(
            "ix_register_default", "unit_id", "direction", unique=True,
            sqlite_where=DEFAULT_ONLY, postgresql_where=DEFAULT_ONLY,
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    direction: Direction = Field(sa_type=EnumText(Direction))
    name: str = Field(max_length=100)
    is_default: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    type_keys: list[str] = Field(default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": "[]"})
    body_name: str = Field(default="", max_length=200, sa_column_kwargs={"server_default": ""})
    symbol: str = Field(default="", max_length=20, sa_column_kwargs={"server_default": ""})
    first_year: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    last_year: int | None = None
    decided_by: str = Field(default="", max_length=200, sa_column_kwargs={"server_default": ""})

    def book(self) -> Book:
        """What the choice must know of it."""
        return Book(
            self.id or 0, self.name, self.symbol, bool(self.body_name), frozenset(self.type_keys), self.is_default,
            self.first_year, self.last_year,
        )  # fmt: skip


class RegisterYear(SQLModel, table=True):
    """The last number given in a register and year."""

    __tablename__ = "register_year"

    register_id: int = Field(foreign_key="register.id", primary_key=True)
    year: int = Field(primary_key=True)
    last_number: int = 0


# One statement on both databases: concurrent writers queue on the row, so no number is read twice.
_NEXT = text(
    "INSERT INTO register_year (register_id, year, last_number) VALUES (:register_id, :year, :count) "
    "ON CONFLICT (register_id, year) DO UPDATE SET last_number = register_year.last_number + :count "
    "RETURNING last_number"
)


def next_number(session: Session, register_id: int, year: int, count: int = 1) -> int:
    """The next number, from 1, the last of ``count``; rolled back together with the document that takes it."""
    return int(session.execute(_NEXT, {"register_id": register_id, "year": year, "count": count}).scalar_one())


def lock_year(session: Session, register_id: int, year: int) -> RegisterYear | None:
    """The book of a year, standing still until this act ends: held numbers and volumes change behind this row."""
    return session.get(RegisterYear, (register_id, year), with_for_update=True, populate_existing=True)


def list_registers(session: Session, unit_id: int, direction: Direction | None = None) -> list[Register]:
    """The unit's books, the default one of a direction first."""
    query = select(Register).where(Register.unit_id == unit_id)
    if direction is not None:
        query = query.where(Register.direction == direction)
    order = (col(Register.direction).desc(), col(Register.is_default).desc(), col(Register.id))
    return list(session.exec(query.order_by(*order)).all())


def default_register(session: Session, unit_id: int, direction: Direction) -> int:
    """The unit's first book for a direction, whatever the type."""
    found = next(iter(list_registers(session, unit_id, direction)), None)
    if found is None:
        raise refuse("register_missing")
    return found.id or 0


def choose_register(
    session: Session, unit_id: int, direction: Direction, type_key: str, year: int, wanted: int = 0
) -> Register:
    """The book for a document of this type; ``wanted`` 0 takes the agency's own. Raises Refused when none takes it."""
    rows = {row.id: row for row in list_registers(session, unit_id, direction)}
    return rows[choose([row.book() for row in rows.values()], type_key, year, wanted).id]
