"""Authorities whose certificates end soon (certomancer), and files signed, stamped and archived by stock pyHanko.

root 2020–2050 → sub 2020–2040 → signer 2025, stamping authorities 2025–2026 and 2026–2029, an OCSP responder.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from asn1crypto import ocsp, tsp
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig, KeyLabel, ServiceLabel
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.trust import Trust

SIGNED = datetime(2025, 6, 1, 8, tzinfo=UTC)
SIGNER_ENDED = datetime(2026, 6, 1, tzinfo=UTC)
RENEWED = datetime(2026, 12, 1, tzinfo=UTC)
FIRST_STAMPER_ENDED = datetime(2028, 1, 1, tzinfo=UTC)
ALL_ENDED = datetime(2033, 1, 1, tzinfo=UTC)
KEYS = ("root", "sub", "signer", "tsa1", "tsa2", "quack", "responder", "revoked")
_CA = [
    {"id": "basic_constraints", "critical": True, "value": {"ca": True}},
    {
        "id": "key_usage",
        "critical": True,
        "smart-value": {"schema": "key-usage", "params": ["key_cert_sign", "crl_sign"]},
    },
]


def _leaf(usage: str = "digital_signature", extended: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"id": "key_usage", "critical": True, "smart-value": {"schema": "key-usage", "params": [usage]}}
    ]
    return [*found, {"id": "extended_key_usage", "critical": True, "value": [extended]}] if extended else found


def _certificate(name: str, issuer: str, start: int, end: int, extensions: list[dict[str, Any]]) -> dict[str, Any]:
    lists = {"schema": "crl-dist-url", "params": {"crl-repo-names": [issuer]}}
    return {
        "subject": name, "subject-key": name, "issuer": issuer, "authority-key": issuer,
        "extensions": [*extensions, {"id": "crl_distribution_points", "smart-value": lists}],
        "validity": {"valid-from": f"{start}-01-01T00:00:00+0000", "valid-to": f"{end}-01-01T00:00:00+0000"},
    }  # fmt: skip


CERTIFICATES = {
    "root": _certificate("root", "root", 2020, 2050, _CA),
    "sub": _certificate("sub", "root", 2020, 2040, _CA),
    "signer": _certificate("signer", "sub", 2025, 2026, _leaf("non_repudiation")),
    "revoked": _certificate("revoked", "sub", 2025, 2026, _leaf("non_repudiation"))
    | {"revocation": {"revoked-since": "2025-09-01T00:00:00+0000", "reason": "key_compromise"}},
    "tsa1": _certificate("tsa1", "sub", 2025, 2027, _leaf(extended="time_stamping")),
    "tsa2": _certificate("tsa2", "sub", 2026, 2030, _leaf(extended="time_stamping")),
    "quack": _certificate("quack", "sub", 2025, 2030, _leaf()),
    "responder": _certificate("responder", "sub", 2020, 2040, _leaf(extended="ocsp_signing")),
}


class Stamper(TimeStamper):
    """An authority's time-stamps made in this process, at whatever time it says."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        super().__init__()

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return self.answer.request_tsa_response(req)


@dataclass
class ShortLives:
    """The authorities. Every act takes the moment at which it happens."""

    pki: Any
    keys: dict[str, ec.EllipticCurvePrivateKey] = field(repr=False)

    @property
    def trust(self) -> Trust:
        """The root and nothing else: what else is needed must come with the file."""
        return Trust((self.certificate("root").dump(),))

    def certificate(self, name: str) -> Any:
        return self.pki.get_cert(CertLabel(name))

    def crls(self, at: datetime) -> list[Any]:
        return [self.pki.service_registry.get_crl(ServiceLabel(name), at) for name in ("root", "sub")]

    def answer(self, name: str, at: datetime) -> Any:
        """The responder's OCSP answer on one certificate."""
        asked = ocsp.Request({"req_cert": _certificate_id(self.certificate(name), self.certificate("sub"))})
        request = ocsp.OCSPRequest({"tbs_request": {"request_list": [asked]}})
        return self.pki.service_registry.summon_responder(ServiceLabel("sub"), at).build_ocsp_response(request)

    def stamper(self, name: str, at: datetime) -> Stamper:
        return Stamper(self.pki.service_registry.summon_timestamper(ServiceLabel(name), at))

    def signed(
        self, pdf: bytes, stamper: TimeStamper | None = None, name: str = "signer", place: str = "leader"
    ) -> bytes:
        store = SimpleCertificateStore()
        store.register(self.certificate("sub"))
        signer = signers.SimpleSigner(
            self.certificate(name), self.pki.key_set.get_private_key(KeyLabel(name)), cert_registry=store
        )
        meta = signers.PdfSignatureMetadata(field_name=place, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
        made = signers.PdfSigner(meta, signer, timestamper=stamper).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)))
        return made.getvalue()

    def with_lists(self, pdf: bytes, at: datetime, name: str = "", certificates: tuple[str, ...] = ("sub",)) -> bytes:
        """A DSS with both CRLs as of `at`, and an OCSP answer on `name`."""
        out = BytesIO(pdf)
        answers = [self.answer(name, at)] if name else []
        known = [self.certificate(each) for each in certificates]
        DocumentSecurityStore.add_dss(out, None, certs=known, crls=self.crls(at), ocsps=answers)
        return out.getvalue()

    def stamped(self, pdf: bytes, name: str, at: datetime) -> bytes:
        """A time-stamp over the whole document."""
        stamper = signers.PdfTimeStamper(self.stamper(name, at))
        return stamper.timestamp_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), "sha256").getvalue()

    def archived(self, pdf: bytes) -> bytes:
        """Signed with a time-stamp, lists, and a time-stamp over both, all in June 2025."""
        signed = self.signed(pdf, self.stamper("tsa1", SIGNED))
        listed = self.with_lists(signed, SIGNED + timedelta(minutes=5), "signer")
        return self.stamped(listed, "tsa1", SIGNED + timedelta(minutes=10))

    def renewed(self, pdf: bytes) -> bytes:
        """Fresh lists and a time-stamp by the second authority, before the first one's certificate ends."""
        return self.stamped(self.with_lists(pdf, RENEWED), "tsa2", RENEWED + timedelta(minutes=5))


def _certificate_id(certificate: Any, issuer: Any) -> ocsp.CertId:
    return ocsp.CertId(
        {
            "hash_algorithm": {"algorithm": "sha1"},
            "issuer_name_hash": certificate.issuer.sha1,
            "issuer_key_hash": issuer.public_key.sha1,
            "serial_number": certificate.serial_number,
        }
    )


@lru_cache
def short_lives() -> ShortLives:
    """Made once: fresh keys each time the tests run."""
    keys = {name: ec.generate_private_key(ec.SECP256R1()) for name in KEYS}
    services = {
        "crl-repo": {
            name: {"for-issuer": name, "signing-key": name, "simulated-update-schedule": "P30D"}
            for name in ("root", "sub")
        },
        "ocsp": {"sub": {"for-issuer": "sub", "responder-cert": "responder", "signing-key": "responder"}},
        "time-stamping": {name: {"signing-key": name, "signing-cert": name} for name in ("tsa1", "tsa2", "quack")},
    }
    house = {
        "keyset": "all",
        "entity-defaults": {"country-name": "VN", "organization-name": "Chứng thư ngắn hạn"},
        "entities": {name: {"common-name": name} for name in KEYS},
        "certs": CERTIFICATES,
        "services": services,
    }
    with TemporaryDirectory() as folder:
        for name, key in keys.items():
            Path(folder, f"{name}.pem").write_bytes(_pem(key))
        config = {
            "keysets": {"all": {"keys": {name: {"path": f"{name}.pem"} for name in KEYS}}},
            "pki-architectures": {"house": house},
        }
        return ShortLives(CertomancerConfig(config, folder).get_pki_arch(ArchLabel("house")), keys)


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    plain = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, plain)
