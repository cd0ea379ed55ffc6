"""The last page of a long register costs what the first one costs; an offset does not (``voffice bench paging``)."""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import insert, select

from bench.numbering import office
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.incoming_lists import ORDERS, D, Filter, list_incoming
from voffice_app.db.people import find_actor
from voffice_app.db.session import Database
from voffice_app.domain.incoming import IncomingStatus, Source
from voffice_app.domain.people import Actor

ROWS, ROUNDS, PAGE = 100_000, 15, 30
NEW_YEAR = date(2020, 1, 1)


def fill(database: Database, clerk: Actor, rows: int) -> None:
    """A register of many years: seventy documents arrive each day."""
    with database.act(clerk) as tx:
        common = {"unit_id": clerk.unit_id, "register_id": 1, "arrived_at": tx.now, "source": Source.PAPER}
        for start in range(0, rows, 5000):
            tx.session.execute(
                insert(IncomingDocument), [_row(common, n) for n in range(start, min(rows, start + 5000))]
            )


def _row(common: dict[str, Any], n: int) -> dict[str, Any]:
    day = NEW_YEAR + timedelta(days=n // 70)
    return {
        **common, "arrived_on": day, "register_due_on": day, "due_sort": day + timedelta(days=n % 15),
        "arrival_number": n + 1, "arrival_year": 2020, "status": IncomingStatus.COMPLETED, "completed_on": day,
        "abstract": "Về việc thử tải", "fold": f" {n} sgddt vp ve viec thu tai ",
    }  # fmt: skip


def median_ms(work: Callable[[], Any]) -> float:
    """Median of some rounds, the first one left out (it warms the statement)."""
    work()
    spent = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent)


def measure(database: Database, clerk: Actor, order: str) -> dict[str, float]:
    """Milliseconds for the first page, the last one by its key, and the last one by an offset."""
    column, _ = ORDERS[order]
    with database.read() as session:
        ends = session.execute(select(column, D.id).order_by(column, D.id).limit(PAGE + 1)).all()
        after, today = tuple(ends[-1]), date(2026, 11, 23)

        def keyset(where: Any) -> None:
            rows, _ = list_incoming(session, clerk, today, Filter(), order, True, where)
            assert len(rows) == PAGE

        by_offset = select(D).where(D.unit_id == clerk.unit_id).order_by(column.desc(), D.id.desc())
        return {
            "first": median_ms(lambda: keyset(None)),
            "last": median_ms(lambda: keyset(after)),
            "offset": median_ms(lambda: session.execute(by_offset.offset(ROWS - PAGE).limit(PAGE)).all()),
        }


def run() -> dict[str, Any]:
    """The bars for each order of the list."""
    with tempfile.TemporaryDirectory(prefix="voffice-bench-") as folder:
        url = f"sqlite:///{folder}/paging.db"
        position = office(url)
        database = Database(url, Path(folder) / "vault")
        with database.read() as session:
            clerk = find_actor(session, position, database.today())
        assert clerk is not None
        fill(database, clerk, ROWS)
        found = {order: measure(database, clerk, order) for order in ORDERS}
        database.engine.dispose()
    bars = {}
    for order, ms in found.items():
        flat, deep = round(ms["last"] / ms["first"], 2), round(ms["offset"] / ms["last"], 2)
        bars[f"{order}: last page/first page"] = {"value": flat, "limit": 2.0, "holds": flat <= 2.0}
        bars[f"{order}: offset/key, last page"] = {"value": deep, "limit": 3.0, "holds": deep >= 3.0}
    holds = all(bar["holds"] for bar in bars.values())
    detail = {order: {name: round(value, 3) for name, value in ms.items()} for order, ms in found.items()}
    return {"bench": "paging", "bars": bars, "holds": holds, "detail_ms": detail}
