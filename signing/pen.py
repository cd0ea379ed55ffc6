"""Writes into the gaps of one printed line (ND30 PL I II.3–4). Works in the child process that owns PyMuPDF."""

from dataclasses import dataclass
from math import dist
from typing import Any

from signing.errors import PlaceNotFound
from signing.geometry import Blank, BlankLine, Box
from signing.lettering import file_of, width
from signing.page_text import Letter, letters_in_rows, rebased
from signing.turning import sheet_in_child, upright


@dataclass(frozen=True)
class Style:
    """Size in points, face of the shipped font, colour as 0xRRGGBB."""

    size_pt: float
    face: str = "Regular"
    colour: int = 0

    @property
    def ink(self) -> tuple[float, float, float]:
        red, green, blue = (((self.colour >> shift) & 255) / 255 for shift in (16, 8, 0))
        return red, green, blue


class Pen:
    """Writes on one printed line with the font that matches it."""

    def __init__(self, page: Any, line: BlankLine) -> None:
        import pymupdf

        face = {(0, 0): "Regular", (1, 0): "Bold", (0, 1): "Italic", (1, 1): "BoldItalic"}[line.bold, line.italic]
        self.style = Style(line.size_pt, face, line.colour)
        self._mupdf, self._page, self._line = pymupdf, page, line

    def fill(self, words: dict[str, str]) -> None:
        """Into the gaps when they are wide enough, else the whole line anew around its middle."""
        if self._wide_enough(words):
            for gap, word, left, right in self._rooms(words):
                middle = (left + right - self._width(word)) / 2
                self._write(right - self._width(word) if self._closing(gap) else middle, word)
            return
        self._erase([(-0.5, self._line.length + 0.5)])
        self._write((self._line.length - self._width(self.filled(words))) / 2, self.filled(words))

    def open(self, words: dict[str, str]) -> dict[str, Box]:
        """Leave the gaps empty and wide enough for such words; where each lies, as seen, its bottom on the baseline."""
        if self._wide_enough(words):
            return {gap.name: self._seen(left, right) for gap, _, left, right in self._rooms(words)}
        self._erase([(-0.5, self._line.length + 0.5)])
        start, before, rooms_by_name = (self._line.length - self._width(self.filled(words))) / 2, "", {}
        for text, name in self._pieces(words):
            left, right = start + self._width(before), start + self._width(before + text)
            if name:
                rooms_by_name[name] = self._seen(left, right)
            elif text.strip():
                self._write(left, text)
            before += text
        return rooms_by_name

    def filled(self, words: dict[str, str]) -> str:
        """What the line will say."""
        return "".join(text for text, _ in self._pieces(words)).strip()

    def _pieces(self, words: dict[str, str]) -> list[tuple[str, str]]:
        """The line's own text and, with their names, the words between."""
        pieces, done = [], 0
        for gap in self._line.blanks:
            pieces += [(f"{self._line.text[done : gap.start].strip()} ", ""), (words[gap.name], gap.name)]
            if not self._closing(gap):
                pieces.append((" ", ""))
            done = gap.end
        return [*pieces, (self._line.text[done:].strip(), "")]

    def _words(self, words: dict[str, str]) -> list[tuple[Blank, str]]:
        return [(gap, words[gap.name]) for gap in self._line.blanks]

    def _wide_enough(self, words: dict[str, str]) -> bool:
        return all(self._width(word) + self._air(gap) <= gap.x1 - gap.x0 for gap, word in self._words(words))

    def _rooms(self, words: dict[str, str]) -> list[tuple[Blank, str, float, float]]:
        """The gaps without their dots, and where they lie then; one that ends the line is as wide as its word."""
        self._erase([(gap.x0, gap.x1) for gap in self._line.blanks])
        rooms = []
        for (gap, word), (left, right) in zip(self._words(words), self._edges(), strict=True):
            last = gap.end == len(self._line.text)
            rooms.append((gap, word, left, left + self._width(word) + self._air(gap) if last else right))
        return rooms

    def _seen(self, left: float, right: float) -> Box:
        return seen_box(self._page, self._at(left), self._at(right, self.style.size_pt))

    def _edges(self) -> list[tuple[float, float]]:
        """Where the gaps lie now: MuPDF moves what stands behind erased letters a little to the left."""
        line = self._line
        kept = [letter for letter in self._row() if not letter.text.isspace()]
        edges, before, done = [], 0, 0
        for gap in line.blanks:
            before += len("".join(line.text[done : gap.start].split()))
            right = kept[before].start if before < len(kept) else gap.x1
            edges.append((kept[before - 1].end, right))
            done = gap.end
        return edges

    def _row(self) -> list[Letter]:
        """The line as it stands on the page now, from its first letter on."""
        for row in letters_in_rows(self._page):
            for index, letter in enumerate(row):
                if dist(letter.at, self._line.origin) < 1:
                    return rebased(row[index:])
        raise PlaceNotFound(what="line")

    def _width(self, text: str) -> float:
        return width(text, self.style.size_pt, self.style.face)

    def _closing(self, gap: Blank) -> bool:
        """A slash follows: law allows no space between number and symbol."""
        return self._line.text[gap.end : gap.end + 1] == "/"

    def _air(self, gap: Blank) -> float:
        return (0.25 if self._closing(gap) else 0.5) * self._line.size_pt

    def _at(self, along: float, above: float = 0) -> tuple[float, float]:
        (x, y), (dx, dy) = self._line.origin, self._line.direction
        return x + along * dx + above * dy, y + along * dy - above * dx

    def _erase(self, spans: list[tuple[float, float]]) -> None:
        """Take the old letters out of the page; nothing is painted over them."""
        for start, end in spans:
            low, high = self._at(start + 0.4, 0.05 * self._line.size_pt), self._at(end - 0.4, 0.3 * self._line.size_pt)
            self._page.add_redact_annot(self._mupdf.Rect(*low, *high).normalize(), fill=False)
        self._page.apply_redactions(images=0, graphics=0)

    def _write(self, along: float, text: str) -> None:
        inscribe(self._page, self._at(along), self._line.direction, text, self.style)


def inscribe(page: Any, at: tuple[float, float], direction: tuple[float, float], text: str, style: Style) -> None:
    """Text on the page itself, from a point of PyMuPDF's unrotated page space along a direction."""
    import pymupdf

    unit = sheet_in_child(page).unit  # PyMuPDF writes in the page's own units
    point, (cos, sin) = pymupdf.Point(*at) / unit, direction
    page.insert_text(
        point,
        text,
        fontname=f"Tinos{style.face}",
        fontfile=str(file_of(style.face)),
        fontsize=style.size_pt / unit,
        color=style.ink,
        morph=(point, pymupdf.Matrix(cos, -sin, sin, cos, 0, 0)),
    )


def seen_box(page: Any, one: tuple[float, float], other: tuple[float, float]) -> Box:
    """The box between two points of PyMuPDF's unrotated page space, as seen, from the bottom left."""
    import pymupdf

    height = page.rect.height
    a, b = (pymupdf.Point(*point) * upright(page) for point in (one, other))
    return Box(min(a.x, b.x), height - max(a.y, b.y), max(a.x, b.x), height - min(a.y, b.y))
