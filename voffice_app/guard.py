"""Default-deny: no event reaches a handler unless its policy, its sender and its arguments are in order.

Runs before every event, the framework's own (hydrate …) included. What it refuses changes nothing, sends no state
and leaves one audit row (security.md 2.1).
"""

import logging
from collections import OrderedDict
from typing import Any
from urllib.parse import quote

import reflex as rx
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext

from state.base import ACTOR, NOT_YOURS, Office
from voffice_app import door, threads
from voffice_app.arguments import misfit
from voffice_app.domain.permissions import may
from voffice_app.door import Signed
from voffice_app.pace import Pace
from voffice_app.policy import Policy, policy_of
from voffice_app.settings import settings

log = logging.getLogger("voffice.guard")

ROOT = "reflex___state____state"
HYDRATES = frozenset({f"{ROOT}.hydrate", f"{ROOT}.hydrate_and_load"})
FRAMEWORK = HYDRATES | {
    f"{ROOT}.set_is_hydrated",
    f"{ROOT}.reflex___state____on_load_internal_state.on_load_internal",
    f"{ROOT}.reflex___state____on_load_internal_state.set_is_hydrated",
    f"{ROOT}.reflex___state____update_vars_internal_state.update_vars_internal",
    f"{ROOT}.reflex___state____frontend_event_exception_state.handle_frontend_exception",
}
"""The framework's handlers that run for anybody: they read and write nothing of the office."""

OWNERS = 50_000
_written = Pace(per_second=settings.refusals_per_minute / 60, burst=settings.refusals_per_minute)
LOGIN, PASSWORD = "/dang-nhap", "/doi-mat-khau"
HOME_TOLD = f"/?{NOT_YOURS}=1"
"""Home, which says why the person is there."""


class Refusal(Exception):
    """Why an event is dropped; `go_to` is the page the browser is sent to, if any."""

    def __init__(self, code: str, go_to: str = "") -> None:
        super().__init__(code)
        self.code, self.go_to = code, go_to


async def write(code: str, signed: Signed | None, what: str, address: str) -> None:
    """One line in the log and one audit row; a flood may fill the log, never the audit table.

    `what` is the handler's name, or the method and path of a plain route.
    """
    facts = {"code": _plain(code), "handler": _plain(what), "address": _plain(address)}
    log.warning("refused: %s", facts)
    if _written.allow(address):
        await threads.run(door.write_refusal, signed, facts["code"], facts)


def _plain(text: str) -> str:
    """The end of what a caller made up, without what a log or a database cannot hold (lone surrogates, NUL)."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[-120:])


class Guard(rx.Middleware):
    """The one gate of the websocket; `owners` remembers which log-in each page's token belongs to."""

    def __init__(self) -> None:
        self.owners: OrderedDict[str, str] = OrderedDict()

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        """None lets the event through with ACTOR set; an update (without state) drops it."""
        ACTOR.set(None)
        headers = state.router_data.get("headers", {})
        address = str(state.router_data.get("ip", ""))
        signed = None
        try:
            signed = await door.look_up(door.key_in(headers.get("cookie", "")))
            policy = _admit(event, headers)
            await _bind(state, signed, event.name in HYDRATES)
            _allow(policy, signed)
        except Refusal as refusal:
            await write(refusal.code, signed, event.name, address)
            return StateUpdate(events=_sent_to(refusal, app, state, event))
        self._own(str(state.router_data.get("token", "")), signed)
        ACTOR.set(signed.actor if signed else None)
        return None

    def _own(self, token: str, signed: Signed | None) -> None:
        self.owners[token] = signed.key if signed else ""
        self.owners.move_to_end(token)
        if len(self.owners) > OWNERS:
            self.owners.popitem(last=False)


def _admit(event: Event, headers: dict[str, str]) -> Policy:
    """The policy of a known handler called from our own pages with fitting arguments."""
    if headers.get("origin", "") not in settings.origins:
        raise Refusal("foreign_origin")
    registered = RegistrationContext.get().event_handlers.get(event.name)
    policy = Policy(None) if event.name in FRAMEWORK else policy_of(registered.handler.fn) if registered else None
    if registered is None or policy is None:
        raise Refusal("no_policy")
    if wrong := misfit(registered.handler.fn, event.payload):
        raise Refusal(f"argument:{wrong}"[:80])
    return policy


def _allow(policy: Policy, signed: Signed | None) -> None:
    """Whether this person may call it."""
    if policy.permission is None:
        return
    if signed is None:
        raise Refusal("not_signed_in", LOGIN)
    if signed.must_change_password:
        raise Refusal("password_change_pending", PASSWORD)
    if not may(signed.actor, policy.permission):
        raise Refusal("no_permission")


async def _bind(state: BaseState, signed: Signed | None, hydrating: bool) -> None:
    """Tie the page's state to one log-in and position; somebody else's state is emptied, never shown."""
    office = await state.get_state(Office)
    bound, wanted = office._bound, signed.binding if signed else ""
    if bound == wanted or bound is None:
        office._bound = wanted
        return
    lawful = hydrating and await _may_take_over(bound, signed)
    root = state._get_root_state()
    root.reset()  # type: ignore[no-untyped-call]
    root._clean()  # type: ignore[no-untyped-call]
    if not lawful:
        raise Refusal("another_session", "/" if signed else LOGIN)
    office._bound = wanted


async def _may_take_over(bound: str, signed: Signed | None) -> bool:
    """A tab goes from nobody to somebody, to another position, or to the next person once the last has left."""
    key = bound.partition(":")[0]
    if not key or (signed and signed.key == key):
        return True
    return await door.look_up(key, fresh=True) is None


def _sent_to(refusal: Refusal, app: rx.App, state: BaseState, event: Event) -> list[Any]:
    """Where the browser goes after a refusal: log-in, or home from a page that is not for this person."""
    go_to, path = refusal.go_to, state.rx_router_url.path
    if go_to == LOGIN and path not in ("/", LOGIN):
        go_to = f"{LOGIN}?tiep={quote(path)}"
    if not go_to and refusal.code == "no_permission":
        names = {rx.utils.format.format_event_handler(h) for h in _load_handlers(app, path)}
        go_to = HOME_TOLD if event.name in names and path != "/" else ""
    return Event.from_event_type(rx.redirect(go_to, replace=True)) if go_to else []


def _load_handlers(app: rx.App, path: str) -> list[Any]:
    return [getattr(load, "handler", load) for load in app.get_load_events(path)]
