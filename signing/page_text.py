"""A page's words and letters, in the order and the direction people read them. Takes PyMuPDF pages, imports nothing."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from signing.geometry import Box
from signing.turning import upright


@dataclass(frozen=True)
class Run:
    """Words that stand together on one row. Its box is as seen: upright page, points, bottom-left origin."""

    text: str
    box: Box


@dataclass(frozen=True)
class Letter:
    """One letter: where it stands, where it starts and ends along its line (points from the first), its style."""

    text: str
    at: tuple[float, ...]
    start: float
    end: float
    direction: tuple[float, float]
    size: float
    italic: bool
    bold: bool
    colour: int


def folded(text: str) -> str:
    """NFC, lower case, single spaces: how texts are compared."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip().casefold()


def same_name(text: str, name: str) -> bool:
    """The text is the name, perhaps after an academic title, perhaps with its tone marks placed otherwise."""
    return bare(text).endswith(bare(name)) and len(text) <= len(name) + 12


def bare(text: str) -> str:
    """Folded and without any mark: `Đỗ Thị Hoà` and `Đỗ Thị Hòa` become alike."""
    plain = unicodedata.normalize("NFD", folded(text).replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def runs_of(page: Any) -> list[Run]:
    """The page's runs from top to bottom. A wide gap (another column) ends a run."""
    words = []
    for x0, y0, x1, y1, word, *_ in page.get_text("words"):
        corner = _seen(page, x0, y0, x1, y1)
        words.append((corner, word))
    words.sort(key=lambda item: (-item[0].centre[1], item[0].x0))
    rows: list[list[tuple[Box, str]]] = []
    for box, word in words:
        if rows and abs(rows[-1][0][0].centre[1] - box.centre[1]) < 0.4 * box.height:
            rows[-1].append((box, word))
        else:
            rows.append([(box, word)])
    return [run for row in rows for run in _split(sorted(row, key=lambda item: item[0].x0))]


def _seen(page: Any, x0: float, y0: float, x1: float, y1: float) -> Box:
    """A box of PyMuPDF's unrotated page space as seen on the upright page."""
    a, b, c, d, e, f = upright(page)
    xs = sorted((a * x0 + c * y0 + e, a * x1 + c * y1 + e))
    ys = sorted((b * x0 + d * y0 + f, b * x1 + d * y1 + f))
    height = page.rect.height
    return Box(xs[0], height - ys[1], xs[1], height - ys[0])


def _split(row: list[tuple[Box, str]]) -> list[Run]:
    runs: list[Run] = []
    for box, word in row:
        if runs and box.x0 - runs[-1].box.x1 < 1.2 * box.height:
            runs[-1] = Run(f"{runs[-1].text} {word}", runs[-1].box.joined(box))
        else:
            runs.append(Run(word, box))
    return runs


def letters_in_rows(page: Any) -> list[list[Letter]]:
    """All letters, one list per baseline, in reading direction; works on turned pages too.

    What was written later stands elsewhere in the file but on the same baseline: letters are put in order by place.
    """
    spans = [
        (span, line["dir"])
        for block in page.get_text("rawdict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
    ]
    letters = [letter for span, direction in spans for letter in _letters(span, direction)]
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda it: (it.direction, _across(it))):
        if rows and _same_baseline(rows[-1][-1], letter):
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return [rebased(sorted(row, key=lambda it: it.start)) for row in rows]


def _letters(span: Any, direction: tuple[float, float]) -> list[Letter]:
    way = round(direction[0], 4), round(direction[1], 4)
    style = span["size"], bool(span["flags"] & 2), bool(span["flags"] & 16), span["color"]
    found = []
    for char in span["chars"]:
        box = char["bbox"]
        end = max(_along((x, y), way) for x in box[::2] for y in box[1::2])
        at = tuple(char["origin"])
        found.append(Letter(unicodedata.normalize("NFC", char["c"]), at, _along(at, way), end, way, *style))
    return found


def _along(point: tuple[float, ...], direction: tuple[float, float]) -> float:
    return point[0] * direction[0] + point[1] * direction[1]


def _across(letter: Letter) -> float:
    return letter.at[1] * letter.direction[0] - letter.at[0] * letter.direction[1]


def _same_baseline(one: Letter, other: Letter) -> bool:
    return one.direction == other.direction and abs(_across(one) - _across(other)) < 1


def rebased(row: list[Letter]) -> list[Letter]:
    """The row measured from its own first letter."""
    shift = row[0].start
    return [replace(letter, start=letter.start - shift, end=letter.end - shift) for letter in row]
