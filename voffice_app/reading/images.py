"""Pages turned into pictures for good. Runs in the workshop's child."""

from typing import Any

from voffice_app.reading.opened import opened
from voffice_app.reading.pages import picture


def image_only(pdf: bytes, dpi: float = 150, quality: int = 75) -> bytes:
    """Each page as one JPEG (`quality` 1-100) filling a page of the same size. Raises `Unreadable`."""
    import pymupdf  # imported late: only the child may pay for it

    with opened(pdf) as document, pymupdf.open() as pictured:
        for page in document:
            _append(pictured, page.rect, picture(page, dpi).tobytes("jpeg", jpg_quality=quality))
        return bytes(pictured.tobytes(deflate=True, garbage=1, no_new_id=True))


def _append(document: Any, rect: Any, jpeg: bytes) -> None:
    document.new_page(width=rect.width, height=rect.height).insert_image(rect, stream=jpeg)
