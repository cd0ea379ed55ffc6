"""Each step of the schema since the first signatures goes back and comes again, one by one, with an office at work."""

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from tests.core.factories import SmallOffice, assigned
from tests.core.test_registers import book, held
from tests.core.test_volumes import closed, issued
from voffice_app.actions import paper, registers
from voffice_app.db import migrate
from voffice_app.db.session import make_engine

OLDEST = "0010"
MADE = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' UNION ALL "
    "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
}
KEPT = (
    "unit", "account", "position", "register", "register_year", "document_file", "incoming_document",
    "incoming_assignment", "outgoing_document", "outgoing_recipient", "certificate", "audit_entry", "audit_head",
)  # fmt: skip
STEPS_ROWS = ("held_number", "register_volume", "paper_print", "outgoing_paper_copy", "job", "notice")


def config() -> Config:
    made = Config()
    made.set_main_option("script_location", str(migrate.ROOT / "migrations"))
    return made


def revisions() -> list[str]:
    """From the newest to the oldest asked for."""
    script = ScriptDirectory.from_config(config())
    return [each.revision for each in script.iterate_revisions("head", OLDEST, inclusive=True)]


def move(engine: Engine, revision: str, *, up: bool) -> None:
    engine.dispose()
    how = config()
    with engine.execution_options(voffice_write=True).begin() as connection:
        how.attributes["connection"] = connection
        (command.upgrade if up else command.downgrade)(how, revision)


def shape(engine: Engine) -> dict[str, Any]:
    """Columns of every table, and every index and trigger as it is written."""
    with engine.connect() as connection:
        seen = inspect(connection)
        made = connection.execute(text(MADE[engine.dialect.name])).all()
        tables = {name: sorted(column["name"] for column in seen.get_columns(name)) for name in seen.get_table_names()}
    return tables | {f"made {name}": " ".join(sql.split()).replace('"', "") for name, sql in made}


def rows(engine: Engine, tables: tuple[str, ...]) -> dict[str, list[str]]:
    """What the oldest of these versions knows of each table's rows: by key, with number, state and words."""
    wanted = (
        "id", "unit_id", "seq", "hash", "number", "arrival_number", "abstract", "sha256", "full_name", "last_number",
    )  # fmt: skip
    with engine.connect() as connection:
        found = {}
        for table in tables:
            known = {column["name"] for column in inspect(connection).get_columns(table)}
            columns = ", ".join(name for name in wanted if name in known)
            found[table] = sorted(map(str, connection.execute(text(f"SELECT {columns} FROM {table}")).all()))
    return found


def at_work(office: SmallOffice) -> None:
    """Documents in both directions, and rows in what the steps brought."""
    outward = book(office)
    document_id = issued(office)
    ids = held(office, outward, 2)
    office.act(office.clerk, registers.void_number, ids[0], "Không dùng")
    closed(office, outward, 2)
    office.act(office.clerk, paper.record_paper_copy, document_id, 2, "Kho bạc")
    assigned(office)


@pytest.fixture
def fresh(both: SmallOffice, tmp_path: Path, request: Any) -> Engine:
    """A database of the same kind in which nothing was ever made."""
    if both.db.engine.dialect.name == "sqlite":
        return make_engine(f"sqlite:///{tmp_path / 'fresh.db'}")
    return make_engine(request.getfixturevalue("server").database())


@pytest.mark.filterwarnings("ignore")
def test_an_office_at_work_goes_back_step_by_step_to_what_each_version_was_and_forward_again(
    both: SmallOffice, fresh: Engine
) -> None:
    steps, wanted = revisions(), {}
    for revision in reversed(steps):
        move(fresh, revision, up=True)
        wanted[revision] = shape(fresh)
    assert len(steps) > 10
    assert len(differing(wanted[steps[0]], wanted[steps[-1]])) > 40, "there is much to undo"
    at_work(both)
    before, new = rows(both.db.engine, KEPT), rows(both.db.engine, STEPS_ROWS)
    assert all(before[name] for name in KEPT if name != "certificate")
    assert all(new.values()), "rows of the steps' own tables were there to be lost"
    back = [(revision, False) for revision in steps[1:]]
    for revision, up in [*back, *((each, True) for each in reversed(steps[:-1]))]:
        move(both.db.engine, revision, up=up)
        assert differing(shape(both.db.engine), wanted[revision]) == [], (revision, up)
        assert rows(both.db.engine, KEPT) == before, (revision, up)
    fresh.dispose()


def differing(one: dict[str, Any], other: dict[str, Any]) -> list[Any]:
    """Which tables, indexes and triggers are not alike."""
    return [(name, one.get(name), other.get(name)) for name in {*one, *other} if one.get(name) != other.get(name)]
