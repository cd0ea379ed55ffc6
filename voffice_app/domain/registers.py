"""The books of a unit: which of them takes a document, and which day an entry may bear (ND30 Đ15, Đ22)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from voffice_app.domain.errors import refuse

MOST_HELD = 200
"""Numbers held by one act: more than a day's outage of the busiest office uses."""
MOST_ROWS = 5000
"""Rows of one volume: when they must be read while the book stands still, nobody waits longer than a second."""


class HeldStatus(StrEnum):
    """A number set aside: waiting for its document, given to it, or never to be used."""

    HELD = "held"
    USED = "used"
    VOIDED = "voided"


@dataclass(frozen=True)
class Entry:
    """How the clerk enters a document: book, a number held for it, its day; all zero and None: as the rules say."""

    register_id: int = 0
    held_id: int = 0
    day: date | None = None


@dataclass(frozen=True)
class Book:
    """A register as the choice sees it. Without types it takes all that no other book of the agency names.

    ``symbol`` is empty where documents bear the unit's own; ``of_body``: the series of a council, board or team that
    issues under the agency's seal (ND30 PL III).
    """

    id: int
    name: str
    symbol: str = ""
    of_body: bool = False
    type_keys: frozenset[str] = frozenset()
    is_default: bool = False
    first_year: int = 0
    last_year: int | None = None

    def open_in(self, year: int) -> bool:
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


def fitting(books: Iterable[Book], type_key: str, year: int) -> list[Book]:
    """The books that take this type in this year, the one to be chosen silently first, those of bodies last."""
    usable = [book for book in books if book.open_in(year)]
    named = [book for book in usable if type_key in book.type_keys]
    taken = any(not book.of_body for book in named)
    rest = [book for book in usable if not book.type_keys and (book.of_body or not taken)]
    return sorted(named + rest, key=lambda book: (book.of_body, not book.type_keys, not book.is_default, book.id))


def choose(books: Iterable[Book], type_key: str, year: int, wanted: int = 0) -> Book:
    """The book asked for, else the agency's own for this type; a body's series is never chosen in silence."""
    fits = fitting(books, type_key, year)
    if wanted:
        found = next((book for book in fits if book.id == wanted), None)
        if found is None:
            raise refuse("register_not_for_type")
        return found
    own = [book for book in fits if not book.of_body]
    if not own:
        raise refuse("register_missing")
    return own[0]


def keep_or_choose(books: Iterable[Book], type_key: str, year: int, present: int) -> Book:
    """The book a draft was meant for; where a new year has another for its type, that one, under the same symbol."""
    known = list(books)
    fits = fitting(known, type_key, year)
    before = next((book for book in known if book.id == present), None)
    same = [book for book in fits if before is not None and book.symbol == before.symbol]
    kept = next((book for book in same if book.id == present), None) or next(iter(same), None)
    if kept is None:
        raise refuse("register_not_for_type")
    return kept


def clashing(new: Book, books: Iterable[Book]) -> Book | None:
    """A book that could give the same number and symbol as the new one (Đ15: once in the year), or None.

    Types named by one and left to the other do not clash: the other yields them.
    """
    for book in books:
        together = book.symbol == new.symbol and (book.last_year is None or book.last_year >= new.first_year)
        if together and (book.type_keys & new.type_keys or not (book.type_keys or new.type_keys)):
            return book
    return None


def is_backdated(day: date, today: date, latest: date | None) -> bool:
    """True for a day before the latest entry of the book; a day that has not come is refused."""
    if day > today:
        raise refuse("entry_day_in_future")
    return latest is not None and day < latest


def check_backdated(closed_on: date | None, day: date, permitted: bool) -> None:
    """A closed volume takes no more entries; others only by the head's permission."""
    if closed_on is not None and day <= closed_on:
        raise refuse("volume_closed", closed_on=f"{closed_on:%d/%m/%Y}")
    if not permitted:
        raise refuse("backdate_not_permitted", day=f"{day:%d/%m/%Y}")
