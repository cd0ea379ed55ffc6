"""What tells of revoked certificates: the installation's lists, and those a file brings along (its DSS)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from threading import get_ident
from typing import Any

from asn1crypto import ocsp, x509
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko_certvalidator.path import ValidationPath

from signing.trust import Trust, parsed_crl

CRL, OCSP, CERTIFICATE = "/CRLs", "/OCSPs", "/Certs"
"""The kinds of validation data, by their names in a file's DSS (PDF 2.0, 12.8.4.3)."""


_PURPOSE = {CRL: DecodePurpose.CRL, OCSP: DecodePurpose.OCSP_RESPONSE, CERTIFICATE: DecodePurpose.CERTIFICATE}
"""How far each may swell when it is unpacked: a bomb is refused at a few megabytes."""


@dataclass(frozen=True)
class Piece:
    """One list, answer or certificate (DER), and since when it is known to exist. `own` is the installation's."""

    kind: str
    der: bytes
    since: datetime
    own: bool = False
    stamped: bool = False


def pieces_of(trust: Trust) -> tuple[Piece, ...]:
    """What the installation has at hand itself."""
    given = ((CRL, trust.crls), (OCSP, trust.ocsps))
    return tuple(Piece(kind, der, trust.now, own=True) for kind, lists in given for der in lists)


def evidence_of(reader: PdfFileReader, signatures: Iterable[EmbeddedPdfSignature], trust: Trust) -> tuple[Piece, ...]:
    """Everything at hand for this file. What only the file brings is known to exist today, until a stamp says more."""
    told = {each.dump() for signature in signatures for each in signature.other_embedded_certs}
    brought = dict.fromkeys([*in_file(reader.root), *((CERTIFICATE, der) for der in told)])
    return (*pieces_of(trust), *(Piece(kind, der, trust.now) for kind, der in brought))


def in_file(catalog: Any) -> list[tuple[str, bytes]]:
    """Kind and DER of each piece in the DSS under this catalog."""
    store = catalog["/DSS"] if "/DSS" in catalog else {}  # noqa: SIM401  # pyHanko's `get` does not follow references
    found = [
        (kind, bytes(item.get_object().read_data(_PURPOSE[kind])))
        for kind in (CRL, OCSP, CERTIFICATE)
        if kind in store
        for item in store[kind]
    ]
    return [(kind, der) for kind, der in found if kind != CERTIFICATE or _is_certificate(der)]


def _is_certificate(der: bytes) -> bool:
    try:
        x509.Certificate.load(der, strict=True).native  # noqa: B018  # asn1crypto parses when it is read
    except (ValueError, TypeError, KeyError):
        return False
    return True


def stamped(pieces: Iterable[Piece], covered: Iterable[tuple[str, bytes]], at: datetime) -> tuple[Piece, ...]:
    """The pieces, those a time-stamp covers known to exist since then."""
    known = set(covered)
    return tuple(
        replace(piece, since=min(piece.since, at), stamped=True) if (piece.kind, piece.der) in known else piece
        for piece in pieces
    )


def about(pieces: Iterable[Piece], path: ValidationPath) -> list[tuple[x509.Certificate, Piece]]:
    """Each certificate of the path, below its root, with each list or answer that may speak of it.

    An authority forgets its expired certificates, so a list made after the end of one says nothing of it; and a list
    that came with the file counts only if it existed while all authorities above were still in force.
    """
    members = list(path.iter_certs(include_root=True))
    last_word = min((authority.not_valid_after for authority in members[:-1]), default=None)
    timely = [piece for piece in pieces if piece.own or last_word is None or piece.since <= last_word]
    return [
        (member, piece)
        for piece in timely
        for made, member in _spoken(piece, members[1:])
        if made <= member.not_valid_after
    ]


def _spoken(piece: Piece, members: list[x509.Certificate]) -> list[tuple[datetime, x509.Certificate]]:
    """When it was made, and of which certificates it may speak. What cannot be read says nothing."""
    read = {CRL: _in_crl, OCSP: _in_ocsp}.get(piece.kind)
    try:
        return read(piece.der, members) if read else []
    except (ValueError, TypeError, KeyError):
        return []


def _in_crl(der: bytes, members: list[x509.Certificate]) -> list[tuple[datetime, x509.Certificate]]:
    parsed = parsed_crl(der, get_ident())
    made = parsed["tbs_cert_list"]["this_update"].native
    return [(made, member) for member in members if member.issuer == parsed.issuer]


def _in_ocsp(der: bytes, members: list[x509.Certificate]) -> list[tuple[datetime, x509.Certificate]]:
    answer = ocsp.OCSPResponse.load(der)
    if answer["response_status"].native != "successful":
        return []
    return [
        (single["this_update"].native, member)
        for single in answer.response_data["responses"]
        for member in members
        if single["cert_id"]["serial_number"].native == member.serial_number
    ]
