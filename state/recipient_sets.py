"""Saved sets of recipients in the draft's form: chosen, kept under a name, changed or given up by their owner."""

import reflex as rx

from state.outgoing_draft import OutgoingDraft
from voffice_app.actions import recipients as acts
from voffice_app.db.recipients import SavedSet, list_sets
from voffice_app.policy import secured


class RecipientSets(OutgoingDraft):
    """The sets this person may use; the units in hand are those of the form."""

    sets: list[SavedSet] = []
    set_id: int = 0
    set_name: str = ""
    set_shared: bool = False

    @rx.event
    @secured("outgoing.draft")
    async def look_at_sets(self) -> None:
        await self._list_sets()

    @rx.event
    @secured("outgoing.draft")
    async def pick_set(self, set_id: int) -> None:
        """All of the set, added to what is chosen; pressed again when all are chosen, none of it."""
        chosen = next((one for one in self.sets if one.id == set_id), None)
        if chosen is None:
            return
        known = {choice.id for choice in self._choices}
        group, now = set(chosen.unit_ids) & known, set(self.picked)
        self.picked = sorted(now - group if group <= now else now | group)
        mine = chosen.mine
        self.set_id = chosen.id if mine else 0
        self.set_name, self.set_shared = (chosen.name, chosen.shared) if mine else ("", False)

    @rx.event
    @secured("outgoing.draft")
    async def call_set(self, name: str) -> None:
        self.set_name = name[:80]

    @rx.event
    @secured("outgoing.draft")
    async def share_set(self) -> None:
        self.set_shared = not self.set_shared

    @rx.event
    @secured("outgoing.draft")
    async def save_set(self, anew: bool) -> None:
        """The units in hand under this name: a new set, or the one of mine that was pressed."""
        set_id = 0 if anew else self.set_id
        await self._act(acts.save_set, self.set_name, tuple(self.picked), self.set_shared, set_id)
        name = self.set_name
        await self._list_sets()
        self._say(f"Đã lưu nhóm nơi nhận «{name}».")

    @rx.event
    @secured("outgoing.draft")
    async def end_set(self) -> None:
        """Offered no more; what was sent to it is untouched."""
        await self._act(acts.end_set, self.set_id)
        await self._list_sets()
        self._say("Đã bỏ nhóm nơi nhận.")

    async def _list_sets(self) -> None:
        self.sets = await self._read(list_sets, await self._actor())
        self.set_id, self.set_name, self.set_shared = 0, "", False
