"""What may be signed behind a seal or a certification: whole new fields of declared kinds, in room of their own."""

from collections.abc import Iterator, Mapping, Sequence

from pyhanko.pdf_utils import generic
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature

from signing.geometry import AGENCY, Box

DECLARED_AFTER_SEAL = ("arrival", "copy", "confirmation")
"""Kinds of signature that may follow the agency's: the field's name is one of them, perhaps with a number behind."""

Held = tuple[object, Box]
"""A box, and the page it is on."""


def declared_kind(name: str) -> str:
    """Which declared kind a field's name tells of, if any."""
    kind = name.rstrip("0123456789")
    return kind if kind in DECLARED_AFTER_SEAL else ""


def behind_seal(
    signatures: Sequence[EmbeddedPdfSignature], roles: Mapping[str, str]
) -> list[tuple[EmbeddedPdfSignature, str]]:
    """The signatures after the agency's, and what each counts as.

    The government's service seals with several signatures (number, date, seal), which its role says, not its name.
    """
    named = [(signature, roles.get(signature.field_name, signature.field_name)) for signature in signatures]
    seal = next((index for index, (_, name) in enumerate(named) if name == AGENCY), len(named))
    return [(signature, name) for signature, name in named[seal + 1 :] if roles.get(signature.field_name) != AGENCY]


def later_reasons(signatures: Sequence[EmbeddedPdfSignature], roles: Mapping[str, str]) -> dict[str, bool]:
    """Codes of what is wrong with later signatures, each with whether it is so. Time-stamps are not among them."""
    later = behind_seal(signatures, roles)
    return {
        "undeclared_after_seal": any(not declared_kind(name) for _, name in later),
        "later_field_not_new": any(_was_there(signature, signatures) for signature, _ in later),
        "later_box_overlaps": any(_overlaps(signature, signatures) for signature, _ in later),
        "signed_after_certification": any(_certified_before(signature, signatures) for signature in signatures),
    }


def _was_there(later: EmbeddedPdfSignature, signatures: Sequence[EmbeddedPdfSignature]) -> bool:
    """Its field, even empty, stood in what somebody signed before."""
    before = [other.signed_revision for other in signatures if other.signed_revision < later.signed_revision]
    return any(later.field_name in _field_names(later, revision) for revision in set(before))


def _field_names(signature: EmbeddedPdfSignature, revision: int) -> set[str]:
    history = signature.reader.get_historical_resolver(revision)
    return {name for name, _, _ in enumerate_sig_fields(history)}


def _certified_before(later: EmbeddedPdfSignature, signatures: Sequence[EmbeddedPdfSignature]) -> bool:
    """A field made after somebody certified the document (DocMDP), which the certification does not expect.

    The standard lets the appearance of such a signature lie over what was certified: the sneaky signature attack.
    """
    certified = [
        other.signed_revision
        for other in signatures
        if other.signed_revision < later.signed_revision and other.docmdp_level is not None
    ]
    return any(later.field_name not in _field_names(later, revision) for revision in certified)


def _overlaps(later: EmbeddedPdfSignature, signatures: Sequence[EmbeddedPdfSignature]) -> bool:
    earlier = [other for other in signatures if other.signed_revision < later.signed_revision]
    taken = [held for other in earlier for held in boxes(other.sig_field)]
    return any(_meet(mine, held) for mine in boxes(later.sig_field) for held in taken)


def _meet(one: Held, other: Held) -> bool:
    """A widget that does not name its page might be on any."""
    same_page = one[0] is None or other[0] is None or one[0] == other[0]
    return same_page and one[1].overlaps(other[1])


def boxes(field: generic.DictionaryObject) -> Iterator[Held]:
    """Where a field shows: a reference to its page, if it names one, and its box as the page is stored."""
    widgets = [field] if "/Rect" in field else [kid.get_object() for kid in field.get("/Kids", ())]
    for widget in widgets:
        x0, y0, x1, y1 = (float(number) for number in widget["/Rect"])
        page = widget.raw_get("/P") if "/P" in widget else None
        box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        yield (page.reference if isinstance(page, generic.IndirectObject) else None), box
