"""Opens a PDF in PyMuPDF, which only the child process may load: it is imported when called, not before."""

from typing import Any

from signing.errors import Unreadable


def opened(pdf: bytes) -> Any:
    """The document in PyMuPDF. Raises Unreadable."""
    import pymupdf

    try:
        document = pymupdf.open(stream=pdf, filetype="pdf")
        usable = not document.needs_pass and document.page_count > 0
    except Exception:
        raise Unreadable() from None
    if not usable:
        raise Unreadable(problem="encrypted")
    return document
