"""One page's geometry without PyMuPDF: between what people see and the page's own coordinates.

ISO 32000-2, 7.7.3.3 and 14.11.2: /CropBox within /MediaBox, /Rotate and both boxes inherited, /UserUnit not.
"""

from dataclasses import dataclass
from typing import Any

from signing.geometry import Box

_DEEPEST = 50


@dataclass(frozen=True)
class Sheet:
    """`crop` is the visible part in the page's own units; `turn` is clockwise; one unit is `unit` points."""

    crop: Box
    turn: int = 0
    unit: float = 1.0

    @property
    def width(self) -> float:
        """As seen, in points."""
        return (self.crop.height if self.turn in (90, 270) else self.crop.width) * self.unit

    @property
    def height(self) -> float:
        return (self.crop.width if self.turn in (90, 270) else self.crop.height) * self.unit

    def on_page(self, seen: Box) -> Box:
        """A box of the upright page (points, origin at its bottom left) in the page's own coordinates."""
        return self._between(seen.x0, seen.y0).joined(self._between(seen.x1, seen.y1))

    def seen(self, rect: Box) -> Box:
        """A rectangle of the page's own coordinates as it is seen on the upright page, in points."""
        return self._upright(rect.x0, rect.y0).joined(self._upright(rect.x1, rect.y1))

    def _between(self, x: float, y: float) -> Box:
        x, y, wide, high = x / self.unit, y / self.unit, self.crop.width, self.crop.height
        across, up = {0: (x, y), 90: (wide - y, x), 180: (wide - x, high - y), 270: (y, high - x)}[self.turn]
        return Box(self.crop.x0 + across, self.crop.y0 + up, self.crop.x0 + across, self.crop.y0 + up)

    def _upright(self, x: float, y: float) -> Box:
        across, up, wide, high = x - self.crop.x0, y - self.crop.y0, self.crop.width, self.crop.height
        a, b = {0: (across, up), 90: (up, wide - across), 180: (wide - across, high - up), 270: (high - up, across)}[
            self.turn
        ]
        return Box(a * self.unit, b * self.unit, a * self.unit, b * self.unit)


def sheet_of(page: Any) -> Sheet:
    """The sheet of a page dictionary."""
    media = _box(_inherited(page, "/MediaBox"))
    crop = _box(_inherited(page, "/CropBox")) if _inherited(page, "/CropBox") is not None else media
    shown = Box(max(crop.x0, media.x0), max(crop.y0, media.y0), min(crop.x1, media.x1), min(crop.y1, media.y1))
    turn = _inherited(page, "/Rotate")
    unit = float(page["/UserUnit"]) if "/UserUnit" in page else 1.0
    return Sheet(shown if shown.width > 0 and shown.height > 0 else media, int(turn or 0) % 360, unit)


def _inherited(page: Any, key: str) -> Any:
    """The page's own entry, or that of the nearest node above it."""
    for _ in range(_DEEPEST):
        if key in page:
            return page[key]
        if "/Parent" not in page:
            return None
        page = page["/Parent"]
    return None


def _box(numbers: Any) -> Box:
    a, b, c, d = (float(number) for number in numbers)
    return Box(min(a, c), min(b, d), max(a, c), max(b, d))
