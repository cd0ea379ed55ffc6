"""What reading finds, as plain values. Pages count from 0; lengths are PDF points, y grows downward."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PageSize:
    """The page as it is seen: width and height after its rotation (0, 90, 180 or 270 degrees clockwise)."""

    width: float
    height: float
    rotation: int


@dataclass(frozen=True)
class Line:
    """One line of text (NFC, single spaces) with its box on `page`."""

    text: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True)
class Contents:
    """What the gate's check found. `first_lines` is the text of the top half of a PDF's first page."""

    pages: int = 0
    warnings: tuple[str, ...] = ()
    first_lines: tuple[Line, ...] = ()
