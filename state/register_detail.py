"""One book and year: numbers held, days permitted, volumes closed and compared. Acts are in `register_acts`."""

import reflex as rx

from state.base import Office
from state.register_view import (
    AT,
    ChangeLine,
    HeldLine,
    PermissionLine,
    VolumeLine,
    about,
    book_line,
    change_lines,
    held_line,
    history_line,
    permission_line,
    types_of,
    verdict,
    volume_line,
)
from state.registers import year_of
from voffice_app.db.audit import list_history
from voffice_app.db.register_lists import BookRow, find_register, list_held, list_permissions, list_years, read_book
from voffice_app.db.registers import SUBJECT, RegisterVolume
from voffice_app.db.session import Session
from voffice_app.db.volumes import Comparison, compare, list_volumes
from voffice_app.domain.errors import NotVisible, not_visible
from voffice_app.domain.people import Actor
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Entry, Fact, Tab


def read_one(session: Session, actor: Actor, register_id: int, year: int) -> BookRow:
    return read_book(session, find_register(session, actor, register_id), year)


def read_comparison(session: Session, actor: Actor, volume_id: int) -> Comparison:
    """A volume of the actor's unit held against the book of today."""
    volume = session.get(RegisterVolume, volume_id)
    if volume is None:
        raise not_visible()
    find_register(session, actor, volume.register_id)
    return compare(session, database().vault, volume)


class RegisterDetail(Office):
    """Emptied on leaving; every list is read anew after an act."""

    register_id: int = 0
    year: str = ""
    looked: bool = False
    absent: bool = False
    name: str = ""
    below: str = ""
    years: list[Tab] = []
    last: str = ""
    held: str = ""
    voided: str = ""
    whole: str = ""
    tone: str = ""
    next_volume: str = ""
    closable: bool = False
    retirable: bool = False
    running: bool = False
    facts: list[Fact] = []
    numbers: list[HeldLine] = []
    permissions_given: list[PermissionLine] = []
    volumes: list[VolumeLine] = []
    history: list[Entry] = []
    voiding: int = 0
    compared: str = ""
    compared_kind: str = ""
    compared_volume: int = 0
    changes: list[ChangeLine] = []

    @rx.event
    @secured("register.read")
    async def look(self) -> None:
        """The book that the address names."""
        self._empty()
        self.register_id = self._number()
        self.year = str(year_of(self.router.url.query_parameters.get("nam", ""), database().today().year))
        await self._show()

    @rx.event
    @secured("register.read")
    async def leave(self) -> None:
        self._empty()

    @rx.event
    @secured("register.read")
    async def compare(self, volume_id: int) -> None:
        """Read the book anew and hold it against what was closed."""
        actor = await self._actor()
        found = await self._read(read_comparison, actor, volume_id)
        self.compared_volume = volume_id
        self.compared_kind, self.compared = verdict(found)
        self.changes = change_lines(found)

    def _empty(self) -> None:
        fresh = RegisterDetail.get_fields()
        for name in RegisterDetail.base_vars:
            setattr(self, name, fresh[name].default_value())

    async def _show(self) -> None:
        actor, year = await self._actor(), int(self.year)
        try:
            row = await self._read(read_one, actor, self.register_id, year)
        except NotVisible:
            self._empty()
            self.absent = self.looked = True
            return
        known = await self._read(list_years, actor.unit_id)
        years = sorted({*known, database().today().year}, reverse=True)
        self.years = [Tab(str(y), f"Năm {y}", f"{AT}/{self.register_id}?nam={y}") for y in years]
        self._figures(row)
        await self._lists(year)
        self.looked, self.absent = True, False

    def _figures(self, row: BookRow) -> None:
        told, register = book_line(row), row.register
        self.name, self.below = register.name, about(register)
        self.last, self.held, self.voided = told.last, told.held, told.voided
        self.whole, self.tone = told.whole, told.tone
        self.closable = row.last_number > row.closed_to
        self.next_volume = str(row.closed_to + 1)
        this_year = database().today().year
        self.running = row.year == this_year and register.book().open_in(this_year)
        self.retirable = not register.is_default and register.last_year is None
        self.facts = [Fact("Loại văn bản", types_of(register))]
        if register.decided_by:
            self.facts = [*self.facts, Fact("Lập theo", register.decided_by)]

    async def _lists(self, year: int) -> None:
        today = database().today()
        self.numbers = [held_line(row) for row in await self._read(list_held, self.register_id, year)]
        given = await self._read(list_permissions, self.register_id)
        self.permissions_given = [permission_line(row, name, today) for row, name in given]
        self.volumes = [volume_line(row) for row in await self._read(list_volumes, self.register_id, year)]
        rows = await self._read(list_history, SUBJECT, self.register_id, 50)
        self.history = [history_line(row, today) for row in rows]
