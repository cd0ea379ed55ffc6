"""The doors of the desk agent's page: who may open them, and that a computer that is not paired begins nothing."""

from typing import Any

import pytest
from sqlmodel import select

from tests.web.served import Served
from voffice_app.db.desk_agents import DeskAgent
from voffice_app.db.signing_attempts import SigningAttempt

AGENT, KEY, CHALLENGE = "a1" * 16, "b2" * 32, "c3" * 16


def ask(office: Served, username: str, path: str, body: Any) -> tuple[int, dict[str, Any]]:
    headers = {"cookie": office.session(username), "x-voffice": "1"}
    with office.client(**headers) as client:
        answer = client.post(f"/api/desk/{path}", json=body)
    return answer.status_code, answer.json()


def batch(office: Served, **changes: Any) -> dict[str, Any]:
    body = {"document_ids": [1], "kind": "leader", "agents": [AGENT], "challenge": CHALLENGE, "origin": office.url}
    return body | changes


@pytest.mark.parametrize("path", ["where", "pair", "begin"])
def test_who_may_not_sign_finds_no_door(office: Served, path: str) -> None:
    status, told = ask(office, "chuyenvien", path, {})
    assert (status, told["code"]) == (403, "no_permission")


def test_a_signer_and_it_are_told_where_the_agent_listens(office: Served) -> None:
    for username in ("truongphong", "vanthu", "cntt"):
        told = {"url": "http://127.0.0.1:8986", "agents": [], "may_pair": username != "cntt"}
        assert ask(office, username, "where", {}) == (200, told)
    assert ask(office, "cntt", "begin", batch(office))[0] == 403


def test_nothing_is_begun_for_a_computer_that_is_not_paired(office: Served) -> None:
    status, told = ask(office, "phophong", "begin", batch(office))
    assert (status, told["reasons"][0]["code"]) == (409, "agent_not_paired")
    with office.database().read() as session:
        assert session.exec(select(SigningAttempt)).all() == []


def test_a_pairing_is_kept_for_its_account_and_its_key_told_to_nobody(office: Served) -> None:
    assert ask(office, "phophong", "pair", {"agent_id": AGENT, "key": KEY, "name": "MAY-1"})[0] == 200
    status, told = ask(office, "phophong", "where", {})
    assert (status, told["agents"]) == (200, [AGENT])
    assert ask(office, "truongphong", "where", {})[1]["agents"] == []
    assert ask(office, "truongphong", "pair", {"agent_id": AGENT, "key": KEY, "name": "X"})[0] == 409
    status, told = ask(office, "phophong", "begin", batch(office))
    assert (status, told["ticket"], told["opened"]) == (200, None, [])
    assert [one["document_id"] for one in told["refused"]] == [1]
    with office.database().read() as session:
        assert session.exec(select(DeskAgent)).one().name == "MAY-1"
    assert {path.name for path in office.kept(KEY)} <= {"voffice.db", "voffice.db-wal"}


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        ("begin", {"challenge": "x"}),
        ("begin", {"kind": "other"}),
        ("begin", {"document_ids": []}),
        ("begin", {"document_ids": list(range(1, 52))}),
        ("begin", {"agents": ["1"]}),
        ("begin", {"more": 1}),
    ],
)
def test_a_request_that_is_not_exactly_right_is_refused(office: Served, path: str, changes: dict[str, Any]) -> None:
    assert ask(office, "truongphong", path, batch(office, **changes))[0] == 422


def test_a_ticket_for_another_address_is_not_made(office: Served) -> None:
    status, told = ask(office, "truongphong", "begin", batch(office, origin="https://evil.example"))
    assert (status, told["reasons"][0]["code"]) == (409, "foreign_origin")
