"""Every plain route × every role: without a log-in, without our header or without the permission there is nothing."""

import re
from typing import Any

import pytest

from tests.web.served import Served
from tests.web.test_wire import ROLES, refusals, rows
from voffice_app import http
from voffice_app.domain.people import Actor, Role
from voffice_app.domain.permissions import may

MARK = {"x-voffice": "1"}
Guarded = tuple[str, str, tuple[str, ...]]


def guarded() -> list[Guarded]:
    """Method, an address that fits, and the permissions of which one is enough; read from the routes themselves."""
    found = []
    for route in http.application().routes:
        permissions = getattr(route.endpoint, "permissions", ())  # type: ignore[attr-defined]
        if permissions:
            method = next(iter(route.methods - {"HEAD"}))  # type: ignore[attr-defined]
            found.append((method, re.sub(r"\{\w+\}", "1", route.path), permissions))  # type: ignore[attr-defined]
    return found


def ask(client: Any, method: str, path: str, **headers: str) -> tuple[int, str]:
    body = {"content": b"{}"} if method == "POST" else {}
    answer = client.request(method, path, headers=headers, **body)
    return answer.status_code, answer.json()["code"]


def test_the_matrix_knows_the_routes_of_every_part_of_the_office() -> None:
    known = {path.split("/")[2] for _, path, _ in guarded()}
    assert known >= {"files", "uploads", "pages", "signed", "print", "reports", "exports", "handover", "authority"}
    assert known >= {"custody", "sign", "seal", "sign-batch", "sign-beside", "signing", "desk", "plugin", "checks"}
    assert len(guarded()) >= 35


def test_an_anonymous_caller_gets_nothing_from_any_route(office: Served) -> None:
    before = rows(office.database())
    with office.client() as client:
        for method, path, _ in guarded():
            assert ask(client, method, path, **MARK) == (401, "not_signed_in"), path
    assert rows(office.database()) == before


@pytest.mark.parametrize("username", ROLES)
def test_a_role_gets_nothing_from_routes_it_holds_no_permission_for(office: Served, username: str) -> None:
    kind, role = ROLES[username]
    actor = Actor(0, 0, 0, kind, "", role, "", "")
    closed = [(method, path) for method, path, wanted in guarded() if not any(may(actor, one) for one in wanted)]
    assert closed or role in (Role.HEAD, Role.DEPUTY)
    cookie = office.session(username)
    before, written = rows(office.database()), len(refusals(office.database()))
    with office.client(cookie=cookie) as client:
        for method, path in closed:
            assert ask(client, method, path, **MARK) == (403, "no_permission"), path
    assert rows(office.database()) == before
    assert [entry.comment for entry in refusals(office.database())[written:]] == ["no_permission"] * len(closed)


@pytest.mark.parametrize("username", ROLES)
def test_no_act_by_post_is_taken_from_a_page_that_is_not_ours(office: Served, username: str) -> None:
    kind, role = ROLES[username]
    actor = Actor(0, 0, 0, kind, "", role, "", "")
    cookie, posts = office.session(username), [row for row in guarded() if row[0] == "POST"]
    before = rows(office.database())
    with office.client(cookie=cookie) as client:
        for method, path, wanted in posts:
            own = any(may(actor, one) for one in wanted)
            assert ask(client, method, path) == (403, "header_missing" if own else "no_permission"), path
    assert rows(office.database()) == before


@pytest.mark.parametrize("username", ROLES)
def test_whoever_holds_the_permission_finds_no_row_that_is_not_there(office: Served, username: str) -> None:
    """The right to ask is not the right to get: a number nobody has is answered like another unit's."""
    kind, role = ROLES[username]
    actor = Actor(0, 0, 0, kind, "", role, "", "")
    with office.client(cookie=office.session(username)) as client:
        for method, path, wanted in guarded():
            if method == "GET" and any(may(actor, one) for one in wanted):
                absent = path.replace("/1", "/2147483647")
                assert ask(client, method, absent) == (404, "not_visible"), absent
