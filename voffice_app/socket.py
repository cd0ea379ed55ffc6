"""Before an event is queued and before an answer leaves: pace, known names, and the right reader.

Works on the framework's own namespace object; the wire tests hold these names in place.
"""

from typing import Any

import reflex as rx
from reflex.state import StateUpdate
from reflex_base.registry import RegistrationContext

from voffice_app import door, guard
from voffice_app.guard import Guard
from voffice_app.pace import Pace
from voffice_app.settings import settings


class Watch:
    """Stands between the socket and the queue of events."""

    def __init__(self, app: rx.App, gate: Guard) -> None:
        namespace = app.event_namespace
        if namespace is None:
            raise RuntimeError("the app has no websocket to watch")
        self._namespace, self._owners = namespace, gate.owners
        self._deliver, self._emit = namespace.on_event, namespace.emit_update
        usual = settings.events_per_second
        self._by_session = Pace(per_second=usual, burst=usual * 4)
        self._by_address = Pace(per_second=usual * 20, burst=usual * 80)  # a whole school behind one address
        namespace.on_event = self.on_event  # type: ignore[method-assign]
        namespace.emit_update = self.emit_update  # type: ignore[method-assign]

    async def on_event(self, sid: str, data: Any) -> None:
        """Queue a well-formed event with a known name, from a caller that is not too fast."""
        cookie, address = self._caller(sid)
        name = str(data.get("name", "")) if isinstance(data, dict) else ""
        code = self._objection(name, data, cookie or address, address)
        if code:
            await guard.write(code, await door.look_up(door.key_in(cookie)), name, address)
            return
        await self._deliver(sid, data)

    def _objection(self, name: str, data: Any, caller: str, address: str) -> str:
        if not (self._by_address.allow(address) and self._by_session.allow(caller)):
            return "too_fast"
        if not isinstance(data, dict) or not isinstance(data.get("payload", {}), dict):
            return "malformed"
        return "" if name in RegistrationContext.get().event_handlers else "no_policy"

    async def emit_update(self, update: StateUpdate, token: str) -> None:
        """Send state only to the log-in it belongs to: a stolen token hears nothing of work still going on."""
        owner, sid = self._owners.get(token), self._namespace.token_to_sid.get(token)
        reader = door.key_in(self._caller(sid)[0]) or "" if sid else ""
        if owner and sid and reader != owner and update.delta:
            return
        await self._emit(update, token)

    def _caller(self, sid: str) -> tuple[str, str]:
        """Cookie header and address of an open socket."""
        known = self._namespace._static_router_data.get(sid, {})
        return str(known.get("headers", {}).get("cookie", "")), str(known.get("ip", ""))
