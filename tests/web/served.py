"""A served office for tests: the real command, the production build, a free port, a folder of its own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.web.people import PASSWORD
from voffice_app import door
from voffice_app.db import migrate
from voffice_app.db.session import Database
from voffice_app.settings import ROOT

READY_S = 240
"""The first start builds the pages; on two cores that others use as well this takes minutes."""
UNHURRIED = {
    "VOFFICE_EVENTS_PER_SECOND": "2000",
    "VOFFICE_LOGINS_PER_MINUTE": "6000",
    "VOFFICE_REFUSALS_PER_MINUTE": "60000",
    "VOFFICE_PINS_PER_MINUTE": "6000",
}
"""The whole run comes from one address; the pace has a test of its own."""


@dataclass
class Served:
    """Where the office answers, and its database seen from the test."""

    url: str
    data: Path
    log: Path
    process: "subprocess.Popen[bytes]" = field(repr=False)
    _database: Database | None = field(default=None, repr=False)

    def database(self) -> Database:
        self._database = self._database or open_database(self.data)
        return self._database

    def client(self, **headers: str) -> httpx.Client:
        """An HTTP client that speaks from our own pages' origin."""
        return httpx.Client(base_url=self.url, headers={"origin": self.url, **headers}, timeout=30)

    def kept(self, needle: str) -> list[Path]:
        """The files of the data folder, log and database included, that contain this text."""
        return [path for path in self.data.rglob("*") if path.is_file() and needle.encode() in path.read_bytes()]

    def session(self, username: str, password: str = PASSWORD) -> str:
        """Log in through the real form; returns the Cookie header of the new log-in."""
        with self.client() as client:
            answer = client.post("/auth/login", data={"account": username, "password": password})
        cookie = answer.headers.get("set-cookie", "").partition(";")[0]
        assert cookie.startswith(door.COOKIE), answer.headers.get("location")
        return cookie


def open_database(data: Path) -> Database:
    data.mkdir(parents=True, exist_ok=True)
    return Database(f"sqlite:///{data / 'voffice.db'}", data / "vault")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(data: Path, fill: Callable[[Database], Any], **settings: str) -> Iterator[Served]:
    """Serve a new office that `fill` entered; `settings` are further VOFFICE_… variables."""
    database = open_database(data)
    migrate.upgrade(database.engine)
    fill(database)
    port = free_port()
    log = data / "server.log"
    environment = {**os.environ, "VOFFICE_DATA": str(data), "VOFFICE_PORT": str(port), **UNHURRIED, **settings}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "voffice_app.cli", "serve"],
            cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    served = Served(f"http://127.0.0.1:{port}", data, log, process, database)
    try:
        _wait(served)
        yield served
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _wait(served: Served) -> None:
    give_up = time.monotonic() + READY_S
    while time.monotonic() < give_up:
        assert served.process.poll() is None, served.log.read_text()
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{served.url}/ping").status_code == 200:
                return
        time.sleep(0.1)
    raise AssertionError(f"no answer within {READY_S} s:\n{served.log.read_text()}")


def sign_in(page: Any, office: Served, username: str, password: str = PASSWORD) -> None:
    """Log in as a person does: type and press the button."""
    page.goto(f"{office.url}/dang-nhap")
    page.locator("#account").fill(username)
    page.locator("#password").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(lambda url: "/dang-nhap" not in url)
