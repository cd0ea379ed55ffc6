"""What a PDF can do besides being read. Runs in the workshop's child."""

import re
from typing import Any

from voffice_app.reading.errors import FileRefused, Unreadable
from voffice_app.reading.opened import opened, page_of
from voffice_app.reading.shapes import Contents
from voffice_app.reading.text import page_lines

MAX_PAGES = 3000
_MAX_OBJECTS = 500_000
# Names as they stand in an object; each would let a document act, call out or carry another file.
_ACTING = {
    "/JavaScript": "javascript",
    "/JS": "javascript",
    "/Launch": "launch",
    "/SubmitForm": "submit_form",
    "/ImportData": "import_data",
    "/GoToE": "embedded_file",
    "/GoToR": "other_file",
    "/EmbeddedFile": "embedded_file",
    "/EmbeddedFiles": "embedded_file",
    "/FileAttachment": "embedded_file",
    "/RichMedia": "rich_media",
    "/XFA": "xfa",
    "/FFilter": "external_stream",
}
_ACTING_NAME = re.compile(f"(?:{'|'.join(_ACTING)})(?![A-Za-z0-9_.#-])")
_STRING = re.compile(r"\((?:\\.|[^\\()])*\)")


def pdf_contents(pdf: bytes, _part: str = "") -> Contents:
    """Pages and the first page's upper lines of a PDF that only wants to be read.

    Raises `Unreadable` (`not_pdf`, `encrypted`) or `FileRefused`: `no_pages`, `too_many_pages`, `too_many_objects`,
    `pdf_acts` (with `what`). A damaged file that MuPDF could mend in memory is a warning for the clerk.
    """
    with opened(pdf) as document:
        _refuse_size(document)
        _refuse_encryption(document)
        _refuse_acting(document)
        warnings = ("damaged",) if document.is_repaired else ()
        first = page_of(document, 0)
        upper = tuple(line for line in page_lines(first) if line.y0 < first.rect.height / 2)
        return Contents(len(document), warnings, upper)


def _refuse_size(document: Any) -> None:
    if len(document) == 0:
        raise FileRefused("no_pages")
    if len(document) > MAX_PAGES:
        raise FileRefused("too_many_pages", pages=len(document), limit=MAX_PAGES)
    if document.xref_length() > _MAX_OBJECTS:
        raise FileRefused("too_many_objects", objects=document.xref_length(), limit=_MAX_OBJECTS)


def _refuse_encryption(document: Any) -> None:
    """A file open to reading but locked against signing is encrypted too."""
    if document.xref_get_key(-1, "Encrypt")[0] != "null":
        raise Unreadable("encrypted")


def _refuse_acting(document: Any) -> None:
    for number in range(1, document.xref_length()):
        found = acting(document.xref_object(number, compressed=True))
        if found or _is_external_stream(document, number):
            raise FileRefused("pdf_acts", what=found or "external_stream")


def acting(source: str) -> str:
    """What the object written as `source` could do, "" when nothing; words inside its strings do not count."""
    found = _ACTING_NAME.search(_STRING.sub("()", source))
    return _ACTING[found.group()] if found else ""


def _is_external_stream(document: Any, number: int) -> bool:
    """A stream whose /F names a file takes its bytes from outside."""
    if not document.xref_is_stream(number):
        return False
    kind: str = document.xref_get_key(number, "F")[0]
    return kind != "null"
