"""The clerk's list of places to look for documents: on home, and a page to keep it (QC 6.1.2)."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from state.base import Office
from state.incoming_form import source_of
from voffice_app.actions import sources as acts
from voffice_app.actions.sources import LOOKED_AT, PlaceForm
from voffice_app.db.calendar import load_calendar
from voffice_app.db.session import Session
from voffice_app.db.sources import Looked, list_places
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission, may
from voffice_app.domain.sources import is_stale
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Option
from voffice_app.words import SOURCE, moment

KINDS = [Option(source, SOURCE[source]) for source in LOOKED_AT]


@dataclass(frozen=True)
class SourceLine:
    """One place, with the last look at it in words."""

    id: int
    name: str
    address: str
    kind: str
    source: str
    looked: str
    stale: bool
    active: bool


def read_sources(session: Session, actor: Actor, closed: bool) -> list[SourceLine]:
    """Those to be looked at first."""
    today, calendar = database().today(), load_calendar(session, actor.unit_id)
    lines = []
    for row in list_places(session, actor.unit_id, closed):
        stale = row.place.active and is_stale(row.looked_at, today, calendar)
        lines.append(SourceLine(
            row.place.id or 0, row.place.name, row.place.address, SOURCE[row.place.source], str(row.place.source),
            looked_in_words(row), stale, row.place.active,
        ))  # fmt: skip
    return sorted(lines, key=lambda line: not line.stale)


def looked_in_words(row: Looked) -> str:
    if row.looked_at is None:
        return "Chưa ai xem"
    found = "có văn bản mới" if row.found else "không có văn bản mới"
    return f"Đã xem {moment(row.looked_at, database().today())} bởi {row.by}: {found}"


class Sources(Office):
    """The list; ``editing`` is the place in the form, 0 for a new one."""

    lines: list[SourceLine] = []
    kinds: list[Option] = KINDS
    stale: int = 0
    editing: int = 0
    name: str = ""
    address: str = ""
    source: str = "website"
    turn: int = 0
    looked: bool = False
    _closed: bool = False

    @rx.event
    @secured("home")
    async def look(self) -> None:
        """On home: the open ones, for the clerk alone."""
        await self._load(closed=False)

    @rx.event
    @secured("incoming.register")
    async def look_at_all(self) -> None:
        """On the page of the list: the closed ones too."""
        self._begin()
        await self._load(closed=True)

    @rx.event
    @secured("incoming.register")
    async def looked_at(self, place_id: int, found: bool) -> Any:
        """Just looked there; with something found the form to register opens."""
        source = await self._act(acts.look, place_id, found)
        if found:
            return rx.redirect(f"/van-ban-den/nhap?nguon={source}")
        await self._load(self._closed)
        self._say("Đã ghi: vừa xem, không có văn bản mới.")
        return None

    @rx.event
    @secured("incoming.register")
    async def edit(self, place_id: int) -> None:
        """Take a place into the form."""
        for line in self.lines:
            if line.id == place_id:
                self.editing, self.name, self.address, self.source = line.id, line.name, line.address, line.source
                self.turn += 1

    @rx.event
    @secured("incoming.register")
    async def save(self, form: dict[str, Any]) -> None:
        told = {name: str(value or "") for name, value in form.items()}
        wanted = PlaceForm(told.get("name", ""), told.get("address", ""), source_of(told))
        await self._act(acts.save_place, wanted, self.editing or None)
        self._begin()
        await self._load(self._closed)
        self._say("Đã lưu nguồn văn bản.")

    @rx.event
    @secured("incoming.register")
    async def set_open(self, place_id: int, active: bool) -> None:
        await self._act(acts.set_open, place_id, active)
        await self._load(self._closed)
        self._say("Đã theo dõi lại nguồn này." if active else "Đã ngừng theo dõi; lịch sử xem vẫn giữ.")

    def _begin(self) -> None:
        self.editing, self.name, self.address, self.source = 0, "", "", "website"
        self.turn += 1

    async def _load(self, closed: bool) -> None:
        actor = await self._actor()
        self._closed = closed
        clerk = may(actor, Permission.INCOMING_REGISTER)
        self.lines = await self._read(read_sources, actor, closed) if clerk else []
        self.stale = sum(line.stale for line in self.lines)
        self.looked = True
