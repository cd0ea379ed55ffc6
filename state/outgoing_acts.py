"""The acts of an outgoing document's screen. Each is one act of the house; the document is shown anew after it."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from signing.geometry import Box
from state.outgoing_address import parse_day
from state.outgoing_boxes import MOVABLE, mark_before
from state.outgoing_declared import number
from state.outgoing_detail import OutgoingDetail
from voffice_app.actions import imprinting, issuing, placing
from voffice_app.actions import outgoing as acts
from voffice_app.house import office
from voffice_app.policy import secured
from voffice_app.words.outgoing import SAID, SAID_AT_ISSUE


class OutgoingActs(OutgoingDetail):
    """What a drafter, a signer and a clerk do with the document that is open."""

    @rx.event
    @secured("outgoing.draft")
    async def initial(self) -> None:
        """Ký nháy: the picture goes right after ./. (QC 7.2.2)."""
        await self._make("initial", imprinting.put_initial)

    @rx.event
    @secured("outgoing.draft")
    async def submit(self) -> None:
        await self._take("submit", acts.submit)

    @rx.event
    @secured("outgoing.draft")
    async def withdraw(self) -> None:
        await self._take("withdraw", acts.withdraw)

    @rx.event
    @secured("outgoing.draft")
    async def revise(self) -> None:
        await self._take("revise", acts.revise)

    @rx.event
    @secured("outgoing.draft")
    async def discard(self) -> None:
        await self._take("discard", acts.discard)

    @rx.event
    @secured("outgoing.approve")
    async def approve(self) -> None:
        """Exactly the version on the screen is approved (ND30 Đ11)."""
        await self._take("approve", acts.approve, self._seen_file, self._seen_at)

    @rx.event
    @secured("outgoing.approve")
    async def send_back(self, form: dict[str, Any]) -> None:
        await self._take("send_back", acts.send_back, _text(form, "send_back_comment"))

    @rx.event
    @secured("outgoing.decide")
    async def cancel(self, form: dict[str, Any]) -> None:
        await self._take("cancel", acts.cancel, _text(form, "cancel_comment"))

    @rx.event
    @secured("outgoing.clerk")
    async def accept_format(self) -> None:
        """Where the unit numbers at issue, the leader signs next: the file gets its fields at once."""
        await self._take("accept_format", acts.accept_format)
        if self.imprint_pending:
            await self._make("accept_format", imprinting.imprint)

    @rx.event
    @secured("outgoing.clerk")
    async def return_format(self, form: dict[str, Any]) -> None:
        await self._take("return_format", acts.return_format, _text(form, "return_format_comment"))

    @rx.event
    @secured("outgoing.clerk")
    async def assign_number(self, form: dict[str, Any]) -> None:
        """The next number and today, or a number held and another day; a bound one keeps its date if the clerk says."""
        day = parse_day(_text(form, "entry_day") or _text(form, "day"))
        await self._make("assign_number", imprinting.assign_number, day, number(_text(form, "held")) or 0)

    @rx.event
    @secured("outgoing.clerk")
    async def imprint(self) -> None:
        """Try once more to write number and date into the file."""
        await self._make("imprint", imprinting.imprint)

    @rx.event
    @secured("outgoing.clerk")
    async def issue(self) -> None:
        await self._take("issue", issuing.issue)

    @rx.event
    @secured("outgoing.read")
    async def signed(self, ok: bool, code: str) -> None:
        """The PIN form has its answer; the PIN itself never comes here."""
        step = self.pin_for
        await self._show()
        if ok and step:
            self._tell(step)

    @rx.event
    @secured("outgoing.read")
    async def ask(self, step: str) -> None:
        """Open or close the field for a comment under the buttons."""
        self.asking = "" if self.asking == step else step[:20]

    @rx.event
    @secured("outgoing.draft")
    async def move_box(self, what: str) -> None:
        """Take a box in hand (signature, initial, number, date), or let go of it."""
        self.placing = what if what in MOVABLE else ""
        await self._show()

    @rx.event
    @secured("outgoing.draft")
    async def placed(self, page: int, x0: float, y0: float, x1: float, y1: float) -> None:
        """The box was let go: from now on that is its place."""
        what, box = self.placing, Box(float(x0), float(y0), float(x1), float(y1))
        if what not in MOVABLE:
            return
        box = mark_before(box) if what == "mark" else box
        await self._make("show_place", placing.show_place, what, page - 1, box)

    async def _take(self, step: str, fn: Callable[..., Any], *args: Any) -> None:
        """An act of one transaction; shown anew either way, because a refusal often means that things moved on."""
        try:
            await self._act(fn, self.opened_id, *args)
        finally:
            await self._show()
        self._tell(step)

    async def _make(self, step: str, fn: Callable[..., Any], *args: Any) -> None:
        """An act that makes bytes outside the transaction."""
        actor = await self._actor()
        try:
            await self._run(fn, office(), actor, self.opened_id, *args)
        finally:
            await self._show()
        self._tell(step)

    def _tell(self, step: str) -> None:
        signer = next((fact.value for fact in self.facts if fact.label == "Người ký"), "người ký")
        self.asking = ""
        said = SAID_AT_ISSUE if self.numbers_at_issue else SAID
        self._say(said[step].format(reference=self.reference, recipients=self.recipient_count, signer=signer))


def _text(form: dict[str, Any], name: str) -> str:
    """What was typed into a field; nothing when the browser sent none."""
    value = form.get(name)
    return value if isinstance(value, str) else ""
