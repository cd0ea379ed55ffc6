"""One owner for each PKCS#11 module: a child process, asked one thing at a time, started anew after a crash."""

import atexit
import json
import os
import select
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from signing import errors
from signing.errors import TokenAbsent
from signing.pin import Pin

_ROOT = Path(__file__).parents[1]
_PATIENCE_SECONDS = 30
_CHILD = ("-m", "signing.token_child")


@dataclass(frozen=True)
class TokenCertificate:
    """A certificate found in a token, which needs no PIN to be read."""

    token_label: str
    token_serial: str
    key_label: str
    der: bytes


class TokenWorker:
    """Speaks for one PKCS#11 module. Safe to use from any thread; a PIN is tried once and kept nowhere."""

    def __init__(self, module_path: Path | str, softhsm_conf: Path | str | None = None) -> None:
        self._module, self._conf = str(module_path), str(softhsm_conf or "")
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0
        atexit.register(self.close)

    def __repr__(self) -> str:
        return f"TokenWorker({self._module!r})"

    def sign(self, token_label: str, key_label: str, pin: Pin, attributes: bytes, digest: str = "sha256") -> bytes:
        """The raw signature with this digest (ECDSA as DER). Raises PinWrong, PinLocked, TokenAbsent."""
        return self.sign_many(token_label, key_label, pin, [attributes], digest)[0]

    def sign_many(
        self, token_label: str, key_label: str, pin: Pin, batch: list[bytes], digest: str = "sha256"
    ) -> list[bytes]:
        """Several signatures with one log-in."""
        asked = {"do": "sign", "token": token_label, "key": key_label, "digest": digest}
        return [bytes.fromhex(one) for one in self._ask(asked | {"batch": [one.hex() for one in batch]}, pin)]

    def list_certificates(self) -> list[TokenCertificate]:
        """Every certificate in every token that is plugged in."""
        found = self._ask({"do": "certificates"})
        return [TokenCertificate(**{**row, "der": bytes.fromhex(row["der"])}) for row in found]

    def generate(self, token_label: str, key_label: str, pin: Pin, kind: str) -> bytes:
        """A new key pair born in the token, `rsa` (2048) or `ec` (P-256); its public key (SubjectPublicKeyInfo)."""
        return bytes.fromhex(self._ask({"do": "generate", "token": token_label, "key": key_label, "kind": kind}, pin))

    def store_certificate(self, token_label: str, key_label: str, pin: Pin, der: bytes) -> None:
        """Put a certificate beside its key."""
        self._ask({"do": "store", "token": token_label, "key": key_label, "der": der.hex()}, pin)

    def close(self) -> None:
        """End the child; the next question starts another."""
        with self._lock:
            self._end()

    def _ask(self, question: dict[str, Any], pin: Pin | None = None) -> Any:
        """One question, one answer. No frame of a refusal's traceback holds the PIN: it is gone before we raise."""
        with self._lock:
            answer = self._exchange(json.dumps(question | ({"pin": pin.reveal()} if pin else {})).encode() + b"\n")
            if answer is None:
                self._end()
        if answer is None:
            raise TokenAbsent(reason="driver_failed")
        if "error" in answer:
            kind = getattr(errors, answer["error"])
            raise kind(**answer["facts"])
        return answer["value"]

    def _exchange(self, line: bytes) -> dict[str, Any] | None:
        """The child's answer, or None when it is dead, dumb or babbling."""
        child = self._running()
        if child.stdin is None or child.stdout is None:
            return None
        try:
            child.stdin.write(line)
            child.stdin.flush()
            ready, _, _ = select.select([child.stdout.fileno()], [], [], _PATIENCE_SECONDS)
            answer = json.loads(child.stdout.readline() if ready else b"")
        except (OSError, ValueError):
            return None
        return answer if isinstance(answer, dict) else None

    def _running(self) -> subprocess.Popen[bytes]:
        """The child; after a fork or a crash a new one, because a module must never be shared by two processes."""
        if self._child is not None and self._owner == os.getpid() and self._child.poll() is None:
            return self._child
        environment = {**os.environ, "PYTHONPATH": str(_ROOT)} | ({"SOFTHSM2_CONF": self._conf} if self._conf else {})
        self._child = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
            [sys.executable, *_CHILD, self._module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self._owner = os.getpid()
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None or self._owner != os.getpid():
            return
        child.kill()
        child.communicate()
