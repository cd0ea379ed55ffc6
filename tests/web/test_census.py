"""Counting the doors: every handler says who may call it, every route is known, every argument has a plain type."""

import inspect
from typing import Any, get_args, get_type_hints

import pytest
from reflex_base.registry import RegistrationContext
from starlette.routing import Mount, Route

from voffice_app import http, voffice_app
from voffice_app.arguments import expected
from voffice_app.domain.permissions import Permission
from voffice_app.guard import FRAMEWORK
from voffice_app.policy import policy_of, public, secured

PLAIN = (str, int, float, bool, list, dict, Any, type(None))

OPEN_ROUTES = {
    "POST /auth/login": "whoever has a password",
    "POST /auth/logout": "whoever holds the cookie",
    "POST /auth/position": "whoever holds the cookie",
    "POST /auth/password": "whoever holds the cookie and knows the password",
    "GET /assets/reflex-env-{name}": "a built file",
    "GET /api/plugin/file/{name}": "the government's local service, once, by the one-time token in the address",
    "POST /api/plugin/signed/{token}": "the same service, which returns that file signed, once, by its other token",
}
"""Routes that ask for no permission, each with who they are for."""


def handlers() -> dict[str, Any]:
    assert voffice_app.app
    return {name: registered.handler.fn for name, registered in RegistrationContext.get().event_handlers.items()}


def test_every_handler_has_a_policy_or_never_runs() -> None:
    without = {name for name, fn in handlers().items() if policy_of(fn) is None}
    assert {name for name in without if not name.endswith(".setvar")} == FRAMEWORK


def test_a_forgotten_policy_would_be_seen() -> None:
    def forgotten(self: object) -> None: ...

    assert policy_of(forgotten) is None
    assert policy_of(secured("home")(forgotten)) is not None


def test_every_policy_names_a_permission_that_exists() -> None:
    named = {policy.permission for fn in handlers().values() if (policy := policy_of(fn)) and policy.permission}
    assert named <= set(Permission)


def test_public_handlers_are_few_and_known() -> None:
    open_to_all = {name.rpartition(".")[2] for name, fn in handlers().items() if policy_of(fn) == policy_of(public_one)}
    assert open_to_all == {"knock", "meet", "tell", "hush"}


@public
def public_one() -> None: ...


def test_every_argument_of_every_handler_has_a_plain_type() -> None:
    for name, fn in handlers().items():
        if policy_of(fn) is None:
            continue
        expected(fn)
        hints = {key: hint for key, hint in get_type_hints(fn).items() if key != "return"}
        assert all(_is_plain(hint) for hint in hints.values()), name


def _is_plain(hint: Any) -> bool:
    parts = get_args(hint)
    return all(isinstance(part, str) or _is_plain(part) for part in parts) if parts else hint in PLAIN


def test_handlers_do_not_block_the_loop() -> None:
    blocking = [name for name, fn in handlers().items() if policy_of(fn) and not _is_async(fn)]
    assert blocking == []


def _is_async(fn: Any) -> bool:
    return inspect.iscoroutinefunction(fn) or inspect.isasyncgenfunction(fn)


def test_every_route_asks_for_a_permission_or_is_listed_with_its_reason() -> None:
    found = {}
    for route in http.application().routes:
        assert isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}:
            found[f"{method} {route.path}"] = getattr(route.endpoint, "permissions", ())
    assert {name for name, permissions in found.items() if not permissions} == set(OPEN_ROUTES)
    assert {permission for permissions in found.values() for permission in permissions} <= set(Permission)


def test_the_framework_brings_only_the_routes_we_know() -> None:
    api = voffice_app.app._api
    assert api is not None
    paths = {route.path for route in api.routes if isinstance(route, Route | Mount)}
    assert paths == {"/ping", "/_health", "/_event"}


@pytest.mark.parametrize("permission", ["", None])
def test_a_policy_without_a_permission_cannot_be_written(permission: Any) -> None:
    with pytest.raises(ValueError, match="permission"):
        secured(permission)
