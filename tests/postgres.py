"""A PostgreSQL of the tests' own: temporary folder, own port, nobody else's data; gone with the test run."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest
from sqlalchemy import create_engine, text

QUICK = "fsync=off full_page_writes=off max_connections=120 shared_buffers=32MB listen_addresses=127.0.0.1"
"""Without waiting for the disk: what is killed here are processes, never the machine; commits stay commits."""


def binaries() -> Path | None:
    """Where Debian keeps the server's programs, the newest version; None when it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


class Server:
    """A running server; :meth:`database` makes a database, empty or like another, and tells its URL."""

    def __init__(self, programs: Path, folder: Path, port: int) -> None:
        self.programs, self.folder, self.port = programs, folder, port
        self._count = 0

    def run(self, program: str, *arguments: str) -> None:
        """One of the server's own programs; as the ``postgres`` user when we are root, which it refuses to be."""
        as_other = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        subprocess.run(
            [*as_other, str(self.programs / program), *arguments],
            check=True, capture_output=True, timeout=120, cwd=self.folder, env={**os.environ, "LC_ALL": "C.UTF-8"},
        )  # fmt: skip

    def url(self, name: str = "postgres") -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{name}"

    def database(self, like: str = "template1") -> str:
        self._count += 1
        name = f"voffice_{self._count}"
        self._tell(f"CREATE DATABASE {name} TEMPLATE {like}")
        return self.url(name)

    def drop(self, url: str) -> None:
        self._tell(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def _tell(self, order: str) -> None:
        engine = create_engine(self.url(), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(order))
        engine.dispose()


@contextmanager
def running() -> Iterator[Server]:
    """Start, wait until it answers, and stop it whatever happens; skips when PostgreSQL is not installed."""
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(mkdtemp(prefix="voffice-pg-"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    server = Server(programs, folder, _free_port())
    data, log = str(folder / "data"), str(folder / "log")
    try:
        server.run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        options = " ".join(f"-c {setting}" for setting in QUICK.split())
        options += f" -p {server.port} -k {folder}"
        server.run("pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")
        yield server
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            server.run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
