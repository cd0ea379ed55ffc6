"""Keys that sign. The key never leaves its home; what travels is the attributes and the raw signature."""

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from signing.cms import HASHES
from signing.errors import PinWrong
from signing.pin import Pin
from signing.token import KeyAddress, TokenWorker

if TYPE_CHECKING:
    from signing.token_rack import TokenRack

logger = logging.getLogger(__name__)


class Key(Protocol):
    """Anything that can sign: a token in this server, one on the person's own PC, or a soft key."""

    @property
    def certificate(self) -> bytes: ...

    @property
    def chain(self) -> tuple[bytes, ...]: ...

    def sign(self, attributes: bytes, digest: str = "sha256") -> bytes:
        """The raw signature over the attributes with this digest: PKCS#1 v1.5 for RSA, DER for ECDSA."""
        ...

    def sign_many(self, batch: list[bytes], digest: str = "sha256") -> list[bytes]:
        """Several with one PIN and one log-in."""
        ...


class SoftKey:
    """A key in memory, for demonstrations: it warns aloud each time, because it proves nothing."""

    def __init__(
        self, private_key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, certificate: bytes, chain: tuple[bytes, ...]
    ) -> None:
        self._private_key = private_key
        self.certificate = certificate
        self.chain = chain

    def __repr__(self) -> str:
        return "SoftKey(demonstration)"

    def sign(self, attributes: bytes, digest: str = "sha256") -> bytes:
        logger.warning("A demonstration key signs: this signature has no legal value")
        if isinstance(self._private_key, rsa.RSAPrivateKey):
            return self._private_key.sign(attributes, padding.PKCS1v15(), HASHES[digest]())
        return self._private_key.sign(attributes, ec.ECDSA(HASHES[digest]()))

    def sign_many(self, batch: list[bytes], digest: str = "sha256") -> list[bytes]:
        return [self.sign(one, digest) for one in batch]

    def to_pem(self, pin: Pin) -> bytes:
        """The private key locked with the PIN (PKCS#8): for the demonstration's data folder."""
        locked = serialization.BestAvailableEncryption(pin.reveal().encode())
        return self._private_key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked)

    @classmethod
    def from_pem(cls, pem: bytes, certificate: bytes, chain: tuple[bytes, ...], pin: Pin) -> "SoftKey":
        """The key kept by `to_pem`. Raises PinWrong."""
        try:
            key = serialization.load_pem_private_key(pem, pin.reveal().encode())
        except (ValueError, TypeError):
            raise PinWrong.after(None) from None
        return cls(key, certificate, chain)  # type: ignore[arg-type]


def new_private_key(kind: str) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey:
    """A fresh soft key: `rsa` (2048 bits) or `ec` (P-256)."""
    return rsa.generate_private_key(65537, 2048) if kind == "rsa" else ec.generate_private_key(ec.SECP256R1())


def public_der(private_key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    """The key's public half as SubjectPublicKeyInfo (DER), ready for a certificate authority."""
    return private_key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


@dataclass(frozen=True)
class TokenKey:
    """A key in a token of this server. The PIN is used once, by the token, and forgotten with this object."""

    tokens: "TokenRack | TokenWorker"
    token_label: str
    key_label: str
    certificate: bytes
    chain: tuple[bytes, ...]
    pin: Pin = field(repr=False)
    token_serial: str = ""

    def sign(self, attributes: bytes, digest: str = "sha256") -> bytes:
        return self.sign_many([attributes], digest)[0]

    def sign_many(self, batch: list[bytes], digest: str = "sha256") -> list[bytes]:
        address = KeyAddress(self.token_label, self.key_label, self.token_serial, self.certificate)
        return self.tokens.sign_many(address, self.pin, batch, digest)
