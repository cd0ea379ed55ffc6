"""A certificate as the office's register keeps it: its bytes, its names and its dates."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding


@dataclass(frozen=True)
class Card:
    """`der` and `chain_der` (issuers one behind the other) are bytes to keep, the rest is to show; times are aware."""

    der: bytes
    chain_der: bytes
    sha256: str
    subject: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_to: datetime


def read_pem(pem: str) -> Card:
    """The first certificate of a PEM text, with its issuers behind it. Raises ValueError when there is none."""
    own, *issuers = x509.load_pem_x509_certificates(pem.encode())
    der = own.public_bytes(Encoding.DER)
    return Card(
        der=der, chain_der=b"".join(issuer.public_bytes(Encoding.DER) for issuer in issuers),
        sha256=sha256(der).hexdigest(), subject=own.subject.rfc4514_string(), issuer=own.issuer.rfc4514_string(),
        serial=f"{own.serial_number:X}", valid_from=own.not_valid_before_utc, valid_to=own.not_valid_after_utc,
    )  # fmt: skip
