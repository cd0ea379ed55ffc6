"""What the signed attributes say: the digest that whoever holds the key can compare with what is shown."""

from asn1crypto import cms


def message_digest(attributes: bytes) -> bytes:
    """The document's digest inside the DER SET that the key signs (RFC 5652, 11.2)."""
    for attribute in cms.CMSAttributes.load(attributes):
        if attribute["type"].native == "message_digest":
            return bytes(attribute["values"][0].native)
    raise ValueError("no message digest")
