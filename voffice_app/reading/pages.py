"""Pictures and measures of pages. Runs in the workshop's child; pages count from 0.

A photographed or scanned letter (PNG, JPEG, TIFF) is shown like a PDF: each of its pictures is a page."""

from typing import Any

from voffice_app.reading.opened import opened, page_of
from voffice_app.reading.shapes import PageSize

_MAX_PIXELS = 25_000_000  # an A4 page at 400 dpi has 15 million
_POINTS_PER_INCH = 72


def page_count(content: bytes) -> int:
    """Raises `Unreadable`."""
    with opened(content, pictures=True) as document:
        return len(document)


def page_sizes(content: bytes) -> list[PageSize]:
    """The size of every page as seen, in points. Raises `Unreadable`."""
    with opened(content, pictures=True) as document:
        return [PageSize(page.rect.width, page.rect.height, page.rotation) for page in document]


def render(content: bytes, page: int, dpi: float) -> bytes:
    """One page as PNG, signatures and notes shown; a page too large for `dpi` comes out coarser.

    Raises `Unreadable` (`not_pdf`, `encrypted`, `page_absent`).
    """
    with opened(content, pictures=True) as document:
        png: bytes = picture(page_of(document, page), dpi).tobytes("png")
        return png


def picture(page: Any, dpi: float) -> Any:
    """The pixmap of an opened page, in colour on white."""
    zoom = bounded_zoom(page.rect.width, page.rect.height, dpi)
    return page.get_pixmap(matrix=(zoom, 0, 0, zoom, 0, 0), alpha=False, annots=True)


def bounded_zoom(width: float, height: float, dpi: float) -> float:
    """Pixels per point for `dpi`, lowered until the picture of width x height points fits in memory."""
    wanted = min(max(dpi, 10), 600) / _POINTS_PER_INCH
    fitting = (_MAX_PIXELS / max(width * height, 1)) ** 0.5
    return float(min(wanted, fitting))
