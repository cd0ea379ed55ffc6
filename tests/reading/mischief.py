"""What a hostile file can make the child do."""

import os
import socket
import sys
import time
from typing import Any


class PrivateError(Exception):
    """Of a kind the parent does not know."""


class Trojan:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.putenv, ("VOFFICE_TROJAN", "1")


def answer(value: Any) -> Any:
    return value


def process_id() -> int:
    return os.getpid()


def die(code: int) -> None:
    os._exit(code)


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def fill_memory(megabytes: int) -> int:
    return len(bytearray(megabytes * 1024 * 1024))


_kept: list[bytearray] = []


def keep(megabytes: int) -> None:
    _kept.append(bytearray(os.urandom(1024) * (megabytes * 1024)))


def raise_value_error() -> None:
    raise ValueError("of Python, not of the house")


def raise_private() -> None:
    raise PrivateError("only the child knows me")


def send_trojan() -> Trojan:
    return Trojan()


def environment() -> list[str]:
    return sorted(os.environ)


def connect(port: int) -> int:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port))


def modules() -> list[str]:
    return sorted(sys.modules.keys() - {name for name, module in sys.modules.items() if module is None})
