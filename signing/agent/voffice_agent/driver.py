"""One owner for each PKCS#11 driver: a child process, one conversation at a time, started anew after a crash."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Lock, Thread
from typing import Any

from voffice_agent.pin import Pin
from voffice_agent.refusal import AgentRefused

PATIENCE_SECONDS = 60
"""A slow token needs a second for a signature; a driver silent for this long is taken for dead."""


@dataclass(frozen=True)
class Found:
    """A certificate in a token, read without a PIN. `pin`: ok, low, final, locked, as the token says."""

    module: Path
    token: str
    serial: str
    pin: str
    der: bytes


class Login:
    """A conversation after one log-in."""

    def __init__(self, driver: "Driver") -> None:
        self._driver = driver

    def sign(self, attributes: bytes, digest: str) -> bytes:
        """The raw signature with `sha256`, `sha384` or `sha512`: PKCS#1 v1.5 for RSA, DER for ECDSA."""
        return bytes.fromhex(self._driver.ask({"do": "sign", "attributes": attributes.hex(), "digest": digest}))


class Driver:
    """Speaks for one PKCS#11 module. Safe to use from any thread; a PIN is tried once and kept nowhere."""

    def __init__(self, module: Path) -> None:
        self.module = module
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._lines: Queue[bytes] = Queue()

    def certificates(self) -> list[Found]:
        """Every certificate in every token that is plugged in. Raises AgentRefused(token_absent)."""
        with self._lock:
            rows = self.ask({"do": "list"})
        return [Found(self.module, r["token"], r["serial"], r["pin"], bytes.fromhex(r["der"])) for r in rows]

    @contextmanager
    def login(self, certificate: bytes, pin: Pin) -> Iterator[Login]:
        """Log in once where this certificate is. Raises AgentRefused: pin_wrong, pin_locked, token_absent."""
        with self._lock:
            try:
                self.ask({"do": "open", "certificate": certificate.hex()}, pin)
                yield Login(self)
            finally:
                self._leave()

    def close(self) -> None:
        with self._lock:
            self._end()

    def ask(self, question: dict[str, Any], pin: Pin | None = None) -> Any:
        """One question, one answer; the lock is held by the caller."""
        line = json.dumps(question | ({"pin": pin.reveal()} if pin else {})).encode() + b"\n"
        answer = self._exchange(line)
        del line
        if answer is None:
            self._end()
            raise AgentRefused("token_absent", reason="driver_failed")
        if "error" in answer:
            raise AgentRefused(answer["error"], **answer["facts"])
        return answer["value"]

    def _exchange(self, line: bytes) -> dict[str, Any] | None:
        """The child's answer, or None when it is dead, dumb or babbling."""
        child = self._running()
        if child.stdin is None:
            return None
        try:
            child.stdin.write(line)
            child.stdin.flush()
            answer = json.loads(self._lines.get(timeout=PATIENCE_SECONDS))
        except (OSError, ValueError, Empty):
            return None
        return answer if isinstance(answer, dict) else None

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._child is None or self._child.poll() is not None:
            self._lines = Queue()
            self._child = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
                [sys.executable, "-m", "voffice_agent.token_child", str(self.module)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=no_window(),
            )  # fmt: skip
            Thread(target=_read, args=(self._child, self._lines), daemon=True).start()
        return self._child

    def _leave(self) -> None:
        """Log out; a child that cannot even do that is ended, which logs out as well."""
        if self._child is not None and self._exchange(b'{"do": "close"}\n') is None:
            self._end()

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()


def _read(child: "subprocess.Popen[bytes]", lines: "Queue[bytes]") -> None:
    """Pipes cannot be waited for with a time limit on Windows; a queue can. An empty line says: it is gone."""
    while child.stdout is not None and (line := child.stdout.readline()):
        lines.put(line)
    lines.put(b"")


def no_window() -> int:
    """On Windows a child process opens no console of its own."""
    return getattr(subprocess, "CREATE_NO_WINDOW", 0)
