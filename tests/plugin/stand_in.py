"""Speaks as the government's local service does: one string in, it fetches, signs and returns the file, one string out.

`wss://127.0.0.1:PORT/SignApproved` and so on, as law.md 3.3 tells; `mischief` makes it fail in each way that is known.
"""

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from signing.keys import SoftKey
from tests.plugin.foreign import number_date_and_seal, signed
from tests.signing import attacks

CANCELLED, FAILED = 11, 3
OPERATIONS = ("SignApproved", "SignIssued", "SignIncome", "SignAppendix", "SignCopy", "Comment")

Sign = Callable[[bytes], bytes]
SPOILED: dict[str, Callable[[bytes, SoftKey], bytes]] = {
    "another file": lambda pdf, key: signed(pdf.replace(b"%PDF-1.7", b"%PDF-1.6", 1), key),
    "a note before": lambda pdf, key: signed(attacks.cover(pdf), key),
    "a note behind": lambda pdf, key: attacks.cover(signed(pdf, key)),
    "other words": lambda pdf, key: signed(attacks.other_content(pdf), key),
    "two signatures": lambda pdf, key: signed(signed(pdf, key, "Signature8"), key, "Signature9"),
    "cut off": lambda pdf, key: signed(pdf, key)[:-900],
    "not signed": lambda pdf, _: pdf,
    "garbage": lambda _, __: b"<html>Proxy error</html>" * 30,
}


@dataclass
class StandIn:
    """The keys in its token by operation, how it misbehaves, and all that it was asked and did."""

    keys: dict[str, SoftKey]
    client: httpx.Client
    mischief: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)

    def work(self, operation: str, message: str) -> str:
        """One call from the page; what the page is told."""
        if operation not in self.keys:
            return self._told(FAILED, "Unknown operation")
        asked = json.loads(message)
        self.asked.append({"operation": operation, **asked})
        if self.mischief == "cancelled":
            return self._told(CANCELLED, "Người dùng hủy ký")
        if self.mischief == "nonsense":
            return "<<<"
        if self.mischief == "lies":
            return self._told(0, "Success")
        if self.mischief == "broken":
            return self._told(FAILED, "Không đọc được thiết bị")
        if self.mischief == "silent":
            return ""
        return self._sign(operation, asked)

    def _sign(self, operation: str, asked: dict[str, Any]) -> str:
        fetched = self.client.get(asked["FileName"])
        if fetched.status_code != 200:
            return self._told(FAILED, f"HTTP {fetched.status_code}")
        returned = self.give_back(asked["FileUploadHandler"], self._made(operation, asked, fetched.content))
        return self._told(0 if returned["Status"] else FAILED, returned["Message"])

    def _made(self, operation: str, asked: dict[str, Any], pdf: bytes) -> bytes:
        key = self.keys["wrong" if self.mischief == "wrong certificate" else operation]
        if self.mischief in SPOILED:
            return SPOILED[self.mischief](pdf, key)
        if operation == "SignIssued" and asked.get("DocNumber"):
            return number_date_and_seal(pdf, key, asked["DocNumber"], asked["IssuedDate"][:10])
        return signed(pdf, key, f"Signature{1 + pdf.count(b'/ByteRange')}")

    def give_back(self, address: str, pdf: bytes) -> dict[str, Any]:
        """The form as the service posts it; it has no cookie and no Origin."""
        file = {"uploadfile": ("van-ban.pdf", pdf, "application/octet-stream")}
        answer: dict[str, Any] = self.client.post(address, files=file).json()
        self.answers.append(answer)
        return answer

    @staticmethod
    def _told(status: int, message: str) -> str:
        told = {"Status": status, "Message": message, "FileName": "", "FileServer": ""}
        return json.dumps({**told, "DocumentNumber": "", "DocumentDate": ""})

    def serve_one(self, connection: ServerConnection) -> None:
        request = connection.request
        operation = request.path.strip("/") if request else ""
        told = self.work(operation, str(connection.recv()))
        if told:
            connection.send(told)
        else:
            with suppress(ConnectionClosed):
                connection.recv()  # until the page gives up


@contextmanager
def running(stand_in: StandIn, port: int, context: ssl.SSLContext | None = None) -> Iterator[str]:
    """The stand-in on a loopback port, with a self-signed certificate or without; its address."""
    with serve(stand_in.serve_one, "127.0.0.1", port, ssl=context) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"{'wss' if context else 'ws'}://127.0.0.1:{port}"
        server.shutdown()


def self_signed(folder: Path, certificate: bytes, key: bytes) -> ssl.SSLContext:
    """A certificate nobody trusts, as the service's own installer makes one for 127.0.0.1."""
    for name, content in (("service.crt", certificate), ("service.key", key)):
        (folder / name).write_bytes(content)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "service.crt", folder / "service.key")
    return context
