"""`/in-so`: which part of which book, made into a file in the background, downloaded by who asked for it."""

from secrets import token_hex
from typing import Any

import reflex as rx

from state.base import Office
from state.printing_rows import ExportLine, export_line
from voffice_app.actions.book_export import Order, begin_export
from voffice_app.db.book_span import Span, find_register, list_registers, list_years, span_of
from voffice_app.db.books import LAST
from voffice_app.db.exports import list_exports
from voffice_app.db.files import Direction
from voffice_app.db.session import Session
from voffice_app.domain.books import written
from voffice_app.domain.errors import refuse
from voffice_app.domain.people import Actor
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.settings import settings
from voffice_app.shapes import Option
from voffice_app.words import number
from voffice_app.words import printing as words

BOOKS = (("incoming", Direction.INCOMING), ("follow", Direction.INCOMING), ("outgoing", Direction.OUTGOING))


class Printing(Office):
    """The form, what the chosen book holds, and this person's exports."""

    book: str = ""
    books: list[Option] = []
    year: str = ""
    years: list[Option] = []
    holds: str = ""
    first: str = ""
    last: str = ""
    exports: list[ExportLine] = []
    running: bool = False
    request_key: str = ""
    looked: bool = False

    @rx.event
    @secured("books.print")
    async def look(self) -> None:
        actor = await self._actor()
        self.books = await self._read(offered, actor)
        if self.book not in [option.value for option in self.books]:
            self.book = self.books[0].value if self.books else ""
        self.request_key = token_hex(16)
        await self._choose()
        await self._load()
        self.looked = True

    @rx.event
    @secured("books.print")
    async def choose_book(self, book: str) -> None:
        if book in [option.value for option in self.books]:
            self.book, self.year = book, ""
            await self._choose()

    @rx.event
    @secured("books.print")
    async def choose_year(self, year: str) -> None:
        if year in [option.value for option in self.years]:
            self.year = year
            await self._choose()

    @rx.event
    @secured("books.print")
    async def export(self, form: dict[str, Any]) -> None:
        """Ask for the file; the same form sent twice is one file."""
        kind, register_id = self._chosen()
        order = Order(
            kind, register_id, as_number(form.get("year"), 0), as_number(form.get("first"), 1),
            as_number(form.get("last"), LAST), str(form.get("form", "")), f"{settings.origin}/tra-cuu",
            str(form.get("volume", ""))[:20],
        )  # fmt: skip
        await self._act(begin_export, order, self.request_key)
        self.request_key = token_hex(16)
        await self._load()
        self._say("Đang làm tệp. Bạn có thể rời trang này; tệp chờ ở đây 24 giờ.")

    @rx.event
    @secured("books.print")
    async def tick(self) -> None:
        await self._load()

    async def _load(self) -> None:
        actor, now = await self._actor(), database().clock()
        self.exports = [export_line(job, now) for job in await self._read(list_exports, actor)]
        self.running = any(line.running for line in self.exports)

    async def _choose(self) -> None:
        if not self.book:
            return
        actor, (_, register_id) = await self._actor(), self._chosen()
        years = await self._read(years_of, actor, register_id, database().today().year)
        self.years = [Option(str(year), str(year)) for year in years]
        self.year = self.year if self.year in [o.value for o in self.years] else str(years[0])
        span = await self._read(held, actor, register_id, int(self.year))
        self.first, self.last = str(span.first or 1), str(span.last or 1)
        self.holds = told(span)

    def _chosen(self) -> tuple[str, int]:
        kind, _, register_id = self.book.partition(":")
        return kind, as_number(register_id, 0)


def offered(session: Session, actor: Actor) -> list[Option]:
    """Every book of the unit; a register's own name follows beside the first one."""
    found = []
    for kind, direction in BOOKS:
        registers = list_registers(session, actor.unit_id, direction)
        for row in registers:
            own = f" – {row.name}" if not row.is_default else ""
            found.append(Option(f"{kind}:{row.id}", f"{words.BOOK[kind]}{own}"))
    return found


def years_of(session: Session, actor: Actor, register_id: int, present: int) -> list[int]:
    """The years of the book, the present one among them."""
    register = find_register(session, actor.unit_id, register_id)
    return sorted({present, *list_years(session, register)}, reverse=True)


def held(session: Session, actor: Actor, register_id: int, year: int) -> Span:
    return span_of(session, find_register(session, actor.unit_id, register_id), year)


def told(span: Span) -> str:
    if not span.count:
        return "Sổ của năm này chưa có số nào."
    days = f", từ {written(span.from_on)} đến {written(span.to_on)}" if span.from_on else ""
    return f"Sổ có {number(span.count)} số, từ số {span.first} đến số {span.last}{days}."


def as_number(text: Any, empty: int) -> int:
    """A number that a person typed; the default where nothing was. Raises Refused ``book_range_wrong``."""
    typed = str(text if text is not None else "").strip()
    if not typed:
        return empty
    if not typed.isdecimal() or len(typed) > 9:
        raise refuse("book_range_wrong")
    return int(typed)
