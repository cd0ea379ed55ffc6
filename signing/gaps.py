"""Finds the gaps for number and date on page 1: `Số: …/QĐ-PGDĐT`, `ngày … tháng … năm …` (ND30 PL I II.3–4)."""

import re

from signing.document import opened
from signing.errors import PlaceNotFound
from signing.geometry import Blank, BlankLine, Blanks
from signing.page_text import Letter, letters_in_rows, rebased

_NUMBER = re.compile(r"Số\s*:([\s.…_]*)/")
_DATE = re.compile(r"ngày([\s.…_]*)tháng([\s.…_]*)năm(\s*20[.…_\s]+|[.…_\s]*)?")


def find_blanks(pdf: bytes) -> Blanks:
    """The gaps for number and date on page 1. Raises PlaceNotFound(what=number or date), as when they are filled."""
    rows = letters_in_rows(opened(pdf)[0])
    return Blanks(_blank_line(rows, _NUMBER, "number"), _blank_line(rows, _DATE, "date"))


def _blank_line(rows: list[list[Letter]], pattern: re.Pattern[str], what: str) -> BlankLine:
    for row in rows:
        whole = pattern.search("".join(letter.text for letter in row))
        if whole is None:
            continue
        row = _clipped(row, whole)
        match = pattern.search("".join(letter.text for letter in row))
        if match is None:
            continue
        spans = [match.span(group) for group in range(1, match.re.groups + 1) if match.group(group) is not None]
        if what == "date" and match.group(3) == "" and match.end() < len(row) and row[match.end()].text.isdigit():
            spans.pop()
        if what == "date" and match.group(3) and match.group(3).isspace():
            spans.pop()
        return _measured(row, spans)
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


def _measured(row: list[Letter], spans: list[tuple[int, int]]) -> BlankLine:
    first = row[0]
    end = row[-1].end + 30
    blanks = tuple(
        Blank(start, stop, row[start - 1].end, row[stop].start if stop < len(row) else end) for start, stop in spans
    )
    style = row[max(spans[0][0] - 1, 0)]
    text = "".join(letter.text for letter in row)
    return BlankLine(
        text, first.at, first.direction, row[-1].end, style.size, style.italic, style.bold, style.colour, blanks
    )
