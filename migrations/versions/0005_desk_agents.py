"""Programs beside people's own tokens, and the keys they were paired with."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "desk_agent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("agent_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("paired_at", sa.DateTime(), nullable=False),
        sa.Column("last_used_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_desk_agent_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_agent")),
        sa.UniqueConstraint("agent_id", name=op.f("uq_desk_agent_agent_id")),
    )
    op.create_index(op.f("ix_desk_agent_account_id"), "desk_agent", ["account_id"])


def downgrade() -> None:
    op.drop_table("desk_agent")
