"""The small office for each test: a copy of a migrated database, nobody else's; the same on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import postgres
from tests.core.factories import SmallOffice, small_office


@pytest.fixture
def small(tmp_path: Path) -> SmallOffice:
    return small_office(tmp_path)


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    with postgres.running() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: Any, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'voffice.db'}"
    return str(request.getfixturevalue("server").database())


@pytest.fixture
def both(url: str, tmp_path: Path) -> Iterator[SmallOffice]:
    """The small office on each kind of database."""
    small = small_office(tmp_path, url=url)
    yield small
    small.db.engine.dispose()
