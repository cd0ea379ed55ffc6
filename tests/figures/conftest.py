"""A small demonstration office, seeded once: what dashboards show is recomputed here from its rows."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from voffice_app.actions.keyring import Keyring
from voffice_app.actions.office import Office
from voffice_app.db import migrate
from voffice_app.db.people import find_actor, list_people, list_units
from voffice_app.db.session import Database
from voffice_app.demo.seeding import Extent, seed_demo
from voffice_app.domain.people import Actor, Role, UnitKind
from voffice_app.reading.child import Workshop

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Six schools, three months, read only."""
    data: Path = tmp_path_factory.mktemp("town")
    workshop = Workshop(children=1)
    base = Database(f"sqlite:///{data / 'voffice.db'}", data / "vault", lambda: NOW)
    migrate.upgrade(base.engine)
    office = Office(base, workshop, Keyring(None, data / "demo-keys"), data / "trust")
    seed_demo(office, "demo", extent=Extent(schools=6, months=3, keyed_schools=1, tokens=False))
    yield office
    workshop.close()


def who(office: Office, role: Role, kind: UnitKind = UnitKind.OFFICE) -> Actor:
    """Somebody of this role in the office, or in the first school."""
    with office.db.read() as session:
        unit = list_units(session, kind)[0]
        person = list_people(session, unit.id or 0, office.db.today(), role)[0]
        actor = find_actor(session, person.position_id, office.db.today())
    assert actor is not None
    return actor
