"""A driver of the tests in the place of a real one: a token that is locked, on its last try, pulled out, or broken.

Put before the real package on the path of the agent's child process. What it does stands in the file PKCS11_FAULT
names; each log-in is written beside it.
"""

import enum
import os
from pathlib import Path
from typing import Any

FOLDER = Path(os.environ["STANDIN"])


class PKCS11Error(Exception):
    pass


NAMES = "PinIncorrect PinInvalid PinLenRange PinLocked NoSuchToken TokenNotPresent TokenNotRecognised DeviceRemoved"
for _name in NAMES.split():
    globals()[_name] = type(_name, (PKCS11Error,), {})


class TokenFlag(enum.IntFlag):
    TOKEN_INITIALIZED = 1024
    USER_PIN_COUNT_LOW = 65536
    USER_PIN_FINAL_TRY = 131072
    USER_PIN_LOCKED = 262144


class Attribute(enum.Enum):
    CLASS, ID, LABEL, VALUE = range(4)


class ObjectClass(enum.Enum):
    CERTIFICATE, PRIVATE_KEY = range(2)


class KeyType(enum.Enum):
    RSA, EC = range(2)


class Mechanism(enum.Enum):
    SHA256_RSA_PKCS, SHA384_RSA_PKCS, SHA512_RSA_PKCS, RSA_PKCS, ECDSA = range(5)


def fault() -> str:
    return (FOLDER / "fault").read_text().strip()


class Key:
    key_type = KeyType.RSA

    def __init__(self) -> None:
        self.signed = 0

    def sign(self, data: bytes, mechanism: Mechanism) -> bytes:
        self.signed += 1
        if fault() == "crash":
            os.abort()
        if fault() == "pulled" and self.signed > 1:
            raise globals()["DeviceRemoved"]
        return f"{mechanism.name}:".encode() + data


class Session:
    def __init__(self, token: "Token") -> None:
        self.token = token
        self.key = Key()

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def close(self) -> None:
        with (FOLDER / "calls").open("a") as calls:
            calls.write("close\n")

    def get_objects(self, asked: dict[Attribute, Any]) -> list[Any]:
        if asked[Attribute.CLASS] is ObjectClass.PRIVATE_KEY:
            return [] if fault() == "no_key" else [self.key]
        der = (FOLDER / "certificate").read_bytes()
        return [{Attribute.ID: b"1", Attribute.LABEL: "khóa", Attribute.VALUE: der}]


class Token:
    label, serial = "Thiết bị", b"123"

    def __init__(self) -> None:
        self.slot = self

    @property
    def flags(self) -> int:
        more = {"locked": TokenFlag.USER_PIN_LOCKED, "final": TokenFlag.USER_PIN_FINAL_TRY}
        return TokenFlag.TOKEN_INITIALIZED | more.get(fault(), TokenFlag.USER_PIN_COUNT_LOW)

    def get_mechanisms(self) -> list[Mechanism]:
        return [Mechanism.RSA_PKCS] if fault() == "no_hash" else list(Mechanism)

    def open(self, user_pin: str | None = None, **_: object) -> Session:
        if user_pin is not None:
            with (FOLDER / "calls").open("a") as calls:
                calls.write("login\n")
            if fault() == "locks":
                raise globals()["PinLocked"]
            if user_pin != (FOLDER / "pin").read_text():
                raise globals()["PinIncorrect"]
        return Session(self)


class Library:
    def reinitialize(self) -> None:
        pass

    def get_slots(self, token_present: bool) -> list[Any]:
        return [] if fault() == "empty" else [type("Slot", (), {"get_token": lambda _: Token()})()]


def lib(module: str) -> Library:
    if fault() == "unloadable":
        raise RuntimeError(module)
    return Library()
