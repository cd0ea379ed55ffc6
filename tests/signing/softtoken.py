"""SoftHSM tokens for tests, and in front of them a module compiled here that fails as real tokens do."""

import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from shutil import which
from tempfile import mkdtemp

import pytest

from signing import softhsm
from signing.demo_ca import DemoCA, Subject
from signing.pin import Pin
from signing.token import KeyAddress, TokenWorker
from tests.signing.conftest import OFFICE

PIN, SO_PIN = "739154", "00112233"
START = datetime(2025, 1, 1, tzinfo=UTC)
needs_softhsm = pytest.mark.skipif(softhsm.available() is None, reason="SoftHSM is missing: apt-get install softhsm2")
needs_compiler = pytest.mark.skipif(
    which("gcc") is None or softhsm.available() is None,
    reason="gcc or SoftHSM is missing: apt-get install gcc libc6-dev softhsm2",
)


def module() -> Path:
    found = softhsm.available()
    assert found is not None
    return found


def filled(folder: Path, authority: DemoCA, label: str, *kinds: str) -> TokenWorker:
    """A worker over one more token in this folder with a key and its certificate of each kind."""
    worker = TokenWorker(module(), softhsm.configure(folder))
    worker.make_token(label, Pin(PIN), Pin(SO_PIN))
    for kind in kinds:
        public = worker.generate(label, kind, Pin(PIN), kind)
        worker.store_certificate(label, kind, Pin(PIN), authority.issue(public, Subject(f"Khóa {kind}", OFFICE), START))
    return worker


@lru_cache
def compiled() -> Path:
    """The faulty module, made once."""
    out = Path(mkdtemp()) / "faulty.so"
    source = Path(__file__).with_name("faulty_module.c")
    subprocess.run(["gcc", "-O1", "-shared", "-fPIC", "-o", str(out), str(source), "-ldl"], check=True)
    return out


@dataclass
class FaultyToken:
    """A real key in SoftHSM behind the faulty module; its faults are files in `state`."""

    worker: TokenWorker
    address: KeyAddress
    state: Path

    def has(self, fault: str) -> None:
        (self.state / fault).touch()

    def recovers(self) -> None:
        for fault in self.state.iterdir():
            fault.unlink()

    def log_ins(self) -> int:
        counted = self.state / "log-ins"
        return int(counted.read_text()) if counted.exists() else 0

    def sign(self, pin: str = PIN) -> bytes:
        return self.worker.sign(self.address, Pin(pin), b"attributes")


def faulty(folder: Path, authority: DemoCA, monkeypatch: pytest.MonkeyPatch) -> FaultyToken:
    """A token with an RSA key behind the faulty module."""
    direct = filled(folder, authority, "Thẻ", "rsa")
    certificate = direct.list_certificates()[0].der
    direct.close()
    state = folder / "state"
    state.mkdir()
    for name, value in (("FAULTY_BEHIND", module()), ("FAULTY_STATE", state)):
        monkeypatch.setenv(name, os.fspath(value))
    worker = TokenWorker(compiled(), folder / "softhsm2.conf")
    return FaultyToken(worker, KeyAddress("Thẻ", "rsa", certificate=certificate), state)
