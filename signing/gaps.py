"""Finds the gaps for number and date on page 1: `Số: …/QĐ-PGDĐT`, `ngày … tháng … năm …` (ND30 PL I II.3–4)."""

import re

from signing.document import opened
from signing.errors import PlaceNotFound
from signing.geometry import Blank, BlankLine, Blanks
from signing.page_text import Letter, letters_in_rows, rebased

_GAP = r"[\s.…_]*"
_NUMBER = re.compile(rf"Số\s*:(?P<number>{_GAP})/")
_DATE = re.compile(
    rf"ngày(?P<day>\s*\d\d?\s*|{_GAP})tháng(?P<month>\s*\d\d?\s*|{_GAP})năm(?P<year>\s*\d{{4}}|\s*20{_GAP}|{_GAP})"
)


def find_blanks(pdf: bytes) -> Blanks:
    """The number's gap, and the date's gaps: none when the drafter has typed the date already.

    Raises PlaceNotFound(what=number or date): no such line on page 1, or the number is filled.
    """
    rows = letters_in_rows(opened(pdf)[0])
    return Blanks(_blank_line(rows, _NUMBER, "number"), _blank_line(rows, _DATE, "date"))


def printed_date(text: str) -> tuple[int, int, int] | None:
    """Day, month and year of a date line without gaps."""
    match = _DATE.search(text)
    if match is None or not all(part.strip().isdigit() for part in match.groups()):
        return None
    day, month, year = (int(part) for part in match.groups())
    return day, month, year


def _blank_line(rows: list[list[Letter]], pattern: re.Pattern[str], what: str) -> BlankLine:
    for row in rows:
        whole = pattern.search("".join(letter.text for letter in row))
        if whole is None:
            continue
        row = _clipped(row, whole)
        match = pattern.search("".join(letter.text for letter in row))
        if match is not None:
            return _measured(row, match)
    raise PlaceNotFound(what=what)


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


def _measured(row: list[Letter], match: re.Match[str]) -> BlankLine:
    first, last = row[0], row[-1]
    style = row[max(match.start(1) - 1, 0)]
    blanks = []
    for name, text in match.groupdict().items():
        if len(digits := text.strip()) > 0 and digits.isdigit() and digits != "20":
            continue
        start, stop = match.span(name)
        right = row[stop].start if stop < len(row) else last.end + 30
        blanks.append(Blank(name, start, stop, row[start - 1].end, right))
    text = "".join(letter.text for letter in row)
    look = (style.size, style.italic, style.bold, style.colour)
    return BlankLine(text, first.at, first.direction, last.end, *look, tuple(blanks))
