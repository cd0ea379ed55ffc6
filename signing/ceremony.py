"""Three acts: prepare (here), sign (whoever holds the key), finish (here). The same path for every kind of key."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

from signing import cms
from signing.check import verify
from signing.compose import RESERVED_HEX, Prepared, compose
from signing.entitlement import check_certificate
from signing.errors import BadSignature, BadTimestamp, Stale, TimestampUnavailable
from signing.intent import Intent
from signing.order import check_order
from signing.trust import Trust
from signing.verdict import INVALID, Verdict
from signing.waiting import waited

Judge = Callable[[bytes, Trust], Verdict]
"""Verifies a whole file: here, or where strangers' bytes are opened."""
Stamp = Callable[[bytes], bytes]
"""Asks a time-stamp authority about a raw signature: its TimeStampToken (DER), TimestampUnavailable, BadTimestamp."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Signed:
    """The finished file, whose beginning is the file that was prepared, and what the verifier says of all of it.

    `stamped`: a trusted time stands beside the signature (B-T); else `not_stamped` says why (empty: not asked for).
    """

    pdf: bytes = field(repr=False)
    verdict: Verdict
    stamped: bool = False
    not_stamped: str = ""


def prepare(
    pdf: bytes,
    intent: Intent,
    certificate_der: bytes,
    chain: tuple[bytes, ...],
    trust: Trust,
    roles: Mapping[str, str] | None = None,
) -> Prepared:
    """Check order and certificate, draw the signature, and say what the key must sign.

    `roles` tell what the signatures of foreign programs in the file count as.
    Raises WrongOrder, WrongCertificate, Stale, PlaceNotFound, Unreadable (QC 6.5, ND30 Đ32).
    """
    if intent.base_sha256 and intent.base_sha256 != sha256(pdf).hexdigest():
        raise Stale(reason="other_version")
    check_order(pdf, intent, trust, roles)
    waited(check_certificate(certificate_der, chain, intent, trust))
    return compose(pdf, intent, certificate_der, chain)


def embed(prepared: Prepared, raw_signature: bytes, time_stamp: bytes = b"") -> bytes:
    """Check the raw signature, then put it into its place. Raises BadSignature."""
    cms.check_raw(prepared.attributes, raw_signature, prepared.certificate, prepared.digest)
    parts = (prepared.attributes, raw_signature, prepared.certificate, prepared.chain, prepared.digest)
    filling = cms.envelope(*parts, time_stamp).hex().encode()
    if len(filling) > RESERVED_HEX and time_stamp:
        raise BadTimestamp(reason="too_large")
    if len(filling) > RESERVED_HEX:
        raise BadSignature(reason="too_large")
    start = prepared.contents_at + 1
    before, behind = memoryview(prepared.document)[:start], memoryview(prepared.document)[start + len(filling) :]
    return b"".join((before, filling, behind))


def finish(
    prepared: Prepared, raw_signature: bytes, trust: Trust, stamp: Stamp | None = None, judge: Judge | None = None
) -> Signed:
    """Embed the signature, with a time-stamp when there is one to be had, and verify the whole file.

    A time-stamp authority that is silent or wrong never stops a signature: it is finished without (B-B).
    That a preparation is used once is the affair of whoever keeps it (the attempt's row, the shelf of a pile).
    Raises Stale (expired), BadSignature.
    """
    if datetime.now(UTC) > prepared.expires_at:
        raise Stale(reason="expired")
    pdf, not_stamped = _filled(prepared, raw_signature, stamp)
    verdict = (judge or verify)(pdf, trust)
    finding = verdict.find(prepared.kind)
    if verdict.outcome == INVALID or finding is None:
        raise BadSignature(reason="not_verified", reasons=verdict.reasons + (finding.reasons if finding else ()))
    return Signed(pdf, verdict, stamp is not None and not not_stamped, not_stamped)


def _filled(prepared: Prepared, raw_signature: bytes, stamp: Stamp | None) -> tuple[bytes, str]:
    """The file with its signature, and why it bears no time-stamp. The signature is proved before anybody is asked."""
    plain = embed(prepared, raw_signature)
    if stamp is None:
        return plain, ""
    try:
        return embed(prepared, raw_signature, stamp(raw_signature)), ""
    except (TimestampUnavailable, BadTimestamp) as refused:
        logger.warning("Signed without a time-stamp, which the archive makes good: %s", refused)
        return plain, refused.code
