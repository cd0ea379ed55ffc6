"""From pyHanko's status of one signature to our finding: integrity, coverage, changes, chain, revocation, outcome."""

from dataclasses import dataclass
from datetime import timedelta

from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus
from pyhanko.sign.validation.status import SignatureCoverageLevel

from signing.certificates import iso, may_sign, subject_facts
from signing.evidence import Piece
from signing.moment import Moment
from signing.standing import Standing, standing
from signing.trust import Trust
from signing.verdict import INVALID, UNDETERMINED, VALID, Finding

_COVERAGE = {
    SignatureCoverageLevel.ENTIRE_FILE: "whole_file",
    SignatureCoverageLevel.ENTIRE_REVISION: "revision",
    SignatureCoverageLevel.CONTIGUOUS_BLOCK_FROM_START: "partial",
}
_WEAK = ("sha1",)
_BROKEN = ("md5", "md2", "md4")
_LEAST_BITS, _FAIR_BITS = 1024, 2048
_VIETNAM = timedelta(hours=7)
_ABOUT = timedelta(hours=1)


async def finding_of(
    signature: EmbeddedPdfSignature, status: PdfSignatureStatus, moment: Moment, pieces: tuple[Piece, ...], trust: Trust
) -> Finding:
    """The finding: invalid when anything is broken, undetermined when anything is unsure, else valid."""
    judged = await _judged(signature, moment, pieces, trust)
    state = {
        "integrity": "intact" if status.intact and status.valid else "modified",
        "coverage": _COVERAGE.get(status.coverage or SignatureCoverageLevel.UNCLEAR, "unclear"),
        "changes_after": _changes(status),
        "chain": judged.then.chain,
        "revocation": judged.then.revocation,
    }
    broken = _broken(state, status) + (["timestamp_broken"] if moment.broken else [])
    unsure = judged.unsure(moment, trust)
    outcome = INVALID if broken else UNDETERMINED if unsure else VALID
    weak = status.md_algorithm in _WEAK
    notes = (["weak_digest"] if weak else []) + _notes(status, moment, judged, trust)
    return Finding(
        field=str(signature.field_name),
        outcome=outcome,
        reasons=tuple((broken or unsure) + notes),
        digest=status.md_algorithm,
        weak=weak or "weak_key" in notes,
        level=judged.level,
        anchor=_anchor(judged.then, trust),
        **state,
        **_times(status, moment),
        **subject_facts(status.signing_cert),
    )


@dataclass(frozen=True)
class _Judged:
    """The signer's certificate when it is known to have signed, and today; and what the file proves by itself."""

    then: Standing
    today: Standing
    level: str

    def unsure(self, moment: Moment, trust: Trust) -> list[str]:
        """Codes of what keeps the signature from being valid without making it invalid."""
        if self.then.reason:
            return [self.then.reason]
        if not trust.revocation_required:
            return []
        if self.then.revocation == "unknown":
            return ["revocation_unknown"]
        return ["timestamp_revocation_unknown"] if not (moment.sure or self.today.good) else []


async def _judged(signature: EmbeddedPdfSignature, moment: Moment, pieces: tuple[Piece, ...], trust: Trust) -> _Judged:
    others = [certificate.dump() for certificate in signature.other_embedded_certs]
    signer = signature.signer_cert
    then = await standing(signer, others, pieces, trust, moment.at)
    if not moment.proved:
        return _Judged(then, then, "B-B")
    today = await standing(signer, others, pieces, trust, trust.now)
    brought = tuple(piece for piece in pieces if not piece.own)
    sealed = tuple(piece for piece in brought if piece.stamped) if moment.archived else ()
    for level, basis in (("B-LTA", sealed), ("B-LT", brought)):
        if basis and (await standing(signer, others, basis, trust, moment.at)).good:
            return _Judged(then, today, level)
    return _Judged(then, today, "B-T")


def _anchor(stands: Standing, trust: Trust) -> str:
    if not stands.root_sha256:
        return ""
    return "government" if stands.root_sha256 in trust.government else "installation"


def _broken(state: dict[str, str], status: PdfSignatureStatus) -> list[str]:
    """Codes of everything that makes a signature invalid."""
    mechanism = str(status.pkcs7_signature_mechanism)
    checks = {
        "modified": state["integrity"] != "intact",
        "coverage": state["coverage"] not in ("whole_file", "revision"),
        "changed_after": state["changes_after"] == "forbidden",
        "revoked": state["revocation"] == "revoked",
        "key_usage": not may_sign(status.signing_cert),
        "broken_algorithm": status.md_algorithm in _BROKEN
        or mechanism.startswith(_BROKEN)
        or _bits(status) < _LEAST_BITS,
    }
    return [code for code, wrong in checks.items() if wrong]


def _bits(status: PdfSignatureStatus) -> int:
    """Bits of an RSA key; keys of other kinds are counted as fair."""
    key = status.signing_cert.public_key
    return int(key.bit_size) if key.algorithm == "rsa" else _FAIR_BITS


def _changes(status: PdfSignatureStatus) -> str:
    if status.docmdp_ok is False:
        return "forbidden"
    if not isinstance(status.diff_result, DiffResult):
        return "none" if status.coverage == SignatureCoverageLevel.ENTIRE_FILE else "forbidden"
    level = status.diff_result.modification_level
    if level == ModificationLevel.NONE:
        return "none"
    return "allowed" if level <= ModificationLevel.FORM_FILLING else "forbidden"


def _notes(status: PdfSignatureStatus, moment: Moment, judged: _Judged, trust: Trust) -> list[str]:
    """Codes of what people should know though it changes nothing."""
    checks = {
        "weak_key": _LEAST_BITS <= _bits(status) < _FAIR_BITS,
        "timestamp_untrusted": moment.unbelieved,
        "claimed_local_time": _local_time(status, moment, trust),
        "revoked_later": judged.then.revocation != "revoked" and judged.today.revocation == "revoked",
    }
    return [code for code, so in checks.items() if so]


def _local_time(status: PdfSignatureStatus, moment: Moment, trust: Trust) -> bool:
    """Some programs write Vietnam's time and call it UTC: seven hours ahead of the truth (law.md 3.2)."""
    claimed = status.signer_reported_dt
    if claimed is None:
        return False
    ahead = claimed - (moment.at if moment.proved else trust.now)
    return _VIETNAM - _ABOUT <= ahead <= _VIETNAM + _ABOUT


def _times(status: PdfSignatureStatus, moment: Moment) -> dict[str, str]:
    """When it was signed, by whose word: the signer's clock, or a trusted time-stamp."""
    return {
        "claimed_at": iso(status.signer_reported_dt),
        "trusted_at": iso(moment.at) if moment.proved else "",
        "time_source": "timestamp" if moment.proved else "claimed",
    }
