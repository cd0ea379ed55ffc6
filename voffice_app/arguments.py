"""Whether what a browser sends fits a handler's annotations; the framework itself does not look."""

import functools
import inspect
from collections.abc import Callable
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

LONGEST_TEXT = 20_000
LARGEST_NUMBER = 2**31 - 1
"""Every number a screen sends is an id, a count or a place on a page; PostgreSQL's integers end here."""


def whole(sent: object) -> int:
    """The number that a form or an address says; 0 when it says none, or a larger one than any id may be."""
    text = str(sent).strip()
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@functools.cache
def expected(fn: Callable[..., Any]) -> dict[str, tuple[TypeAdapter[Any], bool]]:
    """Name → (type, required) for each argument after self. Raises TypeError for one without annotation."""
    hints = get_type_hints(fn)
    taken = {}
    for name, parameter in list(inspect.signature(fn).parameters.items())[1:]:
        if name not in hints or parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            raise TypeError(f"{fn.__qualname__}: argument {name} says no type")
        taken[name] = (TypeAdapter(hints[name]), parameter.default is parameter.empty)
    return taken


def misfit(fn: Callable[..., Any], payload: dict[str, Any]) -> str:
    """The first argument's name that is missing, unknown, of the wrong type or cannot be kept; "" when all fit."""
    wanted = expected(fn)
    unknown = payload.keys() - wanted.keys()
    if unknown:
        return min(unknown)
    for name, (kind, required) in wanted.items():
        if name not in payload:
            if required:
                return name
            continue
        if _cannot_be_kept(payload[name]) or not _is(kind, payload[name]):
            return name
    return ""


def _is(kind: TypeAdapter[Any], value: Any) -> bool:
    try:
        kind.validate_python(value, strict=True)
    except ValidationError:
        return False
    return True


def _cannot_be_kept(value: Any) -> bool:
    """Too large for a column, or text that PostgreSQL (NUL) or the answer to the browser (half a letter) refuses."""
    if isinstance(value, str):
        return len(value) > LONGEST_TEXT or "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value)
    if isinstance(value, int | float):
        return not abs(value) <= LARGEST_NUMBER  # not a number is refused too
    if isinstance(value, dict):
        return any(_cannot_be_kept(part) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(_cannot_be_kept(part) for part in value)
