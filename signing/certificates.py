"""What a certificate says."""

from datetime import datetime

from asn1crypto import x509

_SIGNING = {"digital_signature", "non_repudiation"}


def may_sign(certificate: x509.Certificate) -> bool:
    """Its key usage, where stated, allows signatures on documents."""
    usage = certificate.key_usage_value
    return usage is None or bool(usage.native & _SIGNING)


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
