"""A small public-key world on loopback: root, issuing authority, two time-stamp authorities, OCSP and CRLs.

Its clock is set by hand and each of its servers has a mood: well, slow, down, or one of several ways of being wrong.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

from asn1crypto import cms, core, ocsp, tsp
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig, PKIArchitecture, ServiceLabel
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from signing.keys import SoftKey
from signing.trust import Trust

TODAY = datetime(2026, 11, 24, 3, tzinfo=UTC)
KEYS = ("root", "issuing", "answers", "tsa1", "tsa2", "tsa_old", "tsa_misused", "head", "seal")
ENDS = {"head": "2027-06-01", "seal": "2027-06-01", "tsa1": "2027-12-01", "tsa2": "2036-01-01", "tsa_old": "2026-01-01"}


def _certificate(subject: str, issuer: str, *extensions: dict[str, Any]) -> dict[str, Any]:
    ends = ENDS.get(subject, "2045-01-01")
    validity = {"valid-from": "2025-01-01T00:00:00+0000", "valid-to": f"{ends}T00:00:00+0000"}
    facts = {"subject": subject, "subject-key": subject, "issuer": issuer, "authority-key": issuer}
    return facts | {"validity": validity, "extensions": list(extensions)}


def _usage(*names: str) -> dict[str, Any]:
    return {"id": "key_usage", "critical": True, "smart-value": {"schema": "key-usage", "params": list(names)}}


def _purpose(name: str) -> dict[str, Any]:
    return {"id": "extended_key_usage", "critical": True, "value": [name]}


_AUTHORITY = ({"id": "basic_constraints", "critical": True, "value": {"ca": True}}, _usage("key_cert_sign", "crl_sign"))
_LISTED = {
    "id": "crl_distribution_points",
    "smart-value": {"schema": "crl-dist-url", "params": {"crl-repo-names": ["issuing"]}},
}
_LISTED_BY_ROOT = {
    "id": "crl_distribution_points",
    "smart-value": {"schema": "crl-dist-url", "params": {"crl-repo-names": ["root"]}},
}
_ANSWERED = {
    "id": "authority_information_access",
    "smart-value": {"schema": "aia-urls", "params": {"ocsp-responder-names": ["answers"]}},
}
_PERSON = (_usage("digital_signature", "non_repudiation"), _LISTED, _ANSWERED)
_STAMPING = (_usage("digital_signature"), _purpose("time_stamping"), _LISTED)
_CERTIFICATES = {
    "root": _certificate("root", "root", *_AUTHORITY),
    "issuing": _certificate("issuing", "root", *_AUTHORITY, _LISTED_BY_ROOT),
    "answers": _certificate(
        "answers", "issuing", _usage("digital_signature"), _purpose("ocsp_signing"), {"id": "ocsp_no_check"}
    ),
    **{name: _certificate(name, "issuing", *_STAMPING) for name in ("tsa1", "tsa2", "tsa_old")},
    "tsa_misused": _certificate("tsa_misused", "issuing", *_PERSON),
    **{name: _certificate(name, "issuing", *_PERSON) for name in ("head", "seal")},
}
_LIST = {"simulated-update-schedule": "P90D"}
_STAMPERS = ("tsa1", "tsa2", "tsa_old", "tsa_misused")
_SERVICES = {
    "ocsp": {"answers": {"for-issuer": "issuing", "responder-cert": "answers", "signing-key": "answers"}},
    "crl-repo": {
        "root": _LIST | {"for-issuer": "root", "signing-key": "root"},
        "issuing": _LIST | {"for-issuer": "issuing", "signing-key": "issuing"},
    },
    "time-stamping": {
        name: {"signing-key": name, "signing-cert": name, "certs-to-embed": ["issuing", name]} for name in _STAMPERS
    },
}


REFUSALS = {"rejected": "bad_alg", "no_time": "time_not_available"}


class Refusal(core.Sequence):
    """A refusal as authorities send it: without a token."""

    _fields = [("status", tsp.PKIStatusInfo)]  # noqa: RUF012


@dataclass
class World:
    """`moods` by service (`tsa1`, `answers`, `issuing` …): "well" when absent. `asked` counts the requests."""

    pki: PKIArchitecture
    keys: dict[str, ec.EllipticCurvePrivateKey]
    address: str = ""
    now: datetime = TODAY
    moods: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    released: Event = field(default_factory=Event)

    def der(self, name: str) -> bytes:
        return self.pki.get_cert(CertLabel(name)).dump()

    def key(self, name: str) -> SoftKey:
        return SoftKey(self.keys[name], self.der(name), (self.der("issuing"),))

    def tsa(self, name: str = "tsa1") -> str:
        return f"{self.address}/vn/tsa/{name}"

    def trust(self, **terms: Any) -> Trust:
        """The root as of the world's own time; no lists."""
        return replace(Trust((self.der("root"),), (self.der("issuing"),), moment=self.now), **terms)

    def lists(self) -> tuple[bytes, ...]:
        names = (ServiceLabel("root"), ServiceLabel("issuing"))
        return tuple(self.pki.service_registry.get_crl(name, self.now).dump() for name in names)

    def answer(self, kind: str, name: str, body: bytes) -> bytes:
        services, mood = self.pki.service_registry, self.moods.get(name, "well")
        self.asked.append(name)
        if mood == "slow":
            self.released.wait(20)
        if mood == "down":
            raise OSError("down")
        if mood == "garbage":
            return b"<html>Log in to the hotel</html>"
        if kind == "ocsp":
            asked = ocsp.OCSPRequest.load(body)
            return services.summon_responder(ServiceLabel(name), self.now).build_ocsp_response(asked).dump()
        if kind == "crls":
            return services.get_crl(ServiceLabel(name), self.now).dump()
        return self._stamped(services.summon_timestamper(ServiceLabel(name), self.now), body, mood)

    def _stamped(self, stamper: Any, body: bytes, mood: str) -> bytes:
        asked = tsp.TimeStampReq.load(body)
        if mood == "imprint":
            asked["message_imprint"]["hashed_message"] = b"\x07" * 32
        if mood == "nonce":
            asked["nonce"] = 7
        answer = stamper.request_tsa_response(asked)
        if mood in REFUSALS:
            return Refusal({"status": {"status": "rejection", "fail_info": {REFUSALS[mood]}}}).dump()
        if mood == "broken":
            signer = answer["time_stamp_token"]["content"]["signer_infos"][0]
            signer["signature"] = cms.OctetString(signer["signature"].native[:-1] + b"\0")
        return answer.dump()


class _Desk(BaseHTTPRequestHandler):
    world: World

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        _, _, kind, name, *_ = self.path.split("/")
        try:
            answer = self.world.answer(kind, name, body)
        except OSError:
            self.send_error(503)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self._write(answer, dripping=self.world.moods.get(name) == "dripping")

    def _write(self, answer: bytes, dripping: bool) -> None:
        """All at once, or a byte now and then, which no time-out of a socket notices."""
        if not dripping:
            self.wfile.write(answer)
            return
        try:
            for at in range(400):
                self.wfile.write(answer[at : at + 1])
                self.world.released.wait(0.1)
        except OSError:
            return

    do_GET = do_POST  # noqa: N815 - the name is the library's

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def world(folder: Path) -> Iterator[World]:
    """The world with fresh keys in this folder, served until the end of the block."""
    keys = {name: ec.generate_private_key(ec.SECP256R1()) for name in KEYS}
    for name, key in keys.items():
        pem = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        (folder / f"{name}.pem").write_bytes(key.private_bytes(*pem))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Desk)
    server.daemon_threads = True
    address = f"http://127.0.0.1:{server.server_port}"
    names = {name: {"common-name": f"V-Office thử nghiệm {name}", "country-name": "VN"} for name in KEYS}
    config = {
        "keysets": {"vn": {"path-prefix": str(folder), "keys": {name: {"path": f"{name}.pem"} for name in KEYS}}},
        "pki-architectures": {
            "vn": {"keyset": "vn", "entities": names, "certs": _CERTIFICATES, "services": _SERVICES},
        },
    }
    made = CertomancerConfig(config, key_search_dir=str(folder), external_url_prefix=address)
    found = World(made.get_pki_arch(ArchLabel("vn")), keys, address)
    server.RequestHandlerClass = type("Desk", (_Desk,), {"world": found})
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        found.released.set()
        server.shutdown()
        server.server_close()


def revoked_list(world: World, serial: int) -> bytes:
    """The issuing authority's list, naming this serial number since yesterday."""
    from datetime import timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256

    issuer = x509.load_der_x509_certificate(world.der("issuing"))
    since = world.now - timedelta(days=1)
    entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(since).build()
    builder = x509.CertificateRevocationListBuilder().issuer_name(issuer.subject).last_update(world.now)
    builder = builder.next_update(world.now + timedelta(days=30)).add_revoked_certificate(entry)
    return builder.sign(world.keys["issuing"], SHA256()).public_bytes(serialization.Encoding.DER)
