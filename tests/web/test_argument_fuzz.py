"""Every handler of the websocket, called by everyone who may with what no page sends: nothing breaks, nothing of
another unit is seen or touched, and what is refused is told in a known sentence."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlmodel import select

from tests.core.factories import Clock, SmallOffice, assigned, draft, numbered, small_office, waiting
from tests.web.people import RECORD
from tests.web.served import Served, serving
from tests.web.strange import fitting, function, misfits
from tests.web.test_route_matrix import guarded
from tests.web.test_wire import secured_handlers
from tests.web.wire import Wire
from voffice_app import words
from voffice_app.arguments import misfit
from voffice_app.db.people import Account
from voffice_app.db.session import Database, utc_now
from voffice_app.db.tables import METADATA
from voffice_app.domain.permissions import may

OURS, THEIRS = "Về việc đàn sơn ca", "Về việc đàn chim yến"
UNKNOWN = words.sentence("no such code").partition("(")[0]
ROLES = ("head", "deputy", "clerk", "officer", "it", "school1_head", "school1_clerk", "school1_officer")
PATHS = ("/van-ban-den/{}", "/van-ban-di/{}", "/van-ban-di/{}/sua", "/quan-tri/don-vi/{}", "/so-van-ban/{}")
ABOUT_UNITS = {"unit", "audit_entry", "audit_head"}


def fill(database: Database) -> SmallOffice:
    """An office and a school, each with papers of its own under a word of its own; everybody can log in."""
    data = database.vault.root.parent
    small = small_office(data, url=f"sqlite:///{data / 'voffice.db'}", clock=Clock(utc_now()))
    for made in (draft, numbered, waiting, assigned):
        made(small, abstract=OURS)
    draft(small, who="school1_officer", signer="school1_head", recipient_ids=small.schools[1:], abstract=THEIRS)
    school = SmallOffice(
        small.db, small.clock, small.people | {"clerk": small.school1_clerk}, small.schools, small.workshop
    )
    waiting(school, abstract=THEIRS)
    with small.db.act(small.it) as tx:
        for account in tx.session.exec(select(Account)).all():
            account.password_hash = RECORD
    return small


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, SmallOffice]]:
    made: list[SmallOffice] = []
    with serving(tmp_path_factory.mktemp("fuzz"), lambda database: made.append(fill(database))) as served:
        yield served, made[0]


def rows_of(small: SmallOffice, unit_id: int) -> dict[str, list[Any]]:
    """Every row that says it is this unit's."""
    with small.db.read() as session:
        return {
            name: sorted(map(str, session.execute(select(table).where(table.c.unit_id == unit_id))))
            for name, table in METADATA.tables.items()
            if "unit_id" in table.c and name not in ABOUT_UNITS
        }


def foreign_documents(small: SmallOffice, unit_id: int) -> tuple[int, ...]:
    """The numbers of both kinds of documents of the other unit."""
    found = [*numbers_of(small, "incoming_document", unit_id), *numbers_of(small, "outgoing_document", unit_id)]
    return tuple(sorted(set(found)))[:2]


@pytest.mark.parametrize("username", ROLES)
def test_nothing_that_is_sent_breaks_a_handler_or_reaches_another_unit(
    filled: tuple[Served, SmallOffice], username: str
) -> None:
    office, small = filled
    actor = small.people[username]
    other, word = (small.head.unit_id, OURS) if username.startswith("school") else (small.schools[0], THEIRS)
    ids, before = foreign_documents(small, other), rows_of(small, other)
    broken = []
    with Wire(office, office.session(username)) as wire, office.log.open(errors="replace") as log:
        log.read()
        for turn, (name, permission) in enumerate(sorted(secured_handlers().items())):
            if not may(actor, permission):
                continue
            path = PATHS[turn % len(PATHS)].format(ids[turn % len(ids)])
            *first, last = fitting(name, ids)
            for payload in first:
                wire.send(name, payload, path)
            told = json.dumps(wire.call(name, last, path).__dict__, ensure_ascii=False)
            broken += [name] if "Traceback" in log.read() else []
            assert word not in told, f"{name} shows {username} what is another unit's"
            assert UNKNOWN not in told, f"{name} refuses {username} without a sentence of its own"
    assert broken == []
    assert sum(may(actor, permission) for permission in secured_handlers().values()) >= 70, "everybody may do something"
    if username != "it":
        assert rows_of(small, other) == before


def test_every_argument_of_every_handler_is_held_to_its_type() -> None:
    let_through = [
        (name, key)
        for name in secured_handlers()
        for key, payload in misfits(name)
        if not misfit(function(name), payload)
    ]
    assert let_through == []


HELD = {
    "/api/files/": "document_file", "/api/pages/": "document_file", "/api/signed/files/": "document_file",
    "/api/print/incoming/": "incoming_document", "/api/print/slip/": "incoming_document",
    "/api/print/receipt/": "incoming_document",
    "/api/print/outgoing/": "outgoing_document", "/api/print/copy/": "outgoing_document",
}  # fmt: skip
"""What the first number of an address names."""


@pytest.mark.parametrize("username", ROLES)
def test_no_address_with_another_units_number_leads_to_anything(
    filled: tuple[Served, SmallOffice], username: str
) -> None:
    office, small = filled
    other = small.head.unit_id if username.startswith("school") else small.schools[0]
    owned, wrong, asked = rows_of(small, other), [], 0
    with office.client(cookie=office.session(username)) as client:
        for method, path, _ in guarded():
            table = next((table for start, table in HELD.items() if path.startswith(start)), "")
            if method != "GET" or not table:
                continue
            for number in numbers_of(small, table, other):
                answer, asked = client.get(path.replace("/1", f"/{number}", 1)), asked + 1
                if answer.status_code not in (403, 404):
                    wrong.append((path, number, answer.status_code))
    assert (wrong, asked > 5) == ([], True)
    assert rows_of(small, other) == owned


def numbers_of(small: SmallOffice, table: str, unit_id: int) -> list[int]:
    rows = METADATA.tables[table]
    with small.db.read() as session:
        return list(session.execute(select(rows.c.id).where(rows.c.unit_id == unit_id)).scalars())


def test_the_same_addresses_lead_the_units_own_clerk_to_its_files(filled: tuple[Served, SmallOffice]) -> None:
    office, small = filled
    with office.client(cookie=office.session("clerk")) as client:
        found = {
            client.get(f"/api/files/{number}").status_code
            for number in numbers_of(small, "document_file", small.head.unit_id)
        }
    assert found == {200}
