"""A signature's objects appended to a file with an empty room for the signature itself, and the digest around it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import new as hash_of
from hashlib import sha256
from secrets import token_hex
from typing import TYPE_CHECKING

from signing import cms
from signing.appearance import draw, field_for
from signing.intent import Intent
from signing.profiles import VIETNAM
from signing.update import Update, serialised, text

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

RESERVED_HEX = 32768
"""Hexadecimal characters kept free for the signature: 16 KB of CMS, room for two chains and a time-stamp."""
LIFETIME = timedelta(minutes=10)
_UNKNOWN = b"0000000000 0000000000 0000000000]"


@dataclass(frozen=True)
class Prepared:
    """A document waiting for its signature: good once, for ten minutes. `attributes` is what the key must sign.

    `kind` is the name of the field that is being signed.
    """

    nonce: str
    kind: str
    base_sha256: str
    document: bytes = field(repr=False)
    contents_at: int
    attributes: bytes = field(repr=False)
    certificate: bytes = field(repr=False)
    chain: tuple[bytes, ...] = field(repr=False)
    expires_at: datetime
    digest: str = "sha256"


def compose(pdf: bytes, intent: Intent, certificate_der: bytes, chain: tuple[bytes, ...]) -> Prepared:
    """Append the signature's objects with an empty /Contents and digest the file around it. No checks of order."""
    update = Update(pdf)
    reference, widget = field_for(update, intent)
    number = update.add(_signature_dictionary(intent))
    filled = b"/V %d 0 R /AP << /N %d 0 R >>" % (number, draw(update, widget, intent))
    kept = b"".join(b"%b %b " % (key.encode(), serialised(widget.raw_get(key))) for key in widget if key != "/AP")
    update.replace(reference, b"<< %b%b >>" % (kept, filled))
    tail, base = bytearray(update.tail()), sha256(pdf)
    start = update.offset_of(number) - len(pdf)
    room_at = tail.index(b"/Contents <", start) + 10
    _write_range(tail, tail.index(_UNKNOWN, start), room_at, len(pdf))
    digest = _digest(pdf, base, tail, room_at, intent.digest)
    return Prepared(
        nonce=token_hex(16),
        kind=str(widget["/T"]),
        base_sha256=base.hexdigest(),
        document=b"".join((pdf, tail)),
        contents_at=len(pdf) + room_at,
        attributes=cms.signed_attributes(digest, certificate_der),
        certificate=certificate_der,
        chain=chain,
        expires_at=datetime.now(UTC) + LIFETIME,
        digest=intent.digest,
    )


def _signature_dictionary(intent: Intent) -> bytes:
    moment = intent.signing_time.astimezone(VIETNAM).strftime("D:%Y%m%d%H%M%S+07'00'").encode()
    name = b" /Name " + text(intent.signer_name) if intent.signer_name else b""
    kind = b"/Type /Sig /Filter /Adobe.PPKLite /SubFilter /" + intent.sub_filter.encode()
    byte_range = b"/ByteRange [0 " + _UNKNOWN
    return b"<< %b /M (%b)%b %b /Contents <%b> >>" % (kind, moment, name, byte_range, b"0" * RESERVED_HEX)


def _write_range(tail: bytearray, range_at: int, room_at: int, before: int) -> None:
    """Say in the signature which bytes it covers: all but its own room. `before` bytes stand before the tail."""
    behind = room_at + RESERVED_HEX + 2
    numbers = b"%d %d %d]" % (before + room_at, before + behind, len(tail) - behind)
    tail[range_at : range_at + len(_UNKNOWN)] = numbers.ljust(len(_UNKNOWN))


def _digest(pdf: bytes, base: "Hash", tail: bytearray, room_at: int, name: str) -> bytes:
    """The digest (by its name) of all bytes but the signature's own; where it is the base's kind, read only once."""
    digest = base.copy() if name == base.name else hash_of(name, pdf)
    with memoryview(tail) as view:
        digest.update(view[:room_at])
        digest.update(view[room_at + RESERVED_HEX + 2 :])
    return digest.digest()
