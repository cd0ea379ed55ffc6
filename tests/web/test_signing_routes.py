"""The routes of signing: who may call them, what they take, and what they answer when nothing can be signed."""

from typing import Any

import pytest

from tests.web.served import Served
from tests.web.test_files import MARK
from voffice_app import words

PIN = "871263540912"
BODIES: dict[str, dict[str, Any]] = {
    "/api/sign-batch": {"document_ids": [999_999], "pin": PIN},
    "/api/sign-beside": {"document_id": 999_999, "operation": "confirm", "pin": PIN},
    "/api/desk/begin-beside": {
        "what": {"document_id": 9, "operation": "income"},
        "agents": [],
        "challenge": "0" * 32,
        "origin": "x",
    },
    "/api/signing/begin": {"document_ids": [999_999], "kind": "leader"},
    "/api/signing/complete": {"nonce": "0" * 32, "raw": "cmF3"},
    "/api/signing/fail": {"nonce": "0" * 32, "code": "cancelled"},
}
WRONG: dict[str, list[dict[str, Any]]] = {
    "/api/sign-batch": [
        {"document_ids": []}, {"document_ids": list(range(1, 52))}, {"document_ids": [0]}, {"document_ids": ["1"]},
        {"document_ids": [2**31]}, {"pin": ""}, {"pin": "1" * 65}, {"kind": "leader"},
    ],
    "/api/sign-beside": [
        {"operation": "comment"}, {"operation": "agency"}, {"document_id": 0}, {"file_id": -1}, {"pin": ""},
        {"place": {"page": 0, "x0": 0.0, "y0": 0.0, "x1": 9.0, "y1": 9.0}}, {"place": [1, 2]},
    ],
    "/api/desk/begin-beside": [{"what": {}}, {"challenge": "x"}, {"pin": PIN}],
    "/api/signing/begin": [{"kind": "copy"}, {"document_ids": [True]}, {"way": "server"}],
    "/api/signing/complete": [{"nonce": "../../etc/passwd"}, {"nonce": "A" * 32}, {"raw": ""}, {"raw": "A" * 5000}],
    "/api/signing/fail": [{"code": "Đã dừng"}, {"code": "x" * 50}, {"tries_left": -1}, {"reason": "a b"}, {"pin": "1"}],
}  # fmt: skip


def post(office: Served, cookie: str, path: str, body: Any, headers: dict[str, str] = MARK) -> Any:
    with office.client(cookie=cookie) as client:
        return client.post(path, json=body, headers=headers)


@pytest.mark.parametrize("path", BODIES)
def test_only_leaders_and_clerks_may_call(office: Served, path: str) -> None:
    assert post(office, "", path, BODIES[path]).status_code == 401
    for stranger in ("chuyenvien", "cntt"):
        assert post(office, office.session(stranger), path, BODIES[path]).status_code == 403
    assert post(office, office.session("truongphong"), path, BODIES[path], {}).json()["code"] == "header_missing"


@pytest.mark.parametrize(("path", "change"), [(path, change) for path, changes in WRONG.items() for change in changes])
def test_what_is_not_in_form_is_not_taken(office: Served, path: str, change: dict[str, Any]) -> None:
    answer = post(office, office.session("truongphong"), path, {**BODIES[path], **change})
    assert (answer.status_code, answer.json()["code"]) == (422, "body")
    assert PIN not in answer.text


def test_a_pile_of_which_nothing_may_be_signed_is_refused_at_once(office: Served) -> None:
    answer = post(office, office.session("truongphong"), "/api/sign-batch", BODIES["/api/sign-batch"])
    assert answer.status_code == 409
    assert [reason["message"] for reason in answer.json()["reasons"]] == [words.sentence("not_visible")]


def test_beginning_tells_document_by_document_what_is_refused(office: Served) -> None:
    answer = post(office, office.session("vanthu"), "/api/signing/begin", {"document_ids": [7, 8], "kind": "agency"})
    assert answer.status_code == 200
    told = answer.json()
    assert told["opened"] == []
    assert [(one["document_id"], one["reasons"][0]["code"]) for one in told["refused"]] == [
        (7, "not_visible"), (8, "not_visible")
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["/api/signing/complete", "/api/signing/fail"])
def test_an_attempt_that_was_never_begun_is_not_found(office: Served, path: str) -> None:
    answer = post(office, office.session("truongphong"), path, BODIES[path])
    assert (answer.status_code, answer.json()["reasons"][0]["code"]) == (409, "not_visible")
