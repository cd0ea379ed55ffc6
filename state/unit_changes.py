"""IT's screen of what becomes of a unit: rename, merge with a preview, split; and its history."""

from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from typing import Any

import reflex as rx

from state.admin_accounts import as_date, unit_options
from state.base import Office
from state.standing import staff_options
from voffice_app import door
from voffice_app.actions import reshaping as acts
from voffice_app.actions.reshaping import Decision, UnitNames
from voffice_app.arguments import whole
from voffice_app.db.people import Unit, load_unit
from voffice_app.db.reshaping import Weight, weigh
from voffice_app.db.session import Session
from voffice_app.db.unit_history import UnitAct, list_changes, list_names
from voffice_app.domain.errors import refuse
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Fact, Option, Tab
from voffice_app.words import day
from voffice_app.words.people import UNIT_ACT

TABS = {"doi-ten": "Đổi tên", "nhap": "Nhập vào đơn vị khác", "tach": "Tách đơn vị"}
WEIGHED = {
    "people": "Người chuyển sang", "incoming": "Văn bản đến đang xử lý chuyển sang", "drafts": "Dự thảo chuyển sang",
    "recipients": "Văn bản chưa ban hành đổi nơi nhận", "numbered": "Đã cấp số, ký mà chưa ban hành (phải xong trước)",
    "signing": "Đang ký dở (phải xong trước)", "certificates": "Chứng thư số đang dùng (phải thu hồi trước)",
    "held": "Số giữ trước (phải dùng hoặc hủy trước)",
}  # fmt: skip

HOW = {
    (UnitAct.MERGED, False): "nhập vào", (UnitAct.MERGED, True): "nhận", (UnitAct.SPLIT, False): "tách ra",
    (UnitAct.SPLIT, True): "tách từ",
}  # fmt: skip
"""How the other unit stands to this one: whether this one came out of it, or took it in."""


@dataclass(frozen=True)
class ChangeLine:
    """What happened to the unit, when, by which decision."""

    act: str
    day: str
    paper: str
    told: str


def read_history(session: Session, unit_id: int) -> list[ChangeLine]:
    lines = [
        ChangeLine(UNIT_ACT[row.act], day(row.happened_on), row.decided_by, _told(session, unit_id, row))
        for row in list_changes(session, unit_id)
    ]
    former = [ChangeLine("Tên cũ", f"đến {day(row.valid_to)}", "", row.name) for row in list_names(session, unit_id)]
    return [*lines, *former]


def _told(session: Session, unit_id: int, row: Any) -> str:
    if row.other_unit_id is None:
        return f"{row.facts.get('from', '')} → {row.facts.get('to', '')}"
    came = row.other_unit_id == unit_id
    other = session.get(Unit, row.unit_id if came else row.other_unit_id)
    return f"{HOW[row.act, came]} {other.name}" if other else ""


class UnitChanges(Office):
    """One unit and the change being prepared; what was previewed is what is done."""

    unit_id: int = 0
    unit_title: str = ""
    standing: bool = True
    values: dict[str, str] = {}
    tab: str = "doi-ten"
    tabs: list[Tab] = []
    history: list[ChangeLine] = []
    others: list[Option] = []
    staff: list[Option] = []
    preview: list[Fact] = []
    blocked: bool = False
    looked: bool = False
    turn: int = 0

    _seen: Weight | None = None

    @rx.event
    @secured("admin")
    async def look(self) -> AsyncIterator[None]:
        """The unit that the address names; the forms of the one before leave the screen at once."""
        asked = self.router.url.query_parameters
        named = whole(asked.get("don-vi"))
        if named != self.unit_id:
            self.unit_id, self.looked = named, False
            yield
        self.tab = asked.get("muc", "") if asked.get("muc", "") in TABS else "doi-ten"
        here = f"/quan-tri/thay-doi-don-vi?don-vi={self.unit_id}&muc="
        self.tabs = [Tab(key, label, f"{here}{key}") for key, label in TABS.items()]
        await self._load()

    async def _load(self) -> None:
        unit = await self._read(load_unit, self.unit_id)
        self.unit_title, self.standing = unit.name, unit.active
        self.values = {name: getattr(unit, name) for name in ("name", "parent_name", "symbol", "place_name")}
        self.history = await self._read(read_history, self.unit_id)
        self.others = [each for each in await self._read(unit_options) if each.value != str(self.unit_id)]
        self.staff = await self._read(staff_options, self.unit_id, database().today())
        self._seen = await self._read(weigh, self.unit_id, database().today())
        counted = asdict(self._seen)
        self.preview = [Fact(label, str(counted[name])) for name, label in WEIGHED.items()]
        self.blocked = any(counted[name] for name in acts.BLOCKS.values())
        self.looked = True

    @rx.event
    @secured("admin")
    async def rename(self, form: dict[str, Any]) -> None:
        await self._act(acts.rename_unit, self.unit_id, _names(form), _decision(form))
        await self._done([], "Đã đổi tên; văn bản trước ngày này giữ tên cũ.")

    @rx.event
    @secured("admin")
    async def merge(self, form: dict[str, Any]) -> None:
        """Exactly what the preview counted, or a refusal."""
        if self._seen is None:
            raise refuse("change_stale")
        into, title = whole(form.get("into")), str(form.get("head_title", ""))
        keys = await self._act(acts.merge_unit, self.unit_id, into, _decision(form), self._seen, title)
        await self._done(keys, "Đã nhập đơn vị; người và việc đang dở đã chuyển sang.")

    @rx.event
    @secured("admin")
    async def split(self, form: dict[str, Any]) -> None:
        people = tuple(int(option.value) for option in self.staff if f"person_{option.value}" in form)
        code, decision = str(form.get("code", "")), _decision(form)
        _, keys = await self._act(acts.split_unit, self.unit_id, code, _names(form), None, people, decision)
        await self._done(keys, "Đã tách đơn vị mới.")

    async def _done(self, keys: list[str], said: str) -> None:
        """Who sits elsewhere now is signed out; the unit as it is, and empty forms."""
        for key in keys:
            door.forget(key)
        await self._load()
        self.turn += 1
        self._say(said)


def _names(form: dict[str, Any]) -> UnitNames:
    return UnitNames(**{name: str(form.get(name, "")) for name in ("name", "parent_name", "symbol", "place_name")})


def _decision(form: dict[str, Any]) -> Decision:
    return Decision(str(form.get("paper", "")), as_date(str(form.get("day", ""))))
