"""What a certificate says, and whether the lists at hand clear it."""

from datetime import datetime

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import ExpiredError, NotYetValidError, PathError, RevokedError, ValidationError

from signing.trust import Trust

_SIGNING = {"digital_signature", "non_repudiation"}


def may_sign(certificate: x509.Certificate) -> bool:
    """Its key usage, where stated, allows signatures on documents."""
    usage = certificate.key_usage_value
    return usage is None or bool(usage.native & _SIGNING)


async def revocation_of(certificate: x509.Certificate, others: list[bytes], trust: Trust) -> str:
    """`good` when the lists at hand clear the whole chain, `revoked`, else `unknown`."""
    context = trust.context("require", others)
    try:
        await CertificateValidator(certificate, validation_context=context).async_validate_path()
    except RevokedError:
        return "revoked"
    except (PathError, ValidationError):
        return "unknown"
    return "good"


async def chain_of(certificate: x509.Certificate, others: list[bytes], trust: Trust) -> tuple[str, str]:
    """Trusted, untrusted or unknown, and the code of the reason; revocation aside, unless the chain tells of it."""
    context = trust.context("soft-fail", others)
    try:
        await CertificateValidator(certificate, validation_context=context).async_validate_path()
    except ExpiredError:
        return "untrusted", "certificate_expired"
    except NotYetValidError:
        return "untrusted", "certificate_not_yet_valid"
    except RevokedError:
        return "untrusted", "revoked"
    except (PathError, ValidationError):
        return "unknown", "issuer_unknown"
    return "trusted", ""


def subject_facts(certificate: x509.Certificate) -> dict[str, str]:
    """What people are shown of a certificate, by the names of `Finding`."""
    subject = certificate.subject.native
    return {
        "signer": _text(subject.get("common_name", certificate.subject.human_friendly)),
        "organisation": _text(subject.get("organization_name", "")),
        "title": _text(subject.get("title", "")),
        "issuer": _text(certificate.issuer.native.get("common_name", certificate.issuer.human_friendly)),
        "serial": f"{certificate.serial_number:X}",
        "certificate_sha256": certificate.sha256.hex(),
        "valid_from": iso(certificate.not_valid_before),
        "valid_to": iso(certificate.not_valid_after),
    }


def iso(moment: datetime | None) -> str:
    """ISO 8601, or nothing."""
    return moment.isoformat() if moment else ""


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "; ".join(value)
