"""Between PyMuPDF's unrotated page space and the page as it is seen; its own matrix forgets /UserUnit."""

from typing import Any

from signing.geometry import Box
from signing.sheet import Sheet


def upright(page: Any) -> Any:
    """The matrix that turns a point of the unrotated page to where it is seen (points, from the top left)."""
    import pymupdf

    wide, high = page.rect.width, page.rect.height
    turns = {90: (0, 1, -1, 0, wide, 0), 180: (-1, 0, 0, -1, wide, high), 270: (0, -1, 1, 0, 0, high)}
    return pymupdf.Matrix(*turns.get(page.rotation, (1, 0, 0, 1, 0, 0)))


def unturned(page: Any) -> Any:
    """The way back."""
    return ~upright(page)


def sheet_in_child(page: Any) -> Sheet:
    """How a PyMuPDF page lies; its own matrix to PDF coordinates forgets where a turned page was cut out."""
    media, crop = page.mediabox, page.cropbox  # the latter from the top of the former
    kind, value = page.parent.xref_get_key(page.xref, "UserUnit")
    unit = float(value) if kind in ("int", "float", "real") else 1.0
    return Sheet(Box(crop.x0, media.y1 - crop.y1, crop.x1, media.y1 - crop.y0), page.rotation, unit)


def picture_rect(page: Any, seen: Box) -> Any:
    """The rectangle that PyMuPDF must be given so that a picture comes to stand where it is meant to be seen."""
    import pymupdf

    rect = sheet_in_child(page).on_page(seen)
    return (pymupdf.Rect(rect.x0, rect.y0, rect.x1, rect.y1) * page.transformation_matrix).normalize()
