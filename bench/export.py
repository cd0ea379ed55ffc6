"""How many rows of a book a second become a spreadsheet and a bound PDF (``voffice bench export --rows 10000``)."""

import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlmodel import insert

from bench.cpu import here
from bench.numbering import office
from voffice_app.db.books import list_incoming_book
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.people import find_actor
from voffice_app.db.session import Database
from voffice_app.domain.incoming import IncomingStatus, Source
from voffice_app.printing.books import INCOMING, Cover, book
from voffice_app.printing.footer import Footer
from voffice_app.printing.sheets import Sheet, spreadsheet
from voffice_app.reading.joining import joined

ROWS = 10_000
READ_LEAST, SHEET_LEAST, PAPER_LEAST = 5_000, 1_000, 500
"""Rows a second of processor: ten thousand wait for nobody longer than half a minute."""

ABSTRACT = "Về việc báo cáo tình hình triển khai nhiệm vụ năm học và công tác phòng cháy, chữa cháy trong trường học"
FOOTER = Footer("Phòng Giáo dục và Đào tạo", "7K3M-9QXP-04HT", "https://vp.vn/tra-cuu/7K3M-9QXP-04HT", "", "Văn thư")
COVER = Cover("UBND huyện", "Phòng Giáo dục và Đào tạo", "", 2026, "01/01/2026", "31/12/2026", "1", "10000", "")


def fill(database: Database, position: int, rows: int) -> None:
    """A book of one year; every sixth abstract is long."""
    with database.act(_clerk(database, position)) as tx:
        common = {"unit_id": 1, "register_id": 1, "arrived_at": tx.now, "source": Source.PAPER}
        for start in range(0, rows, 5000):
            chosen = [_row(common, n) for n in range(start, min(rows, start + 5000))]
            tx.session.execute(insert(IncomingDocument), chosen)


def _clerk(database: Database, position: int) -> Any:
    with database.read() as session:
        return find_actor(session, position, database.today())


def _row(common: dict[str, Any], n: int) -> dict[str, Any]:
    day = date(2026, 1, 1) + timedelta(days=n % 365)
    return {
        **common, "arrived_on": day, "register_due_on": day, "due_sort": day, "arrival_number": n + 1,
        "arrival_year": 2026, "status": IncomingStatus.REGISTERED, "code_number": str(n), "type_key": "CV",
        "code_notation": "SGDĐT-GDTrH", "issuing_body": "Sở Giáo dục và Đào tạo tỉnh Hưng Yên", "issued_on": day,
        "abstract": ABSTRACT * (3 if n % 6 == 0 else 1), "fold": f" {n} ",
    }  # fmt: skip


def _measured(rows: int, work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of processor, and rows a second of it."""
    began = here()
    work()
    spent = (here() - began) / 1e9
    return round(spent, 2), round(rows / spent)


def run(rows: int = ROWS) -> dict[str, Any]:
    """Read, spreadsheet, paper: each from the database to the finished bytes."""
    with tempfile.TemporaryDirectory(prefix="voffice-bench-") as folder:
        database = Database(f"sqlite:///{folder}/book.db", Path(folder) / "vault")
        fill(database, office(f"sqlite:///{folder}/book.db"), rows)
        import_module("pymupdf")  # the reading child has loaded it long before
        found = {name: _measured(rows, lambda make=make: make(database, Path(folder))) for name, make in WORK.items()}
        database.engine.dispose()
    least = {"read": READ_LEAST, "xlsx": SHEET_LEAST, "pdf": PAPER_LEAST}
    bars = {
        f"{name}: rows a second": {"value": pace, "limit": least[name], "holds": pace >= least[name]}
        for name, (_, pace) in found.items()
    }
    detail = {name: {"cpu_seconds": spent, "rows_per_second": pace} for name, (spent, pace) in found.items()}
    holds = all(bar["holds"] for bar in bars.values())
    return {"bench": "export", "rows": rows, "bars": bars, "holds": holds, "detail": detail}


def _read(database: Database, _folder: Path) -> int:
    with database.read() as session:
        return sum(1 for _ in list_incoming_book(session, 1, 2026))


def _sheet(database: Database, folder: Path) -> int:
    sheet = Sheet(INCOMING.title, ("Phòng",), INCOMING.columns, FOOTER.lines)
    with database.read() as session:
        rows: Any = (row.cells for row in list_incoming_book(session, 1, 2026))
        return spreadsheet(sheet, rows, folder / "so.xlsx")


def _paper(database: Database, _folder: Path) -> int:
    with database.read() as session:
        rows: Any = (row.texts for row in list_incoming_book(session, 1, 2026))
        return len(joined([(piece.pdf, piece.pages) for piece in book(INCOMING, COVER, rows, FOOTER)], INCOMING.title))


WORK: dict[str, Callable[[Database, Path], int]] = {"read": _read, "xlsx": _sheet, "pdf": _paper}
