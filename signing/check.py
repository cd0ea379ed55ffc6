"""Verifies a PDF's signatures offline. Three outcomes; whatever cannot be read is refused, never passed over."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, async_validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints

from signing.finding import finding_of
from signing.rules import STRICT, file_reasons, is_signature
from signing.trust import ALGORITHMS, Trust
from signing.verdict import INVALID, UNDETERMINED, VALID, Finding, Verdict
from signing.waiting import waited

# The verdict tells people what these would tell the log, at length and with traces
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)

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
    reader = opened(pdf)
    if reader.encrypted:
        return Verdict(INVALID, ("encrypted",))
    signatures = reader.embedded_signatures
    wrong = file_reasons(pdf, reader, signatures, roles)
    judged = [await _judge(signature, trust) for signature in signatures if is_signature(signature)]
    found = tuple(replace(finding, role=roles.get(finding.field, "")) for finding in judged)
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


async def _judge(signature: EmbeddedPdfSignature, trust: Trust) -> Finding:
    try:
        status = await async_validate_pdf_signature(
            signature,
            signer_validation_context=trust.context("require"),
            ts_validation_context=trust.context("soft-fail"),
            diff_policy=STRICT,
            key_usage_settings=_ANY_USAGE,
            algorithm_policy=ALGORITHMS,
        )
        return await finding_of(signature, status, trust)
    except Exception:
        return Finding(field=str(signature.field_name), outcome=INVALID, reasons=("unreadable",))
