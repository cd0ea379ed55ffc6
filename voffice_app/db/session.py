"""The engine, reads, and the one transaction of an act: the only commit in the house."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlmodel import Session as Session  # every other room takes the type from here

from voffice_app.db import audit
from voffice_app.db.delegations import still_acts
from voffice_app.db.vault import Vault
from voffice_app.domain.calendar import vietnam_date
from voffice_app.domain.delegation import may_record
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission, may

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=10000",
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-65536",
    "PRAGMA mmap_size=268435456",
)
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Tx:
    """One act under way: its session, its actor, its time."""

    session: Session
    actor: Actor
    now: datetime

    @property
    def today(self) -> date:
        """The date in Vietnam."""
        return vietnam_date(self.now)

    def require(self, permission: Permission) -> None:
        """Asked again in every act that no state table guards."""
        if not may(self.actor, permission):
            raise not_visible()

    def record(self, act: str, subject: str, subject_id: int, **details: Any) -> None:
        """The act's audit row: ``from_state``, ``to_state``, ``comment``, ``facts`` as they apply.

        Every act passes here: whoever acts for somebody is refused what no scope lists, and the act is undone.
        """
        if self.actor.is_acting:
            if not may_record(act, self.actor.scopes):
                raise refuse("acting_outside_scope")
            details["facts"] = {**details.get("facts", {}), **self.actor.acting_facts()}
        entry = audit.AuditEntry(
            unit_id=self.actor.unit_id, seq=0, at=self.now, account_id=self.actor.account_id or None,
            actor_name=self.actor.written_name, actor_title=self.actor.written_title,
            act=act, subject=subject, subject_id=subject_id, previous_hash="", hash="", **details,
        )  # fmt: skip
        audit.append(self.session, entry)


class Database:
    """Engine and vault of one installation."""

    def __init__(self, url: str, vault: Path, clock: Clock = utc_now) -> None:
        self.engine = make_engine(url)
        self.vault = Vault(vault)
        self.clock = clock
        self._is_sqlite = self.engine.dialect.name == "sqlite"
        # SQLite has one writer anyway; queueing here is fair and costs no busy errors.
        self._writer = threading.Lock() if self._is_sqlite else nullcontext()

    @contextmanager
    def read(self) -> Iterator[Session]:
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def act(self, actor: Actor, *, ended: bool = False) -> Iterator[Tx]:
        """One event = one transaction = one commit; an exception rolls everything back.

        Whoever acts for somebody is refused from the moment the delegation has ended, whatever a page still shows;
        only what the door writes of itself (``ended``: signed out, turned back) may follow.
        """
        engine = self.engine.execution_options(voffice_write=True)
        with self._writer, Session(engine, expire_on_commit=False) as session:
            tx = Tx(session, actor, self.clock())
            if not (ended or still_acts(session, actor, tx.today)):
                raise refuse("delegation_ended")
            yield tx
            session.commit()

    def today(self) -> date:
        return vietnam_date(self.clock())


def make_engine(url: str) -> Engine:
    """The engine with the settings that were measured (WAL, FULL; no auto-prepare on PostgreSQL)."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, connect_args={"prepare_threshold": None})
    engine = create_engine(url)
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver's own late BEGIN lets two writers read one number
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    write = connection.get_execution_options().get("voffice_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
