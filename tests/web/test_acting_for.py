"""Acting for the head through the real door: only the scope's handlers run, and it stops the moment it is ended."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.web.served import Served
from tests.web.test_login import HOME, _acts_as, _positions, _post
from tests.web.test_print_routes import kept
from tests.web.test_wire import ENTER, fitting_payload, nothing, refusals, rows, secured_handlers
from tests.web.wire import Wire
from voffice_app.actions import delegating
from voffice_app.actions.delegating import DelegationForm
from voffice_app.db import people
from voffice_app.domain.delegation import EVERY, Scope
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import may

DEPUTISING = "reflex___state____state.state___base____office.state___deputising____deputising"


def head_of(office: Served) -> Actor:
    with office.database().read() as session:
        found = people.find_actor(session, _positions(office, "truongphong")[0], office.database().today())
    assert found is not None
    return found


def given(office: Served, scopes: frozenset[Scope] = EVERY) -> int:
    head, today = head_of(office), office.database().today()
    wanted = DelegationForm(
        head.position_id, _positions(office, "phophong")[0], today, today + timedelta(days=5), scopes, "Giấy số 05"
    )
    with office.database().act(head) as tx:
        return delegating.delegate(tx, wanted)


def ended(office: Served, delegation_id: int) -> None:
    with office.database().act(head_of(office)) as tx:
        delegating.end_delegation(tx, delegation_id)


def test_the_deputy_switches_to_acting_and_back_and_nobody_else_can(office: Served) -> None:
    number = given(office)
    cookie = office.session("phophong")
    assert _post(office, "/auth/position", {"position": f"thay-{number}"}, cookie)[0] == HOME
    with Wire(office, cookie) as wire:
        answer = wire.call(ENTER)
    assert (answer.var("person"), answer.var("post")) == ("Đỗ Thị Mai", "thay Trưởng phòng Phạm Quang Vinh")
    assert answer.var("position") == f"thay-{number}"
    for stranger in ("chuyenvien", "vanthu", "hieutruong"):
        other = office.session(stranger)
        assert _post(office, "/auth/position", {"position": f"thay-{number}"}, other)[0] == "/?loi=chucvu"
    own = _positions(office, "phophong")[0]
    assert _post(office, "/auth/position", {"position": str(own)}, cookie)[0] == HOME
    assert _acts_as(office, cookie) == own
    ended(office, number)


@pytest.mark.parametrize("scope", list(Scope))
def test_no_handler_outside_the_scope_runs(office: Served, scope: Scope) -> None:
    number = given(office, frozenset({scope}))
    cookie = office.session("phophong")
    _post(office, "/auth/position", {"position": f"thay-{number}"}, cookie)
    actor = replace(head_of(office), acting_position_id=1, scopes=frozenset({scope}))
    forbidden = [name for name, permission in secured_handlers().items() if not may(actor, permission)]
    assert any(name.endswith(".approve") for name in forbidden)
    before, written = rows(office.database()), len(refusals(office.database()))
    with Wire(office, cookie) as wire:
        for name in forbidden:
            assert nothing(wire.call(name, fitting_payload(name), path="/dang-nhap")), name
    assert rows(office.database()) == before
    fresh = refusals(office.database())[written:]
    assert [entry.comment for entry in fresh] == ["no_permission"] * len(forbidden)
    assert {entry.actor_name for entry in fresh} == {"Đỗ Thị Mai"}
    assert {entry.actor_title for entry in fresh} == {"Phó Trưởng phòng, thay Trưởng phòng Phạm Quang Vinh"}
    ended(office, number)


def test_signing_routes_are_closed_to_whoever_acts(office: Served) -> None:
    number = given(office)
    cookie = office.session("phophong")
    _post(office, "/auth/position", {"position": f"thay-{number}"}, cookie)
    with office.client(cookie=cookie, **{"x-voffice": "1"}) as client:
        for path in ("/api/sign", "/api/seal", "/api/sign-batch", "/api/signing/begin", "/api/sign-beside"):
            assert client.post(path, json={}).status_code == 403, path
    ended(office, number)


def test_an_open_page_is_turned_back_the_moment_the_head_ends_it(office: Served) -> None:
    number = given(office)
    cookie = office.session("phophong")
    _post(office, "/auth/position", {"position": f"thay-{number}"}, cookie)
    with Wire(office, cookie) as acting, Wire(office, office.session("truongphong")) as head:
        assert acting.call(ENTER).var("position") == f"thay-{number}"
        head.call(f"{DEPUTISING}.end", {"row_id": number})
        answer = acting.quiet(ENTER)
        assert nothing(answer)
        assert answer.goes_to == HOME
    assert _acts_as(office, cookie) == _positions(office, "phophong")[0]


def test_who_acts_opens_the_pages_of_what_the_scope_opens_and_no_others(office: Served) -> None:
    file_id = kept(office)
    for scope, answer in ((Scope.OUTGOING, 200), (Scope.FOLLOWING, 200), (Scope.INCOMING, 404)):
        number = given(office, frozenset({scope}))
        cookie = office.session("phophong")
        _post(office, "/auth/position", {"position": f"thay-{number}"}, cookie)
        with office.client(cookie=cookie) as client:
            for path in (f"/api/pages/{file_id}/1.png", f"/api/files/{file_id}"):
                assert client.get(path).status_code == answer, (scope, path)
        ended(office, number)
