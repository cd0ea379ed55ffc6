"""How long others wait while a volume of 5,000 rows is closed (``voffice bench closing``).

A clerk of another unit registers without rest meanwhile; SQLite has one writer, so the longest of these registrations
tells how long the closing held it. Beside it: the same with the rows read inside the transaction.
"""

import tempfile
import time
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace
from typing import Any, cast

from sqlmodel import update

from bench.export import fill
from bench.numbering import FIELDS, office
from voffice_app.actions import closing, incoming
from voffice_app.actions.office import Office
from voffice_app.db.files import Direction
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.people import Account, Position, Unit, find_actor
from voffice_app.db.sequences import Register, RegisterYear
from voffice_app.db.session import Database
from voffice_app.domain.incoming import IncomingStatus
from voffice_app.domain.people import Actor, Role, UnitKind, system_actor
from voffice_app.domain.registers import MOST_ROWS

YEAR, LONGEST_MS = 2026, 250.0
"""A person does not feel a quarter of a second."""


def school(database: Database) -> int:
    """A unit of its own with a clerk and a book; its clerk's position."""
    with database.act(system_actor(0)) as tx:
        unit = Unit(code="TH", kind=UnitKind.SCHOOL, name="Trường Tiểu học", symbol="TH", place_name="Thái Thụy")
        person = Account(username="vanthu.th", full_name="Văn thư trường", password_hash="-")
        tx.session.add_all([unit, person])
        tx.session.flush()
        tx.session.add(Register(unit_id=unit.id or 0, direction=Direction.INCOMING, name="Sổ văn bản đến"))
        position = Position(
            account_id=person.id or 0, unit_id=unit.id or 0, role=Role.CLERK, title="Văn thư",
            valid_from=database.today(),
        )  # fmt: skip
        tx.session.add(position)
        tx.session.flush()
        return position.id or 0


def actor_of(database: Database, position: int) -> Actor:
    with database.read() as session:
        found = find_actor(session, position, database.today())
    assert found is not None
    return found


def longest_wait(database: Database, tries: int) -> dict[str, float]:
    """Milliseconds of the closing, and of the longest registration at the same time."""
    clerk, other = (actor_of(database, position) for position in (office(str(database.engine.url)), school(database)))
    fill(database, clerk.position_id, MOST_ROWS)
    with database.act(clerk) as tx:
        tx.session.execute(update(IncomingDocument).values(status=IncomingStatus.ARCHIVED_ONLY))
        tx.session.add(RegisterYear(register_id=1, year=YEAR, last_number=MOST_ROWS))
    waits: list[float] = []
    over, begun = Event(), Event()
    thread = Thread(target=_register, args=(database, other, waits, over, begun))
    thread.start()
    begun.wait()
    closing.TRIES = tries
    began = time.perf_counter()
    closing.close_volume(cast(Office, SimpleNamespace(db=database)), clerk, 1, YEAR, MOST_ROWS)
    spent = (time.perf_counter() - began) * 1000
    over.set()
    thread.join()
    return {"closing_ms": round(spent, 1), "longest_wait_ms": round(max(waits), 1), "registered": len(waits)}


def _register(database: Database, clerk: Actor, waits: list[float], over: Event, begun: Event) -> None:
    while not over.is_set():
        began = time.perf_counter()
        with database.act(clerk) as tx:
            incoming.receive(tx, FIELDS, ())
        if begun.is_set():
            waits.append((time.perf_counter() - began) * 1000)
        begun.set()


def run() -> dict[str, Any]:
    """The bar, and the way it was before."""
    found = {}
    for name, tries in (("read before", closing.TRIES), ("read inside", 0)):
        with tempfile.TemporaryDirectory(prefix="voffice-bench-") as folder:
            database = Database(f"sqlite:///{folder}/closing.db", Path(folder) / "vault")
            found[name] = longest_wait(database, tries)
            database.engine.dispose()
    value = found["read before"]["longest_wait_ms"]
    bars = {
        f"another unit's longest wait while {MOST_ROWS} rows are closed, ms":
            {"value": value, "limit": LONGEST_MS, "holds": value <= LONGEST_MS},
    }  # fmt: skip
    return {"bench": "closing", "bars": bars, "holds": all(bar["holds"] for bar in bars.values()), "detail": found}
