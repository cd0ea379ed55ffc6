"""What a verifier says: one finding per signature, and one verdict over the file. Three outcomes, with reasons."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

VALID, INVALID, UNDETERMINED = "valid", "invalid", "undetermined"


@dataclass(frozen=True)
class Finding:
    """One signature. Times are ISO 8601 strings; `reasons` are codes; `time_source` is `claimed` or `timestamp`.

    `level` is what the file itself proves (ETSI EN 319 142-1): B-B the signature, B-T also when, B-LT also that the
    certificate was in force then, B-LTA also that this proof is old. `anchor` says whose root the chain ends in:
    `government`, `installation`, or nothing. `kind_after` names a declared signature behind the agency's.
    """

    field: str
    outcome: str
    reasons: tuple[str, ...]
    integrity: str = "unreadable"
    coverage: str = "unclear"
    changes_after: str = "forbidden"
    chain: str = "unknown"
    revocation: str = "unknown"
    signer: str = ""
    organisation: str = ""
    title: str = ""
    issuer: str = ""
    serial: str = ""
    certificate_sha256: str = ""
    valid_from: str = ""
    valid_to: str = ""
    claimed_at: str = ""
    trusted_at: str = ""
    time_source: str = "claimed"
    digest: str = ""
    weak: bool = False
    level: str = "B-B"
    anchor: str = ""
    kind_after: str = ""
    role: str = ""

    @property
    def counts_as(self) -> str:
        """What this signature is: the role it is known in by whoever asked, else what its field is called."""
        return self.role or self.field


@dataclass(frozen=True)
class Verdict:
    """The file as a whole: invalid if any signature is, undetermined if unsigned or any is unsure, else valid."""

    outcome: str
    reasons: tuple[str, ...] = ()
    signatures: tuple[Finding, ...] = ()

    def find(self, role: str) -> Finding | None:
        """The first signature that counts as this one (``leader``, ``agency``, the name of a field)."""
        return next((finding for finding in self.signatures if finding.counts_as == role), None)

    def made_by(self, certificates: Collection[str]) -> Finding | None:
        """The first signature by one of these certificates (SHA-256), whatever its field is called."""
        return next((finding for finding in self.signatures if finding.certificate_sha256 in certificates), None)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        stored = asdict(self)
        stored["reasons"] = list(self.reasons)
        for finding in stored["signatures"]:
            finding["reasons"] = list(finding["reasons"])
        return {**stored, "signatures": list(stored["signatures"])}

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> "Verdict":
        known = {item.name for item in fields(Finding)}
        found = [
            Finding(**{**{k: v for k, v in row.items() if k in known}, "reasons": tuple(row["reasons"])})
            for row in stored["signatures"]
        ]
        return cls(stored["outcome"], tuple(stored["reasons"]), tuple(found))


def not_compared(verdict: Verdict) -> Verdict:
    """The pages could not be looked at: what was valid is undetermined."""
    outcome = UNDETERMINED if verdict.outcome == VALID else verdict.outcome
    return replace(verdict, outcome=outcome, reasons=(*verdict.reasons, "not_compared"))
