"""Bringing the database to the code's schema, or refusing a newer one."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from voffice_app.db.planning import tell_planner
from voffice_app.domain.errors import refuse

ROOT = Path(__file__).resolve().parents[2]


def upgrade(engine: Engine) -> None:
    """Run what is missing, in one transaction; a database newer than the code is refused.

    Raises:
        Refused: code ``schema_newer`` when the database was written by a newer V-Office.
    """
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    with engine.execution_options(voffice_write=True).begin() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if current is not None and current not in known:
            raise refuse("schema_newer", revision=current)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        tell_planner(connection)
