"""Which certificate of the plugged-in tokens a person means, and the certificates between it and its root."""

from collections.abc import Iterable
from dataclasses import dataclass

from asn1crypto import x509

from signing.certificates import may_sign, subject_facts
from signing.errors import TokenAbsent
from signing.token import TokenCertificate


@dataclass(frozen=True)
class Wanted:
    """Empty parts ask for nothing. `key` is the certificate's label, its serial number (hex) or its SHA-256 (hex)."""

    token: str = ""
    key: str = ""


def choose(found: Iterable[TokenCertificate], wanted: Wanted) -> TokenCertificate:
    """The one that fits and may sign. Raises TokenAbsent(key_missing, or key_ambiguous with `names` to choose from)."""
    fitting = [row for row in found if _fits(row, wanted)]
    if not fitting:
        raise TokenAbsent(reason="key_missing")
    if len(fitting) > 1:
        raise TokenAbsent(reason="key_ambiguous", names="; ".join(map(described, fitting)))
    return fitting[0]


def described(row: TokenCertificate) -> str:
    """Token, label, whose it is and its serial number, in one line."""
    facts = subject_facts(x509.Certificate.load(row.der))
    return f"{row.token_label} / {row.key_label}: {facts['signer']} ({facts['serial']})"


def signer_name(der: bytes) -> str:
    """The certificate's common name."""
    return subject_facts(x509.Certificate.load(der))["signer"]


def chain_between(der: bytes, known: Iterable[bytes]) -> tuple[bytes, ...]:
    """Issuers above this certificate, the nearest first, without the root that signed itself."""
    by_name = {each.subject.hashable: each for each in map(x509.Certificate.load, known) if not each.self_issued}
    chain: list[bytes] = []
    issuer = by_name.pop(x509.Certificate.load(der).issuer.hashable, None)
    while issuer is not None:
        chain.append(issuer.dump())
        issuer = by_name.pop(issuer.issuer.hashable, None)
    return tuple(chain)


def _fits(row: TokenCertificate, wanted: Wanted) -> bool:
    certificate = x509.Certificate.load(row.der)
    facts = subject_facts(certificate)
    names = (row.key_label, facts["serial"].lower(), facts["certificate_sha256"])
    token = not wanted.token or wanted.token in (row.token_label, row.token_serial)
    key = not wanted.key or wanted.key == row.key_label or wanted.key.lower() in names
    return token and key and may_sign(certificate)
