"""What SQLite's planner must know of a large register, told instead of measured.

One unit holds nearly all documents and one status nearly all of those, while the lists that people work with are
short. ANALYZE knows averages only (105 units, 9 statuses) and walks 100,000 documents for the six that are open.
PostgreSQL keeps the frequent values of each column and needs no telling.
"""

from itertools import accumulate

from sqlalchemy import Connection, Table, text

from voffice_app.db.tables import METADATA

TABLES = ("incoming_document", "outgoing_document", "document_file")
ROWS = 100_000
SHARE = {"unit_id": 0.5, "direction": 0.5, "status": 0.006}
"""The part of the rows that one value of a column leaves, as the planner shall see it; others leave one in 2,000."""
OTHERS = 0.0005


def tell_planner(connection: Connection) -> None:
    """Write the figures of every index of the large tables, on SQLite; harmless twice, and after somebody's ANALYZE."""
    if connection.dialect.name != "sqlite":
        return
    connection.execute(text("ANALYZE alembic_version"))  # makes sqlite_stat1
    connection.execute(text("DELETE FROM sqlite_stat1"))
    told = [row for name in TABLES for row in _figures(METADATA.tables[name])]
    connection.execute(text("INSERT INTO sqlite_stat1 VALUES (:table, :index, :stat)"), told)
    connection.execute(text("ANALYZE sqlite_schema"))  # reads them again


def _figures(table: Table) -> list[dict[str, str]]:
    """Per index: the rows of the table, then how many are left behind each further column."""
    rows = []
    for index in table.indexes:
        shares = [SHARE.get(column.name, OTHERS) for column in index.columns]
        left = accumulate(shares, lambda count, share: max(1, round(count * share)), initial=ROWS)
        rows.append({"table": table.name, "index": str(index.name), "stat": " ".join(map(str, left))})
    return rows
