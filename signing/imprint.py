"""Writes what belongs to the page itself: initial, number, date, and the empty signature fields.

All of it before the first signature, in the child process that owns PyMuPDF; a signed file is never rewritten.
"""

from datetime import date
from typing import Any

from signing.box_pen import BoxPen
from signing.document import opened
from signing.errors import PlaceNotFound, WrongOrder
from signing.fields import WordsField, write_fields
from signing.gaps import find_line, printed_date
from signing.geometry import MM, Mark, Place, Shown, around
from signing.look import pixel_size
from signing.pen import Pen
from signing.turning import picture_rect
from signing.words import reference_words

_INITIAL_HEIGHT = 9 * MM
_INITIAL_WIDTH = 18 * MM
NOWHERE = Shown()
_LONGEST = reference_words("0000", date(2000, 10, 20))


def put_initial(pdf: bytes, initial_png: bytes, mark: Mark) -> bytes:
    """The drafter's initial (ký nháy) as a picture right after `./.` (QC 7.2.2): at most 18 × 9 mm."""
    document = _unsigned(pdf)
    page = document[mark.page_index]
    width, height = pixel_size(initial_png)
    room = page.rect.width - 3 * MM - (mark.box.x1 + MM)
    if room < 4 * MM:
        raise PlaceNotFound(what="room")
    scale = min(_INITIAL_WIDTH / width, _INITIAL_HEIGHT / height, room / width)
    wide, high = width * scale, height * scale
    box = around((mark.box.x1 + MM + wide / 2, mark.box.centre[1]), wide, high)
    page.insert_image(picture_rect(page, box), stream=initial_png, rotate=-page.rotation, keep_proportion=False)
    return _saved(document)


def put_reference(pdf: bytes, number: str, day: date, shown: Shown = NOWHERE) -> bytes:
    """The number and the date in their gaps, in the line's size and style (ND30 PL I II.3–4), or where shown by hand.

    Raises PlaceNotFound(what=number or date; printed: the page already bears another day, month or year).
    """
    document = _unsigned(pdf)
    _write_reference(document[0], number, day, shown)
    return _saved(document)


def add_fields(pdf: bytes, place: Place) -> bytes:
    """All empty signature fields, made before anybody signs so that no later act has to touch the page."""
    document = _unsigned(pdf)
    write_fields(document, place, [])
    return _saved(document)


def imprint(pdf: bytes, number: str, day: date, place: Place, shown: Shown = NOWHERE) -> bytes:
    """Number, date and the signatures' fields in one pass. Raises PlaceNotFound, WrongOrder, Unreadable."""
    document = _unsigned(pdf)
    _write_reference(document[0], number, day, shown)
    write_fields(document, place, [])
    return _saved(document)


def open_for_issue(pdf: bytes, place: Place, shown: Shown = NOWHERE) -> bytes:
    """Number and date left open as fields of their own, to be signed at issue, beside the signatures' fields.

    A date that the drafter has typed is opened too: the day of issue is not known yet.
    """
    document = _unsigned(pdf)
    gaps = [_opened(document[0], what, shown) for what in ("number", "date")]
    write_fields(document, place, gaps)
    return _saved(document)


def _unsigned(pdf: bytes) -> Any:
    document = opened(pdf)
    if b"/ByteRange" in pdf:
        raise WrongOrder(reason="already_signed")
    return document


def _saved(document: Any) -> bytes:
    """Plain objects and a classic table: what is appended later stays simple."""
    saved: bytes = document.tobytes(garbage=1, deflate=True, use_objstms=0)
    return saved


def _write_reference(page: Any, number: str, day: date, shown: Shown) -> None:
    words = reference_words(number, day)
    date_pen = _pen(page, "date", shown)
    printed = date_pen.filled(words)
    if printed_date(printed) != (day.day, day.month, day.year):
        raise PlaceNotFound(what="date", printed=printed)
    _pen(page, "number", shown).fill(words)
    date_pen.fill(words)


def _pen(page: Any, what: str, shown: Shown, reopened: bool = False) -> Pen | BoxPen:
    """A person's box counts before what the page has."""
    box = getattr(shown, what)
    return Pen(page, find_line(page, what, reopened)) if box is None else BoxPen(page, what, box)


def _opened(page: Any, what: str, shown: Shown) -> WordsField:
    pen = _pen(page, what, shown, reopened=True)
    return WordsField(what, pen.open(_LONGEST), pen.style)
