"""Handing over a post: first the list of all that is open, then who takes what, then the minutes."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from state.admin_accounts import as_date, unit_options
from state.base import Office
from state.standing import staff_options
from voffice_app import door
from voffice_app.actions import handing_over as acts
from voffice_app.actions.handing_over import HandoverForm, NewPost, Wording
from voffice_app.actions.handing_parts import Found, look
from voffice_app.arguments import whole
from voffice_app.db import people
from voffice_app.db.handover_lists import list_rows
from voffice_app.db.handovers import LeaveReason
from voffice_app.db.people import Position
from voffice_app.db.session import Session
from voffice_app.domain.errors import Refused, not_visible, refuse
from voffice_app.domain.handing_over import TAKERS, WorkKind, can_take
from voffice_app.domain.people import Actor, Role
from voffice_app.domain.permissions import Permission, may
from voffice_app.house import database, office
from voffice_app.policy import secured
from voffice_app.shapes import Option
from voffice_app.words import ROLE, day
from voffice_app.words.people import LEAVE_REASON, WORK_KIND

WORDS = Wording(LEAVE_REASON, WORK_KIND)
REASONS = [Option(key, label) for key, label in LEAVE_REASON.items()]
ROLES = [Option(key, label) for key, label in ROLE.items() if key != "it"]


@dataclass(frozen=True)
class PastLine:
    """A hand-over that was done."""

    person: str
    title: str
    reason: str
    paper: str
    day: str
    minutes: str


@dataclass(frozen=True)
class KindLine:
    """One kind of open business with its lines, and who can take it; nobody takes what ends with the post."""

    key: str
    label: str
    count: str
    lines: list[str]
    takers: list[Option]
    ending: bool


class Handovers(Office):
    """People of the unit, and what was handed over."""

    unit_id: int = 0
    unit_title: str = ""
    chooses_unit: bool = False
    units: list[Option] = []
    staff: list[Option] = []
    past: list[PastLine] = []
    looked: bool = False

    @rx.event
    @secured("handover")
    async def look(self) -> None:
        actor, today = await self._actor(), database().today()
        self.chooses_unit = may(actor, Permission.ADMIN)
        unit = self.router.url.query_parameters.get("don-vi", "")
        self.unit_id = (whole(unit) if self.chooses_unit else 0) or actor.unit_id
        self.unit_title = (await self._read(people.load_unit, self.unit_id)).name
        self.units = await self._read(unit_options) if self.chooses_unit else []
        found = await self._read(staff_options, self.unit_id, today)
        self.staff = [Option(f"/ban-giao/{person.value}", person.label) for person in found]
        self.past = [
            PastLine(row.person, row.title, LEAVE_REASON[row.reason], row.decided_by, day(row.last_day),
                     f"/api/handover/{row.id}")
            for row in await self._read(list_rows, self.unit_id)
        ]  # fmt: skip
        self.looked = True

    @rx.event
    @secured("admin")
    async def choose_unit(self, unit: str) -> rx.event.EventSpec:
        return rx.redirect(f"/ban-giao?don-vi={whole(unit)}")


def read_open(session: Session, actor: Actor, post: int) -> Found:
    """The list, for the head of the unit and for IT. Raises NotVisible for everybody else."""
    position = session.get(Position, post)
    allowed = position is not None and (
        may(actor, Permission.ADMIN) or (may(actor, Permission.UNIT_RULES) and position.unit_id == actor.unit_id)
    )
    if position is None or not allowed:
        raise not_visible()
    return look(session, position, database().today())


def kind_lines(session: Session, found: Found) -> list[KindLine]:
    """By kind, in the order of the minutes, each line once."""
    staff = people.list_people(session, found.position.unit_id, database().today())
    others = [person for person in staff if person.position_id != found.position.id]
    lines: dict[WorkKind, list[str]] = {}
    for batch in found.batches:
        told = lines.setdefault(batch.kind, [])
        told += [text for _, text in batch.rows if text not in told]
    return [
        KindLine(
            str(kind), WORK_KIND[kind], str(len(told)), told,
            [Option(str(p.position_id), f"{p.full_name} – {p.title}") for p in others if can_take(kind, p.role)],
            kind not in TAKERS,
        )
        for kind, told in lines.items()
    ]  # fmt: skip


class HandingOver(Office):
    """One post: what is open, who takes it."""

    post: int = 0
    leaver: str = ""
    leaver_title: str = ""
    kinds: list[KindLine] = []
    reasons: list[Option] = REASONS
    roles: list[Option] = ROLES
    new_units: list[Option] = []
    transfers: bool = False
    all_takers: list[Option] = []
    looked: bool = False
    done: str = ""
    turn: int = 0

    _seen: str = ""

    @rx.event
    @secured("handover")
    async def look(self) -> None:
        named = self.router.url.path.rstrip("/").rsplit("/", 1)[-1]
        self.post = whole(named)
        self.done, self.transfers, self.turn = "", False, self.turn + 1
        self.new_units = await self._read(unit_options) if may(await self._actor(), Permission.ADMIN) else []
        await self._load()

    async def _load(self) -> None:
        found = await self._read(read_open, await self._actor(), self.post)
        self.leaver, self.leaver_title, self._seen = found.name, f"{found.title}, {found.unit_name}", found.digest
        self.kinds = await self._read(kind_lines, found)
        everybody = await self._read(staff_options, found.position.unit_id, database().today())
        self.all_takers = [option for option in everybody if option.value != str(self.post)]
        self.looked = True

    @rx.event
    @secured("handover")
    async def choose_reason(self, reason: str) -> None:
        """A transfer asks where to."""
        self.transfers = reason == LeaveReason.TRANSFERS and bool(self.new_units)

    @rx.event
    @secured("handover")
    async def hand_over(self, form: dict[str, Any]) -> None:
        """Everything in one act; when the list has changed it is shown anew, what was filled in stays."""
        if form.get("reason") not in list(LeaveReason):
            raise refuse("paper_missing")
        takers = {
            WorkKind(kind.key): whole(form.get(f"taker_{kind.key}")) or whole(form.get("taker")) for kind in self.kinds
        }
        wanted = HandoverForm(
            self.post, LeaveReason(form["reason"]), str(form.get("decided_by", "")),
            as_date(str(form.get("last_day", ""))), {k: v for k, v in takers.items() if k in TAKERS}, self._seen,
            self._new_post(form),
        )  # fmt: skip
        try:
            row, keys = await self._run(acts.hand_over_post, office(), await self._actor(), wanted, WORDS)
        except Refused as refused:
            if refused.reasons[0].code == "handover_changed":
                await self._load()
            raise
        for key in keys:
            door.forget(key)
        self.done, self.kinds = f"/api/handover/{row}", []
        self._say("Đã bàn giao; chức vụ đã kết thúc. In biên bản để các bên ký.")

    def _new_post(self, form: dict[str, Any]) -> NewPost | None:
        role = str(form.get("new_role", ""))
        if not (self.transfers and whole(form.get("new_unit")) and role in list(Role)):
            return None
        return NewPost(whole(form.get("new_unit")), Role(role), str(form.get("new_title", "")))
