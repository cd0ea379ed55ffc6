"""Pictures that come in, and pages turned into pictures for good. Runs in the workshop's child."""

import io
from typing import Any

from voffice_app.reading.errors import FileRefused, Unreadable
from voffice_app.reading.opened import opened, pages_of
from voffice_app.reading.pages import picture
from voffice_app.reading.shapes import Contents

MAX_PIXELS = 80_000_000  # an A3 page at 600 dpi has 70 million
_MAX_FRAMES = 300


def image_contents(content: bytes, _part: str = "") -> Contents:
    """A PNG, JPEG or TIFF that decodes to its last line; the pages of a TIFF are counted.

    Raises `Unreadable("not_image")` or `FileRefused`: `too_many_pixels`, `too_many_pages`.
    """
    from PIL import Image  # only the child decodes strangers' pictures

    Image.MAX_IMAGE_PIXELS = None  # our own bound is checked below, before anything is decoded
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "TIFF")) as image:
            frames = getattr(image, "n_frames", 1)
            if frames > _MAX_FRAMES:
                raise FileRefused("too_many_pages", pages=frames, limit=_MAX_FRAMES)
            for frame in range(frames):
                image.seek(frame)
                if image.width * image.height > MAX_PIXELS:
                    raise FileRefused("too_many_pixels", width=image.width, height=image.height)
                image.load()
    except (OSError, SyntaxError, ValueError, EOFError) as trouble:
        raise Unreadable("not_image") from trouble
    return Contents(pages=frames)


def image_only(pdf: bytes, dpi: float = 150, quality: int = 75) -> bytes:
    """Each page as one JPEG (`quality` 1-100) filling a page of the same size. Raises `Unreadable`."""
    import pymupdf  # imported late: only the child may pay for it

    with opened(pdf) as document, pymupdf.open() as pictured:
        for page in pages_of(document):
            _append(pictured, page.rect, picture(page, dpi).tobytes("jpeg", jpg_quality=quality))
        return bytes(pictured.tobytes(deflate=True, garbage=1, no_new_id=True))


def _append(document: Any, rect: Any, jpeg: bytes) -> None:
    document.new_page(width=rect.width, height=rect.height).insert_image(rect, stream=jpeg)
