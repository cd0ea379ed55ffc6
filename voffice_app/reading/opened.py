"""The one place that opens a PDF with PyMuPDF. It runs in the workshop's child only (see `child.py`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from voffice_app.reading.errors import Unreadable


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    """A `pymupdf.Document` over these bytes; raises `Unreadable` (`not_pdf`, `encrypted`, `page_absent`)."""
    import pymupdf  # imported late: only the child may pay for it

    try:
        document = pymupdf.open(stream=pdf, filetype="pdf")
    except (pymupdf.FileDataError, pymupdf.EmptyFileError, RuntimeError, ValueError) as trouble:
        raise Unreadable("not_pdf") from trouble
    with document:
        if document.needs_pass:
            raise Unreadable("encrypted")
        yield document


def page_of(document: Any, page: int) -> Any:
    """The page with this index, counted from 0."""
    if not 0 <= page < len(document):
        raise Unreadable("page_absent", page=page, pages=len(document))
    return document[page]
