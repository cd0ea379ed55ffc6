"""The acts of a book's screen: the clerk holds, voids and closes; the head permits late days and gives a book up."""

from secrets import token_hex
from typing import Any

import reflex as rx

from state.outgoing_address import parse_day
from state.register_detail import RegisterDetail
from voffice_app.actions import closing
from voffice_app.actions import registers as acts
from voffice_app.arguments import whole
from voffice_app.house import database, office
from voffice_app.policy import secured
from voffice_app.words import registers as words


def _text(form: dict[str, Any], name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


class RegisterActs(RegisterDetail):
    """What is said is said once; the book is shown anew after it, also when it refused."""

    request_key: str = ""

    @rx.event
    @secured("register.read")
    async def begin(self) -> None:
        """A fresh key for the form that holds numbers: sent twice, it holds them once."""
        self.request_key = token_hex(16)

    @rx.event
    @secured("register.keep")
    async def hold(self, form: dict[str, Any]) -> None:
        count, key = whole(_text(form, "count")), _text(form, "request_key")[:32] or None
        numbers = await self._act(acts.hold_numbers, self.register_id, count, _text(form, "hold_reason"), key)
        span = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
        self.request_key = token_hex(16)
        await self._show()
        self._say(words.SAID["hold"].format(count=len(numbers), numbers=span))

    @rx.event
    @secured("register.keep")
    async def ask_void(self, held_id: int) -> None:
        """Open or close the field for the reason."""
        self.voiding = 0 if self.voiding == held_id else held_id

    @rx.event
    @secured("register.keep")
    async def void(self, form: dict[str, Any]) -> None:
        await self._act(acts.void_number, self.voiding, _text(form, "void_reason"))
        self.voiding = 0
        await self._show()
        self._say(words.SAID["void"])

    @rx.event
    @secured("register.keep")
    async def close(self, form: dict[str, Any]) -> None:
        """Đóng sổ: nothing may enter the volume any more."""
        actor, first = await self._actor(), self.next_volume
        last = whole(_text(form, "last_number"))
        await self._run(closing.close_volume, office(), actor, self.register_id, whole(self.year), last)
        await self._show()
        self._say(words.SAID["close"].format(volume=len(self.volumes), first=first, last=last))

    @rx.event
    @secured("unit.rules")
    async def allow(self, form: dict[str, Any]) -> None:
        today = database().today()
        days = [parse_day(_text(form, name)) or today for name in ("first_on", "last_on", "valid_until")]
        await self._act(acts.allow_backdate, self.register_id, *days, _text(form, "allow_reason"))
        await self._show()
        self._say(words.SAID["allow"])

    @rx.event
    @secured("unit.rules")
    async def end(self, permission_id: int) -> None:
        await self._act(acts.end_backdate, permission_id)
        await self._show()
        self._say(words.SAID["end"])

    @rx.event
    @secured("unit.rules")
    async def retire(self) -> None:
        """No more documents in it."""
        year = await self._act(acts.retire_register, self.register_id)
        await self._show()
        said = "retire_now" if year < database().today().year else "retire"
        self._say(words.SAID[said].format(year=year))
