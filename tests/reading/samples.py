"""Small PDFs for the tests, made with PyMuPDF (the test process may import it; the web process may not)."""

from collections.abc import Callable
from typing import Any

import pymupdf

A4 = (595.276, 841.89)


def pdf_of(*pages: str, size: tuple[float, float] = A4, change: Callable[[Any], None] | None = None) -> bytes:
    """One page for each text, written with a Vietnamese font, with `change` applied before saving."""
    document = pymupdf.open()
    for text in pages:
        page = document.new_page(width=size[0], height=size[1])
        if text:
            page.insert_htmlbox(pymupdf.Rect(60, 60, size[0] - 40, size[1] - 60), text)
    if change is not None:
        change(document)
    return bytes(document.tobytes())
