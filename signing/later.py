"""What may be signed behind a seal or a certification: whole new fields of declared kinds, in room of their own."""

from collections.abc import Mapping, Sequence

from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature

from signing.geometry import AGENCY, LEADER
from signing.showing import Held, annotations, boxes

DECLARED_AFTER_SEAL = ("arrival", "copy", "confirmation")
"""Kinds of signature that may follow the agency's: the field's name is one of them, perhaps with a number behind."""

PREPARED = (LEADER, "number", "date")
"""Kinds whose fields are made before anybody signs: one made later is somebody else's."""
BY_THE_AGENCY = ("number", "date")
"""What the agency's act signs besides its seal (QC 7.2.2): with the same certificate, or another hand was at it."""


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
    listed = annotations(signatures[0].reader) if later else {}
    return {
        "undeclared_after_seal": any(not declared_kind(name) for _, name in later),
        "later_field_not_new": any(_was_there(signature, signatures) for signature, _ in later),
        "later_box_overlaps": any(_overlaps(signature, signatures, listed) for signature, _ in later),
        "field_not_prepared": any(_unprepared(signature, signatures) for signature in signatures),
        "number_by_others": _by_others(signatures),
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


def _unprepared(later: EmbeddedPdfSignature, signatures: Sequence[EmbeddedPdfSignature]) -> bool:
    """In a document the house has prepared, a field of its own kinds that was made after somebody had signed."""
    kind = str(later.field_name).rstrip("0123456789")
    ours = any(each.field_name == LEADER for each in signatures)
    first = min(signatures, key=lambda each: int(each.signed_revision))
    return ours and kind in PREPARED and later.field_name not in _field_names(later, first.signed_revision)


def _by_others(signatures: Sequence[EmbeddedPdfSignature]) -> bool:
    named = {each.field_name: each.signer_cert.sha256 for each in signatures}
    mine = named.get(AGENCY)
    return mine is not None and any(named.get(field, mine) != mine for field in BY_THE_AGENCY)


def _overlaps(
    later: EmbeddedPdfSignature, signatures: Sequence[EmbeddedPdfSignature], listed: dict[int, set[int]]
) -> bool:
    earlier = [other for other in signatures if other.signed_revision < later.signed_revision]
    taken = [held for other in earlier for held in boxes(other.sig_field, listed)]
    return any(_meet(mine, held) for mine in boxes(later.sig_field, listed) for held in taken)


def _meet(one: Held, other: Held) -> bool:
    """A widget that does not name its page might be on any."""
    same_page = one[0] is None or other[0] is None or one[0] == other[0]
    return same_page and one[1].overlaps(other[1])
