"""Three acts: prepare (here), sign (whoever holds the key), finish (here). The same path for every kind of key."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from secrets import token_hex

from pyhanko.pdf_utils.generic import DictionaryObject

from signing import cms, look
from signing.check import verify
from signing.entitlement import check_certificate
from signing.errors import BadSignature, Stale, WrongOrder
from signing.geometry import LEADER
from signing.order import check_order
from signing.trust import Trust
from signing.update import Update, serialised, text
from signing.verdict import INVALID, Verdict
from signing.waiting import waited

RESERVED_HEX = 16384
"""Hexadecimal characters kept free for the signature (8 KB of CMS)."""
LIFETIME = timedelta(minutes=10)
_UNKNOWN = b"0000000000 0000000000 0000000000]"
_finished: dict[str, datetime] = {}


@dataclass(frozen=True)
class Intent:
    """What somebody is about to do. Sizes in mm, `signing_time` aware; SHA-256 values in lower-case hex."""

    kind: str
    image_png: bytes = field(repr=False)
    signing_time: datetime
    signer_name: str = ""
    lines: tuple[str, ...] = ()
    diameter_mm: float = 0
    certificate_sha256: str = ""
    leader_certificates: tuple[str, ...] = ()
    base_sha256: str = ""


@dataclass(frozen=True)
class Prepared:
    """A document waiting for its signature: good once, for ten minutes. `attributes` is what the key must sign."""

    nonce: str
    kind: str
    base_sha256: str
    document: bytes = field(repr=False)
    contents_at: int
    attributes: bytes = field(repr=False)
    certificate: bytes = field(repr=False)
    chain: tuple[bytes, ...] = field(repr=False)
    expires_at: datetime


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


def compose(pdf: bytes, intent: Intent, certificate_der: bytes, chain: tuple[bytes, ...]) -> Prepared:
    """Append the signature's objects with an empty /Contents and digest the file around it. No checks of order."""
    update = Update(pdf)
    reference, widget = update.field(intent.kind)
    if "/V" in widget:
        raise WrongOrder(reason="already_signed")
    number = update.add(_signature_dictionary(intent))
    filled = b"/V %d 0 R /AP << /N %d 0 R >>" % (number, _drawn(update, widget, intent))
    kept = b"".join(b"%b %b " % (key.encode(), serialised(widget.raw_get(key))) for key in widget if key != "/AP")
    update.replace(reference, b"<< %b%b >>" % (kept, filled))
    document = bytearray(pdf + update.tail())
    start = update.offset_of(number)
    contents_at = document.index(b"/Contents <", start) + 10
    digest = _close(document, document.index(_UNKNOWN, start), contents_at)
    return Prepared(
        nonce=token_hex(16),
        kind=intent.kind,
        base_sha256=sha256(pdf).hexdigest(),
        document=bytes(document),
        contents_at=contents_at,
        attributes=cms.signed_attributes(digest, certificate_der),
        certificate=certificate_der,
        chain=chain,
        expires_at=datetime.now(UTC) + LIFETIME,
    )


def _drawn(update: Update, widget: DictionaryObject, intent: Intent) -> int:
    """Number of the appearance object: a signature, or a seal with its lines and the time."""
    if intent.kind == LEADER:
        return look.draw_leader(update, widget, intent.image_png)
    lines = (*intent.lines, look.iso_time(intent.signing_time))
    return look.draw_agency(update, widget, intent.image_png, intent.diameter_mm, lines)


def _signature_dictionary(intent: Intent) -> bytes:
    moment = intent.signing_time.astimezone(look.VIETNAM).strftime("D:%Y%m%d%H%M%S+07'00'").encode()
    name = b" /Name " + text(intent.signer_name) if intent.signer_name else b""
    kind = b"/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached"
    byte_range = b"/ByteRange [0 " + _UNKNOWN
    return b"<< %b /M (%b)%b %b /Contents <%b> >>" % (kind, moment, name, byte_range, b"0" * RESERVED_HEX)


def _close(document: bytearray, range_at: int, contents_at: int) -> bytes:
    """Write the byte range in and return the SHA-256 of all bytes but the signature's own."""
    behind = contents_at + RESERVED_HEX + 2
    numbers = b"%d %d %d]" % (contents_at, behind, len(document) - behind)
    document[range_at : range_at + len(_UNKNOWN)] = numbers.ljust(len(_UNKNOWN))
    view = memoryview(document)
    digest = sha256(view[:contents_at])
    digest.update(view[behind:])
    view.release()
    return digest.digest()


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
