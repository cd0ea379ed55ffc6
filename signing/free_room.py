"""Looks for room on a page where nothing is printed: by its picture, so that scans count like letters (ND30 PL IV)."""

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from signing.document import opened
from signing.errors import PlaceNotFound
from signing.geometry import AGENCY, MM, Box, Spot
from signing.profiles import profile_of
from signing.turning import upright

_EDGE_MM, _AIR_MM, _MARGIN_MM, _REFERENCE_MM = 6, 1, 30, 38
_SMALLEST = (1.0, 0.9, 0.8, 0.7)
"""Of a stamp's true size: on a full page it is made smaller before somebody must be asked."""
_INK = 12
"""How much darker than the paper, of 255, a square millimetre with ink is."""


def find_spot(pdf: bytes, kind: str, size_mm: tuple[float, float] | None = None) -> Spot:
    """Where a confirmation (below «Nơi nhận», on the page of the seal) or an arrival (upper left of page 1) has room.

    Raises PlaceNotFound(what=room): a person shows the place.
    """
    document = opened(pdf)
    wide, high = size_mm or profile_of(kind).size_mm
    index = 0 if kind == "arrival" else _page_of_seal(document)
    page = document[index]
    room = Room(page)
    for where in _WHERE[kind]:
        for scale in _SMALLEST if kind == "arrival" else (1.0,):
            size = (round(wide * scale + 0.49), round(high * scale + 0.49))
            for x, y in where(room.width, room.height, *size):
                if room.is_free(x, y, *size):
                    top, height = y * MM, page.rect.height
                    return Spot(index, Box(x * MM, height - top - size[1] * MM, (x + size[0]) * MM, height - top))
    raise PlaceNotFound(what="room", gap_mm=0)


def _page_of_seal(document: Any) -> int:
    """The page with the agency's signature, else the last one."""
    pages = [page.number for page in document for widget in page.widgets() if widget.field_name == AGENCY]
    return int(pages[0]) if pages else int(document.page_count) - 1


Corners = Iterator[tuple[int, int]]
"""Upper left corners in mm from the page's top left, the best first."""


def _below_reference(width: int, height: int, wide: int, high: int) -> Corners:
    """At the left, under the number of a decision or the abstract of a letter."""
    columns = range(_EDGE_MM, round(width * 0.48) - wide, 2)
    return ((x, y) for y in range(_REFERENCE_MM, height // 2 - high, 2) for x in columns)


def _at_the_top(width: int, height: int, wide: int, high: int) -> Corners:
    columns = range(_EDGE_MM, round(width * 0.48) - wide, 2)
    return ((x, y) for y in range(_EDGE_MM, _REFERENCE_MM, 2) for x in columns)


def _lower_left(width: int, height: int, wide: int, high: int) -> Corners:
    """Under the recipients, as near to the text's left edge as there is room."""
    columns = sorted(range(_EDGE_MM, width // 2 - wide // 2, 2), key=lambda x: abs(x - _MARGIN_MM))
    return ((x, y) for y in range(height // 3, height - _EDGE_MM - high, 2) for x in columns)


_WHERE = {"arrival": (_below_reference, _at_the_top), "confirmation": (_lower_left,)}


class Room:
    """How much ink every square millimetre of a page bears, summed from the top left."""

    def __init__(self, page: Any) -> None:
        import pymupdf

        picture = page.get_pixmap(matrix=pymupdf.Matrix(1 / MM, 1 / MM), colorspace="gray", alpha=False, annots=True)
        self._fields = [widget.rect * upright(page) / MM for widget in page.widgets()]
        self.width, self.height = picture.width, picture.height
        grey = picture.samples
        counts = [0] * 256
        for level in grey:
            counts[level] += 1
        paper = max(range(128, 256), key=counts.__getitem__)
        self._sums = [[0] * (self.width + 1)]
        for start in range(0, len(grey), picture.stride):
            inked = [0, *accumulate(paper - level > _INK for level in grey[start : start + self.width])]
            self._sums.append([above + here for above, here in zip(self._sums[-1], inked, strict=True)])

    def is_free(self, x: int, y: int, wide: int, high: int) -> bool:
        """Nothing printed in it, nor close around it, and no field of a signature."""
        left, top = max(x - _AIR_MM, 0), max(y - _AIR_MM, 0)
        right, bottom = x + wide + _AIR_MM, y + high + _AIR_MM
        if right > self.width or bottom > self.height:
            return False
        if any(rect.x0 < right and left < rect.x1 and rect.y0 < bottom and top < rect.y1 for rect in self._fields):
            return False
        sums = self._sums
        return sums[bottom][right] - sums[top][right] - sums[bottom][left] + sums[top][left] == 0
