"""The page where a head leaves work to others: acting for them, fields, absences, capacities to sign."""

from typing import Any

import reflex as rx

from state.admin_accounts import as_date, unit_options
from state.base import Office
from state.standing import TABS, TermLine, read_lines, staff_options
from voffice_app import door
from voffice_app.actions import delegating, deputising, empowering
from voffice_app.actions.delegating import DelegationForm
from voffice_app.actions.deputising import Period
from voffice_app.actions.empowering import AuthorityForm
from voffice_app.arguments import whole
from voffice_app.db.people import load_unit
from voffice_app.domain.authority import BY_PAPER, Capacity
from voffice_app.domain.delegation import Scope
from voffice_app.domain.errors import refuse
from voffice_app.domain.people import Role
from voffice_app.domain.permissions import Permission, may
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Option, Tab
from voffice_app.words.people import CAPACITY, SCOPE

CAPACITIES = [Option(str(capacity), CAPACITY[capacity]) for capacity in BY_PAPER]


def period(form: dict[str, Any], paper: str = "paper") -> Period:
    until = str(form.get("valid_to", ""))
    since = as_date(str(form.get("valid_from", "")))
    return Period(since, as_date(until) if until else None, str(form.get(paper, "")))


class Deputising(Office):
    """One unit's rows of one tab; ``keeps``: the head of it, or IT."""

    unit_id: int = 0
    unit_title: str = ""
    keeps: bool = False
    chooses_unit: bool = False
    units: list[Option] = []
    tab: str = "lam-thay"
    tabs: list[Tab] = []
    lines: list[TermLine] = []
    looked: bool = False
    heads: list[Option] = []
    deputies: list[Option] = []
    leaders: list[Option] = []
    staff: list[Option] = []
    actors: list[Option] = []
    scopes: list[Option] = [Option(key, label) for key, label in SCOPE.items()]
    capacities: list[Option] = CAPACITIES
    turn: int = 0

    @rx.event
    @secured("standing.read")
    async def look(self) -> None:
        actor = await self._actor()
        asked = self.router.url.query_parameters
        self.chooses_unit = may(actor, Permission.ADMIN)
        unit = asked.get("don-vi", "")
        self.unit_id = (whole(unit) if self.chooses_unit else 0) or actor.unit_id
        self.keeps = self.chooses_unit or may(actor, Permission.UNIT_RULES)
        self.tab = asked.get("muc", "") if asked.get("muc", "") in TABS else "lam-thay"
        there = f"&don-vi={self.unit_id}" if self.chooses_unit else ""
        self.tabs = [Tab(key, label, f"/uy-quyen?muc={key}{there}") for key, label in TABS.items()]
        self.unit_title = (await self._read(load_unit, self.unit_id)).name
        if self.chooses_unit:
            self.units = await self._read(unit_options)
        await self._load()

    @rx.event
    @secured("admin")
    async def choose_unit(self, unit: str) -> rx.event.EventSpec:
        """IT looks at another unit."""
        return rx.redirect(f"/uy-quyen?muc={self.tab}&don-vi={whole(unit)}")

    async def _load(self) -> None:
        actor, today = await self._actor(), database().today()
        mine = actor.acting_position_id or actor.position_id
        self.lines = await self._read(read_lines, self.tab, self.unit_id, today, self.keeps, mine)
        if self.keeps:
            self.heads = await self._read(staff_options, self.unit_id, today, Role.HEAD)
            self.deputies = await self._read(staff_options, self.unit_id, today, Role.DEPUTY)
            self.leaders = [*self.heads, *self.deputies]
            self.actors = await self._read(staff_options, self.unit_id, today, Role.DEPUTY, Role.OFFICER)
            self.staff = [*self.heads, *self.actors]
        self.looked = True

    async def _done(self, said: str) -> None:
        """The list as it is now and empty forms."""
        await self._load()
        self.turn += 1
        self._say(said)

    @rx.event
    @secured("standing.read")
    async def delegate(self, form: dict[str, Any]) -> None:
        """The head, or IT on the head's paper, lets somebody act."""
        term = period(form)
        wanted = DelegationForm(
            whole(form.get("giver")) or (await self._actor()).position_id, whole(form.get("person")), term.valid_from,
            term.valid_to or term.valid_from, frozenset(scope for scope in Scope if scope in form), term.paper,
        )  # fmt: skip
        await self._act(delegating.delegate, wanted)
        await self._done("Đã giao làm thay. Người được giao chuyển sang làm thay ở mục tên của mình.")

    @rx.event
    @secured("standing.read")
    async def assign_field(self, form: dict[str, Any]) -> None:
        area, person = str(form.get("subject_area", "")), whole(form.get("person"))
        await self._act(deputising.assign_field, self.unit_id, person, area, period(form))
        await self._done("Đã phân công lĩnh vực; từ nay gợi ý chủ trì và ký thay theo phân công này.")

    @rx.event
    @secured("standing.read")
    async def cover(self, form: dict[str, Any]) -> None:
        absent, person = whole(form.get("absent")), whole(form.get("person"))
        await self._act(deputising.cover_absence, self.unit_id, absent, person, period(form))
        await self._done("Đã giao phụ trách khi vắng mặt.")

    @rx.event
    @secured("standing.read")
    async def empower(self, form: dict[str, Any]) -> None:
        """A written capacity; its paper's scan came through the door."""
        kind, term = str(form.get("capacity", "")), period(form)
        if kind not in list(Capacity):
            raise refuse("authority_not_fit")
        scan = str(form.get("scan", "")).split(",")[0]
        texts = {name: str(form.get(name, "")) for name in ("content", "body", "body_title")}
        wanted = AuthorityForm(
            self.unit_id, whole(form.get("person")), Capacity(kind), term.valid_from, term.valid_to, term.paper,
            upload_id=whole(scan), **texts,
        )  # fmt: skip
        await self._act(empowering.give_authority, wanted)
        await self._done("Đã ghi tư cách ký.")

    @rx.event
    @secured("standing.read")
    async def end(self, row_id: int) -> None:
        """End a row of the tab in sight; who acts by it is turned back at once."""
        act = {
            "lam-thay": delegating.end_delegation, "linh-vuc": deputising.end_field, "vang-mat": deputising.end_cover,
            "ky": empowering.end_authority,
        }[self.tab]  # fmt: skip
        keys = await self._act(act, row_id)
        for key in keys or []:
            door.forget(key)
        await self._done("Đã kết thúc.")
