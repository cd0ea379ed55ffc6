"""Writes what belongs to the page itself: initial, number, date, and the two empty signature fields.

All of it before the first signature, in the child process that owns PyMuPDF; a signed file is never rewritten.
"""

from datetime import date
from typing import Any

from signing.document import opened
from signing.errors import PlaceNotFound, WrongOrder
from signing.gaps import find_blanks, printed_date
from signing.geometry import AGENCY, LEADER, MM, Blanks, Box, Mark, Place, around
from signing.look import pixel_size
from signing.pen import Pen

_INITIAL_HEIGHT = 9 * MM
_INITIAL_WIDTH = 18 * MM


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
    page.insert_image(_page_rect(page, box), stream=initial_png, rotate=-page.rotation, keep_proportion=False)
    return _saved(document)


def put_reference(pdf: bytes, number: str, day: date, blanks: Blanks) -> bytes:
    """The number and the date in their gaps, in the line's size and style (ND30 PL I II.3–4).

    Raises PlaceNotFound(what=date, printed) when the page already bears another day, month or year.
    """
    document = _unsigned(pdf)
    _write_reference(document[0], number, day, blanks)
    return _saved(document)


def add_fields(pdf: bytes, place: Place) -> bytes:
    """Both empty signature fields, made before anybody signs so that no later act has to touch the page."""
    document = _unsigned(pdf)
    _write_fields(document, place)
    return _saved(document)


def imprint(pdf: bytes, number: str, day: date, place: Place, blanks: Blanks | None = None) -> bytes:
    """Number, date and both fields in one pass. Raises PlaceNotFound(what=number or date), WrongOrder, Unreadable."""
    gaps = blanks or find_blanks(pdf)
    document = _unsigned(pdf)
    _write_reference(document[0], number, day, gaps)
    _write_fields(document, place)
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


def _write_reference(page: Any, number: str, day: date, blanks: Blanks) -> None:
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    words = {"number": number, "day": f"{day.day:02}", "month": month, "year": str(day.year)}
    date_pen = Pen(page, blanks.date)
    printed = date_pen.filled(words)
    if printed_date(printed) != (day.day, day.month, day.year):
        raise PlaceNotFound(what="date", printed=printed)
    Pen(page, blanks.number).fill(words)
    date_pen.fill(words)


def _page_rect(page: Any, box: Box) -> Any:
    """A box of the upright page in PyMuPDF's unrotated page space."""
    import pymupdf

    height = page.rect.height
    return pymupdf.Rect(box.x0, height - box.y1, box.x1, height - box.y0) * page.derotation_matrix


def _write_fields(document: Any, place: Place) -> None:
    page = document[place.page_index]
    if any(widget.field_name in (LEADER, AGENCY) for sheet in document for widget in sheet.widgets()):
        raise WrongOrder(reason="fields_exist")
    both = place.seal.joined(place.text)
    seal, text = (_numbers(box.moved(-both.x0, -both.y0)) for box in (place.seal, place.text))
    parts = f"/VOSeal [{seal}] /VOText [{text}] "
    fields = [_widget(document, page, LEADER, place.leader, ""), _widget(document, page, AGENCY, both, parts)]
    references = " ".join(f"{number} 0 R" for number in fields)
    _extend(document, page.xref, "Annots", references)
    catalog = document.pdf_catalog()
    kind, value = document.xref_get_key(catalog, "AcroForm")
    if kind == "xref":
        form = int(value.split()[0])
    else:
        form = document.get_new_xref()
        document.update_object(form, value if kind == "dict" else "<< >>")
        document.xref_set_key(catalog, "AcroForm", f"{form} 0 R")
    _extend(document, form, "Fields", references)
    document.xref_set_key(form, "SigFlags", "3")


def _widget(document: Any, page: Any, name: str, box: Box, parts: str) -> int:
    """One empty field. /VOSeal and /VOText remember where seal and lines lie in it, /MK /R how the page is turned."""
    rect = (_page_rect(page, box) * ~page.transformation_matrix).normalize()
    number: int = document.get_new_xref()
    document.update_object(
        number,
        f"<< /Type /Annot /Subtype /Widget /FT /Sig /T ({name}) /F 132 /P {page.xref} 0 R "
        f"/Rect [{_numbers(Box(*rect))}] /MK << /R {page.rotation} >> {parts}>>",
    )
    return number


def _numbers(box: Box) -> str:
    return f"{box.x0:.3f} {box.y0:.3f} {box.x1:.3f} {box.y1:.3f}"


def _extend(document: Any, number: int, key: str, references: str) -> None:
    kind, value = document.xref_get_key(number, key)
    if kind == "xref":
        target = int(value.split()[0])
        document.update_object(target, f"{document.xref_object(target).strip()[:-1]} {references}]")
        return
    document.xref_set_key(number, key, f"{value[:-1]} {references}]" if kind == "array" else f"[{references}]")
