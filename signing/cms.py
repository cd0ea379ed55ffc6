"""The signature's envelope (CMS SignedData, RFC 5652; PAdES baseline, ETSI EN 319 142-1) around a raw signature."""

from functools import lru_cache
from hashlib import sha256
from typing import Any

from asn1crypto import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512
from cryptography.hazmat.primitives.serialization import load_der_public_key

from signing.der import DIGESTS, ECDSA, RSA, integer, octets, oid, sequence, set_of, tlv
from signing.errors import BadSignature, WrongCertificate

_DATA = oid("1.2.840.113549.1.7.1")
_SIGNED_DATA = oid("1.2.840.113549.1.7.2")
_CONTENT_TYPE = oid("1.2.840.113549.1.9.3")
_MESSAGE_DIGEST = oid("1.2.840.113549.1.9.4")
_SIGNING_CERTIFICATE = oid("1.2.840.113549.1.9.16.2.47")
_TIME_STAMP = oid("1.2.840.113549.1.9.16.2.14")
HASHES: dict[str, type[SHA256] | type[SHA384] | type[SHA512]] = {"sha256": SHA256, "sha384": SHA384, "sha512": SHA512}


def signed_attributes(document_digest: bytes, certificate_der: bytes) -> bytes:
    """What the key really signs, as a DER SET: content type, the file's digest, and which certificate."""
    certificate_id = sequence(sequence(sequence(octets(sha256(certificate_der).digest()))))
    return set_of(
        sequence(_CONTENT_TYPE, set_of(_DATA)),
        sequence(_MESSAGE_DIGEST, set_of(octets(document_digest))),
        sequence(_SIGNING_CERTIFICATE, set_of(certificate_id)),
    )


def envelope(
    attributes: bytes,
    raw_signature: bytes,
    certificate_der: bytes,
    chain: tuple[bytes, ...],
    digest: str = "sha256",
    time_stamp: bytes = b"",
) -> bytes:
    """The whole CMS message that goes into /Contents; a time-stamp (DER) stands beside the signature, unsigned."""
    issuer, serial = issuer_and_serial(certificate_der)
    algorithms = RSA if isinstance(public_key(certificate_der), rsa.RSAPublicKey) else ECDSA
    signer = sequence(
        integer(1),
        sequence(issuer, serial),
        DIGESTS[digest],
        b"\xa0" + attributes[1:],
        algorithms[digest],
        octets(raw_signature),
        tlv(0xA1, sequence(_TIME_STAMP, set_of(time_stamp))) if time_stamp else b"",
    )
    certificates = tlv(0xA0, certificate_der, *(extra for extra in chain if extra != certificate_der))
    signed = sequence(integer(1), set_of(DIGESTS[digest]), sequence(_DATA), certificates, set_of(signer))
    return sequence(_SIGNED_DATA, tlv(0xA0, signed))


def check_raw(attributes: bytes, raw_signature: bytes, certificate_der: bytes, digest: str = "sha256") -> None:
    """Raise BadSignature unless this certificate's key made the signature: nothing unproved is ever embedded."""
    key = public_key(certificate_der)
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(raw_signature, attributes, padding.PKCS1v15(), HASHES[digest]())
        else:
            key.verify(raw_signature, attributes, ec.ECDSA(HASHES[digest]()))
    except InvalidSignature:
        raise BadSignature(reason="key_mismatch") from None


@lru_cache(maxsize=512)
def public_key(certificate_der: bytes) -> Any:
    """The certificate's RSA or P-256 key. Raises WrongCertificate(unsupported_key)."""
    try:
        spki = x509.Certificate.load(certificate_der)["tbs_certificate"]["subject_public_key_info"].dump()
        key = load_der_public_key(spki)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise WrongCertificate(reason="unreadable") from None
    if not isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
        raise WrongCertificate(reason="unsupported_key")
    return key


@lru_cache(maxsize=512)
def issuer_and_serial(certificate_der: bytes) -> tuple[bytes, bytes]:
    """Issuer name and serial number exactly as the certificate spells them."""
    body = x509.Certificate.load(certificate_der)["tbs_certificate"]
    return body["issuer"].dump(), body["serial_number"].dump()
