"""A wrong entry of the incoming register is struck: a state that keeps its number."""

from pathlib import Path
from typing import Any

from alembic import op
from alembic.util import load_python_file

revision = "0021"
down_revision = "0020"

rebuilt = load_python_file(str(Path(__file__).parents[1]), "rebuilding.py").rebuilt

INCOMING = "incoming_document"
BEFORE = [
    "received", "registered", "submitted", "assigned", "in_progress", "completed", "archived_only", "passed_on",
    "returned", "recalled",
]  # fmt: skip
KEEPS_NUMBER = f"ck_{INCOMING}_voided_keeps_number"


def upgrade() -> None:
    with rebuilt(INCOMING), op.batch_alter_table(INCOMING) as table:
        know(table, [*BEFORE, "voided"])
        table.create_check_constraint(op.f(KEEPS_NUMBER), "status <> 'voided' OR arrival_number IS NOT NULL")


def downgrade() -> None:
    # The version before knows no struck entry: set aside without being processed it keeps number, place and history.
    op.execute(f"UPDATE {INCOMING} SET status = 'archived_only' WHERE status = 'voided'")  # noqa: S608 - our own names
    with rebuilt(INCOMING), op.batch_alter_table(INCOMING) as table:
        table.drop_constraint(op.f(KEEPS_NUMBER), type_="check")
        know(table, BEFORE)


def know(table: Any, states: list[str]) -> None:
    for column in ("status", "recalled_from"):
        name = op.f(f"ck_{INCOMING}_{column}_known")
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, f"{column} IN ({', '.join(repr(state) for state in states)})")
