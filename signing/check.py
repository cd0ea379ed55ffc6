"""Verifies a PDF's signatures offline. Three outcomes; whatever cannot be read is refused, never passed over."""

import asyncio
from datetime import datetime
from io import BytesIO

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus, async_validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import PathError, RevokedError, ValidationError

from signing.rules import STRICT, file_reasons
from signing.trust import ALGORITHMS, Trust
from signing.verdict import INVALID, UNDETERMINED, VALID, Finding, Verdict

USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)

_COVERAGE = {
    SignatureCoverageLevel.ENTIRE_FILE: "whole_file",
    SignatureCoverageLevel.ENTIRE_REVISION: "revision",
    SignatureCoverageLevel.CONTIGUOUS_BLOCK_FROM_START: "partial",
}
_WEAK = ("sha1", "md5")


def verify(pdf: bytes, trust: Trust) -> Verdict:
    """The verdict on every signature and on the file. Never raises: unreadable is a verdict (invalid)."""
    try:
        return asyncio.run(_verify(pdf, trust))
    except Exception:
        return Verdict(INVALID, ("unreadable",))


async def _verify(pdf: bytes, trust: Trust) -> Verdict:
    reader = PdfFileReader(BytesIO(pdf))
    if reader.encrypted:
        return Verdict(INVALID, ("encrypted",))
    signatures = reader.embedded_signatures
    wrong = file_reasons(pdf, reader, signatures)
    found = tuple([await _judge(signature, trust) for signature in signatures if _is_signature(signature)])
    if wrong or any(finding.outcome == INVALID for finding in found):
        return Verdict(INVALID, wrong, found)
    if not found:
        return Verdict(UNDETERMINED, ("unsigned",))
    unsure = any(finding.outcome == UNDETERMINED for finding in found)
    return Verdict(UNDETERMINED if unsure else VALID, (), found)


def _is_signature(signature: EmbeddedPdfSignature) -> bool:
    return bool(signature.sig_object_type != "/DocTimeStamp")


async def _judge(signature: EmbeddedPdfSignature, trust: Trust) -> Finding:
    try:
        status = await async_validate_pdf_signature(
            signature,
            signer_validation_context=trust.context("soft-fail"),
            diff_policy=STRICT,
            key_usage_settings=USAGE,
            algorithm_policy=ALGORITHMS,
        )
        return await _finding(signature, status, trust)
    except Exception:
        return Finding(field=str(signature.field_name), outcome=INVALID, reasons=("unreadable",))


async def _finding(signature: EmbeddedPdfSignature, status: PdfSignatureStatus, trust: Trust) -> Finding:
    integrity = "intact" if status.intact and status.valid else "modified"
    coverage = _COVERAGE.get(status.coverage or SignatureCoverageLevel.UNCLEAR, "unclear")
    changes = _changes(status)
    chain, chain_reason = _chain(status)
    revocation = await _revocation(signature, status, trust)
    broken = _broken(integrity, coverage, changes, revocation, chain_reason)
    unsure = [] if chain == "trusted" else [chain_reason or "issuer_unknown"]
    if chain == "trusted" and revocation == "unknown" and trust.revocation_required:
        unsure.append("revocation_unknown")
    outcome = INVALID if broken else UNDETERMINED if unsure else VALID
    weak = status.md_algorithm in _WEAK
    reasons = (*broken, *(() if broken else unsure), *(("weak_digest",) if weak else ()))
    return Finding(
        field=str(signature.field_name),
        outcome=outcome,
        reasons=reasons,
        integrity=integrity,
        coverage=coverage,
        changes_after=changes,
        chain=chain,
        revocation=revocation,
        claimed_at=_iso(status.signer_reported_dt),
        trusted_at=_trusted_at(status),
        time_source="timestamp" if _trusted_at(status) else "claimed",
        digest=status.md_algorithm,
        weak=weak,
        **subject_facts(status.signing_cert.dump()),
    )


def _broken(integrity: str, coverage: str, changes: str, revocation: str, chain_reason: str) -> list[str]:
    """Codes of everything that makes a signature invalid."""
    checks = {
        "modified": integrity != "intact",
        "coverage": coverage not in ("whole_file", "revision"),
        "changed_after": changes == "forbidden",
        "revoked": revocation == "revoked",
        "key_usage": chain_reason == "key_usage",
    }
    return [code for code, wrong in checks.items() if wrong]


def _changes(status: PdfSignatureStatus) -> str:
    if not isinstance(status.diff_result, DiffResult) or status.docmdp_ok is False:
        return "none" if status.coverage == SignatureCoverageLevel.ENTIRE_FILE else "forbidden"
    level = status.diff_result.modification_level
    if level == ModificationLevel.NONE:
        return "none"
    return "allowed" if level <= ModificationLevel.FORM_FILLING else "forbidden"


def _chain(status: PdfSignatureStatus) -> tuple[str, str]:
    """Trusted, untrusted or unknown, and the code of the reason when it is not trusted."""
    problem = status.trust_problem_indic
    if problem is None and status.validation_path is not None:
        return "trusted", ""
    if problem in (AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND, AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE):
        return "unknown", "issuer_unknown"
    if problem == AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE or problem == AdESIndeterminate.SIG_CONSTRAINTS_FAILURE:
        return "untrusted", "key_usage"
    if problem in (AdESIndeterminate.EXPIRED, AdESIndeterminate.OUT_OF_BOUNDS_NO_POE):
        return "untrusted", "certificate_expired"
    if problem in (AdESFailure.NOT_YET_VALID, AdESIndeterminate.NOT_YET_VALID):
        return "untrusted", "certificate_not_yet_valid"
    return "unknown", "issuer_unknown"


async def _revocation(signature: EmbeddedPdfSignature, status: PdfSignatureStatus, trust: Trust) -> str:
    if status.revoked:
        return "revoked"
    others = [certificate.dump() for certificate in signature.other_embedded_certs]
    return await revocation_of(status.signing_cert.dump(), others, trust)


async def revocation_of(certificate_der: bytes, others: list[bytes], trust: Trust) -> str:
    """`good` when lists at hand clear the whole chain, `revoked`, else `unknown`."""
    context = trust.context("require", others)
    try:
        certificate = x509.Certificate.load(certificate_der)
        await CertificateValidator(certificate, validation_context=context).async_validate_path()
    except RevokedError:
        return "revoked"
    except (PathError, ValidationError):
        return "unknown"
    return "good"


def _trusted_at(status: PdfSignatureStatus) -> str:
    """The moment a trusted time-stamp vouches for, if there is one."""
    stamp = status.timestamp_validity
    return _iso(stamp.timestamp) if stamp is not None and stamp.trusted else ""


def subject_facts(certificate_der: bytes) -> dict[str, str]:
    """What people are shown of a certificate, by the names of `Finding`."""
    certificate = x509.Certificate.load(certificate_der)
    subject = {key: value if isinstance(value, str) else "; ".join(value) for key, value in _native(certificate)}
    return {
        "signer": subject.get("common_name", certificate.subject.human_friendly),
        "organisation": subject.get("organization_name", ""),
        "title": subject.get("title", ""),
        "issuer": certificate.issuer.native.get("common_name", certificate.issuer.human_friendly),
        "serial": f"{certificate.serial_number:X}",
        "certificate_sha256": certificate.sha256.hex(),
        "valid_from": _iso(certificate.not_valid_before),
        "valid_to": _iso(certificate.not_valid_after),
    }


def _native(certificate: x509.Certificate) -> list[tuple[str, str | list[str]]]:
    return list(certificate.subject.native.items())


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
