"""From pyHanko's status of one signature to our finding: integrity, coverage, changes, chain, revocation, outcome."""

from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus
from pyhanko.sign.validation.status import SignatureCoverageLevel

from signing.certificates import iso, may_sign, revocation_of, subject_facts
from signing.trust import Trust
from signing.verdict import INVALID, UNDETERMINED, VALID, Finding

_COVERAGE = {
    SignatureCoverageLevel.ENTIRE_FILE: "whole_file",
    SignatureCoverageLevel.ENTIRE_REVISION: "revision",
    SignatureCoverageLevel.CONTIGUOUS_BLOCK_FROM_START: "partial",
}
_WEAK = ("sha1",)
_TIME_PROBLEMS = {
    AdESIndeterminate.EXPIRED: "certificate_expired",
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: "certificate_expired",
    AdESFailure.NOT_YET_VALID: "certificate_not_yet_valid",
    AdESIndeterminate.NOT_YET_VALID: "certificate_not_yet_valid",
}


async def finding_of(signature: EmbeddedPdfSignature, status: PdfSignatureStatus, trust: Trust) -> Finding:
    """The finding: invalid when anything is broken, undetermined when anything is unsure, else valid."""
    others = [certificate.dump() for certificate in signature.other_embedded_certs]
    revocation = "revoked" if status.revoked else await revocation_of(status.signing_cert, others, trust)
    chain, chain_reason = _chain(status)
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


def _chain(status: PdfSignatureStatus) -> tuple[str, str]:
    """Trusted, untrusted or unknown, and the code of the reason when it is not trusted."""
    problem = status.trust_problem_indic
    if problem is None and status.validation_path is not None:
        return "trusted", ""
    if problem in _TIME_PROBLEMS:
        return "untrusted", _TIME_PROBLEMS[problem]
    return "unknown", "issuer_unknown"


def _times(status: PdfSignatureStatus) -> dict[str, str]:
    """When it was signed, by whose word: the signer's clock, or a trusted time-stamp."""
    stamp = status.timestamp_validity
    trusted = iso(stamp.timestamp) if stamp is not None and stamp.trusted else ""
    return {
        "claimed_at": iso(status.signer_reported_dt),
        "trusted_at": trusted,
        "time_source": "timestamp" if trusted else "claimed",
    }
