"""The schema on both databases: what the code declares is what a migrated database has, and what it refuses."""

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.schema import CreateIndex

from tests.core.factories import SmallOffice, assigned, codes, numbered
from voffice_app.db import migrate
from voffice_app.db.session import make_engine
from voffice_app.db.tables import METADATA
from voffice_app.domain.errors import Refused


def checks() -> dict[str, str]:
    """Every CHECK of an enum column, as ``table.column``, from the tables the code declares."""
    return {
        f"{table.name}.{constraint.name.removesuffix('_known').removeprefix(f'ck_{table.name}_')}": table.name
        for table in METADATA.tables.values()
        for constraint in table.constraints
        if str(constraint.name).endswith("_known")
    }  # fmt: skip


def declared(name: str | None, *_: object) -> bool:
    """All but the words of the search, which each database keeps in a way of its own (migration 0002)."""
    return "_words" not in (name or "")


def comparable(_: object, name: str | None, *__: object) -> bool:
    """PostgreSQL writes the CASE of the two queue indexes in words of its own; they are asked for below."""
    return not (name or "").endswith("_queue")


@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_upgrading_an_empty_database_gives_exactly_the_declared_tables(url: str) -> None:
    engine = make_engine(url)
    migrate.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": declared, "include_object": comparable}
        )
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_the_indexes_of_sqlite_are_the_declared_ones_to_the_letter(small: SmallOffice) -> None:
    """Those over an expression cannot be compared by the test above on SQLite."""
    dialect = small.db.engine.dialect
    written = {
        index.name: " ".join(str(CreateIndex(index).compile(dialect=dialect)).split())
        for table in METADATA.tables.values()
        for index in table.indexes
    }
    with small.db.engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> ''"))
        assert {name: " ".join(sql.split()) for name, sql in rows} == written
    assert sum(" * 1000000 + " in statement for statement in written.values()) == 4


def test_the_indexes_of_the_queues_are_there(both: SmallOffice) -> None:
    found = {index["name"] for index in inspect(both.db.engine).get_indexes("incoming_document")}
    if both.db.engine.dialect.name == "postgresql":  # SQLite's are compared to the letter above
        assert {"ix_incoming_unit_queue", "ix_incoming_status_queue"} <= found


def test_upgrading_twice_changes_nothing(url: str) -> None:
    engine = make_engine(url)
    migrate.upgrade(engine)
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 1
    engine.dispose()


def test_a_database_written_by_a_newer_version_is_refused_untouched(url: str) -> None:
    engine = make_engine(url)
    migrate.upgrade(engine)
    with engine.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()
    with pytest.raises(Refused) as no:
        migrate.upgrade(engine)
    assert codes(no) == ["schema_newer"]
    assert no.value.reasons[0].facts == {"revision": "9999"}
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"
    engine.dispose()


@pytest.fixture
def filled(both: SmallOffice) -> SmallOffice:
    numbered(both)
    assigned(both)
    return both


def refused(small: SmallOffice, statement: str, **values: Any) -> None:
    with small.db.engine.connect() as connection, pytest.raises(DatabaseError):
        connection.execute(text(statement), values)


def test_every_enum_column_has_its_check(filled: SmallOffice) -> None:
    """Autogenerate does not see CHECKs: each declared one is asked of the real database."""
    found = checks()
    assert len(found) > 15
    wrong = []
    for column, table in found.items():
        name = column.partition(".")[2]
        with filled.db.engine.connect() as connection:
            rows = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            if not rows:
                continue
            try:
                connection.execute(text(f"UPDATE {table} SET {name} = 'sai'"))
                wrong.append(column)
            except DatabaseError:
                connection.rollback()
    assert wrong == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE outgoing_document SET status = 'bay'",
        "UPDATE outgoing_document SET number = 0",
        "UPDATE outgoing_document SET year = NULL",
        "UPDATE outgoing_document SET status = 'issued', number = NULL",
        "UPDATE incoming_document SET arrival_number = 0",
        "UPDATE incoming_document SET status = 'completed', completed_on = NULL",
        "UPDATE outgoing_document SET unit_id = 999",
        "DELETE FROM unit",
        "INSERT INTO register_year (register_id, year, last_number) SELECT register_id, year, 5 FROM register_year",
    ],
)
def test_the_database_keeps_other_writers_honest(filled: SmallOffice, statement: str) -> None:
    refused(filled, statement)


def test_one_number_is_not_given_twice_even_by_hand(filled: SmallOffice) -> None:
    first = filled.document(1)
    second = numbered(filled)
    refused(filled, "UPDATE outgoing_document SET number = :n WHERE id = :i", n=first.number, i=second)


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET comment = 'khác'", "DELETE FROM audit_entry"])
def test_audit_rows_are_neither_changed_nor_removed(filled: SmallOffice, statement: str) -> None:
    refused(filled, statement)


def test_the_audit_log_is_not_emptied_at_once(server: Any, filled: SmallOffice) -> None:
    if filled.db.engine.dialect.name == "postgresql":
        refused(filled, "TRUNCATE audit_entry")
    else:
        refused(filled, "DELETE FROM audit_entry WHERE 1 = 1")
