"""May this certificate make this signature? Asked before anything is drawn."""

from datetime import datetime
from hashlib import sha256
from typing import Protocol

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InvalidCertificateError,
    NotYetValidError,
    PathError,
    ValidationError,
)

from signing.check import revocation_of
from signing.cms import public_key
from signing.errors import WrongCertificate
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
    usage = certificate.key_usage_value
    if usage is not None and not usage.native & {"digital_signature", "non_repudiation"}:
        raise WrongCertificate(reason="key_usage")
    context = trust.context("soft-fail", chain)
    try:
        await CertificateValidator(certificate, validation_context=context).async_validate_path()
    except (ExpiredError, NotYetValidError):
        raise WrongCertificate(reason="not_in_force") from None
    except (PathError, InvalidCertificateError, ValidationError):
        raise WrongCertificate(reason="issuer_unknown") from None
    if await revocation_of(certificate_der, list(chain), trust) == "revoked":
        raise WrongCertificate(reason="revoked")
