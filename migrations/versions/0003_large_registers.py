"""Registers of 100,000 documents: an index for every order of a list, words that are found without reading all"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

INCOMING, OUTGOING = "incoming_document", "outgoing_document"
PASSED = sa.text("passed_to_position_id IS NOT NULL")
ARRIVAL_ORDER = sa.text("(arrival_year * 1000000 + arrival_number)")
BOOK_ORDER = sa.text("(year * 1000000 + number)")
FILTERED = ["urgency", "source", "lead_position_id", "subject_area"]
Indexes = dict[str, tuple[str, list[str | sa.TextClause]]]
REPLACED: Indexes = {
    "ix_incoming_unit_status": (INCOMING, ["unit_id", "status", "id"]),
    "ix_incoming_unit_arrived": (INCOMING, ["unit_id", "arrived_on", "id"]),
    "ix_incoming_unit_due": (INCOMING, ["unit_id", "due_sort", "id"]),
}
INDEXES: Indexes = {
    "ix_incoming_unit_arrived": (INCOMING, ["unit_id", "arrived_on", "id", *FILTERED]),
    "ix_incoming_unit_due": (INCOMING, ["unit_id", "due_sort", "id", "completed_on", "status"]),
    "ix_incoming_status_arrived": (INCOMING, ["unit_id", "status", "arrived_on", "id"]),
    "ix_incoming_status_due": (INCOMING, ["unit_id", "status", "due_sort", "id"]),
    "ix_incoming_status_number": (INCOMING, ["unit_id", "status", ARRIVAL_ORDER, "id"]),
    "ix_incoming_unit_completed": (INCOMING, ["unit_id", "completed_on", "arrived_on"]),
    "ix_incoming_unit_register_due": (INCOMING, ["unit_id", "register_due_on", "registered_on", "status"]),
    "ix_outgoing_status_number": (OUTGOING, ["unit_id", "status", BOOK_ORDER, "id"]),
}

# The unit is a word too, one that nobody can type: folded text has no §. What begins with a prefix of up to six
# letters is kept beside the words (longer ones than that are rare), and where in the text they stand is not.
SQLITE_WORDS = (
    "CREATE VIRTUAL TABLE {name} USING fts5(words, content='', detail=none, prefix='1 2 3 4 5 6', tokenize='ascii')",
    "INSERT INTO {name} (rowid, words) SELECT id, '§' || unit_id || fold FROM {table}",
    "CREATE TRIGGER {name}_insert AFTER INSERT ON {table} BEGIN "
    "INSERT INTO {name} (rowid, words) VALUES (new.id, '§' || new.unit_id || new.fold); END",
    "CREATE TRIGGER {name}_update AFTER UPDATE OF unit_id, fold ON {table} "
    "WHEN old.fold <> new.fold OR old.unit_id <> new.unit_id BEGIN "
    "INSERT INTO {name} ({name}, rowid, words) VALUES ('delete', old.id, '§' || old.unit_id || old.fold); "
    "INSERT INTO {name} (rowid, words) VALUES (new.id, '§' || new.unit_id || new.fold); END",
    "CREATE TRIGGER {name}_delete AFTER DELETE ON {table} BEGIN "
    "INSERT INTO {name} ({name}, rowid, words) VALUES ('delete', old.id, '§' || old.unit_id || old.fold); END",
)
# PostgreSQL answers the very LIKE of the lists from trigrams.
POSTGRES_WORDS = ("CREATE INDEX {name} ON {table} USING gin (fold gin_trgm_ops)",)
WORDS = {"incoming_words": INCOMING, "outgoing_words": OUTGOING}


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    change(REPLACED, INDEXES)
    op.create_index(
        "ix_incoming_passed", INCOMING, ["passed_to_position_id", "arrived_on", "id"],
        sqlite_where=PASSED, postgresql_where=PASSED,
    )  # fmt: skip
    if not sqlite:
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for name, table in WORDS.items():
        for statement in SQLITE_WORDS if sqlite else POSTGRES_WORDS:
            op.execute(sa.text(statement.format(name=name, table=table)))


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for name in WORDS:
        for trigger in ("insert", "update", "delete") if sqlite else ():
            op.execute(f"DROP TRIGGER {name}_{trigger}")
        op.execute(f"DROP TABLE {name}" if sqlite else f"DROP INDEX {name}")
    op.drop_index("ix_incoming_passed", INCOMING)
    change(INDEXES, REPLACED)


def change(old: Indexes, new: Indexes) -> None:
    for name, (table, _) in old.items():
        op.drop_index(name, table)
    for name, (table, columns) in new.items():
        op.create_index(name, table, columns)
