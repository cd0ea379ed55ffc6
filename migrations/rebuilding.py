"""For migrations: a table of SQLite made anew with everything that hangs on it."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import op


@contextmanager
def rebuilt(table: str) -> Iterator[None]:
    """SQLite drops and remakes a table to change a rule of it.

    Rows that others point at wait beside it meanwhile; its indexes and triggers (the words of the search) are taken
    down first and put up again as they were, whoever made them: over an expression Alembic cannot read them.
    """
    if op.get_bind().dialect.name != "sqlite":
        yield
        return
    run = op.get_bind().exec_driver_sql
    found = "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = ? AND type <> 'table' AND sql IS NOT NULL"
    standing = run(found, (table,)).all()
    for kind, name, _ in standing:
        run(f"DROP {kind} {name}")
    run("PRAGMA defer_foreign_keys = ON")
    before = _columns(table)
    run(f"CREATE TABLE {table}_kept AS SELECT * FROM {table}")  # noqa: S608 - our own names
    run(f"DELETE FROM {table}")  # noqa: S608 - our own names
    yield
    kept = ", ".join(name for name in _columns(table) if name in before)
    run(f"INSERT INTO {table} ({kept}) SELECT {kept} FROM {table}_kept")  # noqa: S608 - our own names
    run(f"DROP TABLE {table}_kept")
    for _, _, statement in standing:
        run(statement)


def _columns(table: str) -> list[str]:
    return [row[1] for row in op.get_bind().exec_driver_sql(f"PRAGMA table_info({table})")]
