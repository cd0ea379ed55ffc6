"""The steps that brought the books and the log of print-outs go back and forth on both databases."""

import pytest
from alembic import command
from alembic.config import Config

from tests.core.test_drafting_migration import columns
from voffice_app.db import migrate
from voffice_app.db.session import make_engine


@pytest.mark.parametrize(
    ("before", "step", "table"), [("0010", "0011", "held_number"), ("0011", "0012", "paper_print")]
)
def test_the_step_goes_back_and_forth(url: str, before: str, step: str, table: str) -> None:
    engine = make_engine(url)
    config = Config()
    config.set_main_option("script_location", str(migrate.ROOT / "migrations"))
    with engine.execution_options(voffice_write=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, before)
        there = columns(connection)
        assert table not in there
        command.upgrade(config, step)
        assert table in columns(connection)
        command.downgrade(config, before)
        assert columns(connection) == there
        command.upgrade(config, "head")
        assert table in columns(connection)
    engine.dispose()
