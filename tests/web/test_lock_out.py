"""Counting wrong tries on both databases, also when they come at the same moment."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import postgres
from tests.web.acting import acting
from tests.web.people import fill
from voffice_app.actions import door as acts
from voffice_app.db import migrate
from voffice_app.db.door import LoginFailure
from voffice_app.db.session import Database
from voffice_app.house import doorkeeper

NAME, THREADS = "ke-trom", 12


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.running() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: Any, tmp_path: Path) -> Iterator[Database]:
    sqlite = f"sqlite:///{tmp_path / 'voffice.db'}"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("server").database()
    made = Database(url, tmp_path / "vault")
    migrate.upgrade(made.engine)
    fill(made)
    yield made
    made.engine.dispose()


def guess(database: Database) -> None:
    """One wrong password, as the log-in route counts it."""
    with database.read() as session:
        keeper = doorkeeper(session)
    assert keeper
    with database.act(keeper) as tx:
        acts.refuse_sign_in(tx, NAME, 0, "203.0.113.5")


def remembered(database: Database) -> LoginFailure | None:
    with database.read() as session:
        return session.get(LoginFailure, NAME)


def at_once(work: Callable[[], None]) -> list[BaseException]:
    """Do it in many threads that start together; what they raised."""
    start, raised = threading.Barrier(THREADS), []

    def run() -> None:
        start.wait()
        try:
            work()
        except BaseException as failed:
            raised.append(failed)

    threads = [threading.Thread(target=run) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_tries_at_the_same_moment_are_all_counted(database: Database) -> None:
    guess(database)
    assert at_once(lambda: guess(database)) == []
    failure = remembered(database)
    assert failure is not None
    assert failure.count == THREADS + 1
    assert failure.locked_until is not None
    assert timedelta(minutes=59) < failure.locked_until - datetime.now(UTC) <= timedelta(minutes=60)


def test_four_tries_are_free_and_the_fifth_locks_for_a_minute(database: Database) -> None:
    for _ in range(4):
        guess(database)
    free = remembered(database)
    assert free is not None
    assert free.locked_until is None
    guess(database)
    locked = remembered(database)
    assert locked is not None
    assert locked.locked_until is not None
    assert timedelta(0) < locked.locked_until - datetime.now(UTC) <= timedelta(minutes=1)


def test_a_forgotten_count_starts_anew(database: Database) -> None:
    guess(database)
    with acting(database) as tx:
        acts.door_db.forget_failures(tx.session, NAME)
    assert remembered(database) is None
    guess(database)
    again = remembered(database)
    assert again is not None
    assert again.count == 1
