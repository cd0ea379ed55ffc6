"""What a token does with its keys: it makes them and signs with them. Used in the child process only."""

import ctypes
import hashlib
from collections.abc import Callable
from typing import Any

import pkcs11
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pkcs11 import Attribute, KeyType, Mechanism, TokenFlag
from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters

from signing.der import ecdsa
from signing.errors import TokenAbsent

RSA_BITS = {"rsa": 2048, "rsa3072": 3072}
_WHOLE = {
    "sha256": Mechanism.SHA256_RSA_PKCS,
    "sha384": Mechanism.SHA384_RSA_PKCS,
    "sha512": Mechanism.SHA512_RSA_PKCS,
}
# DigestInfo (RFC 8017, 9.2) up to the digest itself, for tokens that can only pad and sign
_DIGEST_INFO = {
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
    "sha384": bytes.fromhex("3041300d060960864801650304020205000430"),
    "sha512": bytes.fromhex("3051300d060960864801650304020305000440"),
}


def signer(key: Any, digest: str, pin: str) -> Callable[[bytes], bytes]:
    """How this key signs: RSA as PKCS#1 v1.5, ECDSA as DER. A key that asks for its PIN each time is given it."""
    asked = {"pin": pin} if _asks_each_time(key) else {}
    if key.key_type != KeyType.RSA:
        return lambda data: ecdsa(key.sign(_digest(digest, data), mechanism=Mechanism.ECDSA, **asked))
    if _WHOLE[digest] in key.session.token.slot.get_mechanisms():
        return lambda data: bytes(key.sign(data, mechanism=_WHOLE[digest], **asked))
    info = _DIGEST_INFO[digest]
    return lambda data: bytes(key.sign(info + _digest(digest, data), mechanism=Mechanism.RSA_PKCS, **asked))


def generate(session: Any, label: str, kind: str) -> bytes:
    """A new key pair; its public key (SubjectPublicKeyInfo, DER)."""
    known = {"label": label, "id": label.encode(), "store": True}
    if kind in RSA_BITS:
        public, _ = session.generate_keypair(KeyType.RSA, RSA_BITS[kind], **known)
        return _rsa_spki(public)
    curve = {Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}
    public, _ = session.create_domain_parameters(KeyType.EC, curve, local=True).generate_keypair(**known)
    return bytes(encode_ec_public_key(public))


def make_token(library: Any, module: str, question: dict[str, Any]) -> None:
    """Initialise an empty slot as a new token with both PINs. Raises TokenAbsent(reason=slot_missing).

    python-pkcs11 has no C_InitToken: it is called in the same loaded driver, where nobody can read the PIN over
    our shoulder, as a tool's command line would let them.
    """
    empty = (slot for slot in library.get_slots(token_present=True) if not _initialised(slot))
    slot = next(empty, None)
    if slot is None:
        raise TokenAbsent(reason="slot_missing")
    so_pin, label = question["so_pin"].encode(), question["token"].encode().ljust(32)
    function = ctypes.CDLL(module).C_InitToken
    if function(ctypes.c_ulong(slot.slot_id), so_pin, ctypes.c_ulong(len(so_pin)), label) != 0:
        raise TokenAbsent(reason="token_refused")
    with slot.get_token().open(rw=True, so_pin=question["so_pin"]) as session:
        session.init_pin(question["pin"])


def _initialised(slot: Any) -> bool:
    return bool(slot.get_token().flags & TokenFlag.TOKEN_INITIALIZED)


def _digest(name: str, data: bytes) -> bytes:
    return hashlib.new(name, data).digest()


def _asks_each_time(key: Any) -> bool:
    try:
        return bool(key[Attribute.ALWAYS_AUTHENTICATE])
    except pkcs11.AttributeTypeInvalid:
        return False


def _rsa_spki(public: Any) -> bytes:
    exponent = int.from_bytes(public[Attribute.PUBLIC_EXPONENT], "big")
    modulus = int.from_bytes(public[Attribute.MODULUS], "big")
    key = rsa.RSAPublicNumbers(exponent, modulus).public_key()
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
