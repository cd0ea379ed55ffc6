"""A certificate authority for demonstrations: a root, a sub-authority, leaf certificates and revocation lists."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

_YEARS = timedelta(days=3653)
_PEM, _PKCS8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8


@dataclass(frozen=True)
class Subject:
    """Who a certificate names: common name, organisation, title, unit; empty parts are left out."""

    common_name: str
    organisation: str = ""
    title: str = ""
    unit: str = ""

    def name(self) -> x509.Name:
        parts = (
            (NameOID.COUNTRY_NAME, "VN"),
            (NameOID.ORGANIZATION_NAME, self.organisation),
            (NameOID.ORGANIZATIONAL_UNIT_NAME, self.unit),
            (NameOID.TITLE, self.title),
            (NameOID.COMMON_NAME, self.common_name),
        )
        return x509.Name([x509.NameAttribute(kind, text) for kind, text in parts if text])


class DemoCA:
    """Root and sub-authority in memory; `to_pem` / `from_pem` keep them. Its certificates prove nothing to anybody."""

    def __init__(self, root: x509.Certificate, sub: x509.Certificate, keys: tuple[ec.EllipticCurvePrivateKey, ...]):
        self._root, self._sub = root, sub
        self._root_key, self._sub_key = keys

    @classmethod
    def create(cls, not_before: datetime) -> "DemoCA":
        """A new authority, valid for ten years from `not_before` (aware)."""
        root_key, sub_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        root_name = Subject("Chứng thư trình diễn V-Office – Gốc", "V-Office (trình diễn)").name()
        sub_name = Subject("Chứng thư trình diễn V-Office – Cấp 1", "V-Office (trình diễn)").name()
        root = _authority(root_name, root_key, root_name, root_key, not_before)
        return cls(root, _authority(sub_name, sub_key, root_name, root_key, not_before), (root_key, sub_key))

    @property
    def root_der(self) -> bytes:
        return self._root.public_bytes(serialization.Encoding.DER)

    @property
    def sub_der(self) -> bytes:
        return self._sub.public_bytes(serialization.Encoding.DER)

    def issue(
        self,
        public_key_der: bytes,
        subject: Subject,
        not_before: datetime,
        not_after: datetime | None = None,
        signing: bool = True,
    ) -> bytes:
        """A leaf certificate (DER) for a SubjectPublicKeyInfo, born in software or in a token alike.

        With `signing` False it may only encipher keys, which is how the refusal of a wrong usage is tried.
        """
        usage = dict.fromkeys(_USAGES, False) | (
            {"digital_signature": True, "content_commitment": True} if signing else {"key_encipherment": True}
        )
        builder = (
            _builder(subject.name(), self._sub.subject, not_before, not_after or not_before + _YEARS / 2)
            .public_key(serialization.load_der_public_key(public_key_der))  # type: ignore[arg-type]
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.KeyUsage(**usage), critical=True)
        )
        return builder.sign(self._sub_key, SHA256()).public_bytes(serialization.Encoding.DER)

    def crls(self, revoked: dict[int, datetime] | None = None, now: datetime | None = None) -> tuple[bytes, ...]:
        """Revocation lists of both authorities (DER), good for ten years; `revoked` maps serial numbers to moments."""
        issued = now or datetime.now(UTC)
        return (
            _crl(self._root.subject, self._root_key, {}, issued),
            _crl(self._sub.subject, self._sub_key, revoked or {}, issued),
        )

    def to_pem(self) -> bytes:
        """Certificates and keys in one file: for the demonstration's data folder only."""
        keys = (self._root_key, self._sub_key)
        plain = serialization.NoEncryption()
        parts = [certificate.public_bytes(_PEM) for certificate in (self._root, self._sub)]
        return b"".join(parts + [key.private_bytes(_PEM, _PKCS8, plain) for key in keys])

    @classmethod
    def from_pem(cls, pem: bytes) -> "DemoCA":
        root, sub = x509.load_pem_x509_certificates(pem)
        mark = b"-----BEGIN PRIVATE KEY-----"
        keys = [serialization.load_pem_private_key(mark + part, None) for part in pem.split(mark)[1:]]
        return cls(root, sub, (keys[0], keys[1]))  # type: ignore[arg-type]


_USAGES = (
    *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
    *("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
)


def _builder(subject: x509.Name, issuer: x509.Name, start: datetime, end: datetime) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer)
    return builder.serial_number(x509.random_serial_number()).not_valid_before(start).not_valid_after(end)


def _authority(
    name: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Name,
    issuer_key: ec.EllipticCurvePrivateKey,
    start: datetime,
) -> x509.Certificate:
    usage = {usage: usage in ("key_cert_sign", "crl_sign") for usage in _USAGES}
    builder = (
        _builder(name, issuer, start, start + _YEARS)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
    )
    return builder.sign(issuer_key, SHA256())


def _crl(issuer: x509.Name, key: ec.EllipticCurvePrivateKey, revoked: dict[int, datetime], now: datetime) -> bytes:
    builder = x509.CertificateRevocationListBuilder().issuer_name(issuer).last_update(now)
    builder = builder.next_update(now + _YEARS)
    for serial, moment in revoked.items():
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(moment).build()
        builder = builder.add_revoked_certificate(entry)
    return builder.sign(key, SHA256()).public_bytes(serialization.Encoding.DER)
