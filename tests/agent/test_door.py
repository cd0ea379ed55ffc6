"""Who may speak to the agent: the pages of a paired office, from this computer, and nobody else."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.agent.desk import ORIGIN, Desk

PAGES_OF_OTHERS = [
    "https://evil.example", "http://voffice.example.vn", "https://voffice.example.vn.evil.example",
    "https://voffice.example.vn:8443", "null", "https://VOFFICE.example.vn", "https://voffice.example.vn/",
]  # fmt: skip
NAMES_OF_OTHERS = ["evil.example:{port}", "localhost:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.nip.io:{port}"]
EVERY_DOOR = [("GET", "/hello"), ("POST", "/pair"), ("POST", "/certificates"), ("POST", "/sign"), ("OPTIONS", "/sign")]


@pytest.mark.parametrize(("method", "path"), EVERY_DOOR)
@pytest.mark.parametrize("origin", PAGES_OF_OTHERS)
def test_a_page_of_another_address_learns_nothing(desk: Desk, method: str, path: str, origin: str) -> None:
    answer = desk.request(method, path, headers={"origin": origin})
    assert (answer.status_code, answer.content) == (403, b"")
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("host", NAMES_OF_OTHERS)
def test_a_foreign_name_that_points_here_reaches_nothing(desk: Desk, host: str) -> None:
    answer = desk.request("GET", "/hello", headers={"host": host.format(port=desk.port)})
    assert answer.status_code == 403


def test_a_request_without_an_origin_is_refused(desk: Desk) -> None:
    command = ["curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", f"http://127.0.0.1:{desk.port}/hello"]
    assert subprocess.run(command, capture_output=True, text=True, timeout=20, check=True).stdout == "403"


def test_the_browser_is_answered_before_it_lets_a_page_of_the_web_in(desk: Desk) -> None:
    asked = {
        "access-control-request-method": "POST", "access-control-request-headers": "content-type",
        "access-control-request-private-network": "true", "access-control-request-local-network": "true",
    }  # fmt: skip
    headers = desk.request("OPTIONS", "/sign", headers=asked).headers
    assert headers["access-control-allow-origin"] == ORIGIN
    assert headers["access-control-allow-private-network"] == "true"
    assert headers["access-control-allow-local-network"] == "true"
    assert headers["access-control-allow-headers"] == "content-type"
    assert "access-control-allow-credentials" not in headers
    assert "access-control-allow-private-network" not in desk.request("OPTIONS", "/sign").headers


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_is_read(desk: Desk, kind: str) -> None:
    """What a page may send without asking first is never acted on."""
    answer = desk.request("POST", "/pair", content=b"{}", headers={"content-type": kind})
    assert answer.status_code == 415


@pytest.mark.parametrize(("path", "size"), [("/pair", 5000), ("/certificates", 5000), ("/sign", 2**21 + 1)])
def test_a_body_that_is_too_large_is_not_read(desk: Desk, path: str, size: int) -> None:
    body = b'"' + b"x" * size + b'"'
    answer = desk.request("POST", path, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 413


def test_it_listens_on_this_computer_alone(desk: Desk) -> None:
    told = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    listening = re.findall(rf"([0-9A-F]+):{desk.port:04X} [0-9A-F]+:0000 0A", told)
    assert listening == ["0100007F"]


def test_the_code_is_good_once(desk: Desk) -> None:
    again = desk.post("/pair", {"code": desk.code})
    assert (again.status_code, again.json()["code"]) == (409, "no_offer")


def offered(desk: Desk, *more: str) -> str:
    """Run `voffice-agent pair` beside the running agent; the new code."""
    words = desk.command("pair", "--origin", desk.origin, "--port", str(desk.port), *more)
    said = subprocess.run(words, env=desk.surroundings(), capture_output=True, text=True, timeout=20, check=True).stdout
    assert "không cần chạy thêm" in said
    found = re.search(r"(\d{4}) (\d{4})", said)
    assert found
    return found.group(1) + found.group(2)


def test_a_second_account_pairs_with_the_running_agent(desk: Desk) -> None:
    made = desk.post("/pair", {"code": offered(desk)}).json()
    assert desk.hello()["paired"] == [desk.agent_id, made["agent_id"]]
    assert made["key"] != desk.key


def test_a_code_may_be_mistyped_a_few_times(desk: Desk) -> None:
    code = offered(desk)
    wrong = f"{(int(code) + 1) % 10**8:08d}"
    for left in (4, 3, 2, 1, 0):
        refused = desk.post("/pair", {"code": wrong})
        assert refused.json() == {"code": "code_wrong", "facts": {"tries_left": left}}
    assert desk.post("/pair", {"code": code}).json()["code"] == "no_offer"
    assert desk.hello()["paired"] == [desk.agent_id]


def test_a_code_for_one_address_is_of_no_use_to_another(desk: Desk, tmp_path: Path) -> None:
    words = desk.command("pair", "--origin", "https://other.example.vn", "--port", str(desk.port))
    said = subprocess.run(words, env=desk.surroundings(), capture_output=True, text=True, timeout=20, check=True).stdout
    code = "".join(re.findall(r"\d{4}", said.partition("\n\n")[2])[:2])
    assert desk.post("/pair", {"code": code}).json()["code"] == "no_offer"
    assert desk.request("GET", "/hello", headers={"origin": "https://other.example.vn"}).json()["paired"] == []
    listed = desk.request("POST", "/certificates", json={}, headers={"origin": "https://other.example.vn"})
    assert listed.json()["code"] == "not_paired"


def test_a_code_does_not_live_long(desk: Desk) -> None:
    code = offered(desk)
    path = desk.folder / "home" / "offer.json"
    told = path.read_text()
    path.write_text(re.sub(r'"expires_at": \d+', '"expires_at": 1', told))
    assert desk.hello()["pairing"] is False
    assert desk.post("/pair", {"code": code}).json()["code"] == "no_offer"


def test_keys_are_readable_by_this_person_alone(desk: Desk) -> None:
    offered(desk)
    home = desk.folder / "home"
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in home.iterdir()} == {0o600}
    assert {path.name for path in home.iterdir()} == {"pairings.json", "offer.json"}


def run(desk: Desk, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        desk.command(*words), env=desk.surroundings(), capture_output=True, text=True, timeout=20, check=False
    )
    return done.returncode, done.stdout


def test_a_forgotten_pairing_is_gone_at_once(desk: Desk) -> None:
    assert run(desk, "list")[1].count(desk.agent_id) == 1
    assert run(desk, "forget", "0" * 32)[0] == 1
    code, said = run(desk, "forget", desk.agent_id)
    assert (code, "Đã bỏ 1 lần ghép" in said) == (0, True)
    assert desk.request("GET", "/hello").status_code == 403


def test_the_list_names_owner_token_and_last_day_without_a_pin(desk: Desk) -> None:
    code, said = run(desk, "list")
    assert code == 0
    assert "Trần Thị rsa, Phòng Giáo dục và Đào tạo Thái Thụy · thiết bị Trưởng phòng · hết hạn" in said
    assert "GETPIN" not in desk.seen()


@pytest.mark.parametrize(
    "origin", ["http://voffice.example.vn", "https://a.vn/x", "ftp://a.vn", "*", "https://*", "https://u@a.vn"]
)
def test_an_address_that_is_not_exactly_one_office_is_refused(tmp_path: Path, origin: str) -> None:
    desk = Desk(tmp_path, "/none.so")
    done = subprocess.run(
        [sys.executable, "-m", "voffice_agent", "pair", "--origin", origin],
        env=desk.surroundings(), capture_output=True, text=True, timeout=20, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert not (tmp_path / "home" / "offer.json").exists()


def test_without_a_pairing_nothing_is_served(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "/none.so")
    code, said = run(desk, "run")
    assert (code, "Chưa ghép" in said) == (1, True)


def test_known_drivers_are_data_for_three_systems(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sys.path.insert(0, str(Path(__file__).parents[2] / "signing" / "agent"))
    try:
        from voffice_agent import places
    finally:
        sys.path.pop(0)
    driver = tmp_path / "System32" / "bit4xpki.dll"
    driver.parent.mkdir()
    driver.write_bytes(b"")
    monkeypatch.setattr(places.sys, "platform", "win32")
    monkeypatch.setattr(places.os.path, "expandvars", _windows({"SystemRoot": str(tmp_path)}))
    assert places.known_modules() == [driver]


def _windows(names: dict[str, str]) -> Any:
    """How Windows fills %NAME% in, with this system's slashes."""
    return lambda text: re.sub(r"%(\w+)%", lambda m: names.get(m.group(1), m.group(0)), text).replace("\\", os.sep)
