"""One owner for each PKCS#11 module: a child process, asked one thing at a time, started anew after a crash."""

import atexit
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import WeakSet

from signing import errors
from signing.errors import TokenAbsent
from signing.pin import Pin
from signing.pipe import exchange

_ROOT = Path(__file__).parents[1]
_PATIENCE_SECONDS = 30.0
_PATIENCE_FOR_EACH = 5.0
_LOOK_SECONDS = 5.0
_CHILD = ("-m", "signing.token_child")


@dataclass(frozen=True)
class TokenCertificate:
    """A certificate found in a token, which needs no PIN to be read."""

    token_label: str
    token_serial: str
    key_label: str
    der: bytes


@dataclass(frozen=True)
class KeyAddress:
    """Where a key lives. Serial number and certificate (DER), where they are known, leave nothing to guess."""

    token_label: str
    key_label: str
    token_serial: str = ""
    certificate: bytes = b""

    def asked(self) -> dict[str, Any]:
        """As words of a question to the child."""
        named = {"token": self.token_label, "key": self.key_label, "serial": self.token_serial}
        return {**named, "certificate": self.certificate.hex()}


class TokenWorker:
    """Speaks for one PKCS#11 module. Safe to use from any thread; a PIN is tried once and kept nowhere."""

    def __init__(self, module_path: Path | str, softhsm_conf: Path | str | None = None) -> None:
        self.module, self._conf = str(module_path), str(softhsm_conf or "")
        self.forget()
        _WORKERS.add(self)

    def __repr__(self) -> str:
        return f"TokenWorker({self.module!r})"

    def sign(self, address: KeyAddress, pin: Pin, attributes: bytes, digest: str = "sha256") -> bytes:
        """The raw signature with this digest (ECDSA as DER). Raises PinWrong, PinLocked, TokenAbsent."""
        return self.sign_many(address, pin, [attributes], digest)[0]

    def sign_many(self, address: KeyAddress, pin: Pin, batch: list[bytes], digest: str = "sha256") -> list[bytes]:
        """Several signatures with one log-in; five seconds more patience for each."""
        asked = {"do": "sign", **address.asked(), "digest": digest, "batch": [one.hex() for one in batch]}
        signed = self._ask(asked, pin, _PATIENCE_SECONDS + _PATIENCE_FOR_EACH * (len(batch) - 1))
        return [bytes.fromhex(one) for one in signed]

    def find(self, address: KeyAddress) -> tuple[str, bool]:
        """Serial number of the token that is meant, and whether the certificate lies in it. No PIN is needed.

        Raises TokenAbsent(token_missing, token_ambiguous, driver_failed).
        """
        serial, holds = self._ask({"do": "find", **address.asked()}, patience=_LOOK_SECONDS)
        return serial, holds

    def list_certificates(self) -> list[TokenCertificate]:
        """Every certificate in every token that is plugged in."""
        found = self._ask({"do": "certificates"})
        return [TokenCertificate(**{**row, "der": bytes.fromhex(row["der"])}) for row in found]

    def make_token(self, label: str, pin: Pin, so_pin: Pin) -> None:
        """Initialise an empty slot as a token. Raises TokenAbsent(slot_missing, token_refused)."""
        self._ask({"do": "make", "token": label, "so_pin": so_pin.reveal()}, pin)

    def generate(self, token_label: str, key_label: str, pin: Pin, kind: str) -> bytes:
        """A new key pair born in the token, `rsa` (2048 bits), `rsa3072` or `ec` (P-256); its SubjectPublicKeyInfo."""
        return bytes.fromhex(self._ask({"do": "generate", "token": token_label, "key": key_label, "kind": kind}, pin))

    def store_certificate(self, token_label: str, key_label: str, pin: Pin, der: bytes) -> None:
        """Put a certificate beside its key."""
        self._ask({"do": "store", "token": token_label, "key": key_label, "der": der.hex()}, pin)

    def close(self) -> None:
        """End the child; the next question starts another."""
        with self._lock:
            self._end()

    def forget(self) -> None:
        """Start without a child: at first, and after a fork, because a module must never be shared by two processes."""
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def _ask(self, question: dict[str, Any], pin: Pin | None = None, patience: float | None = None) -> Any:
        """One question, one answer. No frame of a refusal's traceback holds the PIN: it is gone before we raise.

        After any refusal the driver starts afresh: nothing of a pulled-out token or a failed log-in stays behind.
        """
        seconds = patience or _PATIENCE_SECONDS
        with self._lock:
            answer = self._exchange(json.dumps(question | ({"pin": pin.reveal()} if pin else {})).encode(), seconds)
            question.clear()
            if answer is None or "error" in answer:
                self._end()
        if answer is None:
            raise TokenAbsent(reason="driver_failed")
        if "error" in answer:
            kind = getattr(errors, answer["error"])
            raise kind(**answer["facts"])
        return answer["value"]

    def _exchange(self, line: bytes, seconds: float) -> dict[str, Any] | None:
        """The child's answer, or None when it is dead, dumb or babbling. It is never asked twice: the PIN counts."""
        try:
            answer = json.loads(exchange(self._running(), line + b"\n", seconds))
        except (OSError, ValueError):
            return None
        return answer if isinstance(answer, dict) else None

    def _running(self) -> subprocess.Popen[bytes]:
        """The child, or a new one. The driver, a stranger's code, sees nothing of the office's settings."""
        if self._child is not None and self._child.poll() is None:
            return self._child
        environment = {name: value for name, value in os.environ.items() if not name.startswith("VOFFICE_")}
        environment |= {"PYTHONPATH": str(_ROOT)} | ({"SOFTHSM2_CONF": self._conf} if self._conf else {})
        self._child = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
            [sys.executable, *_CHILD, self.module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=environment,
        )
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()


_WORKERS: WeakSet[TokenWorker] = WeakSet()


def _close_all() -> None:
    for worker in list(_WORKERS):
        worker.close()


def _forget_all() -> None:
    for worker in list(_WORKERS):
        worker.forget()


atexit.register(_close_all)
os.register_at_fork(after_in_child=_forget_all)
