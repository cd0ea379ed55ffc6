"""Where signature fields show on the pages: by the pages' own lists, whatever a field says of itself."""

from collections.abc import Iterator, Sequence
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature

from signing.geometry import Box

Held = tuple[int | None, Box]
"""A box, and the number of the page that lists it. None: no page does, so it might be on any."""
_DEEPEST = 32


def boxes(field: generic.DictionaryObject, listed: dict[int, set[int]]) -> Iterator[Held]:
    """Every box of a field, its own and its widgets', as the page is stored. `listed` is what `annotations` tells.

    `/P` is only what a widget says of itself: a reader shows it on the page whose list holds it.
    """
    for widget in widgets(field):
        x0, y0, x1, y1 = (float(number) for number in widget["/Rect"])
        box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        number = getattr(widget.container_ref, "idnum", 0)
        for page in listed.get(number) or (None,):
            yield page, box


def widgets(field: generic.DictionaryObject) -> list[generic.DictionaryObject]:
    """The field itself where it is its own widget, and its kids."""
    kids = field["/Kids"] if "/Kids" in field else ()  # noqa: SIM401  # pyHanko's `get` does not follow references
    return [each for each in (field, *(kid.get_object() for kid in kids)) if "/Rect" in each]


def annotations(reader: PdfFileReader) -> dict[int, set[int]]:
    """For each object in a page's list of annotations, the pages that list it."""
    listed: dict[int, set[int]] = {}
    for number, page in enumerate(_pages(reader.root["/Pages"], 0)):
        held: Any = page["/Annots"] if "/Annots" in page else generic.ArrayObject()
        for item in (held.raw_get(at) for at in range(len(held))):
            if isinstance(item, generic.IndirectObject):
                listed.setdefault(item.idnum, set()).add(number)
    return listed


def _pages(node: Any, depth: int) -> Iterator[Any]:
    if depth > _DEEPEST:
        raise ValueError("the tree of pages is too deep")
    if "/Kids" not in node:
        yield node
        return
    for kid in node["/Kids"]:
        yield from _pages(kid.get_object(), depth + 1)


def picture_without_signature(reader: PdfFileReader, signatures: Sequence[EmbeddedPdfSignature]) -> bool:
    """A field made behind the first signature that shows something which no person or agency has signed."""
    if not signatures:
        return False
    history = reader.get_historical_resolver(min(each.signed_revision for each in signatures))
    before = {name for name, _, _ in enumerate_sig_fields(history)}
    return any(
        name not in before and not _is_persons(value) and any(_shows(each) for each in widgets(held.get_object()))
        for name, value, held in enumerate_sig_fields(reader)
    )


def _is_persons(value: Any) -> bool:
    signed = value.get_object() if value is not None else None
    return isinstance(signed, generic.DictionaryObject) and signed.get("/Type") != "/DocTimeStamp"


def _shows(widget: generic.DictionaryObject) -> bool:
    x0, y0, x1, y1 = (float(number) for number in widget["/Rect"])
    return "/AP" in widget and x0 != x1 and y0 != y1
