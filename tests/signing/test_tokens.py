"""Keys that live in PKCS#11 tokens, tried on SoftHSM with its own configuration under a folder of ours."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography import x509

from signing import token
from signing.ceremony import finish
from signing.errors import PinWrong, TokenAbsent
from signing.geometry import LEADER
from signing.keys import TokenKey
from signing.pin import Pin
from signing.token import KeyAddress, TokenWorker
from tests.signing.conftest import Desk
from tests.signing.softtoken import PIN, filled, needs_softhsm

ROOT = Path(__file__).parents[2]

pytestmark = needs_softhsm
LABEL = "Trưởng phòng"
KINDS = ("rsa", "rsa3072", "ec")


@pytest.fixture(scope="session")
def worker(tmp_path_factory: pytest.TempPathFactory, desk: Desk) -> TokenWorker:
    """A worker over one token that holds RSA and P-256 keys with certificates."""
    return filled(tmp_path_factory.mktemp("softhsm"), desk.authority, LABEL, *KINDS)


def key(worker: TokenWorker, desk: Desk, kind: str, pin: str = PIN) -> TokenKey:
    found = next(item for item in worker.list_certificates() if item.key_label == kind)
    return TokenKey(worker, LABEL, kind, found.der, (desk.authority.sub_der,), Pin(pin))


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_born_in_a_token_signs_a_document(worker: TokenWorker, desk: Desk, head_letter: bytes, kind: str) -> None:
    mine = key(worker, desk, kind)
    prepared = desk.prepare(head_letter, LEADER, mine)
    signed = finish(prepared, mine.sign(prepared.attributes), desk.trust)
    assert signed.verdict.outcome == "valid"
    assert signed.verdict.signatures[0].signer == f"Khóa {kind}"


def test_certificates_are_listed_without_a_pin(worker: TokenWorker) -> None:
    found = worker.list_certificates()
    assert {item.key_label for item in found} == set(KINDS)
    assert {item.token_label for item in found} == {LABEL}
    assert all(x509.load_der_x509_certificate(item.der) for item in found)
    assert all(item.token_serial for item in found)


def test_a_wrong_pin_is_told_and_not_tried_again(worker: TokenWorker, desk: Desk) -> None:
    with pytest.raises(PinWrong) as refusal:
        key(worker, desk, "rsa", "000000").sign(b"attributes")
    assert "tries_left" in refusal.value.facts
    assert key(worker, desk, "rsa").sign(b"attributes")


def test_a_pin_that_was_right_for_one_question_does_not_open_the_next(worker: TokenWorker, desk: Desk) -> None:
    assert key(worker, desk, "ec").sign(b"attributes")
    with pytest.raises(PinWrong):
        key(worker, desk, "ec", "111111").sign(b"attributes")


@pytest.mark.parametrize(
    ("token", "label", "reason"), [("không có", "rsa", "token_missing"), (LABEL, "x", "key_missing")]
)
def test_a_missing_token_or_key_is_said(worker: TokenWorker, token: str, label: str, reason: str) -> None:
    with pytest.raises(TokenAbsent) as refusal:
        worker.sign(KeyAddress(token, label), Pin(PIN), b"attributes")
    assert refusal.value.facts["reason"] == reason


def test_a_missing_driver_is_said() -> None:
    with pytest.raises(TokenAbsent):
        TokenWorker("/nowhere/module.so").list_certificates()


def test_a_crashed_driver_is_started_anew_at_the_next_question(worker: TokenWorker, desk: Desk) -> None:
    mine = key(worker, desk, "rsa")
    child = worker._child
    assert child is not None
    child.kill()
    child.wait()
    assert mine.sign(b"attributes")
    assert worker._child is not child


@pytest.mark.parametrize(
    "fault",
    ["sys.stdin.readline()", "time.sleep(60)", "print('rubbish')", "print('half', end='', flush=True); time.sleep(60)"],
)
def test_a_driver_that_dies_hangs_or_babbles_is_an_absent_token(monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    monkeypatch.setattr(token, "_PATIENCE_SECONDS", 1.0)
    monkeypatch.setattr(token, "_CHILD", ("-c", f"import sys, time; {fault}"))
    with pytest.raises(TokenAbsent) as refusal:
        TokenWorker("any.so").list_certificates()
    assert refusal.value.facts["reason"] == "driver_failed"


FORKED = """
import os, sys
from signing.pin import Pin
from signing.token import KeyAddress, TokenWorker
worker, where, pin = TokenWorker(sys.argv[1], sys.argv[2]), KeyAddress(sys.argv[3], "rsa"), Pin(sys.argv[4])
mine = worker.sign(where, pin, b"attributes")
pid = os.fork()
if not pid:
    fresh = worker._child is None
    os._exit(0 if fresh and worker.sign(where, pin, b"attributes") == mine else 1)
assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
assert worker.sign(where, pin, b"attributes") == mine
"""


def test_after_a_fork_each_process_opens_the_driver_anew(worker: TokenWorker) -> None:
    command = [sys.executable, "-c", FORKED, worker.module, worker._conf, LABEL, PIN]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=ROOT, check=False)
    assert (told.returncode, told.stderr) == (0, "")


def test_the_driver_sees_no_setting_of_the_office(worker: TokenWorker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOFFICE_DATABASE_URL", "postgresql://voffice:khong-ai-thay@127.0.0.1/voffice")
    worker.close()
    worker.list_certificates()
    assert worker._child is not None
    seen = Path(f"/proc/{worker._child.pid}/environ").read_bytes()
    assert b"khong-ai-thay" not in seen
    assert b"SOFTHSM2_CONF" in seen


def test_many_signatures_need_one_log_in(worker: TokenWorker, desk: Desk) -> None:
    batch = [f"attributes {number}".encode() for number in range(5)]
    assert len(set(worker.sign_many(KeyAddress(LABEL, "rsa"), Pin(PIN), batch))) == 5


EIGHT_THREADS = """
import sys, threading, time
from signing.pin import Pin
from signing.token import KeyAddress, TokenWorker
worker, until, made = TokenWorker(sys.argv[1], sys.argv[2]), time.monotonic() + float(sys.argv[5]), []
def sign():
    while time.monotonic() < until:
        made.append(worker.sign(KeyAddress(sys.argv[3], "rsa"), Pin(sys.argv[4]), b"attributes"))
threads = [threading.Thread(target=sign) for _ in range(8)]
[thread.start() for thread in threads]; [thread.join() for thread in threads]
assert len(made) > 80 and len(set(made)) == 1, len(made)
"""


def test_eight_threads_share_one_worker_and_leave_cleanly(worker: TokenWorker) -> None:
    seconds = os.environ.get("VOFFICE_TEST_SECONDS", "4")
    command = [sys.executable, "-c", EIGHT_THREADS, worker.module, worker._conf, LABEL, PIN, seconds]
    told = subprocess.run(command, capture_output=True, text=True, timeout=float(seconds) + 60, cwd=ROOT, check=False)
    assert told.returncode == 0, told.stderr
    assert told.stderr == ""
