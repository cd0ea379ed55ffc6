"""The child process that owns one PKCS#11 module: one line in, one line out, one thing at a time.

Run as `python -m signing.token_child MODULE`. The PIN comes down the pipe and is forgotten with the question.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pkcs11
from pkcs11 import Attribute, TokenFlag

from signing import token_keys
from signing.errors import PinLocked, PinWrong, SigningError
from signing.token_contents import find_key, find_token, holds, list_certificates, serial

_PULLED_OUT = (
    *(pkcs11.TokenNotPresent, pkcs11.TokenNotRecognised, pkcs11.DeviceRemoved, pkcs11.DeviceError),
    *(pkcs11.SessionHandleInvalid, pkcs11.SessionClosed, pkcs11.KeyHandleInvalid, pkcs11.ObjectHandleInvalid),
)
_BAD_PIN = (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange)


class TokenChild:
    """Answers questions with one PKCS#11 library, which lies at `module`."""

    def __init__(self, library: Any, module: str = "") -> None:
        self._library, self._module = library, module

    def answer(self, question: dict[str, Any]) -> dict[str, Any]:
        """`{"value": …}` or `{"error": class, "facts": …}`; what went wrong inside is never quoted."""
        ask = {
            "sign": self._sign,
            "certificates": self._certificates,
            "find": self._find,
            "generate": self._generate,
            "store": self._store,
            "make": self._make,
        }[question["do"]]
        try:
            return {"value": ask(question)}
        except SigningError as refusal:
            return {"error": type(refusal).__name__, "facts": refusal.facts}
        except Exception as problem:
            reason = "token_removed" if isinstance(problem, _PULLED_OUT) else "driver_failed"
            return {"error": "TokenAbsent", "facts": {"reason": reason, "problem": type(problem).__name__}}

    @contextmanager
    def _session(self, question: dict[str, Any], write: bool = False) -> Iterator[Any]:
        """A logged-in session: one log-in for one question, so that each person's PIN is judged by the token."""
        token = find_token(self._library, question)
        try:
            session = token.open(rw=write, user_pin=question["pin"])
        except pkcs11.PinLocked:
            raise PinLocked() from None
        except _BAD_PIN:
            raise _refused(token) from None
        try:
            yield session
        finally:
            question.pop("pin")
            _closed(session)

    def _sign(self, question: dict[str, Any]) -> list[str]:
        with self._session(question) as session:
            key = find_key(session, question)
            sign = token_keys.signer(key, question.get("digest", "sha256"), question["pin"])
            return [sign(bytes.fromhex(one)).hex() for one in question["batch"]]

    def _certificates(self, question: dict[str, Any]) -> list[dict[str, str]]:
        return list(list_certificates(self._library))

    def _find(self, question: dict[str, Any]) -> tuple[str, bool]:
        token = find_token(self._library, question)
        return serial(token), holds(token, bytes.fromhex(question["certificate"]))

    def _generate(self, question: dict[str, Any]) -> str:
        with self._session(question, write=True) as session:
            return token_keys.generate(session, question["key"], question["kind"]).hex()

    def _store(self, question: dict[str, Any]) -> None:
        from pkcs11.util.x509 import decode_x509_certificate

        with self._session(question, write=True) as session:
            label = {Attribute.LABEL: question["key"], Attribute.ID: question["key"].encode()}
            described = decode_x509_certificate(bytes.fromhex(question["der"]))
            session.create_object({**described, **label, Attribute.TOKEN: True, Attribute.PRIVATE: False})

    def _make(self, question: dict[str, Any]) -> None:
        token_keys.make_token(self._library, self._module, question)


def _closed(session: Any) -> None:
    """A token that is gone cannot be logged out of; that must not hide what happened before."""
    try:
        session.close()
    except pkcs11.PKCS11Error:
        return


def _refused(token: Any) -> SigningError:
    """What the token says of the tries that are left, without trying again."""
    flags = token.slot.get_token().flags
    if flags & TokenFlag.USER_PIN_LOCKED:
        return PinLocked()
    return PinWrong.after(1 if flags & TokenFlag.USER_PIN_FINAL_TRY else None)


def main(module: str) -> None:
    """Answer until the pipe closes. A driver that prints must not spoil the answers: they have a pipe of their own."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        child = TokenChild(pkcs11.lib(module), module)
    except Exception:
        child = TokenChild(None)
    for line in sys.stdin.buffer:
        answers.write(json.dumps(child.answer(json.loads(line))).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    main(sys.argv[1])
