"""Whether what a browser sends fits a handler's annotations; the framework itself does not look."""

import functools
import inspect
from collections.abc import Callable
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

LONGEST_TEXT = 20_000
LARGEST_NUMBER = 2**31 - 1
"""Every number a screen sends is an id, a count or a place on a page; PostgreSQL's integers end here."""


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
    """The name of the first argument that is missing, unknown, too large or of the wrong type; "" when all fit."""
    wanted = expected(fn)
    unknown = payload.keys() - wanted.keys()
    if unknown:
        return min(unknown)
    for name, (kind, required) in wanted.items():
        if name not in payload:
            if required:
                return name
            continue
        if _too_large(payload[name]) or not _is(kind, payload[name]):
            return name
    return ""


def _is(kind: TypeAdapter[Any], value: Any) -> bool:
    try:
        kind.validate_python(value, strict=True)
    except ValidationError:
        return False
    return True


def _too_large(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) > LONGEST_TEXT
    if isinstance(value, int | float):
        return not abs(value) <= LARGEST_NUMBER  # not a number is refused too
    if isinstance(value, dict):
        return any(_too_large(part) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(_too_large(part) for part in value)
