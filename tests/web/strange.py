"""What no honest page sends, made for any handler from its own annotations: a new handler is found by itself."""

import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from reflex_base.registry import RegistrationContext

from voffice_app.arguments import LARGEST_NUMBER

NUMBERS = (-1, 0, LARGEST_NUMBER)
TEXTS = ("-1", "y" * 700, "'\"<b>%s{0}\u202e", "\0", "\ud800", "9" * 400, "2026-02-31", "٣")
VALUES: tuple[Any, ...] = (*TEXTS, None, True, -1, 1.5, [], ["-1"], {}, {"id": -1}, [[None]])
"""A form's fields carry anything JSON can: the guard holds only the form itself to be an object."""


def function(name: str) -> Any:
    return RegistrationContext.get().event_handlers[name].handler.fn


def hints(name: str) -> dict[str, Any]:
    return {key: hint for key, hint in get_type_hints(function(name)).items() if key != "return"}


@cache
def field_names(source: str) -> tuple[str, ...]:
    """Every short quoted name of the handler's own file: among them are the fields of its forms."""
    return tuple(sorted(set(re.findall(r"[\"']([a-z][a-z0-9_]{1,29})[\"']", Path(source).read_text()))))


def fitting(name: str, ids: tuple[int, ...]) -> Iterator[dict[str, Any]]:
    """Payloads of the right types and the wrong meaning; ``ids`` are rows of another unit."""
    wanted = hints(name)
    if not wanted:
        yield {}
        return
    fields = field_names(inspect.getsourcefile(function(name)) or "")
    for turn in range(len(VALUES) + len(ids) if any(_base(hint) is dict for hint in wanted.values()) else 8):
        payload = {key: _value(hint, turn, ids) for key, hint in wanted.items()}
        yield {key: dict.fromkeys(fields, one) if _base(wanted[key]) is dict else one for key, one in payload.items()}


def _value(hint: Any, turn: int, ids: tuple[int, ...]) -> Any:
    base, numbers = _base(hint), (*ids, *NUMBERS)
    if get_origin(hint) is Literal:
        return get_args(hint)[turn % len(get_args(hint))]
    if base is bool:
        return turn % 2 == 0
    if base in (int, float):
        return base(numbers[turn % len(numbers)])
    texts = (*map(str, ids), *TEXTS)
    if base is str:
        return texts[turn % len(texts)]
    values = (*map(str, ids), *VALUES)
    if base is list:
        return [_value(part, turn, ids) for part in get_args(hint)] or [values[turn % len(values)]]
    return (texts if hint == dict[str, str] else values)[turn % (len(texts) if hint == dict[str, str] else len(values))]


def _base(hint: Any) -> Any:
    """The first plain type of an annotation."""
    if get_origin(hint) in (Union, UnionType):
        return _base(get_args(hint)[0])
    return get_origin(hint) or hint


def misfits(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """One wrong argument at a time, and its name."""
    good = next(fitting(name, (1,)))
    yield "unheard_of", {**good, "unheard_of": 1}
    for key, hint in hints(name).items():
        for wrong in (
            LARGEST_NUMBER + 1,
            "y" * 20_001,
            "a\0",
            "a\ud800",
            {"a": "\udc00"},
            [["x"] * 3] * 3,
            {"a": {"b": 2**40}},
            float("nan"),
        ):
            if hint is not Any:
                yield key, {**good, key: wrong}
