"""The books of a unit, row by row in order of their numbers (ND30 Đ16, Đ22 and Appendix IV).

Every number that was given is a row, whatever became of its document. Rows come in pages by key and nothing of a page
is kept: a book of 100,000 rows costs the memory of five hundred.
"""

from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session

from voffice_app.db.book_people import Given, given_of, outsiders_of, reasons_of, recipients_of
from voffice_app.db.files import Direction
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.people import Account, Position
from voffice_app.db.registers import HeldNumber, list_unused
from voffice_app.db.sequences import Register
from voffice_app.domain.books import (
    LEFT,
    PROGRESS,
    SET_ASIDE,
    UNFINISHED,
    BookRow,
    FollowBookRow,
    IncomingBookRow,
    OutgoingBookRow,
    title_of,
    written,
)  # fmt: skip
from voffice_app.domain.calendar import vietnam_date
from voffice_app.domain.errors import not_visible
from voffice_app.domain.numbering import padded, reference

# To the type checker SQLModel's columns look like plain values; these names say that they are columns.
I: Any = IncomingDocument  # noqa: E741 - beside O
O: Any = OutgoingDocument  # noqa: E741 - beside I
P: Any = Position
N: Any = Account
PAGE = 500
LAST = 2**31 - 1
"""The largest number a book can have: the default end of what is read."""

Page = Callable[[Session, Sequence[Any]], list[Any]]


def list_book(
    session: Session, register_id: int, year: int, first: int = 1, last: int = LAST
) -> Iterator[OutgoingBookRow] | Iterator[IncomingBookRow]:
    """The rows of a register and year from one number to another, both counted. Raises NotVisible: no such register.

    Whose register it is, the caller asks.
    """
    register = session.get(Register, register_id)
    if register is None:
        raise not_visible()
    if register.direction is Direction.OUTGOING:
        return list_outgoing_book(session, register_id, year, first, last)
    return list_incoming_book(session, register_id, year, first, last)


def list_outgoing_book(
    session: Session, register_id: int, year: int, first: int = 1, last: int = LAST
) -> Iterator[OutgoingBookRow]:
    """Sổ đăng ký văn bản đi."""
    drafting, signing = aliased(P), aliased(P)
    query = (
        select(
            O.id, O.number, O.notation, O.issued_on, O.type_key, O.abstract, O.status, O.issued_at, O.recipient_count,
            N.full_name.label("signer"), drafting.symbol.label("symbol"),
        )
        .join(drafting, drafting.id == O.drafter_position_id)
        .outerjoin(signing, signing.id == O.signer_position_id)
        .outerjoin(N, N.id == signing.account_id)
        .where(O.register_id == register_id, O.year == year)
    )  # fmt: skip
    rows = _pages(session, query, O.number, (first, last), _outgoing)
    held = list_unused(session, register_id, year, first, last)
    return merge(
        rows, (OutgoingBookRow(row.number, padded(row.number), note=_unused(row)) for row in held), key=_number
    )


def list_incoming_book(
    session: Session, register_id: int, year: int, first: int = 1, last: int = LAST
) -> Iterator[IncomingBookRow]:
    """Sổ đăng ký văn bản đến."""
    rows = _pages(session, _arrivals(register_id, year), I.arrival_number, (first, last), _incoming)
    held = list_unused(session, register_id, year, first, last)
    return merge(rows, (IncomingBookRow(row.number, None, note=_unused(row)) for row in held), key=_number)


def list_follow_book(
    session: Session, register_id: int, year: int, first: int = 1, last: int = LAST
) -> Iterator[FollowBookRow]:
    """Sổ theo dõi giải quyết văn bản đến: a number without a document has nothing to follow."""
    return _pages(session, _arrivals(register_id, year), I.arrival_number, (first, last), _followed)


def _arrivals(register_id: int, year: int) -> Any:
    return (
        select(
            I.id, I.arrival_number, I.arrived_on, I.issuing_body, I.code_number, I.code_notation, I.issued_on,
            I.type_key, I.abstract, I.status, I.note, I.due_on, I.completed_on,
            O.number.label("answer_number"), O.notation.label("answer_notation"),
        )
        .outerjoin(O, O.id == I.answer_outgoing_id)
        .where(I.register_id == register_id, I.arrival_year == year)
    )  # fmt: skip


def _pages(session: Session, query: Any, number: Any, ends: tuple[int, int], page: Page) -> Iterator[Any]:
    first, last = ends
    while True:
        rows = session.execute(query.where(number >= first, number <= last).order_by(number).limit(PAGE)).all()
        yield from page(session, rows)
        if len(rows) < PAGE:
            return
        first = rows[-1][1] + 1


def _outgoing(session: Session, rows: Sequence[Any]) -> list[OutgoingBookRow]:
    sent_to = recipients_of(session, [row.id for row in rows])
    outside = outsiders_of(session, [row.id for row in rows])
    why = reasons_of(session, "outgoing", "cancel", [row.id for row in rows if row.status == "cancelled"])
    return [
        _outgoing_row(row, sent_to.get(row.id, ""), outside.get(row.id, []), why.get(row.id, "")) for row in rows
    ]  # fmt: skip


def _outgoing_row(row: Any, sent_to: str, outside: list[str], why: str) -> OutgoingBookRow:
    return OutgoingBookRow(
        number=row.number, reference=reference(row.number, row.notation), issued_on=row.issued_on,
        title=title_of(row.type_key, row.abstract), signer=row.signer or "",
        recipients="; ".join(filter(None, (sent_to, *outside))),
        keeper=", ".join(filter(None, ("VT", row.symbol))), copies=row.recipient_count + len(outside) or None,
        transferred_on=vietnam_date(row.issued_at) if row.issued_at else None, note=_left(row, why),
    )  # fmt: skip


def _number(row: BookRow) -> int:
    return row.number


def _unused(row: HeldNumber) -> str:
    """A number that no document bears: kept for one, or never to be used (ND30 Đ15)."""
    return f"Bỏ số: {row.void_reason}" if row.void_reason else f"Giữ số: {row.reason}"


def _left(row: Any, why: str) -> str:
    plain = "" if row.issued_at else UNFINISHED
    return ": ".join(filter(None, (LEFT.get(row.status, plain), why)))


def _incoming(session: Session, rows: Sequence[Any]) -> list[IncomingBookRow]:
    given, why = given_of(session, [row.id for row in rows]), _struck(session, rows)
    return [
        IncomingBookRow(
            number=row.arrival_number, arrived_on=row.arrived_on, issuing_body=row.issuing_body,
            reference=_reference(row), issued_on=row.issued_on, title=title_of(row.type_key, row.abstract),
            receivers=given.get(row.id, Given()).names, transferred_on=given.get(row.id, Given()).on,
            note="; ".join(filter(None, (_why_set_aside(row, why), row.note))),
        )
        for row in rows
    ]  # fmt: skip


def _struck(session: Session, rows: Sequence[Any]) -> dict[int, str]:
    """Why each wrong entry among them was struck."""
    return reasons_of(session, "incoming", "void_entry", [row.id for row in rows if row.status == "voided"])


def _why_set_aside(row: Any, why: dict[int, str]) -> str:
    return ": ".join(filter(None, (SET_ASIDE.get(row.status, ""), why.get(row.id, ""))))


def _followed(session: Session, rows: Sequence[Any]) -> list[FollowBookRow]:
    given, why = given_of(session, [row.id for row in rows]), _struck(session, rows)
    return [
        FollowBookRow(
            number=row.arrival_number, document=_whole(row), receivers=given.get(row.id, Given()).names,
            due_on=row.due_on, progress=_progress(row),
            answer=reference(row.answer_number, row.answer_notation) if row.answer_number else "",
            note="; ".join(filter(None, (_why_set_aside(row, why) if row.id in why else "", row.note))),
        )
        for row in rows
    ]  # fmt: skip


def _reference(row: Any) -> str:
    return f"{row.code_number}/{row.code_notation}" if row.code_number else row.code_notation


def _whole(row: Any) -> str:
    """Tên loại, số và ký hiệu, ngày tháng, cơ quan ban hành in one cell."""
    kind = title_of(row.type_key, "")
    dated = f"ngày {written(row.issued_on)}" if row.issued_on else ""
    of = f"của {row.issuing_body}" if row.issuing_body else ""
    return " ".join(filter(None, (kind, _reference(row), dated, of)))


def _progress(row: Any) -> str:
    done = f" ngày {written(row.completed_on)}" if row.status == "completed" and row.completed_on else ""
    return PROGRESS.get(row.status, "") + done
