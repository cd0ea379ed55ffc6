"""What the register knew before the record of custody becomes its first rows; the way back loses no holder."""

from collections.abc import Iterator
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DatabaseError

from voffice_app.db.migrate import ROOT
from voffice_app.db.session import make_engine

UNIT = "INSERT INTO unit (id, code, kind, name, parent_name, symbol, place_name, email, phone, address, active) " \
       "VALUES (1, 'P', 'office', 'P', '', 'P', 'P', '', '', '', true)"  # fmt: skip
ACCOUNT = "INSERT INTO account (id, username, full_name, email, password_hash, must_change_password, active) " \
          "VALUES (1, 'hoa', 'Hoa', '', '-', false, true)"  # fmt: skip
POSITION = "INSERT INTO position (id, account_id, unit_id, role, title, group_name, symbol, valid_from) " \
           "VALUES (1, 1, 1, 'clerk', 'VT', '', '', '2020-01-01')"  # fmt: skip
COLUMNS = "id, unit_id, kind, home, status, subject, issuer, serial, sha256, der, chain_der, valid_from, valid_to, " \
          "token_label, key_label"  # fmt: skip
BEFORE = (
    f"INSERT INTO certificate ({COLUMNS}, account_id, holder_position_id, handed_over_by, handed_over_on) VALUES "
    "(1, 1, 'agency', 'token', 'active', 's', 'i', '1', 'a', :der, :der, '2025-01-01', '2028-01-01', '', '', NULL, 1,"
    " 'BB 01', '2025-02-03'), "
    "(2, 1, 'personal', 'token', 'lost', 's', 'i', '2', 'b', :der, :der, '2025-01-01', '2028-01-01', '', '', 1, NULL,"
    " '', NULL)"
)


def move(engine: Engine, to: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    with engine.execution_options(voffice_write=True).begin() as connection:
        config.attributes["connection"] = connection
        up = to > str(connection.execute(text("SELECT max(version_num) FROM alembic_version")).scalar() or "")
        (command.upgrade if up else command.downgrade)(config, to)


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """A database of the version before, with a seal handed over and a person's lost certificate."""
    engine = make_engine(url)
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    with engine.execution_options(voffice_write=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0006")
        for statement in (UNIT, ACCOUNT, POSITION):
            connection.execute(text(statement))
        connection.execute(text(BEFORE), {"der": b"x"})
    yield engine
    engine.dispose()


def rows(connection: Connection, statement: str) -> list[tuple[Any, ...]]:
    return [tuple(str(each) for each in row) for row in connection.execute(text(statement))]


def test_the_first_rows_of_the_record_are_what_was_known_and_the_way_back_keeps_the_holder(engine: Engine) -> None:
    move(engine, "0007")
    with engine.connect() as connection:
        record = rows(connection, "SELECT certificate_id, act, position_id, decision FROM custody_event ORDER BY id")
    assert record == [
        ("1", "entered", "None", ""), ("2", "entered", "None", ""), ("1", "handed_over", "1", "BB 01"),
        ("2", "lost", "None", ""),
    ]  # fmt: skip
    move(engine, "0006")
    with engine.connect() as connection:
        kept = rows(connection, "SELECT id, holder_position_id, handed_over_by, handed_over_on FROM certificate")
    assert sorted(kept) == [("1", "1", "BB 01", "2025-02-03"), ("2", "None", "", "None")]


def test_the_rebuilt_register_keeps_its_rows_and_knows_every_home_and_state(engine: Engine) -> None:
    move(engine, "0007")
    with engine.connect() as connection:
        for wanted in ("home = 'desk'", "home = 'plugin'", "status = 'replaced'"):
            connection.execute(text(f"UPDATE certificate SET {wanted}"))
        assert rows(connection, "SELECT id, token_serial FROM certificate ORDER BY id") == [("1", ""), ("2", "")]
        for wrong in ("home = 'sai'", "status = 'sai'", "kind = 'sai'", "unit_id = 99", "account_id = 99"):
            with pytest.raises(DatabaseError), connection.begin_nested():
                connection.execute(text(f"UPDATE certificate SET {wrong}"))
