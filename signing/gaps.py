"""Finds the gaps for number and date on page 1: `Số: …/QĐ-PGDĐT`, `ngày … tháng … năm …` (ND30 PL I II.3–4)."""

import re
from typing import Any

from signing.document import opened
from signing.errors import PlaceNotFound
from signing.geometry import Blank, BlankLine
from signing.page_text import Letter, letters_in_rows, rebased

_GAP = r"[\s.…_]*"
_NUMBER = re.compile(rf"Số\s*:(?P<number>{_GAP})/")
_DATE = re.compile(
    rf"ngày(?P<day>\s*\d\d?\s*|{_GAP})tháng(?P<month>\s*\d\d?\s*|{_GAP})năm(?P<year>\s*\d{{4}}|\s*20{_GAP}|{_GAP})"
)
_LINES = {"number": _NUMBER, "date": _DATE}


def find_gaps(pdf: bytes) -> tuple[str, ...]:
    """Which of `number` and `date` have their line on page 1; a person shows where the others go."""
    page = opened(pdf)[0]
    return tuple(what for what in _LINES if _searched(letters_in_rows(page), what) is not None)


def find_line(page: Any, what: str, reopened: bool = False) -> BlankLine:
    """The line of `number` or `date` on page 1. `reopened`: what is typed in the date counts as a gap too.

    A typed date has no gaps. Raises PlaceNotFound(what): no such line, or the number is filled.
    """
    found = _searched(letters_in_rows(page), what)
    if found is None:
        raise PlaceNotFound(what=what)
    return _measured(*found, reopened)


def printed_date(text: str) -> tuple[int, int, int] | None:
    """Day, month and year of a date line without gaps."""
    match = _DATE.search(text)
    if match is None or not all(part.strip().isdigit() for part in match.groups()):
        return None
    day, month, year = (int(part) for part in match.groups())
    return day, month, year


def _searched(rows: list[list[Letter]], what: str) -> tuple[list[Letter], re.Match[str]] | None:
    pattern = _LINES[what]
    for row in rows:
        whole = pattern.search("".join(letter.text for letter in row))
        if whole is None:
            continue
        row = _clipped(row, whole)
        match = pattern.search("".join(letter.text for letter in row))
        if match is not None:
            return row, match
    return None


def _clipped(row: list[Letter], match: re.Match[str]) -> list[Letter]:
    """The part of the row around the match up to the next wide gap: number and date often stand on one baseline."""
    start, end = match.span()
    while start > 0 and not _apart(row[start - 1], row[start]):
        start -= 1
    while end < len(row) and not _apart(row[end - 1], row[end]):
        end += 1
    return rebased(row[start:end])


def _apart(left: Letter, right: Letter) -> bool:
    return right.start - left.end > 1.2 * left.size


def _measured(row: list[Letter], match: re.Match[str], reopened: bool) -> BlankLine:
    first, last = row[0], row[-1]
    style = row[max(match.start(1) - 1, 0)]
    blanks = []
    for name, text in match.groupdict().items():
        if not reopened and (digits := text.strip()).isdigit() and digits != "20":
            continue
        start, stop = match.span(name)
        right = row[stop].start if stop < len(row) else last.end + 30
        blanks.append(Blank(name, start, stop, row[start - 1].end, right))
    text = "".join(letter.text for letter in row)
    look = (style.size, style.italic, style.bold, style.colour)
    return BlankLine(text, first.at, first.direction, last.end, *look, tuple(blanks))
