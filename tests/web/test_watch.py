"""Between the socket and the queue: who may still be heard when a token has changed hands."""

from types import SimpleNamespace
from typing import Any

import pytest
from reflex.state import StateUpdate

from voffice_app.door import COOKIE, key_of, new_id
from voffice_app.guard import Guard
from voffice_app.socket import Watch


class Namespace:
    """The framework's namespace as far as the watch knows it."""

    def __init__(self) -> None:
        self.token_to_sid = {"token": "sid"}
        self._static_router_data: dict[str, dict[str, Any]] = {}
        self.sent: list[StateUpdate] = []

    def reads(self, secret: str) -> None:
        cookie = f"{COOKIE}={secret}" if secret else ""
        self._static_router_data["sid"] = {"headers": {"cookie": cookie}, "ip": "127.0.0.1"}

    async def on_event(self, sid: str, data: Any) -> None: ...

    async def emit_update(self, update: StateUpdate, token: str) -> None:
        self.sent.append(update)


@pytest.mark.parametrize("thief", [new_id(), ""], ids=["another log-in", "none"])
async def test_work_that_goes_on_after_its_owner_left_never_speaks_to_the_next_reader(thief: str) -> None:
    namespace, guard, owner = Namespace(), Guard(), new_id()
    Watch(SimpleNamespace(event_namespace=namespace), guard)  # type: ignore[arg-type]
    guard.owners["token"] = key_of(owner)
    private = StateUpdate(delta={"state": {"rows": ["riêng"]}})
    namespace.reads(thief)
    await namespace.emit_update(private, "token")
    assert namespace.sent == []
    namespace.reads(owner)
    await namespace.emit_update(private, "token")
    assert namespace.sent == [private]
