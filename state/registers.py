"""The books of the unit for its clerk and leaders; the head opens another one (ND30 Đ15 k1)."""

from typing import Any

import reflex as rx

from state.base import Office
from state.register_view import AT, BookLine, book_line, direction_of
from voffice_app.actions import registers as acts
from voffice_app.arguments import whole
from voffice_app.db.people import list_units
from voffice_app.db.register_lists import list_books, list_years
from voffice_app.db.session import Session
from voffice_app.domain.numbering import TYPES
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Option, Tab
from voffice_app.words import registers as words

TYPE_OPTIONS = [Option(kind.key, kind.name) for kind in TYPES]
DIRECTIONS = [Option(key, label) for key, label in words.DIRECTION.items()][::-1]


def year_of(asked: str, today: int) -> int:
    """The year that the address names, else this one."""
    return whole(asked) if 2000 <= whole(asked) <= today + 1 else today


def register_form(form: dict[str, Any]) -> acts.RegisterForm:
    """The form as typed; what is missing is the act's to refuse."""
    text = {name: str(form.get(name) or "") for name in ("name", "body_name", "symbol", "decided_by", "first_year")}
    chosen = tuple(kind.key for kind in TYPES if form.get(f"type-{kind.key}"))
    return acts.RegisterForm(
        direction_of(str(form.get("direction", ""))), text["name"],
        whole(text["first_year"]), text["decided_by"], chosen,
        text["body_name"], text["symbol"],
    )  # fmt: skip


class Registers(Office):
    """One year of the unit's books."""

    year: str = ""
    years: list[Tab] = []
    lines: list[BookLine] = []
    first_years: list[Option] = []
    looked: bool = False

    @rx.event
    @secured("register.read")
    async def look(self) -> None:
        today = database().today().year
        self.year = str(year_of(self.router.url.query_parameters.get("nam", ""), today))
        self.first_years = [Option(str(y), f"Từ năm {y}") for y in (today, today + 1)]
        await self._load()

    @rx.event
    @secured("unit.rules")
    async def add(self, form: dict[str, Any]) -> None:
        """Open another book."""
        await self._act(acts.add_register, register_form(form))
        await self._load()
        self._say(words.SAID["add"])

    async def _load(self) -> None:
        actor = await self._actor()
        known = await self._read(list_years, actor.unit_id)
        years = sorted({*known, database().today().year}, reverse=True)
        self.years = [Tab(str(y), f"Năm {y}", f"{AT}?nam={y}") for y in years]
        self.lines = [book_line(row) for row in await self._read(list_books, actor, int(self.year))]
        self.looked = True


def unit_choices(session: Session) -> list[Option]:
    return [Option(str(unit.id), unit.name) for unit in list_units(session)]


class RegistersOfUnits(Office):
    """IT opens a book for any unit, by its head's decision."""

    units: list[Option] = []
    first_years: list[Option] = []
    turn: int = 0

    @rx.event
    @secured("admin")
    async def look(self) -> None:
        today = database().today().year
        self.units = await self._read(unit_choices)
        self.first_years = [Option(str(y), f"Từ năm {y}") for y in (today, today + 1)]

    @rx.event
    @secured("admin")
    async def add(self, form: dict[str, Any]) -> None:
        named = str(form.get("unit") or "")
        unit_id = whole(named)
        await self._act(acts.add_register, register_form(form), unit_id or None)
        self.turn += 1
        self._say(words.SAID["add"])
