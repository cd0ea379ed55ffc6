"""What SQLite's planner must know of a large register, told instead of measured.

One unit holds nearly all documents and one status nearly all of those, while the lists that people work with are
short. ANALYZE knows averages only (105 units, 9 statuses) and walks 100,000 documents for the six that are open.
PostgreSQL keeps the frequent values of each column and needs no telling.
"""

from sqlalchemy import Connection, text

TABLES = ("incoming_document", "outgoing_document", "document_file")
ROWS = 100_000
SHARE = {"unit_id": 0.5, "direction": 0.5, "status": 0.006}
"""The part of the rows that one value of a column leaves, as the planner shall see it; others, and an expression
(which has no name), leave one in 2,000."""
OTHERS = 0.0005


_COLUMNS = text(
    "SELECT i.name, c.name FROM pragma_index_list(:table) i, pragma_index_info(i.name) c ORDER BY 1, c.seqno"
)


def tell_planner(connection: Connection) -> None:
    """Write the figures of every index of the large tables, on SQLite; harmless twice, and after somebody's ANALYZE."""
    if connection.dialect.name != "sqlite":
        return
    connection.execute(text("ANALYZE alembic_version"))  # makes sqlite_stat1
    connection.execute(text("DELETE FROM sqlite_stat1"))
    told = [figures for table in TABLES for figures in _figures(connection, table)]
    connection.execute(text("INSERT INTO sqlite_stat1 VALUES (:table, :index, :stat)"), told)
    connection.execute(text("ANALYZE sqlite_schema"))  # reads them again


def _figures(connection: Connection, table: str) -> list[dict[str, str]]:
    """Per index, those behind UNIQUE too: the rows of the table, then how many each further column leaves."""
    left: dict[str, list[int]] = {}
    for index, column in connection.execute(_COLUMNS, {"table": table}):
        rows = left.setdefault(index, [ROWS])
        rows.append(max(1, round(rows[-1] * SHARE.get(column, OTHERS))))
    return [{"table": table, "index": name, "stat": " ".join(map(str, rows))} for name, rows in left.items()]
