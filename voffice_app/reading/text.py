"""The text of a PDF, line by line with boxes. Runs in the workshop's child; nothing here guesses or repairs."""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from voffice_app.reading.opened import opened, page_of, pages_of
from voffice_app.reading.shapes import Box, Line

_BOLD = 16  # MuPDF's flag of a span
_WITHIN = 2  # points by which a written-in number may stick out of its line


def lines(pdf: bytes, page: int) -> list[Line]:
    """The lines of one page in the file's own order. Raises `Unreadable`."""
    with opened(pdf) as document:
        return page_lines(page_of(document, page))


def all_lines(pdf: bytes) -> list[list[Line]]:
    """The lines of every page. Raises `Unreadable`."""
    with opened(pdf) as document:
        return [page_lines(page) for page in pages_of(document)]


def plain_text(pdf: bytes) -> list[str]:
    """The text of every page for searching, one line of the paper a line. Raises `Unreadable`."""
    return ["\n".join(line.text for line in found) for found in all_lines(pdf)]


def page_lines(page: Any) -> list[Line]:
    """Lines of an opened page as it is seen; what a signature wrote into a blank is read inside that blank."""
    import pymupdf  # imported late: only the child may pay for it

    blocks = page.get_text("dict", flags=pymupdf.TEXTFLAGS_WORDS)["blocks"]
    by_line: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for word in page.get_text("words", flags=pymupdf.TEXTFLAGS_WORDS):
        by_line[word[5], word[6]].append(word)
    found = [_line(words, blocks[block]["lines"][line]["spans"], page) for (block, line), words in by_line.items()]
    return _with_blanks_filled(found)


def _line(words: list[Any], spans: list[Any], page: Any) -> "_Words":
    """Boxes are turned with the page, so that they lie on its picture."""
    seen = [(_seen(page, word[:4]), unicodedata.normalize("NFC", word[4])) for word in words]
    written = [span for span in spans if span["text"].strip()]
    size = max((span["size"] for span in written), default=0.0)
    return _Words(seen, page.number, round(size, 1), all(span["flags"] & _BOLD for span in written))


def _seen(page: Any, box: Any) -> Box:
    import pymupdf  # imported late: only the child may pay for it

    x0, y0, x1, y1 = pymupdf.Rect(box) * page.rotation_matrix
    return x0, y0, x1, y1


@dataclass
class _Words:
    words: list[tuple[Box, str]]
    page: int
    size: float
    bold: bool

    def box(self) -> Box:
        boxes = [box for box, _ in self.words]
        return (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )

    def holds(self, other: "_Words") -> bool:
        ours, theirs = self.box(), other.box()
        inside = ours[0] < theirs[0] and theirs[2] < ours[2] and ours[1] - _WITHIN <= theirs[1]
        return inside and theirs[3] <= ours[3] + _WITHIN

    def line(self) -> Line:
        return Line(" ".join(text for _, text in self.words), self.page, *self.box(), self.size, self.bold)


def _with_blanks_filled(found: list[_Words]) -> list[Line]:
    """A short line lying within another one is what was written into that one's blank."""
    for short in sorted(found, key=lambda line: len(line.words)):
        holder = next((line for line in found if line is not short and line.holds(short)), None)
        if holder is not None:
            found.remove(short)
            holder.words = sorted([*holder.words, *short.words], key=lambda word: word[0][0])
    return [line.line() for line in found]
