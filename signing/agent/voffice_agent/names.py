"""What a certificate says of its owner, for people."""

from datetime import datetime
from typing import Any

from asn1crypto import x509


def _subject(der: bytes) -> dict[str, Any]:
    return dict(x509.Certificate.load(der).subject.native)


def _text(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value or "")


def owner(der: bytes) -> str:
    """Name and organisation; a part of the certificate's fingerprint when it cannot be read."""
    try:
        subject = _subject(der)
    except (ValueError, TypeError, KeyError):
        return "không đọc được"
    name, body = _text(subject.get("common_name")), _text(subject.get("organization_name"))
    return f"{name}, {body}" if body and body != name else name


def dates(der: bytes) -> tuple[datetime, datetime]:
    """Valid from, valid to."""
    found = x509.Certificate.load(der)
    return found.not_valid_before, found.not_valid_after


def is_authority(der: bytes) -> bool:
    """A certificate of an issuer, which tokens often carry beside the owner's."""
    return bool(x509.Certificate.load(der).ca)
