"""Time-stamps and validation data owed to signed files."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

TABLE = "long_term_work"
# Documents issued before there was an archive are owed theirs too, with a month for all of them.
OWED = """
    INSERT INTO long_term_work
        (unit_id, document_id, file_id, wanted, state, tries, next_try_at, due_at, lease, last_error, created_at)
    SELECT document.unit_id, document.id, document.current_file_id, 'archive', 'waiting', 0, :now, :due, '', '', :now
    FROM outgoing_document AS document JOIN document_file AS file ON file.id = document.current_file_id
    WHERE document.status = 'issued' AND file.kind = 'sealed'
    ORDER BY document.id
"""


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.String(length=30), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("lease", sa.String(length=32), nullable=False),
        sa.Column("leased_until", sa.DateTime(), nullable=True),
        sa.Column("last_error", sa.String(length=60), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("result_file_id", sa.Integer(), nullable=True),
        sa.Column("stamped_at", sa.DateTime(), nullable=True),
        sa.Column("ends_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("wanted IN ('archive', 'renew')", name=op.f("ck_long_term_work_wanted_known")),
        sa.CheckConstraint(
            "state IN ('waiting', 'doing', 'done', 'failed')", name=op.f("ck_long_term_work_state_known")
        ),
        *[
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{TABLE}_{column}_{table}"))
            for column, table in (
                ("unit_id", "unit"), ("document_id", "outgoing_document"), ("file_id", "document_file"),
                ("result_file_id", "document_file"),
            )
        ],
        sa.PrimaryKeyConstraint("id", name=op.f("pk_long_term_work")),
        sa.UniqueConstraint("file_id", name=op.f("uq_long_term_work_file_id")),
    )  # fmt: skip
    op.create_index("ix_long_term_work_state", TABLE, ["state", "next_try_at", "id"])
    op.create_index("ix_long_term_work_document", TABLE, ["document_id", "id"])
    now = datetime.now(UTC).replace(tzinfo=None)
    owed = sa.text(OWED).bindparams(sa.bindparam("now", now, sa.DateTime()))
    op.execute(owed.bindparams(sa.bindparam("due", now + timedelta(days=30), sa.DateTime())))


def downgrade() -> None:
    op.drop_table(TABLE)
