"""A copy of a PDF for paper with the form of a certified copy under its text (ND30 PL I part II; PL III form 3.1).

The form stands on the last page where there is room for it, else on a page of its own behind.
"""

from collections.abc import Sequence
from typing import Any

from signing.document import opened
from signing.free_room import Room
from signing.geometry import MM
from signing.paper_copy import paper_copy

_LEFT_MM, _TOP_MM, _FOOT_MM, _STEP_MM = 30, 20, 20, 3
_A4 = (595.28, 841.89)


def certified_copy(pdf: bytes, block: bytes, title: str, lines: Sequence[str], qr: Sequence[str]) -> tuple[bytes, int]:
    """What is copied with the form beneath it, and how many pages; an empty ``pdf``: the form alone, for an extract
    that is put together by hand. ``lines`` and ``qr`` make the foot of each page. Raises Unreadable.
    """
    return paper_copy(under(pdf, block), title, lines, qr)


def under(pdf: bytes, block: bytes) -> bytes:
    """The pages as a reader sees them, with the form on the last one or behind it."""
    import pymupdf

    form = opened(block)
    copy = opened(pdf) if pdf else pymupdf.open()
    if pdf:
        copy.bake()
    wide, high = form[0].rect.width, form[0].rect.height
    top = _free_from(copy[-1], high) if pdf else None
    if top is None:
        page, top = copy.new_page(width=_A4[0], height=_A4[1]), float(_TOP_MM * MM)
    else:
        page = copy[-1]
        page.remove_rotation()
    left = min(_LEFT_MM * MM, page.rect.width - wide)
    page.show_pdf_page(pymupdf.Rect(left, top, left + wide, top + high), form, 0)
    return bytes(copy.tobytes(garbage=3, deflate=True))


def _free_from(page: Any, high: float) -> float | None:
    """From where down the whole width of an upright page is free, if the form and the foot have room there."""
    page.remove_rotation()
    room, need = Room(page), int(high / MM) + 1
    last = room.height - _FOOT_MM - need
    if room.width > room.height or not _is_free(room, last):
        return None
    top = last
    while top - _STEP_MM > _TOP_MM and _is_free(room, top - _STEP_MM):
        top -= _STEP_MM
    return float(top * MM)


def _is_free(room: Room, top: int) -> bool:
    edge = 2
    return top > _TOP_MM and room.is_free(edge, top, room.width - 2 * edge - 1, room.height - _FOOT_MM - top)
