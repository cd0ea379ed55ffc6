"""Which book, which number held, which day: the choice of a drafter and of a clerk, read when it is opened."""

from collections.abc import AsyncIterator

import reflex as rx

from state.base import Office
from voffice_app.db.files import Direction
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.register_lists import list_waiting
from voffice_app.db.sequences import Register, list_registers
from voffice_app.db.session import Session
from voffice_app.domain.people import Actor
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Option

IN_SILENCE = "Theo loại văn bản"


def _open_books(session: Session, actor: Actor, direction: Direction, year: int) -> list[Register]:
    return [row for row in list_registers(session, actor.unit_id, direction) if row.book().open_in(year)]


def read_books(session: Session, actor: Actor, direction: Direction, year: int) -> list[Option]:
    """The open books; none when there is nothing to choose."""
    rows = _open_books(session, actor, direction, year)
    named = [Option(str(row.id), f"{row.name} ({row.symbol})" if row.symbol else row.name) for row in rows]
    return [Option("", IN_SILENCE), *named] if len(rows) > 1 else []


def read_waiting(session: Session, actor: Actor, direction: Direction, document_id: int = 0) -> list[Option]:
    """Numbers held, of the document's book or of all books of a direction."""
    books = {row.id or 0: row.name for row in list_registers(session, actor.unit_id, direction)}
    if document_id:
        document = session.get(OutgoingDocument, document_id)
        books = {i: name for i, name in books.items() if document is not None and document.register_id == i}
    return [
        Option(str(row.id), f"Số {row.number}/{row.year} · {row.reason[:60]}", books[row.register_id])
        for row in list_waiting(session, actor, list(books))
    ]


def read_book_of(session: Session, actor: Actor, document_id: int) -> str:
    """The council's book a draft was meant for; "" where the type decides."""
    document = session.get(OutgoingDocument, document_id)
    if document is None or document.unit_id != actor.unit_id:
        return ""
    register = session.get(Register, document.register_id)
    return str(document.register_id) if register is not None and register.body_name else ""


class BookChoice(Office):
    """Empty lists where there is nothing to choose: then nothing is shown."""

    books: list[Option] = []
    book: str = ""
    held: list[Option] = []
    opened: bool = False

    @rx.event
    @secured("outgoing.draft")
    async def for_draft(self) -> None:
        """The books a draft may be meant for."""
        actor = await self._actor()
        self.books = await self._read(read_books, actor, Direction.OUTGOING, database().today().year)
        self.book = await self._read(read_book_of, actor, self._named())

    @rx.event
    @secured("outgoing.clerk")
    async def for_number(self) -> AsyncIterator[None]:
        """Numbers held in the book of the document that is open; those of the one before leave at once."""
        self.held, self.opened = [], False
        yield
        self.held = await self._read(read_waiting, await self._actor(), Direction.OUTGOING, self._named())
        self.opened = True

    @rx.event
    @secured("incoming.register")
    async def for_entry(self) -> AsyncIterator[None]:
        """The books of arrivals and the numbers held in them."""
        self.held, self.opened = [], False
        yield
        actor = await self._actor()
        self.books = await self._read(read_books, actor, Direction.INCOMING, database().today().year)
        self.held = await self._read(read_waiting, actor, Direction.INCOMING)
        self.opened = True

    def _named(self) -> int:
        """The document that the address names."""
        return self._number()
