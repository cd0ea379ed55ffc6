"""A copy of a PDF for paper: what a reader sees, its foot telling where it comes from, and the stamp of what arrived.

The file that was signed is only read: its signatures do not survive on paper, so nothing of the copy is kept.
"""

from collections.abc import Sequence
from typing import Any

from signing import lettering
from signing.document import opened
from signing.errors import PlaceNotFound
from signing.free_room import Room, find_spot
from signing.geometry import MM, Box

STAMP_MM = (50.0, 35.0)
"""Width and height of the arrival stamp (ND30 PL IV)."""

_FOOT_MM, _EDGE_MM, _HEAD_MM, _QR_MM, _DOTS = 13, 4, 42, 11, 8
_SMALL_PT, _STAMP_PT = 6.5, 10.0
_RED = (0.77, 0.10, 0.13)


def paper_copy(
    pdf: bytes, title: str, lines: Sequence[str], qr: Sequence[str], stamp: Sequence[str] = ()
) -> tuple[bytes, int]:
    """The copy and how many pages it has; `qr` is a code as rows of "0" and "1", `stamp` begins with agency and ĐẾN.

    `title` is what a reader's window calls the copy.

    Where the foot of a page, or page 1 beside its heading, is written on, the page is drawn smaller to make room.
    Raises Unreadable.
    """
    import pymupdf

    place = _free_place(pdf) if stamp else None
    source, copy = opened(pdf), pymupdf.open()
    source.bake()
    for index, page in enumerate(source):
        page.remove_rotation()
        head = _HEAD_MM if stamp and index == 0 and place is None else 0
        drawn = _drawn(copy, page, head)
        _foot(drawn, lines, qr)
        if stamp and index == 0:
            _stamp(drawn, place or pymupdf.Rect(20 * MM, 5 * MM, 70 * MM, 40 * MM), stamp)
    copy.set_metadata({"title": title})
    copy.set_language("vi")
    copy.subset_fonts()
    return bytes(copy.tobytes(garbage=3, deflate=True)), copy.page_count


def _free_place(pdf: bytes) -> Any:
    """Where page 1 has room for the whole stamp, from the top left as it is seen."""
    import pymupdf

    try:
        box: Box = find_spot(pdf, "arrival", STAMP_MM).box
    except PlaceNotFound:
        return None
    if box.width < (STAMP_MM[0] - 1) * MM:
        return None  # room for a smaller one only: the form says 35 by 50
    top = float(opened(pdf)[0].rect.height) - box.y1
    return pymupdf.Rect(box.x0, top, box.x0 + STAMP_MM[0] * MM, top + STAMP_MM[1] * MM)


def _drawn(copy: Any, page: Any, head_mm: float) -> Any:
    """The page on a sheet of its own size, smaller where head or foot need room."""
    import pymupdf

    wide, high = page.rect.width, page.rect.height
    room = Room(page)
    foot = 0 if room.is_free(_EDGE_MM, room.height - _FOOT_MM - _EDGE_MM, room.width - 2 * _EDGE_MM, _FOOT_MM) else 1
    top, bottom = head_mm * MM, foot * (_FOOT_MM + _EDGE_MM) * MM
    scale = (high - top - bottom) / high
    left = (wide - wide * scale) / 2
    sheet = copy.new_page(width=wide, height=high)
    sheet.show_pdf_page(pymupdf.Rect(left, top, wide - left, high - bottom), page.parent, page.number)
    return sheet


def _foot(sheet: Any, lines: Sequence[str], qr: Sequence[str]) -> None:
    """The picture of the code at the left edge, the lines beside it."""
    top = sheet.rect.height - (_FOOT_MM + _EDGE_MM - 1) * MM
    left = 12 * MM
    _code(sheet, qr, left, top)
    for row, text in enumerate(lines):
        size = min(_SMALL_PT, _SMALL_PT * (sheet.rect.width - 40 * MM) / max(lettering.width(text, _SMALL_PT), 1))
        _text(sheet, left + (_QR_MM + 2) * MM, top + 3 * MM + row * _SMALL_PT * 1.3, text, size)


def _code(sheet: Any, qr: Sequence[str], left: float, top: float) -> None:
    """A picture of eight dots a module, sharp on any printer."""
    import pymupdf

    wide = len(qr) * _DOTS
    dots = b"".join(bytes(0 if dark == "1" else 255 for dark in row for _ in range(_DOTS)) * _DOTS for row in qr)
    picture = pymupdf.Pixmap(pymupdf.csGRAY, wide, wide, dots, 0)
    sheet.insert_image(pymupdf.Rect(left, top, left + _QR_MM * MM, top + _QR_MM * MM), pixmap=picture)


def _stamp(sheet: Any, place: Any, lines: Sequence[str]) -> None:
    """35 by 50 mm, red: agency and ĐẾN in the middle and bold, what is filled in from the left."""
    sheet.draw_rect(place, color=_RED, width=1.2)
    agency = lettering.wrapped(lines[0], place.width - 4 * MM, _STAMP_PT, "Bold")
    rows = [*((text, "Bold") for text in (*agency, lines[1])), *((text, lettering.REGULAR) for text in lines[2:])]
    step = (place.height - 2 * MM) / len(rows)
    for row, (text, face) in enumerate(rows):
        size = min(_STAMP_PT, step / 1.15, (place.width - 4 * MM) / max(lettering.width(text, 1, face), 1))
        middle = (place.width - lettering.width(text, size, face)) / 2
        x = place.x0 + (middle if face == "Bold" else 2.5 * MM)
        _text(sheet, x, place.y0 + MM + step * (row + 0.72), text, size, face, _RED)


def _text(
    sheet: Any, x: float, y: float, text: str, size: float, face: str = lettering.REGULAR,
    ink: tuple[float, float, float] = (0, 0, 0),
) -> None:  # fmt: skip
    file = str(lettering.file_of(face))
    sheet.insert_text((x, y), text, fontsize=size, fontname=f"VO{face}", fontfile=file, color=ink)
