"""Verifies a PDF's signatures offline. Three outcomes; whatever cannot be read is refused, never passed over."""

import logging
import re
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus
from pyhanko.sign.validation.generic_cms import cms_basic_validation
from pyhanko.sign.validation.settings import KeyUsageConstraints

import signing.hex_strings  # noqa: F401 (in force by being imported)
from signing.finding import finding_of
from signing.later import behind_seal, declared_kind
from signing.moment import moment_of
from signing.rules import STRICT, file_reasons, is_signature
from signing.stamps import Timeline, timeline
from signing.trust import ALGORITHMS, Trust
from signing.verdict import INVALID, UNDETERMINED, VALID, Finding, Verdict
from signing.waiting import waited

# The verdict tells people what these would tell the log, at length and with traces
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)

SUB_FILTERS = ("/ETSI.CAdES.detached", "/adbe.pkcs7.detached")
"""Today's signatures, and those of older government tools. What seals a digest of the digest (`sha1`) is refused."""

MOST_SIGNATURES = 100
"""Real documents have a handful; each is compared with everything behind it."""
_LAST_BYTES = 2048
_ENDING = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_TABLE = re.compile(rb"xref\s|\d+\s+\d+\s+obj")

_ANY_USAGE = KeyUsageConstraints(key_usage=())
"""Key usage is judged by our own rule, which names it."""


def verify(pdf: bytes, trust: Trust, roles: Mapping[str, str] | None = None) -> Verdict:
    """The verdict on every signature and on the file. Never raises: unreadable is a verdict (invalid).

    `roles` tells what a foreign field counts as (field → ``leader``, ``agency``, ``arrival`` …): other programs
    name their fields themselves, and only the house knows which act a signature belonged to.
    """
    try:
        return waited(_verify(pdf, trust, roles or {}))
    except Exception:
        return Verdict(INVALID, ("unreadable",))


async def _verify(pdf: bytes, trust: Trust, roles: Mapping[str, str]) -> Verdict:
    if not _ends_well(pdf):
        return Verdict(INVALID, ("unreadable",))
    reader = opened(pdf)
    if reader.encrypted:
        return Verdict(INVALID, ("encrypted",))
    signatures = reader.embedded_signatures
    if len(signatures) > MOST_SIGNATURES:
        return Verdict(INVALID, ("too_many_signatures",))
    wrong = file_reasons(pdf, reader, signatures, roles)
    line = await timeline(reader, signatures, trust)
    wrong += ("timestamp_broken",) if line.broken else ()
    signed = [signature for signature in signatures if is_signature(signature)]
    judged = [await _judge(signature, line, trust) for signature in signed]
    kinds = {signature.field_name: declared_kind(name) for signature, name in behind_seal(signed, roles)}
    found = tuple(
        replace(finding, role=roles.get(finding.field, ""), kind_after=kinds.get(finding.field, ""))
        for finding in judged
    )
    return _overall(wrong, found)


def _ends_well(pdf: bytes) -> bool:
    """Whether the end leads to a table. Where it does not, pyHanko looks for one byte by byte: minutes in 100 MB."""
    told = list(_ENDING.finditer(pdf[-_LAST_BYTES:]))
    return bool(told) and _TABLE.match(pdf[int(told[-1][1]) : int(told[-1][1]) + _LAST_BYTES].lstrip()) is not None


def _overall(wrong: tuple[str, ...], found: tuple[Finding, ...]) -> Verdict:
    if wrong or any(finding.outcome == INVALID for finding in found):
        return Verdict(INVALID, wrong, found)
    if not found:
        return Verdict(UNDETERMINED, ("unsigned",))
    unsure = any(finding.outcome == UNDETERMINED for finding in found)
    return Verdict(UNDETERMINED if unsure else VALID, (), found)


def opened(pdf: bytes) -> PdfFileReader:
    """Strictly, unless the file keeps two cross-reference tables, as every PDF saved by Word does."""
    reader = PdfFileReader(BytesIO(pdf))
    return PdfFileReader(BytesIO(pdf), strict=False) if reader.xrefs.hybrid_xrefs_present else reader


async def _judge(signature: EmbeddedPdfSignature, line: Timeline, trust: Trust) -> Finding:
    """Trust is judged by ourselves, as of the proved moment; pyHanko is asked about the bytes alone."""
    try:
        if signature.sig_object["/SubFilter"] not in SUB_FILTERS:
            return Finding(field=str(signature.field_name), outcome=INVALID, reasons=("unknown_signature_format",))
        signature.compute_integrity_info(diff_policy=STRICT)  # type: ignore[no-untyped-call]
        found = await cms_basic_validation(
            signature.signed_data,
            raw_digest=signature.compute_digest(),
            validation_context=Trust().context(trust.now),
            status_kwargs=signature.summarise_integrity_info(),
            key_usage_settings=_ANY_USAGE,
            algorithm_policy=ALGORITHMS,
        )
        status = PdfSignatureStatus(**found, signer_reported_dt=signature.self_reported_timestamp)
        moment = await moment_of(signature, line, trust)
        return await finding_of(signature, status, moment, line.pieces, trust)
    except Exception:
        return Finding(field=str(signature.field_name), outcome=INVALID, reasons=("unreadable",))
