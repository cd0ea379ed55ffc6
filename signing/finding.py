"""From pyHanko's status of one signature to our finding: integrity, coverage, changes, chain, revocation, outcome."""

from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus
from pyhanko.sign.validation.status import SignatureCoverageLevel

from signing.certificates import chain_of, iso, may_sign, subject_facts
from signing.trust import Trust
from signing.verdict import INVALID, UNDETERMINED, VALID, Finding

_COVERAGE = {
    SignatureCoverageLevel.ENTIRE_FILE: "whole_file",
    SignatureCoverageLevel.ENTIRE_REVISION: "revision",
    SignatureCoverageLevel.CONTIGUOUS_BLOCK_FROM_START: "partial",
}
_WEAK = ("sha1",)


async def finding_of(signature: EmbeddedPdfSignature, status: PdfSignatureStatus, trust: Trust) -> Finding:
    """The finding: invalid when anything is broken, undetermined when anything is unsure, else valid."""
    chain, chain_reason, revocation = await _chain(signature, status, trust)
    state = {
        "integrity": "intact" if status.intact and status.valid else "modified",
        "coverage": _COVERAGE.get(status.coverage or SignatureCoverageLevel.UNCLEAR, "unclear"),
        "changes_after": _changes(status),
        "chain": chain,
        "revocation": revocation,
    }
    broken = _broken(state, may_sign(status.signing_cert))
    unsure = [chain_reason] if chain_reason else []
    if not unsure and revocation == "unknown" and trust.revocation_required:
        unsure = ["revocation_unknown"]
    weak = status.md_algorithm in _WEAK
    reasons = (broken or unsure) + (["weak_digest"] if weak else [])
    outcome = INVALID if broken else UNDETERMINED if unsure else VALID
    return Finding(
        field=str(signature.field_name),
        outcome=outcome,
        reasons=tuple(reasons),
        digest=status.md_algorithm,
        weak=weak,
        **state,
        **_times(status),
        **subject_facts(status.signing_cert),
    )


def _broken(state: dict[str, str], may_sign: bool) -> list[str]:
    """Codes of everything that makes a signature invalid."""
    checks = {
        "modified": state["integrity"] != "intact",
        "coverage": state["coverage"] not in ("whole_file", "revision"),
        "changed_after": state["changes_after"] == "forbidden",
        "revoked": state["revocation"] == "revoked",
        "key_usage": not may_sign,
    }
    return [code for code, wrong in checks.items() if wrong]


def _changes(status: PdfSignatureStatus) -> str:
    if status.docmdp_ok is False:
        return "forbidden"
    if not isinstance(status.diff_result, DiffResult):
        return "none" if status.coverage == SignatureCoverageLevel.ENTIRE_FILE else "forbidden"
    level = status.diff_result.modification_level
    if level == ModificationLevel.NONE:
        return "none"
    return "allowed" if level <= ModificationLevel.FORM_FILLING else "forbidden"


async def _chain(signature: EmbeddedPdfSignature, status: PdfSignatureStatus, trust: Trust) -> tuple[str, str, str]:
    """State of the chain, its reason when it is not trusted, and revocation. The status asked for both at once."""
    if status.trusted:
        return "trusted", "", "good"
    others = [certificate.dump() for certificate in signature.other_embedded_certs]
    chain, reason = await chain_of(status.signing_cert, others, trust)
    return chain, reason, "revoked" if status.revoked or reason == "revoked" else "unknown"


def _times(status: PdfSignatureStatus) -> dict[str, str]:
    """When it was signed, by whose word: the signer's clock, or a trusted time-stamp."""
    stamp = status.timestamp_validity
    trusted = iso(stamp.timestamp) if stamp is not None and stamp.trusted else ""
    return {
        "claimed_at": iso(status.signer_reported_dt),
        "trusted_at": trusted,
        "time_source": "timestamp" if trusted else "claimed",
    }
