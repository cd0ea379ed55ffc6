"""The head's screen of the unit's own rules (QC Chương III)."""

from typing import Any

import reflex as rx

from state.admin_accounts import as_date
from state.base import Office
from voffice_app.actions import people as acts
from voffice_app.db.parameters import list_parameters
from voffice_app.policy import secured
from voffice_app.shapes import Option
from voffice_app.words import PARAMETER, day

NAMES = [Option(key, label) for key, label in PARAMETER.items()]
SAID = {"có": "yes", "không": "no"}
TOLD = {"yes": "Có", "no": "Không"}


class Rules(Office):
    """Every rule the unit ever set, the newest first."""

    rules: list[Option] = []
    names: list[Option] = NAMES
    looked: bool = False
    turn: int = 0

    @rx.event
    @secured("unit.rules")
    async def look(self) -> None:
        actor = await self._actor()
        rows = await self._read(list_parameters, actor.unit_id)
        self.rules = [
            Option(str(row.id), f"{PARAMETER.get(row.name, row.name)}: {TOLD.get(row.value, row.value)}",
                   f"từ {day(row.valid_from)} · {row.decided_by}")
            for row in rows
        ]  # fmt: skip
        self.looked = True

    @rx.event
    @secured("unit.rules")
    async def add(self, form: dict[str, Any]) -> None:
        """A rule from a day on, with the decision behind it; a later one replaces an earlier one."""
        typed, begins = str(form.get("value", "")).strip(), as_date(str(form.get("valid_from", "")))
        value, name = SAID.get(typed.lower(), typed), str(form.get("rule", ""))
        unit_id = (await self._actor()).unit_id
        await self._act(acts.set_parameter, unit_id, name, value, begins, str(form.get("decided_by", "")))
        self.turn += 1
        await self.look()
        self._say("Đã thêm quy định của đơn vị.")
