"""A signature field made in the very revision that signs it: what follows a seal has no field to wait for it."""

from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject

from signing.errors import PlaceNotFound, Unreadable, WrongOrder
from signing.geometry import Box
from signing.sheet import Sheet, sheet_of
from signing.update import Update, serialised

_pdf: Any = generic  # its constructors are untyped
_SIGNATURES_APPEND_ONLY = 3
_DEEPEST = 50


def page_at(update: Update, index: int) -> tuple[IndirectObject, DictionaryObject, Sheet]:
    """The page, counted from 0, and how it lies. Raises PlaceNotFound(what=page)."""
    catalog = update.reader.root
    found: Any = _descend(catalog.raw_get("/Pages"), index, 0)
    if index < 0 or found is None:
        raise PlaceNotFound(what="page", page=index + 1)
    page: DictionaryObject = found.get_object()
    return found, page, sheet_of(page)


def taken_boxes(update: Update, page: DictionaryObject, sheet: Sheet) -> list[Box]:
    """Where signatures stand already on a page or wait to be made, as seen."""
    if "/Annots" not in page:
        return []
    annotations: list[Any] = [item.get_object() for item in page["/Annots"]]
    fields = [
        item for item in annotations if "/Subtype" in item and item["/Subtype"] == "/Widget" and _is_signature(item)
    ]
    rects = [[float(number) for number in field["/Rect"]] for field in fields]
    return [sheet.seen(Box(*rect)) for rect in rects if rect[2] - rect[0] and rect[3] - rect[1]]


def free_name(update: Update, kind: str) -> str:
    """`copy`, or `copy2`, `copy3`… when the file has such a signature already."""
    names = set(update.field_names())
    return next(name for name in (kind, *(f"{kind}{n}" for n in range(2, 100))) if name not in names)


def add_field(
    update: Update, name: str, page_index: int, box: Box, parts: dict[str, Box]
) -> tuple[IndirectObject, DictionaryObject]:
    """An empty field over `box` (as seen); `parts` are kept in it, measured from its lower left corner.

    Nothing is written yet but the lists that name the field: its own body follows with the signature.
    """
    page_reference, page, sheet = page_at(update, page_index)
    if name in update.field_names():
        raise WrongOrder(reason="fields_exist")
    reference = update.reserve()
    entries: dict[str, Any] = {
        "/Type": _pdf.NameObject("/Annot"), "/Subtype": _pdf.NameObject("/Widget"), "/FT": _pdf.NameObject("/Sig"),
        "/T": _pdf.pdf_string(name), "/F": _pdf.NumberObject(132), "/P": page_reference,
        "/Rect": _array(sheet.on_page(box)),
        "/MK": _pdf.DictionaryObject({_pdf.pdf_name("/R"): _pdf.NumberObject(sheet.turn)}),
        **{key: _array(part.moved(-box.x0, -box.y0)) for key, part in parts.items()},
    }  # fmt: skip
    if sheet.unit != 1:
        entries["/VOUnit"] = _pdf.FloatObject(f"{sheet.unit:.6f}")
    widget = _pdf.DictionaryObject({_pdf.pdf_name(key): value for key, value in entries.items()})
    _listed(update, page_reference, page, "/Annots", reference)
    _named(update, reference)
    return reference, widget


def _descend(node: Any, index: int, depth: int) -> IndirectObject | None:
    """The page of this index below a node of the page tree, whole branches passed by their /Count."""
    if depth > _DEEPEST:
        raise Unreadable(problem="page_tree")
    content = node.get_object()
    if "/Kids" not in content:
        return node if index == 0 else None
    kids = content["/Kids"]
    for place in range(len(kids)):
        kid = kids.raw_get(place)
        below = kid.get_object()
        pages = int(below["/Count"]) if "/Kids" in below else 1
        if index < pages:
            return _descend(kid, index, depth + 1)
        index -= pages
    return None


def _is_signature(widget: Any) -> bool:
    """The kind of a field may stand with its parent."""
    owner = widget["/Parent"] if "/FT" not in widget and "/Parent" in widget else widget
    return "/FT" in owner and bool(owner["/FT"] == "/Sig")


def _array(box: Box) -> Any:
    return _pdf.ArrayObject(_pdf.FloatObject(f"{number:.3f}") for number in (box.x0, box.y0, box.x1, box.y1))


def _named(update: Update, reference: IndirectObject) -> None:
    """Into /AcroForm /Fields, wherever that list lies; the flags say that the file is signed and only appended to."""
    catalog = update.reader.root
    root = update.reader.trailer.raw_get("/Root")
    form: Any = catalog.raw_get("/AcroForm") if "/AcroForm" in catalog else _pdf.DictionaryObject()
    body: Any = form.get_object()
    flagged = int(body["/SigFlags"]) if "/SigFlags" in body else 0
    changed = {} if flagged == _SIGNATURES_APPEND_ONLY else {"/SigFlags": b"%d" % _SIGNATURES_APPEND_ONLY}
    fields: Any = body.raw_get("/Fields") if "/Fields" in body else _pdf.ArrayObject()
    if isinstance(fields, IndirectObject):
        update.replace(fields, _extended(body["/Fields"], reference))
    else:
        changed["/Fields"] = _extended(fields, reference)
    if isinstance(form, IndirectObject):
        if changed:
            update.replace(form, _with(body, changed))
    elif changed:
        update.replace(root, _with(catalog, {"/AcroForm": _with(body, changed)}))


def _listed(update: Update, owner: IndirectObject, content: DictionaryObject, key: str, new: IndirectObject) -> None:
    """One more entry in a list that is the owner's own, another object's, or not there yet."""
    listed: Any = content.raw_get(key) if key in content else _pdf.ArrayObject()
    if isinstance(listed, IndirectObject):
        update.replace(listed, _extended(content[key], new))
    else:
        update.replace(owner, _with(content, {key: _extended(listed, new)}))


def _extended(listed: Any, new: IndirectObject) -> bytes:
    return b"[%b %d %d R]" % (serialised(listed)[1:-1], new.idnum, new.generation)


def _with(content: DictionaryObject, changed: dict[str, bytes]) -> bytes:
    """A dictionary's body with some entries put anew."""
    kept = b"".join(b"%b %b " % (_key(key), serialised(content.raw_get(key))) for key in content if key not in changed)
    return b"<< %b%b>>" % (kept, b"".join(b"%b %b " % (_key(key), value) for key, value in changed.items()))


def _key(name: str) -> bytes:
    return serialised(_pdf.pdf_name(name))
