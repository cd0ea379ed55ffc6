"""Tokens and drivers that misbehave, played by a stand-in: each is told, the PIN is tried once, the agent goes on."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from signing.demo_ca import DemoCA, Subject
from signing.keys import new_private_key, public_der
from tests.agent.desk import PIN, SOURCES, Desk, at_a_desk
from tests.agent.test_signing import events
from tests.core.factories import NOON

STANDIN = Path(__file__).parent / "standin"


@dataclass
class Broken:
    """A desk whose driver does as it is told."""

    desk: Desk
    folder: Path
    certificate: bytes

    def plays(self, fault: str) -> None:
        (self.folder / "fault").write_text(fault)

    def sign(self, count: int = 1) -> list[dict[str, Any]]:
        return self.desk.sign(self.desk.ticket(self.certificate, count))

    def logins(self) -> int:
        path = self.folder / "calls"
        return path.read_text().count("login") if path.exists() else 0


@pytest.fixture
def broken(tmp_path: Path) -> Iterator[Broken]:
    folder = tmp_path / "driver"
    folder.mkdir()
    owner = Subject("Trần Thị Mẫu", "Phòng Giáo dục và Đào tạo")
    certificate = DemoCA.create(NOON).issue(public_der(new_private_key("ec")), owner, NOON)
    for name, content in (("fault", b"none"), ("pin", PIN.encode()), ("certificate", certificate)):
        (folder / name).write_bytes(content)
    environment = {"STANDIN": str(folder), "PYTHONPATH": f"{STANDIN}:{SOURCES}"}
    with at_a_desk(tmp_path / "desk", "/any.so", environment=environment) as desk:
        yield Broken(desk, folder, certificate)


def test_the_stand_in_signs_when_nothing_is_wrong(broken: Broken) -> None:
    assert events(broken.sign(3)) == ["asking", "signed", "signed", "signed", "done"]
    assert broken.logins() == 1
    assert (broken.folder / "calls").read_text().split() == ["login", "close"]


def test_a_locked_token_asks_for_no_pin(broken: Broken) -> None:
    broken.plays("locked")
    assert broken.sign() == [{"event": "refused", "code": "pin_locked", "facts": {}}]
    assert (broken.logins(), broken.desk.seen()) == (0, "")


def test_a_token_that_locks_at_this_try_is_said(broken: Broken) -> None:
    broken.plays("locks")
    assert broken.sign()[-1]["code"] == "pin_locked"
    assert broken.logins() == 1


def test_the_last_try_is_said_in_the_window_and_after_it(broken: Broken) -> None:
    broken.plays("final")
    broken.desk.answer("000000")
    assert broken.sign()[-1] == {"event": "refused", "code": "pin_wrong", "facts": {"tries_left": 1}}
    assert "Chỉ còn MỘT lần thử PIN" in broken.desk.seen()
    assert broken.logins() == 1


def test_a_wrong_pin_is_one_log_in_and_no_more(broken: Broken) -> None:
    broken.desk.answer("000000")
    assert broken.sign(5)[-1] == {"event": "refused", "code": "pin_wrong", "facts": {"tries_left": None}}
    assert broken.logins() == 1
    assert "Đã có lần nhập sai PIN" in broken.desk.seen()


def test_a_token_pulled_out_keeps_what_was_signed_and_says_so(broken: Broken) -> None:
    broken.plays("pulled")
    told = broken.sign(3)
    assert events(told) == ["asking", "signed", "refused"]
    assert told[-1] == {"event": "refused", "code": "token_absent", "facts": {"reason": "token_removed"}}
    broken.plays("none")
    assert events(broken.sign())[-1] == "done"


def test_a_driver_that_crashes_does_not_take_the_answer_with_it(broken: Broken) -> None:
    broken.plays("crash")
    told = broken.sign()
    assert told[-1] == {"event": "refused", "code": "token_absent", "facts": {"reason": "driver_failed"}}
    broken.plays("none")
    assert events(broken.sign())[-1] == "done"
    assert broken.logins() == 2


@pytest.mark.parametrize(("fault", "reason"), [("empty", "token_missing"), ("unloadable", "driver_failed")])
def test_no_token_or_no_driver_is_said_before_any_pin(broken: Broken, fault: str, reason: str) -> None:
    broken.plays(fault)
    assert broken.sign() == [{"event": "refused", "code": "token_absent", "facts": {"reason": reason}}]
    assert broken.desk.post("/certificates", {}).json() == {"code": "token_absent", "facts": {"reason": reason}}
    assert broken.desk.seen() == ""


def test_a_certificate_without_its_key_is_said(broken: Broken) -> None:
    broken.plays("no_key")
    assert broken.sign()[-1]["facts"] == {"reason": "key_missing"}


def test_a_token_that_does_not_hash_gets_the_digest_in_its_envelope(broken: Broken) -> None:
    from base64 import b64decode

    broken.plays("no_hash")
    name, _, content = b64decode(broken.sign()[1]["signature"]).partition(b":")
    assert name == b"RSA_PKCS"
    assert content.startswith(bytes.fromhex("3031300d060960864801650304020105000420"))
    assert len(content) == 19 + sha256().digest_size


def test_a_computer_without_a_known_driver_says_so(tmp_path: Path) -> None:
    with at_a_desk(tmp_path / "desk", "/nowhere.so") as desk:
        assert desk.post("/certificates", {}).json()["facts"] == {"reason": "driver_failed"}
