"""Empty signature fields on a page nobody has signed yet. Works in the child process that owns PyMuPDF."""

from dataclasses import dataclass
from functools import reduce
from typing import Any

from signing.errors import WrongOrder
from signing.geometry import AGENCY, LEADER, Box, Place
from signing.pen import Style
from signing.profiles import PROFILES, kind_of
from signing.turning import sheet_in_child

_AIR = 0.3
"""Letters hang below their baseline by this part of their size."""


@dataclass(frozen=True)
class WordsField:
    """Number or date to be written as its field is signed: rooms as seen, each with its bottom on the baseline."""

    name: str
    gaps: dict[str, Box]
    style: Style


def write_fields(document: Any, place: Place, words: list[WordsField]) -> None:
    """The leaders' fields, the agency's, and those of number and date on page 1. Raises WrongOrder(fields_exist)."""
    if any(kind_of(widget.field_name) in PROFILES for sheet in document for widget in sheet.widgets()):
        raise WrongOrder(reason="fields_exist")
    page = document[place.page_index]
    both = place.seal.joined(place.text)
    seal, text = (_numbers(box.moved(-both.x0, -both.y0)) for box in (place.seal, place.text))
    made = [_widget(document, page, LEADER, place.leader, "")]
    made += [
        _widget(document, document[spot.page_index], f"{LEADER}{number}", spot.box, "")
        for number, spot in enumerate(place.others, 2)
    ]
    made.append(_widget(document, page, AGENCY, both, f"/VOSeal [{seal}] /VOText [{text}] "))
    made += [_words_widget(document, document[0], field) for field in words]
    _name(document, " ".join(f"{number} 0 R" for number in made))


def _words_widget(document: Any, page: Any, field: WordsField) -> int:
    hang = _AIR * field.style.size_pt
    whole = reduce(Box.joined, field.gaps.values())
    box = Box(whole.x0, whole.y0 - hang, whole.x1, whole.y1)
    gaps = " ".join(f"/{name} [{_numbers(room.moved(-box.x0, -box.y0))}]" for name, room in field.gaps.items())
    ink = " ".join(f"{value:.3f}" for value in field.style.ink)
    style = f"/VOStyle << /Size {field.style.size_pt:.3f} /Face /{field.style.face} /Ink [{ink}] /Gaps << {gaps} >> >> "
    return _widget(document, page, field.name, box, style)


def _widget(document: Any, page: Any, name: str, box: Box, parts: str) -> int:
    """One empty field, on its page's list. Its own entries (/VO…) remember what lies where in it, in points.

    /MK /R says how the page is turned, /VOUnit how many points one of its units is.
    """
    sheet = sheet_in_child(page)
    scale = f"/VOUnit {sheet.unit} " if sheet.unit != 1 else ""
    number: int = document.get_new_xref()
    document.update_object(
        number,
        f"<< /Type /Annot /Subtype /Widget /FT /Sig /T ({name}) /F 132 /P {page.xref} 0 R "
        f"/Rect [{_numbers(sheet.on_page(box))}] /MK << /R {page.rotation} >> {scale}{parts}>>",
    )
    _extend(document, page.xref, "Annots", f"{number} 0 R")
    return number


def _name(document: Any, references: str) -> None:
    """Into the form, which the catalog may hold itself."""
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


def _numbers(box: Box) -> str:
    return f"{box.x0:.3f} {box.y0:.3f} {box.x1:.3f} {box.y1:.3f}"


def _extend(document: Any, number: int, key: str, references: str) -> None:
    kind, value = document.xref_get_key(number, key)
    if kind == "xref":
        target = int(value.split()[0])
        document.update_object(target, f"{document.xref_object(target).strip()[:-1]} {references}]")
        return
    document.xref_set_key(number, key, f"{value[:-1]} {references}]" if kind == "array" else f"[{references}]")
