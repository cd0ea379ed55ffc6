"""History and measurement rows are entered alike in SQLite and PostgreSQL, and ids given by hand collide with none."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests import postgres
from tests.demo.conftest import NOW, Opened
from tests.demo.test_demonstration import assert_whole, rows
from voffice_app.actions.office import Office
from voffice_app.db import audit
from voffice_app.db.files import Upload
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.demo.desk import Desk
from voffice_app.demo.many import seed_documents
from voffice_app.demo.past import Extent, Past
from voffice_app.demo.seeding import enrol


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.running() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: Any, opened: Opened, tmp_path: Path) -> Iterator[Office]:
    url = "" if request.param == "sqlite" else str(request.getfixturevalue("server").database())
    made = opened(tmp_path, NOW, url)
    yield made
    made.db.engine.dispose()


def test_rows_in_bulk_are_whole_and_leave_room_for_the_next_one(office: Office) -> None:
    extent = Extent(schools=4, months=3)
    town = enrol(office, Random(3), "x", extent)
    made = Past(office, town, Random(3), extent).write(town.office.head)
    many = seed_documents(office, 60)
    assert len(rows(office, IncomingDocument)) == made["incoming_document"] + many["incoming_document"]
    assert_whole(office)
    with office.db.read() as session:
        for seat in town.seats():
            assert list(audit.broken_links(session, seat.unit_id)) == []
    before = max(document.id for document in rows(office, OutgoingDocument))
    document_id = Desk(office, "").draft(Past(office, town, Random(4), extent).planner.of_office(office.db.today()))
    assert document_id > before
    assert len(rows(office, Upload)) == 1
