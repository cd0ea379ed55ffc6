"""The one place that opens a PDF with PyMuPDF. It runs in the workshop's child only (see `child.py`)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from voffice_app.reading.errors import Unreadable

_PICTURES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"II*\x00": "tiff", b"MM\x00*": "tiff"}
_HIDDEN = "2"
_REFERENCE = re.compile(r"(\d+) \d+ R")


@contextmanager
def opened(content: bytes, *, pictures: bool = False) -> Iterator[Any]:
    """A `pymupdf.Document` over these bytes of a PDF, or of a PNG, JPEG or TIFF where `pictures` will do.

    Raises `Unreadable` (`not_pdf`, `encrypted`).
    """
    import pymupdf  # imported late: only the child may pay for it

    try:
        document = pymupdf.open(stream=content, filetype=_picture_kind(content) if pictures else "pdf")
    except (pymupdf.FileDataError, pymupdf.EmptyFileError, RuntimeError, ValueError) as trouble:
        raise Unreadable("not_pdf") from trouble
    with document:
        if document.needs_pass:
            raise Unreadable("encrypted")
        yield document


def _picture_kind(content: bytes) -> str:
    return next((kind for magic, kind in _PICTURES.items() if content.startswith(magic)), "pdf")


def page_of(document: Any, page: int) -> Any:
    """The page with this index, counted from 0. Raises `Unreadable("page_absent")`."""
    if not 0 <= page < len(document):
        raise Unreadable("page_absent", page=page, pages=len(document))
    if document.is_pdf:
        _hide_banners(document, page)
    return document[page]


def pages_of(document: Any) -> Iterator[Any]:
    """Every page in order."""
    return (page_of(document, page) for page in range(len(document)))


def _hide_banners(document: Any, page: int) -> None:
    """MuPDF draws an orange "SIGN" over every signature field that nobody has signed yet; nobody wrote that.

    Done before the page is loaded, and in memory only: the bytes are never written back.
    """
    kind, annotations = document.xref_get_key(document.page_xref(page), "Annots")
    if kind == "xref":
        annotations = document.xref_object(int(annotations.split()[0]), compressed=True)
    for xref in (int(number) for number in _REFERENCE.findall(annotations)):
        if _is_unsigned(document, xref):
            document.xref_set_key(xref, "F", _HIDDEN)


def _is_unsigned(document: Any, xref: int) -> bool:
    """A field's kind and value stand on the widget itself or on its parent."""
    parent = document.xref_get_key(xref, "Parent")
    places = [xref] + ([int(parent[1].split()[0])] if parent[0] == "xref" else [])
    kinds = [document.xref_get_key(place, "FT")[1] for place in places]
    signed = any(document.xref_get_key(place, "V")[0] != "null" for place in places)
    return "/Sig" in kinds and not signed
