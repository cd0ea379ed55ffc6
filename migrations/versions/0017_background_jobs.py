"""Background jobs, letters to outsiders, what the archive folder holds."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

JOB, MAIL, COPY = "job", "outgoing_mail", "archive_copy"


def upgrade() -> None:
    _jobs()
    _mail()
    _copies()


def _jobs() -> None:
    op.create_table(
        JOB,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("position_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("deaths", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(), nullable=False),
        sa.Column("lease", sa.String(length=32), nullable=False),
        sa.Column("leased_until", sa.DateTime(), nullable=True),
        sa.Column("done_count", sa.Integer(), nullable=False),
        sa.Column("total_count", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=60), nullable=False),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'doing', 'done', 'failed')", name=op.f("ck_job_state_known")),
        sa.CheckConstraint("done_count >= 0 AND done_count <= total_count", name=op.f("ck_job_progress")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_job_unit_id_unit")),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name=op.f("fk_job_position_id_position")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("key", name=op.f("uq_job_key")),
    )
    op.create_index("ix_job_state", JOB, ["state", "next_try_at", "id"])
    op.create_index("ix_job_position", JOB, ["position_id", "id"])


def _mail() -> None:
    op.create_table(
        MAIL,
        *[sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "outgoing_id", "unit_id", "file_id")],
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("answer", sa.String(length=500), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        *_checks(
            state_known="state IN ('waiting', 'sending', 'sent', 'failed', 'unsure', 'elsewhere')",
            sent_has_time="state <> 'sent' OR sent_at IS NOT NULL",
            elsewhere_has_note="state <> 'elsewhere' OR (note <> '' AND settled_by IS NOT NULL)",
        ),
        *_references(
            MAIL, outgoing_id="outgoing_document", unit_id="unit", file_id="document_file", settled_by="position"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_mail")),
        sa.UniqueConstraint("outgoing_id", "address", name=op.f("uq_outgoing_mail_outgoing_id")),
    )
    op.create_index("ix_outgoing_mail_state", MAIL, ["state", "id"])


def _checks(**conditions: str) -> list[sa.Constraint]:
    return [sa.CheckConstraint(text, name=op.f(f"ck_{MAIL}_{name}")) for name, text in conditions.items()]


def _references(table: str, **targets: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))
        for column, target in targets.items()
    ]


def _copies() -> None:
    op.create_table(
        COPY,
        sa.Column("outgoing_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=240), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("checked_at", sa.DateTime(), nullable=True),
        sa.Column("wrong", sa.String(length=60), nullable=False),
        *_references(COPY, outgoing_id="outgoing_document", unit_id="unit"),
        sa.PrimaryKeyConstraint("outgoing_id", name=op.f("pk_archive_copy")),
        sa.UniqueConstraint("path", name=op.f("uq_archive_copy_path")),
    )
    op.create_index("ix_archive_copy_wrong", COPY, ["wrong", "outgoing_id"])


def downgrade() -> None:
    for table in (COPY, MAIL, JOB):
        op.drop_table(table)
