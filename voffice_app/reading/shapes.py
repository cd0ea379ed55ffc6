"""What reading finds, as plain values. Pages count from 0; lengths are PDF points, y grows downward."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Box = tuple[float, float, float, float]
T = TypeVar("T")


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


@dataclass(frozen=True)
class Found(Generic[T]):
    """A value read off `page`, with the box (x0, y0, x1, y1) around its source."""

    value: T
    page: int
    box: Box


def found_in(value: T, lines: Sequence[Line]) -> Found[T]:
    """The value with the box around all its lines, which lie on one page."""
    box = (
        min(line.x0 for line in lines),
        min(line.y0 for line in lines),
        max(line.x1 for line in lines),
        max(line.y1 for line in lines),
    )
    return Found(value, lines[0].page, box)


def joined(lines: Sequence[Line]) -> Found[str]:
    return found_in(" ".join(line.text for line in lines), lines)
