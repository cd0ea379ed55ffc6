"""What the program says in its window when something is wrong: in the person's language, with the next step."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.agent.desk import Desk
from tests.agent.test_door import offered
from tests.agent.test_faults import Broken, broken

__all__ = ["broken"]


def said(tmp_path: Path, *words: str, **environment: str) -> tuple[int, str]:
    desk = Desk(tmp_path, "", environment)
    done = subprocess.run(
        [sys.executable, "-m", "voffice_agent", *words],
        env=desk.surroundings(), capture_output=True, text=True, timeout=20, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("pair", "--origin", "http://voffice.example.vn"), "phải bắt đầu bằng https://"),
        (("pair", "--origin", "https://a.vn:99999999"), "phải như https://voffice.example.vn"),
        (("pair", "--origin", "https://[::1"), "phải như https://voffice.example.vn"),
        (("--port", "99999999"), "số từ 1 đến 65535"),
        (("--port", "abc"), "số từ 1 đến 65535"),
        (("sing",), "không có lệnh «sing»"),
        (("forget", "abc"), "Không có lần ghép nào như vậy"),
        (("list", "--module", "/nowhere.so"), "Không mở được trình điều khiển: /nowhere.so"),
        (("list", "--module", "/etc/passwd"), "Không mở được trình điều khiển: /etc/passwd"),
    ],
)
def test_a_mistake_on_the_command_line_is_told_plainly(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    code, text = said(tmp_path, *words)
    assert code != 0
    assert told in text
    assert not [word for word in ("Traceback", "invalid", "argument", "error:", "driver_failed") if word in text], text


def test_a_log_that_knows_no_vietnamese_letters_stops_nothing(tmp_path: Path) -> None:
    code, text = said(tmp_path, "list", "--module", "/nowhere.so", PYTHONIOENCODING="ascii")
    assert (code, "Traceback" in text, "/nowhere.so" in text) == (1, False, True)


def test_a_spoiled_list_of_pairings_is_as_none(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "pairings.json").write_text('[{"agent_id"')
    code, text = said(tmp_path)
    assert (code, "Chưa ghép" in text, "Traceback" in text) == (1, True, False)


def test_an_object_that_only_calls_itself_a_certificate_is_passed_over(broken: Broken) -> None:
    assert len(broken.desk.post("/certificates", {}).json()["certificates"]) == 1
    (broken.folder / "certificate").write_bytes(b"0\x03\x02\x01\x00 no certificate")
    assert broken.desk.post("/certificates", {}).json() == {"certificates": []}


def test_a_code_of_no_digits_is_a_wrong_code(broken: Broken) -> None:
    offered(broken.desk)
    answer = broken.desk.request(
        "POST", "/pair", content=json.dumps({"code": "\ud800"}), headers={"content-type": "application/json"}
    )
    assert answer.json()["code"] == "code_wrong"
