"""Words in a register of 90,000 documents: looked up, not read for (``voffice bench search``).

The register is the demonstration's own kind of papers. Every query is also answered by the plain condition (a LIKE
over the whole unit): it must give the same documents, and its time is what the search is compared with.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlmodel import select

from voffice_app.actions.keyring import Keyring
from voffice_app.actions.office import Office
from voffice_app.db import migrate
from voffice_app.db.incoming_lists import D, Filter, list_incoming
from voffice_app.db.paging import PAGE_SIZE, Order, page_query, words_match
from voffice_app.db.people import find_actor
from voffice_app.db.session import Database, Session
from voffice_app.demo.many import seed_documents
from voffice_app.domain.folding import fold
from voffice_app.domain.people import Actor

DOCUMENTS, ROUNDS = 100_000, 7
NOTHING = "khongcochunay"
QUERIES = (
    "226", "226/QĐ-PGDĐT", "9000", "báo cáo", "bao cao", "thai thuy", "hội nghị viên chức", "ubnd 2022", "t", "2",
    "phổ cập giáo dục xóa mù chữ", "quach viet thuan", "sgddt phong chong", NOTHING, f"bao cao {NOTHING}",
)  # fmt: skip


def median_ms(work: Callable[[], Any]) -> float:
    """Processor milliseconds: waiting for other programs is not counted."""
    work()
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        spent.append((time.process_time() - began) * 1000)
    return statistics.median(spent)


def read_all(session: Session, actor: Actor, typed: str) -> list[int]:
    """The same page by the plain condition, without the order's index: the way without a search."""
    query = select(D.id).where(D.unit_id + 0 == actor.unit_id, *words_match(D.fold, fold(typed)))
    return list(session.execute(page_query(query, Order(D.arrived_on, D.id, True), None)).scalars())[:PAGE_SIZE]


def measure(database: Database, actor: Actor) -> dict[str, dict[str, Any]]:
    """Per query: milliseconds either way, and whether both show the same page."""
    found, today = {}, database.today()
    with database.read() as session:

        def looked_up(typed: str) -> list[int]:
            return [row.id for row in list_incoming(session, actor, today, Filter(words=typed))[0]]

        for typed in QUERIES:
            found[typed] = {
                "ms": round(median_ms(lambda typed=typed: looked_up(typed)), 2),  # type: ignore[misc]
                "read_all_ms": round(median_ms(lambda typed=typed: read_all(session, actor, typed)), 2),  # type: ignore[misc]
                "same": looked_up(typed) == read_all(session, actor, typed),
                "rows": len(looked_up(typed)),
            }
    return found


def run() -> dict[str, Any]:
    """The bars: the same documents, the slowest page, and what looking up saves when there is nothing to find."""
    with tempfile.TemporaryDirectory(prefix="voffice-bench-") as folder:
        database = Database(f"sqlite:///{folder}/search.db", Path(folder) / "vault")
        migrate.upgrade(database.engine)
        seed_documents(Office(database, None, Keyring(None, None), Path(folder)), DOCUMENTS, "-")  # type: ignore[arg-type]
        with database.read() as session:
            actor = find_actor(session, 1, database.today())
        assert actor is not None
        found = measure(database, actor)
        database.engine.dispose()
    slowest = round(max(one["ms"] for one in found.values()), 1)
    saved = round(found[NOTHING]["read_all_ms"] / found[NOTHING]["ms"], 1)
    other = sum(not one["same"] for one in found.values())
    bars = {
        "queries that show another page than the plain condition": {"value": other, "limit": 0, "holds": other == 0},
        "slowest page of hits, ms": {"value": slowest, "limit": 50, "holds": slowest <= 50},
        "reading all/looking up, nothing found": {"value": saved, "limit": 5.0, "holds": saved >= 5},
    }
    holds = all(bar["holds"] for bar in bars.values())
    return {"bench": "search", "bars": bars, "holds": holds, "detail": found}
