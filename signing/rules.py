"""Our own rules beside the cryptography: what may lie behind a signature, and what never may."""

import re
from collections.abc import Sequence

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DSSCompareRule,
    FormUpdatingRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    XrefStreamRule,
)
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from signing.geometry import AGENCY

STRICT = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),  # type: ignore[no-untyped-call]
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        DSSCompareRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    form_rule=FormUpdatingRule(
        field_rules=[SigFieldCreationRule(), SigFieldModificationRule()]  # type: ignore[no-untyped-call]
    ),
)
"""Like pyHanko's default without generic form filling, metadata or /Info edits: each can change what people read."""

DECLARED_AFTER_SEAL = ("arrival", "copy", "confirmation")
"""Kinds of signature that may follow the agency's: the field's name begins with one of them."""


def is_signature(signature: EmbeddedPdfSignature) -> bool:
    """A person's or an agency's signature, not a document time-stamp."""
    return bool(signature.sig_object_type != "/DocTimeStamp")


def file_reasons(pdf: bytes, reader: PdfFileReader, signatures: Sequence[EmbeddedPdfSignature]) -> tuple[str, ...]:
    """Codes of what is wrong with the file as a whole, beyond each signature's own state."""
    filled = list(enumerate_sig_fields(reader, filled_status=True))
    names = [signature.field_name for signature in signatures if is_signature(signature)]
    later = names[names.index(AGENCY) + 1 :] if AGENCY in names else []
    checks = {
        "unknown_signature_format": len(filled) != len(signatures),
        "signature_in_two_fields": len({id(signature.sig_object) for signature in signatures}) != len(signatures),
        "trailing_bytes": bool(signatures) and _junk_behind(pdf, reader, signatures[-1]),
        "undeclared_after_seal": any(not name.startswith(DECLARED_AFTER_SEAL) for name in later),
    }
    return tuple(code for code, wrong in checks.items() if wrong)


def _junk_behind(pdf: bytes, reader: PdfFileReader, last: EmbeddedPdfSignature) -> bool:
    """Bytes behind the last signature that belong to no revision: hidden luggage."""
    if last.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE:
        return False
    if last.signed_revision == reader.total_revisions - 1:
        return True
    return re.search(rb"startxref\s+\d+\s+%%EOF\s*\Z", pdf[-64:]) is None
