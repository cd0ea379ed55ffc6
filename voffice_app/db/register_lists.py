"""The books of a unit as its clerk and head look at them: last number, held, voided, missing, closed."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, func, select

from voffice_app.db.files import Direction
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.people import Account, Position, Unit
from voffice_app.db.registers import BackdatePermission, HeldNumber, RegisterVolume
from voffice_app.db.sequences import Register, RegisterYear, list_registers
from voffice_app.domain.errors import not_visible
from voffice_app.domain.incoming import IncomingStatus
from voffice_app.domain.people import Actor
from voffice_app.domain.registers import HeldStatus

O: Any = OutgoingDocument  # noqa: E741 - beside I
I: Any = IncomingDocument  # noqa: E741 - beside O
NAMED = 10


@dataclass(frozen=True)
class BookRow:
    """A register and a year. ``missing``: the first numbers below the last that are nowhere; there should be none."""

    register: Register
    year: int
    last_number: int = 0
    documents: int = 0
    held: int = 0
    voided: int = 0
    closed_to: int = 0
    volumes: int = 0
    missing: tuple[int, ...] = ()
    struck: int = 0
    """Of the documents: entered by mistake, struck in their place."""


def list_years(session: Session, unit_id: int) -> list[int]:
    """Years in which the unit's books gave a number, the newest first."""
    query = select(RegisterYear.year).join(Register, col(Register.id) == RegisterYear.register_id)
    query = query.where(Register.unit_id == unit_id, RegisterYear.last_number > 0).distinct()
    return sorted(session.exec(query).all(), reverse=True)


def list_books(session: Session, actor: Actor, year: int) -> list[BookRow]:
    """The books of the actor's unit that were open in a year, or gave a number in it."""
    rows = [read_book(session, row, year) for row in list_registers(session, actor.unit_id)]
    return [row for row in rows if row.last_number or row.register.book().open_in(year)]


def find_register(session: Session, actor: Actor, register_id: int) -> Register:
    """A book of the actor's unit. Raises NotVisible: none, or somebody else's."""
    row = session.get(Register, register_id)
    if row is None or row.unit_id != actor.unit_id:
        raise not_visible()
    return row


def read_book(session: Session, register: Register, year: int) -> BookRow:
    """The figures of one book and year."""
    counter = session.get(RegisterYear, (register.id, year))
    last = counter.last_number if counter else 0
    kinds = Counter(dict(session.exec(
        select(HeldNumber.status, func.count()).where(HeldNumber.register_id == register.id, HeldNumber.year == year)
        .group_by(HeldNumber.status)
    ).all()))  # fmt: skip
    volumes, closed_to = session.exec(
        select(func.count(), func.max(RegisterVolume.last_number))
        .where(RegisterVolume.register_id == register.id, RegisterVolume.year == year)
    ).one()  # fmt: skip
    held, voided = kinds[HeldStatus.HELD], kinds[HeldStatus.VOIDED]
    documents = session.exec(select(func.count()).where(*_in_book(register, year))).one()
    whole = documents + held + voided == last
    return BookRow(
        register, year, last, documents, held, voided, closed_to or 0, volumes,
        () if whole else missing_numbers(session, register, year, last), _struck(session, register, year),
    )  # fmt: skip


def _struck(session: Session, register: Register, year: int) -> int:
    if register.direction is Direction.OUTGOING:
        return 0
    query = select(func.count()).where(*_in_book(register, year), I.status == IncomingStatus.VOIDED)
    return session.exec(query).one()


def missing_numbers(session: Session, register: Register, year: int, last: int) -> tuple[int, ...]:
    """The first numbers that neither a document nor a held or voided number accounts for."""
    number = O.number if register.direction is Direction.OUTGOING else I.arrival_number
    known = {*session.exec(select(number).where(*_in_book(register, year)))}
    held = select(HeldNumber.number).where(HeldNumber.register_id == register.id, HeldNumber.year == year)
    known |= {*session.exec(held.where(HeldNumber.status != HeldStatus.USED))}
    return tuple(n for n in range(1, last + 1) if n not in known)[:NAMED]


def _in_book(register: Register, year: int) -> tuple[Any, ...]:
    if register.direction is Direction.OUTGOING:
        return (O.register_id == register.id, O.year == year, O.number.is_not(None))
    return (I.register_id == register.id, I.arrival_year == year, I.arrival_number.is_not(None))


def list_held(session: Session, register_id: int, year: int, status: HeldStatus | None = None) -> list[HeldNumber]:
    """Numbers set aside in a year, in order: for a screen the last 500 of them."""
    query = select(HeldNumber).where(HeldNumber.register_id == register_id, HeldNumber.year == year)
    if status is not None:
        query = query.where(HeldNumber.status == status)
    return list(session.exec(query.order_by(col(HeldNumber.number).desc()).limit(500)).all())[::-1]


def list_waiting(session: Session, actor: Actor, register_ids: list[int]) -> list[HeldNumber]:
    """Numbers of these books of the actor's unit that wait for their document."""
    query = (
        select(HeldNumber)
        .join(Register, col(Register.id) == HeldNumber.register_id)
        .where(
            Register.unit_id == actor.unit_id, col(Register.id).in_(register_ids),
            HeldNumber.status == HeldStatus.HELD,
        )
        .order_by(col(HeldNumber.year), col(HeldNumber.number))
        .limit(200)
    )  # fmt: skip
    return list(session.exec(query).all())


def list_permissions(session: Session, register_id: int) -> list[tuple[BackdatePermission, str]]:
    """The head's permissions of a book, newest first, with who gave each."""
    query = (
        select(BackdatePermission, Account.full_name)
        .join(Position, col(Position.id) == BackdatePermission.given_by)
        .join(Account, col(Account.id) == Position.account_id)
        .where(BackdatePermission.register_id == register_id)
    )
    return [(row, name) for row, name in session.exec(query.order_by(col(BackdatePermission.id).desc()).limit(50))]


def list_all_volumes(session: Session) -> list[tuple[str, str, RegisterVolume]]:
    """Every closed volume with the names of its unit and book, in the order of their chains."""
    query = (
        select(Unit.name, Register.name, RegisterVolume)
        .join(Register, col(Register.id) == RegisterVolume.register_id)
        .join(Unit, col(Unit.id) == Register.unit_id)
        .order_by(col(Unit.id), col(Register.id), col(RegisterVolume.id))
    )
    return [(unit, register, volume) for unit, register, volume in session.exec(query)]


def list_held_by_key(session: Session, register_id: int, request_key: str | None) -> list[int]:
    """What the same form has held already."""
    if not request_key:
        return []
    query = select(HeldNumber.number).where(
        HeldNumber.register_id == register_id, HeldNumber.request_key == request_key
    )
    return list(session.exec(query.order_by(col(HeldNumber.number))).all())


def any_number(session: Session, register_id: int, year: int) -> bool:
    """Whether the book gave a number in the year."""
    row = session.get(RegisterYear, (register_id, year))
    return row is not None and row.last_number > 0


def numbered_this_year(session: Session, register: Register) -> bool:
    """Whether another book gave numbers, under the same symbol, to the types this one is to take in its first year."""
    query = (
        select(O.id).join(Register, Register.id == O.register_id)
        .where(
            O.unit_id == register.unit_id, O.year == register.first_year, O.number.is_not(None),
            O.type_key.in_(register.type_keys), Register.symbol == register.symbol,
        )
        .limit(1)
    )  # fmt: skip
    return session.exec(query).first() is not None
