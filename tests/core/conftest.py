"""The small office for each test: a copy of a migrated database, nobody else's; the same on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import postgres
from tests.core.factories import SmallOffice, small_office
from voffice_app.db import migrate
from voffice_app.db.session import make_engine


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


@pytest.fixture(scope="session")
def migrated(server: postgres.Server) -> str:
    """The name of an empty migrated database on the server, copied for each test."""
    url = server.database()
    engine = make_engine(url)
    migrate.upgrade(engine)
    engine.dispose()
    return url.rpartition("/")[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def both(request: Any, tmp_path: Path) -> Iterator[SmallOffice]:
    """The small office on each kind of database."""
    if request.param == "sqlite":
        yield (small := small_office(tmp_path))
        small.db.engine.dispose()
        return
    server = request.getfixturevalue("server")
    url = server.database(like=request.getfixturevalue("migrated"))
    yield (small := small_office(tmp_path, url=url))
    small.db.engine.dispose()
    server.drop(url)


@pytest.fixture(scope="session")
def authorities(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Time-stamp authorities, OCSP and lists on loopback, for the archive's tests."""
    from tests.signing.authorities import world

    with world(tmp_path_factory.mktemp("authorities")) as found:
        yield found


@pytest.fixture
def world(authorities: Any) -> Any:
    """All of them well, at the same time of day."""
    from tests.signing.authorities import TODAY

    authorities.moods.clear()
    authorities.asked.clear()
    authorities.now = TODAY
    return authorities


@pytest.fixture(scope="session")
def paper(authorities: Any) -> bytes:
    """Signed and sealed without any time-stamp: the authority was out that morning."""
    from tests.signing.conftest import numbered
    from tests.signing.letters import LETTERS
    from tests.signing.stamped import sealed

    return sealed(authorities, numbered(LETTERS["head"]), stamping=False)
