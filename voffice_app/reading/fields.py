"""The fields of a born-digital letter, read off its pages for the clerk to confirm. Runs in the workshop's child.

Every field carries the place it was read from. A blank filled by hand, or not at all, is not guessed: such a
field is None, and so is everything on a scan.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from voffice_app.reading import header, signer
from voffice_app.reading.opened import opened, page_of
from voffice_app.reading.shapes import Found
from voffice_app.reading.text import page_lines

_SIGNED_WITHIN = 40  # pages from the end; longer appendices hide the signature from us, not from the clerk


@dataclass(frozen=True)
class Fields:
    """Suggestions only. `type_name` is a name of ND30 Đ7; a công văn's `abstract` keeps its "V/v"."""

    number: Found[str] | None = None
    code_notation: Found[str] | None = None
    issued_on: Found[date] | None = None
    type_name: Found[str] | None = None
    parent_body: Found[str] | None = None
    issuing_body: Found[str] | None = None
    abstract: Found[str] | None = None
    urgency: Found[str] | None = None
    signer_name: Found[str] | None = None


def read_fields(pdf: bytes) -> Fields:
    """What the paper itself says. Raises `Unreadable`."""
    with opened(pdf) as document:
        first = page_of(document, 0)
        top = header.Header.of(page_lines(first), first.rect.width, first.rect.height)
        if top is None:
            return Fields()
        return Fields(
            number=top.number(),
            code_notation=top.code_notation(),
            issued_on=top.issued_on(),
            type_name=top.type_name(),
            parent_body=top.parent_body(),
            issuing_body=top.issuing_body(),
            abstract=top.abstract(),
            urgency=top.urgency(),
            signer_name=_signer_name(document),
        )


def _signer_name(document: Any) -> Found[str] | None:
    """From the last page backwards: appendices come after the signature."""
    last = len(document) - 1
    for number in range(last, max(last - _SIGNED_WITHIN, -1), -1):
        page = page_of(document, number)
        name = signer.signer_name(page_lines(page), page.rect.width)
        if name is not None:
            return name
    return None
