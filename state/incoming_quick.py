"""Quick assigning: the unit's instruction templates, one's own sets of people, filled into the form by one press."""

import reflex as rx

from state.incoming_acts import IncomingActs, ids
from voffice_app.actions import instructions
from voffice_app.actions.instructions import Chosen
from voffice_app.db.instructions import list_sets
from voffice_app.policy import secured
from voffice_app.shapes import Option


class IncomingQuick(IncomingActs):
    """What is picked in the form is known here, so that it can be kept as a set and a set can replace it."""

    keeping: str = ""
    set_name: str = ""

    @rx.event
    @secured("incoming.work")
    async def pick_lead(self, values: list[str]) -> None:
        self.lead = self._options(values)

    @rx.event
    @secured("incoming.work")
    async def pick_support(self, values: list[str]) -> None:
        self.support = self._options(values)

    @rx.event
    @secured("incoming.work")
    async def pick_info(self, values: list[str]) -> None:
        self.info = self._options(values)

    @rx.event
    @secured("incoming.work")
    async def use_set(self, set_id: str) -> None:
        """Everybody of the set who is still in office, in their parts."""
        sets = await self._read(list_sets, await self._actor())
        found = next((row for row in sets if str(row.id) == set_id), None)
        if found is not None:
            parts = (found.lead, found.support, found.info)
            self.lead, self.support, self.info = (self._options([str(i) for i in part]) for part in parts)

    @rx.event
    @secured("incoming.work")
    async def keep(self, what: str) -> None:
        """Open or close the line in which a set is named, or the list of templates is kept."""
        self.keeping = "" if self.keeping == what else what[:10]

    @rx.event
    @secured("incoming.work")
    async def name_set(self, name: str) -> None:
        self.set_name = name[:100]

    @rx.event
    @secured("incoming.work")
    async def save_set(self) -> None:
        """What is picked now, under the name that was typed."""
        chosen = Chosen(*(tuple(int(o.value) for o in part) for part in (self.lead, self.support, self.info)))
        await self._act(instructions.save_set, self.set_name, chosen)
        await self._show_work()
        self._say(f"Đã lưu bộ người «{self.set_name}»; chỉ bạn thấy.")
        self.keeping = self.set_name = ""

    @rx.event
    @secured("incoming.work")
    async def drop_set(self, set_id: str) -> None:
        number = ids(set_id)
        await self._act(instructions.drop_set, number[0] if number else 0)
        await self._show_work()

    @rx.event
    @secured("incoming.assign")
    async def add_template(self) -> None:
        """What is written now, for every leader of the unit."""
        await self._act(instructions.add_template, self.instruction)
        await self._show_work()
        self._say("Đã lưu ý kiến làm mẫu cho lãnh đạo của đơn vị.")

    @rx.event
    @secured("incoming.assign")
    async def drop_template(self, template_id: str) -> None:
        number = ids(template_id)
        await self._act(instructions.drop_template, number[0] if number else 0)
        await self._show_work()

    def _options(self, values: list[str]) -> list[Option]:
        """Colleagues of this screen by their ids; anybody else is nobody."""
        known = {option.value: option for option in self.colleagues}
        return [known[value] for value in values[:200] if value in known]
