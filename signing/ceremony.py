"""Three acts: prepare (here), sign (whoever holds the key), finish (here). The same path for every kind of key."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

from signing import cms
from signing.check import verify
from signing.compose import RESERVED_HEX, Intent, Prepared, compose
from signing.entitlement import check_certificate
from signing.errors import BadSignature, Stale
from signing.order import check_order
from signing.trust import Trust
from signing.verdict import INVALID, Verdict
from signing.waiting import waited

_finished: dict[str, datetime] = {}


@dataclass(frozen=True)
class Signed:
    """The finished file, whose beginning is the file that was prepared, and what the verifier says of all of it."""

    pdf: bytes = field(repr=False)
    verdict: Verdict


def prepare(pdf: bytes, intent: Intent, certificate_der: bytes, chain: tuple[bytes, ...], trust: Trust) -> Prepared:
    """Check order and certificate, draw the signature, and say what the key must sign.

    Raises WrongOrder, WrongCertificate, Stale, PlaceNotFound, Unreadable (QC 6.5, ND30 Đ32).
    """
    if intent.base_sha256 and intent.base_sha256 != sha256(pdf).hexdigest():
        raise Stale(reason="other_version")
    check_order(pdf, intent, trust)
    waited(check_certificate(certificate_der, chain, intent, trust))
    return compose(pdf, intent, certificate_der, chain)


def embed(prepared: Prepared, raw_signature: bytes) -> bytes:
    """Check the raw signature, then put it into its place. Raises BadSignature."""
    cms.check_raw(prepared.attributes, raw_signature, prepared.certificate)
    filling = cms.envelope(prepared.attributes, raw_signature, prepared.certificate, prepared.chain).hex().encode()
    if len(filling) > RESERVED_HEX:
        raise BadSignature(reason="too_large")
    start = prepared.contents_at + 1
    return prepared.document[:start] + filling + prepared.document[start + len(filling) :]


def finish(prepared: Prepared, raw_signature: bytes, trust: Trust) -> Signed:
    """Embed the signature and verify the whole file. Raises Stale (expired, used), BadSignature."""
    now = datetime.now(UTC)
    if now > prepared.expires_at:
        raise Stale(reason="expired")
    if prepared.nonce in _finished:
        raise Stale(reason="used")
    pdf = embed(prepared, raw_signature)
    verdict = verify(pdf, trust)
    finding = verdict.find(prepared.kind)
    if verdict.outcome == INVALID or finding is None:
        raise BadSignature(reason="not_verified", reasons=verdict.reasons + (finding.reasons if finding else ()))
    for nonce, expiry in list(_finished.items()):
        if expiry < now:
            _finished.pop(nonce, None)
    _finished[prepared.nonce] = prepared.expires_at
    return Signed(pdf, verdict)
