"""A person before an outgoing screen, without a browser: the real handlers on a real database."""

import asyncio
import inspect
from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex.istate.data import RouterData

from state.base import ACTOR
from state.outgoing_acts import OutgoingActs
from state.outgoing_detail import OutgoingDetail
from tests.core.factories import SmallOffice
from voffice_app.domain.people import Actor
from voffice_app.shapes import PageSize

SHEET = PageSize(595, 842)


def furnish(monkeypatch: Any, small: SmallOffice) -> None:
    """The states of this process work in this small office, whose paper has one page."""
    for module in ("state.base", "state.outgoing_detail", "state.outgoing_draft"):
        monkeypatch.setattr(f"{module}.database", lambda: small.db)
    for module in ("state.outgoing_detail", "state.outgoing_acts", "state.outgoing_draft"):
        monkeypatch.setattr(f"{module}.office", lambda: small.office)
    monkeypatch.setattr("state.outgoing_detail.page_sizes", lambda _sha256: (SHEET,))


@dataclass
class Screen:
    """One page of one person. `press` runs a handler as the guard would let it."""

    actor: Actor
    state: Any

    def at(self, path: str) -> "Screen":
        """Go to an address of the site."""
        data = {"pathname": path.partition("?")[0], "asPath": path, "headers": {"origin": "http://office"}}
        root = self.state._get_root_state()
        root.router_data, root.router = data, RouterData.from_router_data(data)
        return self

    def press(self, handler: Any, *args: Any) -> Any:
        """Call a handler and everything it yields; returns its answer."""
        return asyncio.run(self._pressed(handler, args))

    async def _pressed(self, handler: Any, args: tuple[Any, ...]) -> Any:
        ACTOR.set(self.actor)
        called = handler.fn(self.state, *args)
        if inspect.isasyncgen(called):
            return [answer async for answer in called]
        return await called

    def look(self, document_id: int, query: str = "") -> "Screen":
        """Open a document."""
        self.at(f"/van-ban-di/{document_id}{query}").press(OutgoingDetail.look)
        return self

    @property
    def steps(self) -> set[str]:
        """The buttons on the screen."""
        return {offer.step for offer in self.state.offers}

    @property
    def pressable(self) -> set[str]:
        return {offer.step for offer in self.state.offers if not offer.blocked}


def screen(actor: Actor, kind: Any = OutgoingActs) -> Screen:
    """A new page of this person; `kind` is the state the page works with."""
    root = rx.State(_reflex_internal_init=True)  # type: ignore[call-arg]
    state = root
    for name in kind.get_full_name().split(".")[1:]:
        state = state.substates[name]
    return Screen(actor, state)
