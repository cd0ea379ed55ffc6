"""What a key is about to sign (CMS signed attributes, RFC 5652 §5.4), read strictly before anybody is asked for a PIN.

A key must never sign bytes whose meaning was not read: an unknown attribute could be anything.
"""

import hmac
from hashlib import sha256
from typing import Any

import asn1crypto.tsp  # noqa: F401 - importing it teaches `cms` the attribute signing_certificate_v2
from asn1crypto import cms

from voffice_agent.refusal import AgentRefused

# What PAdES baseline signatures carry (ETSI EN 319 142-1, 6.3).
_NEEDED = {"content_type", "message_digest", "signing_certificate_v2"}
_KNOWN = _NEEDED | {"signing_time", "cms_algorithm_protection", "signature_policy_identifier", "content_hint"}


def check(attributes: bytes, document_digest: bytes, certificate: bytes) -> None:
    """Raise AgentRefused(digest_mismatch) unless exactly this digest and this certificate are named inside."""
    try:
        found = _read(attributes)
        digest = found["message_digest"][0].native
        named = found["signing_certificate_v2"][0]["certs"][0]
        algorithm, of_certificate = named["hash_algorithm"]["algorithm"].native, named["cert_hash"].native
        content = found["content_type"][0].native
    except (ValueError, TypeError, KeyError, IndexError):
        raise AgentRefused("digest_mismatch", reason="unreadable") from None
    if content != "data" or not hmac.compare_digest(digest, document_digest):
        raise AgentRefused("digest_mismatch", reason="document")
    if algorithm != "sha256" or not hmac.compare_digest(of_certificate, sha256(certificate).digest()):
        raise AgentRefused("digest_mismatch", reason="certificate")


def _read(attributes: bytes) -> dict[str, Any]:
    """Values by attribute. Raises ValueError on anything but a DER SET of known attributes, each once."""
    parsed = cms.CMSAttributes.load(attributes, strict=True)
    found: dict[str, Any] = {}
    for one in parsed:
        name = one["type"].native
        if name not in _KNOWN or name in found or len(one["values"]) != 1:
            raise ValueError(name)
        found[name] = one["values"]
    if not found.keys() >= _NEEDED or parsed.copy().dump(force=True) != attributes:
        raise ValueError("not DER")
    return found
