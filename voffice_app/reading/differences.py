"""Which words differ between two versions of a paper, wherever the lines break. Runs in the workshop's child."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from voffice_app.reading.text import plain_text

MOST_WORDS = 12_000
"""Of each version; what follows is not compared."""
MOST_CHANGES = 100
AROUND = 6
"""Words of the later version shown on either side of a change."""


@dataclass(frozen=True)
class Change:
    """Words ``removed`` and ``added`` at one place; ``page`` counts from 1 in the later version."""

    page: int
    before: str
    removed: str
    added: str
    after: str


@dataclass(frozen=True)
class Compared:
    """``read`` is whether both versions have words at all; ``whole`` whether everything was compared and is listed."""

    changes: tuple[Change, ...]
    read: bool = True
    whole: bool = True


def changed_words(earlier: bytes, later: bytes) -> Compared:
    """In the order of the paper. Raises `Unreadable`."""
    old, new = _words(earlier), _words(later)
    if not old or not new:
        return Compared((), read=False)
    whole = max(len(old), len(new)) <= MOST_WORDS
    old, new = old[:MOST_WORDS], new[:MOST_WORDS]
    opcodes = SequenceMatcher(None, [word for word, _ in old], [word for word, _ in new]).get_opcodes()
    differing = (code for code in opcodes if code[0] != "equal")
    found = list(islice((_change(old, new, *code[1:]) for code in differing), MOST_CHANGES + 1))
    return Compared(tuple(found[:MOST_CHANGES]), whole=whole and len(found) <= MOST_CHANGES)


_Words = list[tuple[str, int]]


def _words(pdf: bytes) -> _Words:
    return [(word, page) for page, text in enumerate(plain_text(pdf), start=1) for word in text.split()]


def _change(old: _Words, new: _Words, i1: int, i2: int, j1: int, j2: int) -> Change:
    page = new[min(j1, len(new) - 1)][1]
    around = _joined(new[max(0, j1 - AROUND) : j1]), _joined(new[j2 : j2 + AROUND])
    return Change(page, around[0], _joined(old[i1:i2]), _joined(new[j1:j2]), around[1])


def _joined(words: _Words) -> str:
    return " ".join(word for word, _ in words)
