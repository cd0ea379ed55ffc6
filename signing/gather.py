"""Asks the authorities themselves: certificates above, revocation lists, OCSP answers, where certificates say so.

Only for whoever asks for it (`voffice verify` without `--offline`); the verifier itself never reaches for the network.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha1
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from asn1crypto import core, crl, ocsp, pem, x509

from signing.network import Declined, Transport, reachable
from signing.outside import exchange_outside
from signing.trust import Trust

SECONDS = 5.0
_ALTOGETHER_SECONDS = 25.0
_MOST_CALLS = 24
_DEEPEST = 4


@dataclass
class Gathering:
    """What was learned. Each address is asked once; a failure is an answer not given, never an error."""

    transport: Transport = exchange_outside
    certificates: list[bytes] = field(default_factory=list)
    crls: list[bytes] = field(default_factory=list)
    ocsps: list[bytes] = field(default_factory=list)
    asked: set[tuple[str, bytes | None]] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    until: float = field(default_factory=lambda: monotonic() + _ALTOGETHER_SECONDS)

    def ask(self, named: str, body: bytes | None = None) -> bytes:
        """The answer, or nothing. A host that did not answer is not waited for again."""
        for address in reachable([named]):
            host = urlsplit(address).netloc
            tired = len(self.asked) >= _MOST_CALLS or monotonic() > self.until
            if tired or (address, body) in self.asked or host in self.silent:
                return b""
            self.asked.add((address, body))
            try:
                return self.transport(address, body, "application/ocsp-request", SECONDS)
            except Declined:
                return b""
            except OSError:
                self.silent.add(host)
        return b""


def gathered(certificates: list[bytes], trust: Trust, transport: Transport = exchange_outside) -> Trust:
    """The trust, enriched with what the authorities of these certificates answer. Roots are never fetched."""
    found = Gathering(transport)
    known = {_name(each): each for each in (x509.Certificate.load(der) for der in (*trust.roots, *trust.intermediates))}
    met = [certificate for certificate in map(x509.Certificate.load, certificates) if _readable(certificate)]
    known |= {_name(each): each for each in met}
    for certificate in met:
        _climb(certificate, known, found)
    return replace(
        trust,
        intermediates=(*trust.intermediates, *found.certificates),
        crls=(*trust.crls, *found.crls),
        ocsps=(*trust.ocsps, *found.ocsps),
    )


def _readable(certificate: x509.Certificate) -> bool:
    """asn1crypto parses when it is read: a stranger's certificate may hold nonsense where it says whom to ask."""
    try:
        return bool(certificate.native and certificate.issuer.native)
    except (ValueError, TypeError, KeyError, AttributeError):
        return False


def _climb(certificate: x509.Certificate, known: dict[bytes, x509.Certificate], found: Gathering) -> None:
    for _ in range(_DEEPEST):
        if certificate.self_issued:
            return
        issuer = known.get(certificate.issuer.dump()) or _issuer(certificate, found)
        _ask_revocation(certificate, issuer, found)
        if issuer is None:
            return
        known[_name(issuer)] = certificate = issuer


def _name(certificate: x509.Certificate) -> bytes:
    return bytes(certificate.subject.dump())


def _issuer(certificate: x509.Certificate, found: Gathering) -> x509.Certificate | None:
    for address in _addresses(certificate, "ca_issuers"):
        parsed = _parsed(x509.Certificate, found.ask(address))
        if parsed is not None and parsed.subject == certificate.issuer:
            found.certificates.append(parsed.dump())
            return parsed
    return None


def _ask_revocation(certificate: x509.Certificate, issuer: x509.Certificate | None, found: Gathering) -> None:
    for point in certificate.crl_distribution_points:
        parsed = _parsed(crl.CertificateList, found.ask(point.url)) if point.url else None
        found.crls += [parsed.dump()] if parsed is not None else []
    for address in certificate.ocsp_urls if issuer is not None else ():
        parsed = _parsed(ocsp.OCSPResponse, found.ask(address, _question(certificate, issuer)))
        found.ocsps += [parsed.dump()] if parsed is not None else []


def _question(certificate: x509.Certificate, issuer: Any) -> bytes:
    identity = ocsp.CertId(
        {
            "hash_algorithm": {"algorithm": "sha1"},
            "issuer_name_hash": sha1(certificate.issuer.dump(), usedforsecurity=False).digest(),
            "issuer_key_hash": issuer.public_key.sha1,
            "serial_number": certificate.serial_number,
        }
    )
    request = ocsp.OCSPRequest({"tbs_request": {"request_list": [ocsp.Request({"req_cert": identity})]}})
    return bytes(request.dump())


def _addresses(certificate: x509.Certificate, method: str) -> Iterator[str]:
    for access in certificate.authority_information_access_value or ():
        if access["access_method"].native == method and access["access_location"].name == "uniform_resource_identifier":
            yield str(access["access_location"].native)


def _parsed(kind: type[core.Sequence], answer: bytes) -> Any:
    """The answer as DER or PEM of this kind; nothing when it is something else."""
    try:
        der = pem.unarmor(answer)[2] if pem.detect(answer) else answer
        parsed = kind.load(der, strict=True)
        return parsed if len(parsed) and parsed.dump() == der and parsed.native else None
    except (ValueError, TypeError):
        return None
