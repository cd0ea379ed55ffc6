"""The process that owns one PKCS#11 driver: when the driver crashes, only this process dies.

Run as `python -m voffice_agent.token_child MODULE`. One line of JSON in, one line out:
`list` answers with every certificate; `open` logs in (once, never again) and begins a conversation in which each
`sign` is answered with a signature, until `close`. The PIN comes down the pipe and is forgotten with the log-in.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from typing import Any

import pkcs11
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, TokenFlag

_BAD_PIN = (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange)
_GONE = (pkcs11.NoSuchToken, pkcs11.TokenNotPresent, pkcs11.TokenNotRecognised, pkcs11.DeviceRemoved)
_RSA = {name: getattr(Mechanism, f"{name.upper()}_RSA_PKCS") for name in ("sha256", "sha384", "sha512")}
# The beginning of DigestInfo (RFC 8017 §9.2), for tokens that do not hash themselves.
_PREFIX = {
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
    "sha384": bytes.fromhex("3041300d060960864801650304020205000430"),
    "sha512": bytes.fromhex("3051300d060960864801650304020305000440"),
}


class Failed(Exception):
    """An error with its code and facts, as the parent is told."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.told = {"error": code, "facts": facts}


class TokenChild:
    """Answers questions with one PKCS#11 library."""

    def __init__(self, library: Any) -> None:
        self._library = library
        self._session: Any = None
        self._key: Any = None
        self._mechanisms: set[Any] = set()

    def answer(self, question: dict[str, Any]) -> dict[str, Any]:
        """`{"value": …}` or `{"error": code, "facts": …}`; what a driver says of itself is never quoted."""
        do = {"list": self._list, "open": self._open, "sign": self._sign, "close": self._close}[question["do"]]
        try:
            return {"value": do(question)}
        except Failed as failed:
            return failed.told
        except _GONE:
            return {"error": "token_absent", "facts": {"reason": "token_removed"}}
        except Exception as problem:
            facts = {"reason": "driver_failed", "problem": type(problem).__name__}
            return {"error": "token_absent", "facts": facts}

    def _list(self, _question: dict[str, Any]) -> list[dict[str, Any]]:
        found = list(self._certificates())
        if not found and self._session is None:  # some drivers see a token plugged in later only when started anew
            self._library.reinitialize()
            found = list(self._certificates())
        return [
            {"token": token.label.strip(), "serial": _plain(token.serial), "pin": pin_state(token), "der": der.hex()}
            for token, _, der in found
        ]

    def _certificates(self) -> Iterator[tuple[Any, Any, bytes]]:
        """(token, id and label of the object, DER) of every certificate in every token that is plugged in."""
        for slot in self._library.get_slots(token_present=True):
            token = slot.get_token()
            if not token.flags & TokenFlag.TOKEN_INITIALIZED:
                continue
            with token.open() as session:
                for item in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
                    yield token, (_of(item, Attribute.ID), _of(item, Attribute.LABEL)), item[Attribute.VALUE]

    def _open(self, question: dict[str, Any]) -> bool:
        wanted = bytes.fromhex(question["certificate"])
        token, (key_id, label) = self._holder(wanted)
        if pin_state(token) == "locked":
            raise Failed("pin_locked")
        try:
            self._session = token.open(user_pin=question.pop("pin"))
        except pkcs11.PinLocked:
            raise Failed("pin_locked") from None
        except _BAD_PIN:
            raise self._refused(wanted) from None
        self._key = self._find_key(key_id, label)
        self._mechanisms = set(token.slot.get_mechanisms())
        return True

    def _holder(self, der: bytes) -> tuple[Any, Any]:
        found = next(((token, names) for token, names, other in self._certificates() if other == der), None)
        if found is None:
            raise Failed("token_absent", reason="token_missing")
        return found

    def _refused(self, der: bytes) -> Failed:
        """What the token says of the tries that are left, without trying again."""
        token, _ = self._holder(der)
        left = {"locked": 0, "final": 1, "low": None, "ok": None}[pin_state(token)]
        return Failed("pin_locked") if left == 0 else Failed("pin_wrong", tries_left=left)

    def _find_key(self, key_id: bytes, label: str) -> Any:
        for names in ({Attribute.ID: key_id} if key_id else {}, {Attribute.LABEL: label} if label else {}):
            asked = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, **names}
            found = list(self._session.get_objects(asked)) if names else []
            if len(found) == 1:
                return found[0]
        raise Failed("token_absent", reason="key_missing")

    def _sign(self, question: dict[str, Any]) -> str:
        data, name, key = bytes.fromhex(question["attributes"]), question["digest"], self._key
        if key is None:
            raise Failed("token_absent", reason="key_missing")
        digest = hashlib.new(name, data).digest()
        if key.key_type != KeyType.RSA:
            return ecdsa(key.sign(digest, mechanism=Mechanism.ECDSA)).hex()
        if _RSA[name] in self._mechanisms:
            return bytes(key.sign(data, mechanism=_RSA[name])).hex()
        return bytes(key.sign(_PREFIX[name] + digest, mechanism=Mechanism.RSA_PKCS)).hex()

    def _close(self, _question: dict[str, Any]) -> bool:
        session, self._session, self._key = self._session, None, None
        if session is not None:
            session.close()
        return True


def pin_state(token: Any) -> str:
    """What the token's flags say of its PIN: ok, low (some tries lost), final (one left), locked."""
    flags = token.flags
    for flag, state in (
        (TokenFlag.USER_PIN_LOCKED, "locked"),
        (TokenFlag.USER_PIN_FINAL_TRY, "final"),
        (TokenFlag.USER_PIN_COUNT_LOW, "low"),
    ):
        if flags & flag:
            return state
    return "ok"


def ecdsa(raw: bytes) -> bytes:
    """PKCS#11 gives r and s side by side; a CMS signature wants SEQUENCE { r, s } (RFC 5753 §7.2)."""
    half = len(raw) // 2
    body = b"".join(_integer(int.from_bytes(part, "big")) for part in (raw[:half], raw[half:]))
    return b"\x30" + bytes((len(body),) if len(body) < 0x80 else (0x81, len(body))) + body


def _integer(value: int) -> bytes:
    content = value.to_bytes(value.bit_length() // 8 + 1, "big")
    return bytes((0x02, len(content))) + content


def _of(item: Any, attribute: Attribute) -> Any:
    """An attribute that not every driver keeps."""
    try:
        return item[attribute]
    except pkcs11.PKCS11Error:
        return None


def _plain(serial: bytes | str) -> str:
    return (serial.decode("utf-8", "replace") if isinstance(serial, bytes) else serial).strip()


def main(module: str) -> None:
    """Answer until the pipe closes. A driver that prints must not spoil the answers: they have a pipe of their own."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        child = TokenChild(pkcs11.lib(module))
    except Exception:
        child = TokenChild(None)
    for line in sys.stdin.buffer:
        answers.write(json.dumps(child.answer(json.loads(line))).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    main(sys.argv[1])
