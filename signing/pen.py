"""Writes into the gaps of one printed line (ND30 PL I II.3–4). Works in the child process that owns PyMuPDF."""

from math import dist
from typing import Any

from signing.errors import PlaceNotFound
from signing.geometry import Blank, BlankLine
from signing.lettering import FONTS
from signing.page_text import Letter, letters_in_rows, rebased


class Pen:
    """Writes on one printed line with the font that matches it."""

    def __init__(self, page: Any, line: BlankLine) -> None:
        import pymupdf

        self._face = {(0, 0): "Regular", (1, 0): "Bold", (0, 1): "Italic", (1, 1): "BoldItalic"}[line.bold, line.italic]
        self._mupdf, self._page, self._line = pymupdf, page, line
        self._file = str(FONTS / f"Tinos-{self._face}.ttf")
        self._font = pymupdf.Font(fontfile=self._file)

    def fill(self, words: dict[str, str]) -> None:
        """Into the gaps when they are wide enough, else the whole line anew around its middle."""
        gaps = [(gap, words[gap.name]) for gap in self._line.blanks]
        if all(self._width(word) + self._air(gap) <= gap.x1 - gap.x0 for gap, word in gaps):
            self._erase([(gap.x0, gap.x1) for gap, _ in gaps])
            for (gap, word), (left, right) in zip(gaps, self._edges(), strict=True):
                middle = (left + right - self._width(word)) / 2
                self._write(right - self._width(word) if self._closing(gap) else middle, word)
            return
        text = self.filled(words)
        self._erase([(-0.5, self._line.length + 0.5)])
        self._write((self._line.length - self._width(text)) / 2, text)

    def filled(self, words: dict[str, str]) -> str:
        """What the line will say."""
        text, done = "", 0
        for gap in self._line.blanks:
            text += f"{self._line.text[done : gap.start].rstrip()} {words[gap.name]}"
            text += "" if self._closing(gap) else " "
            done = gap.end
        return (text + self._line.text[done:].lstrip() if done else self._line.text).strip()

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
        return float(self._font.text_length(text, self._line.size_pt))

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
        point = self._mupdf.Point(*self._at(along))
        cos, sin = self._line.direction
        turn = self._mupdf.Matrix(cos, -sin, sin, cos, 0, 0)
        colour = tuple(((self._line.colour >> shift) & 255) / 255 for shift in (16, 8, 0))
        self._page.insert_text(
            point,
            text,
            fontname=f"Tinos{self._face}",
            fontfile=self._file,
            fontsize=self._line.size_pt,
            color=colour,
            morph=(point, turn),
        )
