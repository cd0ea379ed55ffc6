"""What a plain route refuses is written down like a refused event: who, what, from where; a flood is not."""

from pathlib import Path

import pytest

from tests.web.people import fill, newcomer
from tests.web.served import Served, serving
from tests.web.test_files import MARK, picture, take
from tests.web.test_wire import refusals
from voffice_app.db.audit import AuditEntry


def fresh(office: Served, written: int) -> list[tuple[str, str]]:
    """Code and place of the refusals after the first `written` ones."""
    return [(entry.comment, entry.facts["handler"]) for entry in refusals(office.database())[written:]]


def test_a_step_nobody_gave_this_person_is_written_down_with_name_and_address(office: Served) -> None:
    written = len(refusals(office.database()))
    with office.client(cookie=office.session("hieutruong")) as client:
        assert client.post("/api/seal", json={"document_id": 1, "pin": "1"}, headers=MARK).status_code == 403
    entry: AuditEntry
    (entry,) = refusals(office.database())[written:]
    assert (entry.comment, entry.actor_name) == ("no_permission", "Vũ Thị Hạnh")
    assert entry.facts == {"code": "no_permission", "handler": "POST /api/seal", "address": "127.0.0.1"}


@pytest.mark.parametrize("path", ["/api/uploads/{}", "/api/uploads/{}/1.png", "/api/files/{}", "/api/pages/{}/1.png"])
def test_reaching_for_anothers_file_is_written_down(office: Served, path: str) -> None:
    number = take(office, office.session("chuyenvien"), "rieng.png", picture()).json()["id"]
    written = len(refusals(office.database()))
    with office.client(cookie=office.session("hieutruong")) as client:
        assert client.get(path.format(number)).status_code == 404
    assert fresh(office, written) == [("not_visible", f"GET {path.format(number)}")]


def test_what_is_allowed_leaves_no_refusal(office: Served) -> None:
    cookie = office.session("chuyenvien")
    written = len(refusals(office.database()))
    number = take(office, cookie, "rieng.png", picture()).json()["id"]
    with office.client(cookie=cookie) as client:
        assert client.get(f"/api/uploads/{number}").status_code == 200
    assert fresh(office, written) == []


def test_a_first_password_that_reaches_further_is_written_down(office: Served) -> None:
    cookie = office.session(newcomer(office.database(), "moi-thu", must_change_password=True))
    written = len(refusals(office.database()))
    with office.client(cookie=cookie) as client:
        client.get("/api/files/1")
    assert fresh(office, written) == [("password_change_pending", "GET /api/files/1")]


def test_a_flood_of_refused_requests_does_not_fill_the_audit_log(tmp_path: Path) -> None:
    with serving(tmp_path / "office", fill, VOFFICE_REFUSALS_PER_MINUTE="3") as office:
        with office.client(cookie=office.session("hieutruong")) as client:
            assert {client.get(f"/api/files/{number}").status_code for number in range(1, 40)} == {404}
        assert 3 <= len(refusals(office.database())) <= 4
