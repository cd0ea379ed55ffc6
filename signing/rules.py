"""Our own rules beside the cryptography: what may lie behind a signature, and what never may."""

import re
from collections.abc import Iterable, Mapping, Sequence

from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DiffResult,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    ReferenceUpdate,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
    XrefStreamRule,
)
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from signing.later import later_reasons
from signing.readings import two_readings
from signing.showing import picture_without_signature
from signing.wrapping import out_of_order, padding, wrapped

_VALUE = re.compile(rb"/ByteRange\s*\[\s*0\s+\d+\s+\d+\s+\d+\s*\]")
"""A signature's value in the file: where no field leads to it, somebody bent the way."""
_TOOLS_OWN = ("/ModDate", "/Producer")


class InfoRule(DocInfoRule):
    """A tool may note itself and the time in /Info; title, author and the like stay as they were signed."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        if _told(old) != _told(new):
            raise SuspiciousModification("/Info changed")
        return super().apply(old, new)


def _told(revision: HistoricalResolver) -> dict[str, str]:
    if "/Info" not in revision.trailer_view:
        return {}
    held = revision.trailer_view.raw_get("/Info")
    info = revision(held.reference) if isinstance(held, IndirectObject) else held
    return {key: str(info[key]) for key in info if key not in _TOOLS_OWN}


def _policy(unused: bool) -> StandardDiffPolicy:
    """`unused` lets an update bring objects that nothing leads to."""
    return StandardDiffPolicy(
        global_rules=[
            CatalogModificationRule(),  # type: ignore[no-untyped-call]
            InfoRule().as_qualified(ModificationLevel.LTA_UPDATES),
            XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
            ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
            DSSCompareRule().as_qualified(ModificationLevel.LTA_UPDATES),
            MetadataUpdateRule().as_qualified(ModificationLevel.LTA_UPDATES),  # type: ignore[no-untyped-call]
        ],
        form_rule=FormUpdatingRule(
            field_rules=[SigFieldCreationRule(), SigFieldModificationRule()]  # type: ignore[no-untyped-call]
        ),
        ignore_orphaned_objects=unused,
    )


STRICT = _policy(unused=True)
"""pyHanko's default without generic form filling, which can change what people read, and with our rule for /Info."""


_BARE = _policy(unused=False)
"""For what no signature covers at all: validation data and nothing waiting to be called for. (Signed updates of real
government tools do leave unused objects behind.)"""


def is_signature(signature: EmbeddedPdfSignature) -> bool:
    """A person's or an agency's signature, not a document time-stamp."""
    return bool(signature.sig_object_type != "/DocTimeStamp")


def file_reasons(
    pdf: bytes, reader: PdfFileReader, signatures: Sequence[EmbeddedPdfSignature], roles: Mapping[str, str]
) -> tuple[str, ...]:
    """Codes of what is wrong with the file as a whole, beyond each signature's own state."""
    filled = list(enumerate_sig_fields(reader, filled_status=True))
    signed = [signature for signature in signatures if is_signature(signature)]
    checks = {
        "signature_unreachable": not filled and _VALUE.search(pdf) is not None,
        "unknown_signature_format": len(filled) != len(signatures),
        "signature_in_two_fields": len({id(signature.sig_object) for signature in signatures}) != len(signatures),
        "wrapped": any(wrapped(signature) for signature in signatures),
        "attributes_out_of_order": any(out_of_order(signature) for signature in signatures),
        "two_readings": two_readings(pdf, reader, signatures),
        "picture_without_signature": picture_without_signature(reader, signatures),
        "trailing_bytes": bool(signatures) and _junk_behind(pdf, reader, signatures[-1]),
        "hidden_in_signature": any(padding(signature).strip(b"\0") for signature in signatures),
        **later_reasons(signed, roles),
    }
    return tuple(code for code, wrong in checks.items() if wrong)


def _junk_behind(pdf: bytes, reader: PdfFileReader, last: EmbeddedPdfSignature) -> bool:
    """Bytes behind the last signature that are not validation data of a later revision: hidden luggage."""
    if last.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE:
        return False
    if last.signed_revision == reader.total_revisions - 1 or "/DSS" not in reader.root:
        return True
    added = _BARE.review_file(reader, last.signed_revision)
    only_lists = isinstance(added, DiffResult) and added.modification_level <= ModificationLevel.LTA_UPDATES
    return not only_lists or re.search(rb"startxref\s+\d+\s+%%EOF\s*\Z", pdf[-64:]) is None
