"""May this certificate make this signature? Asked before anything is drawn."""

from datetime import datetime
from hashlib import sha256
from typing import Protocol

from asn1crypto import x509

from signing.certificates import may_sign
from signing.cms import public_key
from signing.errors import WrongCertificate
from signing.evidence import pieces_of
from signing.standing import standing
from signing.trust import Trust


class Demand(Protocol):
    """The part of an intent that speaks of the certificate."""

    @property
    def certificate_sha256(self) -> str: ...

    @property
    def signing_time(self) -> datetime: ...


async def check_certificate(certificate_der: bytes, chain: tuple[bytes, ...], demand: Demand, trust: Trust) -> None:
    """Raise WrongCertificate(reason) unless it is the expected one, in force, for signing, trusted and not revoked."""
    public_key(certificate_der)
    if demand.certificate_sha256 and sha256(certificate_der).hexdigest() != demand.certificate_sha256:
        raise WrongCertificate(reason="not_expected")
    certificate = x509.Certificate.load(certificate_der)
    if not certificate.not_valid_before <= demand.signing_time <= certificate.not_valid_after:
        raise WrongCertificate(reason="not_in_force", valid_to=certificate.not_valid_after.isoformat())
    if not may_sign(certificate):
        raise WrongCertificate(reason="key_usage")
    stands = await standing(certificate, chain, pieces_of(trust), trust, trust.now)
    if stands.revocation == "revoked":
        raise WrongCertificate(reason="revoked")
    if stands.chain != "trusted":
        raise WrongCertificate(reason="not_in_force" if stands.reason.startswith("certificate_") else stands.reason)
