"""The event door over a real websocket: what an anonymous, unentitled, revoked or stolen caller gets is nothing."""

import time
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from reflex_base.registry import RegistrationContext
from sqlmodel import col, func, select
from websockets.exceptions import InvalidStatus

from tests.web.acting import acting
from tests.web.people import fill
from tests.web.served import Served, serving
from tests.web.wire import HYDRATE, OFFICE, TELL, Answer, Wire
from voffice_app import door, voffice_app
from voffice_app.db.audit import AuditEntry
from voffice_app.db.door import LoginSession
from voffice_app.db.session import Database
from voffice_app.db.tables import METADATA
from voffice_app.domain.people import Actor, Role, UnitKind
from voffice_app.domain.permissions import may
from voffice_app.policy import policy_of

ENTER = f"{OFFICE}.enter"
ROLES = {
    "truongphong": (UnitKind.OFFICE, Role.HEAD),
    "phophong": (UnitKind.OFFICE, Role.DEPUTY),
    "vanthu": (UnitKind.OFFICE, Role.CLERK),
    "chuyenvien": (UnitKind.OFFICE, Role.OFFICER),
    "cntt": (UnitKind.OFFICE, Role.IT),
    "hieutruong": (UnitKind.SCHOOL, Role.HEAD),
    "vanthutruong": (UnitKind.SCHOOL, Role.CLERK),
}


def refusals(database: Database) -> list[AuditEntry]:
    with database.read() as session:
        return list(session.exec(select(AuditEntry).where(AuditEntry.act == "refused").order_by(col(AuditEntry.id))))


def rows(database: Database) -> dict[str, int]:
    """How many rows every table has, except where refusals themselves are written."""
    own = {"audit_entry", "audit_head"}
    with database.read() as session:
        return {
            name: session.exec(select(func.count()).select_from(table)).one()
            for name, table in METADATA.tables.items()
            if name not in own
        }


def secured_handlers() -> dict[str, str]:
    """Every registered handler that asks for a permission, with the permission."""
    assert voffice_app.app
    found = {}
    for name, registered in RegistrationContext.get().event_handlers.items():
        policy = policy_of(registered.handler.fn)
        if policy and policy.permission:
            found[name] = policy.permission
    return found


def fitting_payload(name: str) -> dict[str, Any]:
    """Arguments of the right types, so that only the permission can be the reason of a refusal."""
    fn = RegistrationContext.get().event_handlers[name].handler.fn
    hints = {key: hint for key, hint in get_type_hints(fn).items() if key != "return"}
    return {key: _sample(hint) for key, hint in hints.items()}


def _sample(hint: Any) -> Any:
    if get_origin(hint) is None:
        return hint() if hint in (str, int, float, bool, list, dict) else None
    if get_origin(hint) in (list, dict):
        return get_origin(hint)()
    return get_args(hint)[0] if isinstance(get_args(hint)[0], str) else _sample(get_args(hint)[0])


def nothing(answer: Answer) -> bool:
    return answer.delta == {}


def test_somebody_signed_in_is_known_by_name(office: Served) -> None:
    with Wire(office, office.session("vanthu")) as wire:
        answer = wire.call(ENTER)
    assert (answer.var("person"), answer.var("post")) == ("Nguyễn Thị Hoa", "Văn thư")
    assert answer.var("unit") == "Phòng GD&ĐT Sông Hồng"


def test_an_anonymous_caller_gets_nothing_from_any_secured_handler(office: Served) -> None:
    before, written = rows(office.database()), len(refusals(office.database()))
    handlers = secured_handlers()
    with Wire(office) as wire:
        for name in handlers:
            answer = wire.call(name, fitting_payload(name))
            assert nothing(answer), name
            assert answer.goes_to == "/dang-nhap", name
    assert rows(office.database()) == before
    fresh = refusals(office.database())[written:]
    assert len(fresh) == len(handlers)
    assert {entry.comment for entry in fresh} == {"not_signed_in"}


@pytest.mark.parametrize("username", ROLES)
def test_a_role_gets_nothing_from_handlers_it_holds_no_permission_for(office: Served, username: str) -> None:
    kind, role = ROLES[username]
    actor = Actor(0, 0, 0, kind, "", role, "", "")
    forbidden = [name for name, permission in secured_handlers().items() if not may(actor, permission)]
    cookie = office.session(username)
    before, written = rows(office.database()), len(refusals(office.database()))
    with Wire(office, cookie) as wire:
        for name in forbidden:
            assert nothing(wire.call(name, fitting_payload(name), path="/dang-nhap")), name
    assert rows(office.database()) == before
    fresh = refusals(office.database())[written:]
    assert [entry.comment for entry in fresh] == ["no_permission"] * len(forbidden)


@pytest.mark.parametrize(
    ("name", "payload", "code"),
    [
        (f"{OFFICE}.setvar", {"var_name": "demo", "value": True}, "no_policy"),
        ("reflex___state____state.setvar", {"var_name": "is_hydrated", "value": True}, "no_policy"),
        (f"{OFFICE}._actor", {}, "no_policy"),
        (f"{OFFICE}.no_such_thing", {}, "no_policy"),
        (TELL, {"kind": "done"}, "argument:sentence"),
        (TELL, {"kind": 1, "sentence": "x"}, "argument:kind"),
        (TELL, {"kind": "done", "sentence": ["x"]}, "argument:sentence"),
        (TELL, {"kind": "done", "sentence": "x", "extra": "y"}, "argument:extra"),
        (TELL, {"kind": "done", "sentence": "x" * 20_001}, "argument:sentence"),
        (TELL, {"kind": "done", "sentence": "x\0"}, "argument:sentence"),
        (TELL, {"kind": "done", "sentence": "x\ud800"}, "argument:sentence"),
    ],
)
def test_setters_unknown_handlers_and_wrong_arguments_are_refused(
    office: Served, name: str, payload: dict[str, Any], code: str
) -> None:
    written = len(refusals(office.database()))
    with Wire(office, office.session("truongphong")) as wire:
        assert nothing(wire.call(name, payload))
    fresh = refusals(office.database())[written:]
    assert [entry.comment for entry in fresh] == [code]


def test_a_revoked_log_in_stops_within_five_seconds_on_the_open_socket(office: Served) -> None:
    cookie = office.session("chuyenvien")
    with Wire(office, cookie) as wire:
        assert wire.call(ENTER).var("person") == "Trần Văn Bình"
        with acting(office.database()) as tx:
            key = door.key_of(cookie.partition("=")[2])
            login = tx.session.exec(select(LoginSession).where(LoginSession.id_sha256 == key)).one()
            login.revoked_at = tx.now
        time.sleep(5.2)
        answer = wire.quiet(ENTER)
    assert nothing(answer)
    assert answer.goes_to == "/dang-nhap"


def test_a_log_out_stops_the_other_open_tabs_at_once(office: Served) -> None:
    cookie = office.session("chuyenvien")
    with Wire(office, cookie) as wire:
        wire.call(ENTER)
        with office.client(cookie=cookie) as client:
            client.post("/auth/logout")
        answer = wire.quiet(ENTER)
    assert nothing(answer)
    assert answer.goes_to == "/dang-nhap"


ARRIVE = "reflex___state____state.hydrate_and_load"
PAGES = ("/", "/van-ban-den", "/van-ban-den/nhap", "/van-ban-den/12", "/van-ban-den/chuyen-van-thu", "/so-van-ban")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_never_stands_empty_before_a_stranger_it_leads_to_the_log_in(office: Served, path: str) -> None:
    with Wire(office) as wire:
        answer = wire.quiet(ARRIVE, path=path)
    assert answer.goes_to == ("/dang-nhap" if path == "/" else f"/dang-nhap?tiep={path}")
    assert not answer.var("person")


@pytest.mark.parametrize("path", PAGES)
def test_a_tab_whose_log_in_has_ended_is_led_to_the_log_in_and_back_to_its_page(office: Served, path: str) -> None:
    cookie = office.session("vanthu")
    with Wire(office, cookie) as wire:
        assert wire.quiet(ARRIVE, path=path).var("person") == "Nguyễn Thị Hoa"
        with office.client(cookie=cookie) as client:
            client.post("/auth/logout")
        answer = wire.quiet(ARRIVE, path=path)
    assert answer.goes_to == ("/dang-nhap" if path == "/" else f"/dang-nhap?tiep={path}")
    assert "Nguyễn Thị Hoa" not in str(answer.delta)


class TestStolenToken:
    """The client token lies in the browser's storage and in addresses; it must open nothing by itself."""

    def _victim(self, office: Served) -> str:
        with Wire(office, office.session("truongphong")) as wire:
            assert wire.call(ENTER).var("person") == "Phạm Quang Vinh"
            return wire.token

    @pytest.mark.parametrize("thief", ["chuyenvien", ""], ids=["with another log-in", "without any"])
    @pytest.mark.parametrize("name", [HYDRATE, ENTER])
    def test_the_thief_sees_nothing_and_the_state_is_emptied(self, office: Served, thief: str, name: str) -> None:
        token = self._victim(office)
        cookie = office.session(thief) if thief else ""
        written = len(refusals(office.database()))
        with Wire(office, cookie, token=token) as wire:
            first = wire.quiet(name)
            again = wire.quiet(HYDRATE)
        assert nothing(first)
        assert "Phạm Quang Vinh" not in str(again.delta)
        assert again.var("person") == ""
        fresh = refusals(office.database())[written:]
        assert [entry.comment for entry in fresh] == ["another_session"]

    def test_the_same_tab_after_log_out_and_another_log_in_starts_empty_and_works(self, office: Served) -> None:
        first = office.session("truongphong")
        with Wire(office, first) as wire:
            wire.call(ENTER)
            token = wire.token
        with office.client(cookie=first) as client:
            client.post("/auth/logout")
        with Wire(office, office.session("chuyenvien"), token=token) as wire:
            hydrated = wire.quiet(HYDRATE)
            assert "Phạm Quang Vinh" not in str(hydrated.delta)
            assert wire.call(ENTER).var("person") == "Trần Văn Bình"


def test_another_position_empties_the_state_of_the_first(office: Served) -> None:
    cookie = office.session("kiemnhiem")
    with Wire(office, cookie) as wire:
        entered = wire.call(ENTER)
        assert entered.var("unit") == "Trường Tiểu học Bình Minh"
        other = next(seat["value"] for seat in entered.var("positions") if seat["note"] != entered.var("unit"))
        with office.client(cookie=cookie) as client:
            client.post("/auth/position", data={"position": other})
        stale = wire.quiet(ENTER)
        assert nothing(stale)
        assert stale.goes_to == "/"
        wire.quiet(HYDRATE)
        assert wire.call(ENTER).var("unit") == "Phòng GD&ĐT Sông Hồng"


@pytest.mark.parametrize("origin", ["https://evil.example", ""], ids=["foreign", "missing"])
def test_the_websocket_opens_only_for_our_own_pages(office: Served, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        Wire(office, office.session("vanthu"), origin=origin)
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("name", ["x\ud800", "x\0", "x" * 5000], ids=["lone surrogate", "NUL", "long"])
def test_no_name_of_an_event_is_too_strange_to_be_written_down(office: Served, name: str) -> None:
    written = len(refusals(office.database()))
    with Wire(office, office.session("vanthu")) as wire:
        assert nothing(wire.call(name))
    (entry,) = refusals(office.database())[written:]
    assert entry.comment == "no_policy"
    assert entry.facts["handler"] == name.replace("\ud800", "?").replace("\0", "?")[-120:]


def test_hydrate_before_log_in_shows_nobodys_anything(office: Served) -> None:
    with Wire(office, office.session("truongphong")) as wire:
        wire.call(ENTER)
        own = str(wire.quiet(HYDRATE).delta)
    with Wire(office) as wire:
        anonymous = str(wire.quiet(HYDRATE).delta)
    assert "Phạm Quang Vinh" in own
    for name in ("Phạm Quang Vinh", "Phòng GD&ĐT Sông Hồng", "Trưởng phòng"):
        assert name not in anonymous


def test_too_many_clicks_are_dropped_and_a_flood_of_refusals_does_not_fill_the_audit_log(tmp_path: Path) -> None:
    slow = {"VOFFICE_EVENTS_PER_SECOND": "5", "VOFFICE_REFUSALS_PER_MINUTE": "3"}
    with serving(tmp_path / "office", fill, **slow) as office:
        with Wire(office, office.session("vanthu")) as wire:
            for _ in range(60):
                wire.send(ENTER)
            wire.quiet(ENTER, wait_s=1.5)
        found = refusals(office.database())
    assert {entry.comment for entry in found} == {"too_fast"}
    assert 3 <= len(found) <= 4
