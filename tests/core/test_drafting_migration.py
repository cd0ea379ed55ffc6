"""The tables of drafting refuse, on both databases, what the office never writes; and the step goes back."""

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError

from tests.core.factories import SmallOffice, numbered
from voffice_app.db import migrate
from voffice_app.db.session import make_engine

COMMENT = (
    "INSERT INTO outgoing_comment (outgoing_id, file_id, position_id, kind, page, x0, y0, x1, y1, text, created_at, "
    "settled_at, settled_by) VALUES (1, 1, 1, {kind}, {page}, 10, 10, {x1}, 20, {text}, '2026-11-23', {settled}, {by})"
)
WELL = {"kind": "'content'", "page": "1", "x1": "30", "text": "'Sai'", "settled": "NULL", "by": "NULL"}


def write(small: SmallOffice, statement: str) -> None:
    with small.db.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.fixture
def filled(both: SmallOffice) -> SmallOffice:
    numbered(both)
    return both


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "'khen'"}, {"page": "0"}, {"x1": "5"}, {"text": "''"}, {"settled": "'2026-11-23'"}, {"by": "1"},
    ],
)  # fmt: skip
def test_a_comment_without_place_words_or_settler_is_refused(filled: SmallOffice, changes: dict[str, str]) -> None:
    write(filled, COMMENT.format(**WELL))
    with pytest.raises(DatabaseError):
        write(filled, COMMENT.format(**{**WELL, **changes}))


COPY = (
    "INSERT INTO certified_copy (unit_id, document_id, file_id, position_id, signer_position_id, direction, form, "
    "number, year, copied_on, copies, given_to, created_at) "
    "VALUES (1, 1, 1, 1, 1, {direction}, {form}, {number}, 2026, '2026-11-23', {copies}, '', '2026-11-23')"
)
COPIED = {"direction": "'outgoing'", "form": "'sy'", "number": "1", "copies": "1"}


@pytest.mark.parametrize(
    "changes", [{"direction": "'khác'"}, {"form": "'xx'"}, {"number": "0"}, {"number": "2", "copies": "0"}, {}]
)
def test_a_copy_without_form_or_count_or_with_a_number_given_before_is_refused(
    filled: SmallOffice, changes: dict[str, str]
) -> None:
    write(filled, COPY.format(**COPIED))
    with pytest.raises(DatabaseError):
        write(filled, COPY.format(**{**COPIED, **changes}))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE outgoing_document SET signing_capacity = 'pp'",
        "UPDATE outgoing_document SET paper_decided_by = 999",
        "INSERT INTO outgoing_outsider (outgoing_id, name, email, note) VALUES (1, '', 'a@b.vn', '')",
        "INSERT INTO outgoing_outsider (outgoing_id, name, email, note) VALUES (999, 'A', 'a@b.vn', '')",
        "INSERT INTO recipient_set (unit_id, owner_position_id, name, shared, created_at) "
        "VALUES (1, 1, '', '0', '2026-11-23')",
        "INSERT INTO outgoing_paper_copy (outgoing_id, file_id, position_id, copies, pages, given_to, stamped, code, "
        "printed_at) VALUES (1, 1, 1, 0, 1, 'A', '1', '', '2026-11-23')",
        "INSERT INTO outgoing_paper_copy (outgoing_id, file_id, position_id, copies, pages, given_to, stamped, code, "
        "printed_at) VALUES (1, 1, 1, 1, 1, '', '1', '', '2026-11-23')",
    ],
)
def test_what_the_office_never_writes_is_refused(filled: SmallOffice, statement: str) -> None:
    with pytest.raises(DatabaseError):
        write(filled, statement)


def test_the_step_goes_back_and_forth(url: str) -> None:
    engine = make_engine(url)
    config = Config()
    config.set_main_option("script_location", str(migrate.ROOT / "migrations"))
    with engine.execution_options(voffice_write=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0014")
        before = columns(connection)
        command.upgrade(config, "0015")
        assert {"signing_capacity", "outsider_count"} <= columns(connection)["outgoing_document"]
        command.downgrade(config, "0014")
        assert columns(connection) == before
        command.upgrade(config, "head")
        assert "outgoing_comment" in columns(connection)
    engine.dispose()


def columns(connection: Connection) -> dict[str, set[str]]:
    """The columns of each table."""
    found = inspect(connection)
    return {table: {column["name"] for column in found.get_columns(table)} for table in found.get_table_names()}
