"""Fifty clerks register at once and are killed at random: no gap, no double, nothing half-written.

``voffice bench numbering`` runs the storm on SQLite in a temporary folder, and compares the counter row with the
naive ``MAX() + 1`` in a deferred transaction, both through the same act.
"""

import json
import mmap
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, func, select

from voffice_app.actions import incoming, register_parts
from voffice_app.db import migrate, tables
from voffice_app.db.audit import AuditEntry, broken_links
from voffice_app.db.files import Direction
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.people import Account, Position, Unit, find_actor
from voffice_app.db.sequences import Register, RegisterYear
from voffice_app.db.session import Database, Tx
from voffice_app.domain.people import Actor, Role, UnitKind, system_actor

WRITERS, KILLS, SECONDS = 50, 60, 3.0
FIELDS = incoming.Fields("CV", "12", "SGDĐT-VP", "Sở GD&ĐT", "Về việc thử tải")
ROOT = Path(__file__).resolve().parents[1]
assert tables.METADATA.tables  # every table is known before the writers fork


@dataclass(frozen=True)
class Findings:
    """What the register looks like afterwards. ``half_written``: rows without number or audit row, and the reverse."""

    given: int
    gaps: int
    duplicates: int
    half_written: int
    chain_breaks: int
    busy: int
    seconds: float


class NaiveDatabase(Database):
    """Begins as SQLite does by itself: it asks for the write lock only at the first write."""

    @contextmanager
    def act(self, actor: Actor) -> Iterator[Tx]:
        with Session(self.engine, expire_on_commit=False) as session:
            yield Tx(session, actor, self.clock())
            session.commit()


def max_plus_one(session: Session, register_id: int, year: int) -> int:
    """The naive number."""
    query = select(func.max(IncomingDocument.arrival_number)).where(
        IncomingDocument.register_id == register_id, IncomingDocument.arrival_year == year
    )
    return (session.exec(query).one() or 0) + 1


def write(database: Database, clerk: Actor, stop: mmap.mmap, told: int) -> None:
    """Register until the shared byte says stop; tells how often the database was busy."""
    busy = 0
    while not stop[0]:
        try:
            with database.act(clerk) as tx:
                incoming.receive(tx, FIELDS, ())
        except OperationalError:
            busy += 1
    os.write(told, f"{busy}\n".encode())


def storm(url: str, clerk_position: int, *, writers: int, kills: int, seconds: float, naive: bool = False) -> Findings:
    """Writers as processes of this one; meanwhile ``kills`` of them die by SIGKILL and are replaced."""
    chance = random.Random(226)
    answers, told = os.pipe()
    stop = mmap.mmap(-1, 1)
    make: Callable[..., Database] = NaiveDatabase if naive else Database
    vault = Path(tempfile.gettempdir())
    if naive:
        register_parts.next_number = max_plus_one  # type: ignore[attr-defined]

    def fork() -> int:
        if child := os.fork():
            return child
        try:
            database = make(url, vault)
            with database.read() as session:
                clerk = find_actor(session, clerk_position, database.today())
            write(database, clerk, stop, told)  # type: ignore[arg-type]
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)

    began = time.monotonic()
    alive = [fork() for _ in range(writers)]
    for _ in range(kills):
        time.sleep(chance.uniform(0.4, 1.6) * seconds / kills)
        victim = alive.pop(chance.randrange(len(alive)))
        os.kill(victim, signal.SIGKILL)
        os.waitpid(victim, 0)
        alive.append(fork())
    time.sleep(max(0.0, began + seconds - time.monotonic()))
    spent = time.monotonic() - began
    stop[0] = 1
    if any(os.waitpid(child, 0)[1] for child in alive):
        raise RuntimeError("a writer failed of itself, not by our hand")
    os.close(told)
    with os.fdopen(answers) as lines:
        busy = sum(map(int, lines))
    return examine(Database(url, vault), busy, spent)


def examine(database: Database, busy: int = 0, seconds: float = 0.0) -> Findings:
    """Look at every number of the one incoming register of the year."""
    with database.read() as session:
        rows = session.exec(select(IncomingDocument.arrival_number, IncomingDocument.unit_id)).all()
        numbers = [number for number, _ in rows if number]
        last = session.exec(select(func.sum(RegisterYear.last_number))).one() or max(numbers, default=0)
        audited = session.exec(select(func.count()).where(col(AuditEntry.act) == "register")).one()
        broken = [seq for unit_id in {unit for _, unit in rows} for seq in broken_links(session, unit_id)]
    return Findings(
        given=len(numbers), gaps=len(set(range(1, last + 1)) - set(numbers)),
        duplicates=len(numbers) - len(set(numbers)),
        half_written=len(rows) - len(numbers) + abs(len(rows) - audited),
        chain_breaks=len(broken), busy=busy, seconds=round(seconds, 2),
    )  # fmt: skip


def office(url: str) -> int:
    """An empty office with one clerk and one book; returns the clerk's position."""
    database = Database(url, Path(tempfile.gettempdir()))
    migrate.upgrade(database.engine)
    with database.act(system_actor(0)) as tx:
        unit = Unit(code="PGD", kind=UnitKind.OFFICE, name="Phòng GD&ĐT", symbol="PGDĐT", place_name="Thái Thụy")
        person = Account(username="vanthu", full_name="Văn thư", password_hash="-")
        tx.session.add_all([unit, person])
        tx.session.flush()
        tx.session.add(Register(unit_id=unit.id or 0, direction=Direction.INCOMING, name="Sổ văn bản đến"))
        position = Position(
            account_id=person.id or 0, unit_id=unit.id or 0, role=Role.CLERK, title="Văn thư",
            valid_from=date(2020, 1, 1),
        )  # fmt: skip
        tx.session.add(position)
        tx.session.flush()
        found = position.id or 0
    database.engine.dispose()
    return found


def storm_apart(url: str, clerk_position: int, **how: Any) -> Findings:
    """The storm in a process of its own, so that it may fork freely."""
    order = json.dumps({"url": url, "clerk_position": clerk_position, **how})
    done = subprocess.run(
        [sys.executable, "-m", "bench.numbering", order], cwd=ROOT, check=True, capture_output=True, timeout=300
    )
    return Findings(**json.loads(done.stdout))


def run() -> dict[str, Any]:
    """The bars: invariants at zero, and registrations per second against the naive way."""
    with tempfile.TemporaryDirectory(prefix="voffice-bench-") as folder:
        found = {}
        for name, how in (
            ("killed", {"writers": WRITERS, "kills": KILLS}),
            ("ours", {"writers": 8, "kills": 0}),
            ("naive", {"writers": 8, "kills": 0, "naive": True}),
        ):
            url = f"sqlite:///{folder}/{name}.db"
            found[name] = storm_apart(url, office(url), seconds=SECONDS, **how)
    killed, ours, naive = found["killed"], found["ours"], found["naive"]
    zero = {name: getattr(killed, name) for name in ("gaps", "duplicates", "half_written", "chain_breaks")}
    bars = {name: {"value": value, "limit": 0, "holds": value == 0} for name, value in zero.items()}
    bars["registered while clerks were killed"] = {"value": killed.given, "limit": 1, "holds": killed.given >= 1}
    ratio = round((ours.given / ours.seconds) / max(naive.given / naive.seconds, 0.01), 2)
    bars["ours/naive registrations per second"] = {"value": ratio, "limit": 1.0, "holds": ratio >= 1.0}
    busy = round(naive.busy / max(naive.given, 1), 2)
    bars["naive busy errors per registration"] = {"value": busy, "limit": 1.0, "holds": busy >= 1.0 and not ours.busy}
    return {
        "bench": "numbering", "bars": bars, "holds": all(bar["holds"] for bar in bars.values()),
        "detail": {name: asdict(findings) for name, findings in found.items()},
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(asdict(storm(**json.loads(sys.argv[1])))))
