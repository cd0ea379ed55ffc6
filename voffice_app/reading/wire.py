"""What crosses the pipe between the web process and the child that opens strangers' files.

The child may have been taken over by a hostile PDF, so the parent never unpickles freely: only plain
values, the house's own dataclasses, enums and errors come back. Anything else is an answer not given.
"""

import io
import pickle
from dataclasses import dataclass, is_dataclass
from enum import Enum
from importlib import import_module
from typing import Any

_HOUSE = ("voffice_app.reading.", "signing.")
_PLAIN = {("datetime", "date"), ("datetime", "datetime"), ("datetime", "timedelta"), ("datetime", "timezone")}
_REBUILDING = {("voffice_app.reading.errors", "_rebuilt"), ("signing.errors", "_rebuild")}


@dataclass(frozen=True)
class Answer:
    """One reply: a value or an error, and the child's resident memory in bytes after the call."""

    value: Any
    error: BaseException | None
    resident_bytes: int


class StrangeAnswer(Exception):  # named as a fact
    """The child sent something other than plain values."""


class _Careful(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if _may_ask(module) and "." not in name:
            found = getattr(import_module(module), name)
            if (module, name) in _REBUILDING or _is_plain(found, module, name):
                return found
        raise StrangeAnswer(f"{module}.{name}")


def _may_ask(module: str) -> bool:
    return module == "datetime" or module.startswith(_HOUSE)


def _is_plain(found: Any, module: str, name: str) -> bool:
    if not isinstance(found, type):
        return False
    if (module, name) in _PLAIN:
        return True
    return module.startswith(_HOUSE) and (is_dataclass(found) or issubclass(found, (Enum, Exception)))


def pack(message: Any) -> bytes:
    return pickle.dumps(message, protocol=5)


def unpack_trusted(data: bytes) -> Any:
    """For the child only: the web process is its master."""
    return pickle.loads(data)  # noqa: S301  # the sender is our own parent, on a pipe nobody else holds


def unpack_answer(data: bytes) -> Answer:
    """Raises `StrangeAnswer` when the bytes hold more than plain values."""
    try:
        answer = _Careful(io.BytesIO(data)).load()
    except Exception as trouble:  # a forged pickle can fail in any way
        raise StrangeAnswer(type(trouble).__name__) from trouble
    if not isinstance(answer, Answer):
        raise StrangeAnswer(type(answer).__name__)
    return answer
