"""IT's screens of units: list, form, own parameters."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from state.admin_accounts import as_date, unit_options
from state.base import Office
from voffice_app.actions import people as acts
from voffice_app.arguments import whole
from voffice_app.db import people
from voffice_app.db.parameters import list_parameters
from voffice_app.db.session import Session
from voffice_app.domain.people import Level, UnitKind
from voffice_app.policy import secured
from voffice_app.shapes import Option
from voffice_app.words import LEVEL, PARAMETER, UNIT_KIND, day

NEW = "moi"
KINDS = [Option(key, label) for key, label in UNIT_KIND.items()]
LEVELS = [Option(key, label) for key, label in LEVEL.items()]
RULE_NAMES = [Option(key, label) for key, label in PARAMETER.items()]
SAID = {"có": "yes", "không": "no"}
TOLD = {"yes": "có", "no": "không"}
TEXTS = ("code", "name", "parent_name", "symbol", "place_name", "cluster", "email", "phone", "address")


@dataclass(frozen=True)
class UnitLine:
    """One unit in the list."""

    name: str
    below: str
    code: str
    symbol: str
    place: str
    state: str
    href: str


def read_lines(session: Session) -> list[UnitLine]:
    return [
        UnitLine(
            unit.name, LEVEL.get(unit.level or "", "") or UNIT_KIND[unit.kind], unit.code, unit.symbol, unit.place_name,
            "Đang dùng" if unit.active else "Đã khóa", f"/quan-tri/don-vi/{unit.id}",
        )
        for unit in people.list_units(session, active=False)
    ]  # fmt: skip


def form_of(form: dict[str, Any]) -> acts.UnitForm:
    """The form as typed; what is missing or taken is the act's to refuse."""
    level = form.get("level", "")
    return acts.UnitForm(
        **{name: str(form.get(name, "")) for name in TEXTS},
        kind=UnitKind(form["kind"]) if form.get("kind") in list(UnitKind) else UnitKind.SCHOOL,
        level=Level(level) if level in list(Level) else None, active="active" in form,
        parent_id=whole(form.get("parent_id")) or None,
    )  # fmt: skip


class Units(Office):
    """All units."""

    lines: list[UnitLine] = []
    looked: bool = False

    @rx.event
    @secured("admin")
    async def look(self) -> None:
        self.lines = await self._read(read_lines)
        self.looked = True


class UnitCard(Office):
    """One unit, to enter or to change."""

    unit_id: int = 0
    values: dict[str, str] = {}
    active: bool = True
    kinds: list[Option] = KINDS
    levels: list[Option] = LEVELS
    parents: list[Option] = []
    rules: list[Option] = []
    rule_names: list[Option] = RULE_NAMES

    @rx.event
    @secured("admin")
    async def look(self) -> None:
        named = self.router.url.path.rstrip("/").rsplit("/", 1)[-1]
        self.unit_id = whole(named)
        self.values, self.active = dict.fromkeys((*TEXTS, "kind", "level", "parent_id"), ""), True
        self.parents = [option for option in await self._read(unit_options) if option.value != str(self.unit_id)]
        if self.unit_id:
            unit = await self._read(people.load_unit, self.unit_id)
            self.values = {name: getattr(unit, name) for name in TEXTS}
            self.values |= {
                "kind": str(unit.kind),
                "level": str(unit.level or ""),
                "parent_id": str(unit.parent_id or ""),
            }
            self.active = unit.active
        await self._load_rules()

    @rx.event
    @secured("admin")
    async def add_rule(self, form: dict[str, Any]) -> None:
        """A rule of the unit's own, with the decision behind it (QC Chương III)."""
        name, value = str(form.get("rule", "")), SAID.get(str(form.get("value", "")).strip().lower(), "")
        begins, decision = as_date(str(form.get("valid_from", ""))), str(form.get("decided_by", ""))
        await self._act(acts.set_parameter, self.unit_id, name, value or str(form.get("value", "")), begins, decision)
        await self._load_rules()
        self._say("Đã thêm quy định riêng của đơn vị.")

    async def _load_rules(self) -> None:
        rows = await self._read(list_parameters, self.unit_id) if self.unit_id else []
        self.rules = [
            Option(str(row.id), f"{PARAMETER[row.name]}: {TOLD.get(row.value, row.value)}",
                   f"từ {day(row.valid_from)} · {row.decided_by}")
            for row in rows
        ]  # fmt: skip

    @rx.event
    @secured("admin")
    async def save(self, form: dict[str, Any]) -> rx.event.EventSpec:
        await self._act(acts.save_unit, form_of(form), self.unit_id or None)
        self._say("Đã lưu đơn vị.")
        return rx.redirect("/quan-tri/don-vi")
