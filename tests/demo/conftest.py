"""Two small demonstrations made alike, at the same moment, in two folders."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from voffice_app.actions.keyring import Keyring
from voffice_app.actions.office import Office
from voffice_app.db import migrate
from voffice_app.db.session import Database
from voffice_app.demo.past import Extent
from voffice_app.demo.seeding import seed_demo
from voffice_app.reading.child import Workshop

NOW = datetime.now(UTC)
SMALL = Extent(schools=6, months=2, keyed_schools=1, acted_days=10, tokens=False)
Opened = Callable[..., Office]
"""`opened(folder, now, url)`; SQLite in the folder without a URL."""


@pytest.fixture(scope="module")
def opened() -> Iterator[Opened]:
    """Opens empty offices in folders; the reading child is shared and ends with the module."""
    workshop = Workshop()

    def open_in(folder: Path, now: datetime = NOW, url: str = "") -> Office:
        db = Database(url or f"sqlite:///{folder / 'voffice.db'}", folder / "vault", lambda: now)
        migrate.upgrade(db.engine)
        return Office(db, workshop, Keyring(None, folder / "demo-keys"), folder / "trust")

    yield open_in
    workshop.close()


@pytest.fixture(scope="module")
def demo(opened: Opened, tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = opened(tmp_path_factory.mktemp("demo"))
    seed_demo(office, "voffice-demo", extent=SMALL)
    return office


@pytest.fixture(scope="module")
def twin(opened: Opened, tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = opened(tmp_path_factory.mktemp("twin"))
    seed_demo(office, "voffice-demo", extent=SMALL)
    return office
