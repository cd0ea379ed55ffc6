"""A desk of the tests: the real program in a child process, a token of SoftHSM, and a PIN program that writes down
what it was shown."""

import base64
import contextlib
import hmac
import json
import os
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx

from signing.cms import signed_attributes
from tests.web.served import free_port
from voffice_app.settings import ROOT

ORIGIN = "https://voffice.example.vn"
PIN = "739154"
SOURCES = ROOT / "signing" / "agent"

# Speaks Assuan as pinentry does. `answer` holds the PIN, or `cancel`, or `wait`; `seen` collects what it was told.
PIN_PROGRAM = """#!{python}
import pathlib, sys, time
folder = pathlib.Path({folder!r})
print("OK ready", flush=True)
for line in sys.stdin:
    with (folder / "seen").open("a") as seen:
        seen.write(line)
    if line.startswith("GETPIN"):
        answer = (folder / "answer").read_text()
        if answer == "wait":
            time.sleep(60)
        print("ERR 83886179 cancelled" if answer == "cancel" else "D " + answer + "\\nOK", flush=True)
    else:
        print("OK", flush=True)
"""


@dataclass
class Desk:
    """A person's computer with the agent running."""

    folder: Path
    module: Path | str
    environment: dict[str, str] = field(default_factory=dict)
    program: tuple[str, ...] = (sys.executable, "-m", "voffice_agent")
    origin: str = ORIGIN
    port: int = 0
    agent_id: str = ""
    key: str = field(default="", repr=False)
    process: "subprocess.Popen[str] | None" = field(default=None, repr=False)
    code: str = ""

    def answer(self, text: str) -> None:
        """What the person does when asked: a PIN, `cancel`, or `wait`."""
        (self.folder / "answer").write_text(text)

    def seen(self) -> str:
        """Every line the PIN program was told."""
        path = self.folder / "seen"
        return path.read_text() if path.exists() else ""

    def command(self, *words: str) -> list[str]:
        return [*self.program, *words, "--module", str(self.module)]

    def surroundings(self) -> dict[str, str]:
        plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return {
            **plain, "VOFFICE_AGENT_HOME": str(self.folder / "home"), "PYTHONPATH": str(SOURCES), **self.environment,
        }  # fmt: skip

    def start(self, *more: str) -> None:
        """Run it; when its address is not paired yet, the code it shows is kept."""
        self.port = self.port or free_port()
        ask = self.folder / "ask-pin"
        ask.write_text(PIN_PROGRAM.format(python=sys.executable, folder=str(self.folder)))
        ask.chmod(0o700)
        words = ("--origin", self.origin, "--port", str(self.port), "--pin-program", str(ask), *more)
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(
                self.command("run", *words), env=self.surroundings(), stdout=subprocess.PIPE, stderr=log, text=True
            )
        said = ""
        while "Đang chạy" not in said:
            line = self.process.stdout.readline()  # type: ignore[union-attr]
            assert line, (self.folder / "log").read_text()
            said += line
        found = re.search(r"(\d{4}) (\d{4})", said)
        self.code = found.group(1) + found.group(2) if found else ""

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(10)
            self.process = None

    def pair(self) -> None:
        made = self.post("/pair", {"code": self.code}).json()
        self.agent_id, self.key = made["agent_id"], made["key"]

    def request(self, method: str, path: str, **terms: Any) -> httpx.Response:
        """As a page of our origin asks."""
        headers = {"origin": self.origin} | terms.pop("headers", {})
        return httpx.request(method, f"http://127.0.0.1:{self.port}{path}", headers=headers, timeout=30, **terms)

    def post(self, path: str, body: Any, **terms: Any) -> httpx.Response:
        return self.request("POST", path, json=body, **terms)

    def hello(self) -> dict[str, Any]:
        return self.request("GET", "/hello").json()

    def certificate(self, owner: str) -> bytes:
        rows = self.post("/certificates", {}).json()["certificates"]
        return bytes.fromhex(next(row["der"] for row in rows if row["owner"].startswith(owner)))

    def ticket(self, certificate: bytes, count: int = 1, **changes: Any) -> dict[str, str]:
        """What the server would prepare; `changes` are made before it is MACed."""
        body = {
            "agent_id": self.agent_id, "origin": self.origin, "challenge": self.hello()["challenge"],
            "expires_at": int(time.time()) + 120, "kind": "leader", "certificate": in_base64(certificate),
            "documents": [document(certificate, number) for number in range(1, count + 1)],
        } | changes  # fmt: skip
        return self.maced(json.dumps(body))

    def maced(self, body: str) -> dict[str, str]:
        return {"body": body, "mac": hmac.new(bytes.fromhex(self.key), body.encode(), "sha256").hexdigest()}

    def sign(self, ticket: Any) -> list[dict[str, Any]]:
        """The events of one batch, or the refusal before it began."""
        return [json.loads(line) for line in self.post("/sign", ticket).text.splitlines()]


def document(certificate: bytes, number: int = 1, digest: bytes = b"") -> dict[str, str]:
    digest = digest or sha256(f"document {number}".encode()).digest()
    return {
        "nonce": secrets.token_hex(16), "reference": f"{225 + number}/QĐ-PGDĐT",
        "abstract": "Về việc quy định giờ trực của văn thư", "file_sha256": sha256(b"file %d" % number).hexdigest(),
        "document_digest": in_base64(digest), "attributes": in_base64(signed_attributes(digest, certificate)),
    }  # fmt: skip


def in_base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


@contextlib.contextmanager
def at_a_desk(folder: Path, module: Path | str, **terms: Any) -> Iterator[Desk]:
    """A running, paired desk whose person types the right PIN."""
    folder.mkdir(parents=True, exist_ok=True)
    desk = Desk(folder, module, **terms)
    desk.answer(PIN)
    desk.start()
    try:
        desk.pair()
        yield desk
    finally:
        desk.stop()
