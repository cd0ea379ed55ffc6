"""Background jobs, the archive folder, mail."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

JOB = "job"


def upgrade() -> None:
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


def downgrade() -> None:
    op.drop_table(JOB)
