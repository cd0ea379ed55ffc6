"""Keys that live in PKCS#11 tokens, tried on SoftHSM with its own configuration under a folder of ours."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509

from signing import softhsm, token
from signing.ceremony import finish
from signing.demo_ca import Subject
from signing.errors import PinWrong, TokenAbsent
from signing.geometry import LEADER
from signing.keys import TokenKey
from signing.pin import Pin
from signing.token import TokenWorker
from tests.signing.conftest import OFFICE, Desk

PIN = "739154"
START = datetime(2025, 1, 1, tzinfo=UTC)
LABEL = "Trưởng phòng"


@pytest.fixture(scope="session")
def worker(tmp_path_factory: pytest.TempPathFactory, desk: Desk) -> TokenWorker:
    """A worker over one token that holds an RSA and a P-256 key with certificates."""
    if softhsm.available() is None:
        pytest.skip("SoftHSM is missing: apt-get install softhsm2")
    configuration = softhsm.configure(tmp_path_factory.mktemp("softhsm"))
    softhsm.make_token(configuration, LABEL, Pin(PIN), Pin("00112233"))
    worker = TokenWorker(softhsm.available() or "", configuration)
    for kind in ("rsa", "ec"):
        public = worker.generate(LABEL, kind, Pin(PIN), kind)
        certificate = desk.authority.issue(public, Subject(f"Khóa {kind}", OFFICE), START)
        worker.store_certificate(LABEL, kind, Pin(PIN), certificate)
    return worker


def key(worker: TokenWorker, desk: Desk, kind: str, pin: str = PIN) -> TokenKey:
    found = next(item for item in worker.list_certificates() if item.key_label == kind)
    return TokenKey(worker, LABEL, kind, found.der, (desk.authority.sub_der,), Pin(pin))


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_a_key_born_in_a_token_signs_a_document(worker: TokenWorker, desk: Desk, head_letter: bytes, kind: str) -> None:
    mine = key(worker, desk, kind)
    prepared = desk.prepare(head_letter, LEADER, mine)
    signed = finish(prepared, mine.sign(prepared.attributes), desk.trust)
    assert signed.verdict.outcome == "valid"
    assert signed.verdict.signatures[0].signer == f"Khóa {kind}"


def test_certificates_are_listed_without_a_pin(worker: TokenWorker) -> None:
    found = worker.list_certificates()
    assert {item.key_label for item in found} == {"rsa", "ec"}
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
        worker.sign(token, label, Pin(PIN), b"attributes")
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


@pytest.mark.parametrize("fault", ["sys.stdin.readline()", "time.sleep(60)", "print('rubbish')"])
def test_a_driver_that_dies_hangs_or_babbles_is_an_absent_token(monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    monkeypatch.setattr(token, "_PATIENCE_SECONDS", 1)
    monkeypatch.setattr(token, "_CHILD", ("-c", f"import sys, time; {fault}"))
    with pytest.raises(TokenAbsent) as refusal:
        TokenWorker("any.so").list_certificates()
    assert refusal.value.facts["reason"] == "driver_failed"


def test_many_signatures_need_one_log_in(worker: TokenWorker, desk: Desk) -> None:
    batch = [f"attributes {number}".encode() for number in range(5)]
    assert len(set(worker.sign_many(LABEL, "rsa", Pin(PIN), batch))) == 5


EIGHT_THREADS = """
import sys, threading, time
from signing.pin import Pin
from signing.token import TokenWorker
worker, until, made = TokenWorker(sys.argv[1], sys.argv[2]), time.monotonic() + 4, []
def sign():
    while time.monotonic() < until:
        made.append(worker.sign(sys.argv[3], "rsa", Pin(sys.argv[4]), b"attributes"))
threads = [threading.Thread(target=sign) for _ in range(8)]
[thread.start() for thread in threads]; [thread.join() for thread in threads]
assert len(made) > 80 and len(set(made)) == 1, len(made)
"""


def test_eight_threads_share_one_worker_and_leave_cleanly(worker: TokenWorker) -> None:
    command = [sys.executable, "-c", EIGHT_THREADS, worker._module, worker._conf, LABEL, PIN]
    told = subprocess.run(
        command, capture_output=True, text=True, timeout=60, cwd=Path(__file__).parents[2], check=False
    )
    assert told.returncode == 0, told.stderr
    assert told.stderr == ""
