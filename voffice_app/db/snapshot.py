"""One consistent copy of the database while others write, and its way back: SQLite and PostgreSQL."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, func, inspect, select, text

from voffice_app.db.session import Session, make_engine
from voffice_app.db.tables import METADATA
from voffice_app.domain.errors import refuse

SQLITE, POSTGRES = "database.sqlite3", "database.pgdump"


@contextmanager
def taken(engine: Engine, folder: Path) -> Iterator[Session]:
    """Write the copy into the folder; the session reads exactly what the copy holds."""
    if engine.dialect.name == "sqlite":
        with _sqlite_copy(Path(engine.url.database or ""), folder / SQLITE) as session:
            yield session
        return
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        snapshot = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        _postgres("pg_dump", engine.url, "-Fc", f"--snapshot={snapshot}", "-f", str(folder / POSTGRES))
        with Session(connection) as session:
            yield session


@contextmanager
def _sqlite_copy(source: Path, target: Path) -> Iterator[Session]:
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
    engine = create_engine(f"sqlite:///{target}")  # without our WAL settings: the copy stays one file
    with Session(engine) as session:
        yield session
    engine.dispose()


def put_back(folder: Path, url: URL) -> None:
    """Fill an empty database from the copy.

    Raises:
        Refused: ``database_not_empty``, or ``database_other_kind`` when the copy is of the other kind.
    """
    if not (folder / (SQLITE if url.get_backend_name() == "sqlite" else POSTGRES)).is_file():
        raise refuse("database_other_kind")
    if url.get_backend_name() == "sqlite":
        target = Path(url.database or "")
        if target.exists():
            raise refuse("database_not_empty")
        shutil.copyfile(folder / SQLITE, target)
        return
    engine = make_engine(url.render_as_string(hide_password=False))
    with engine.connect() as connection:
        if inspect(connection).get_table_names():
            raise refuse("database_not_empty")
    engine.dispose()
    _postgres("pg_restore", url, "--no-owner", "--exit-on-error", "--single-transaction", str(folder / POSTGRES))


def count_rows(connection: Connection) -> dict[str, int]:
    """Rows of every table the code knows."""
    tables = METADATA.sorted_tables
    return {t.name: connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables}


def _postgres(program: str, url: URL, *arguments: str) -> None:
    """One of PostgreSQL's own programs; the password goes by the environment, which ``ps`` does not show."""
    found = shutil.which(program) or next(map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))), None)
    if found is None:
        raise refuse("program_missing", program=program)
    where = ["-h", url.host or "", "-p", str(url.port or 5432), "-U", url.username or "", "-d", url.database or ""]
    secret = {"PGPASSWORD": url.password} if url.password else {}
    done = subprocess.run(  # noqa: S603  # a program by its full path, arguments as a list
        [found, *where, *arguments], env={**os.environ, **secret}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise refuse("program_failed", program=program, told=done.stderr.strip()[-300:])
