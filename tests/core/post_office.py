"""A real mail server on this machine for tests: it keeps what it gets, and misbehaves as it is told to."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from voffice_app.mail.post import Post


@dataclass
class Clerk:
    """What the server answers at each stage; letters that arrive are kept whole."""

    moods: dict[str, str] = field(default_factory=dict)
    letters: list[EmailMessage] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    before_answer: Any = None

    async def handle_MAIL(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        envelope.mail_from = address
        return self.moods.get("sender", "250 OK")

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        envelope.rcpt_tos.append(address)
        return self.moods.get("recipient", "250 OK")

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.moods.get("data") == "drop before keeping":
            server.transport.abort()
            return "250 never heard"
        answer = self.moods.get("data", "250 2.0.0 OK: queued as 17")
        if answer[:1] == "2" or answer == "keep and drop":
            self.letters.append(message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        if self.before_answer:
            self.before_answer()
        if answer == "keep and drop":
            server.transport.abort()
        return answer

    def authenticate(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        self.logins.append((data.login, data.password))
        return AuthResult(success=data.password == b"mat-khau", handled=False)


@contextmanager
def serving(
    clerk: Clerk, *, context: ssl.SSLContext | None = None, implicit: bool = False, **terms: Any
) -> Iterator[int]:
    """The port it listens on, on loopback; with a context it speaks STARTTLS, or TLS from the first byte."""
    tls = {"ssl_context": context} if implicit else {"tls_context": context}
    controller = Controller(clerk, hostname="127.0.0.1", port=0, **(tls if context else {}), **terms)
    controller.port = free_port()
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def post(port: int, **terms: Any) -> Post:
    wanted = {"host": "127.0.0.1", "port": port, "sender": "vanthu@pgd.example.vn", "tls": "none", "seconds": 5}
    return Post(**{**wanted, "answer_seconds": 5, **terms})


def authority(folder: Path, host: str = "127.0.0.1") -> tuple[Path, ssl.SSLContext]:
    """A test authority's certificate (PEM), and a server's context with a certificate of it for this host."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _certificate("Gốc thử", root_key, "Gốc thử", root_key, [x509.BasicConstraints(True, None)])
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))])
    leaf = _certificate("Máy chủ thư", key, "Gốc thử", root_key, [names])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "root.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    (folder / "server.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + leaf.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "server.pem")
    return folder / "root.pem", context


def _certificate(name: str, key: Any, issuer: str, issuer_key: Any, extensions: list[Any]) -> x509.Certificate:
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=2))
    )  # fmt: skip
    for extension in extensions:
        builder = builder.add_extension(extension, critical=isinstance(extension, x509.BasicConstraints))
    return builder.sign(issuer_key, hashes.SHA256())
