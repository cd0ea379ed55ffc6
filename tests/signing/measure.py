"""Measures a page as it is seen: red and blue ink on the rendered raster, in millimetres from its top left."""

from dataclasses import dataclass

import numpy
import pymupdf

DPI = 300


@dataclass(frozen=True)
class Ink:
    """Bounding box of ink of one colour, in mm."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


def ink(pdf: bytes, page_index: int, colour: str) -> Ink:
    """Where the red or the blue ink of a page lies."""
    pixmap = pymupdf.open(stream=pdf)[page_index].get_pixmap(dpi=DPI)
    pixels = numpy.frombuffer(pixmap.samples, numpy.uint8).reshape(pixmap.height, pixmap.width, pixmap.n).astype(int)
    red, green, blue = pixels[..., 0], pixels[..., 1], pixels[..., 2]
    mask = (red - blue > 60) & (red - green > 60) if colour == "red" else (blue - red > 60) & (blue - green > 60)
    rows, columns = numpy.nonzero(mask)
    mm = 25.4 / DPI
    return Ink(columns.min() * mm, rows.min() * mm, (columns.max() + 1) * mm, (rows.max() + 1) * mm)


def text_of(pdf: bytes, page_index: int = 0) -> str:
    """The upright page's text in reading order, single spaces, annotations included."""
    page = pymupdf.open(stream=pdf)[page_index]
    page.remove_rotation()
    return " ".join(page.get_text("text", sort=True).split())
