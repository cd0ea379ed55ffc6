"""One-time addresses at which the government's local service fetches and returns a file."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "plugin_ticket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.Column("errand", sa.String(length=30), nullable=False),
        sa.Column("operation", sa.String(length=20), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("direction", sa.String(length=30), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("base_file_id", sa.Integer(), nullable=False),
        sa.Column("base_sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("ended_as", sa.String(length=60), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("errand IN ('download', 'upload')", name=op.f("ck_plugin_ticket_errand_known")),
        sa.CheckConstraint("direction IN ('incoming', 'outgoing')", name=op.f("ck_plugin_ticket_direction_known")),
        *[
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_plugin_ticket_{column}_{table}"))
            for column, table in (
                ("position_id", "position"), ("certificate_id", "certificate"), ("base_file_id", "document_file"),
            )
        ],
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plugin_ticket")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_plugin_ticket_token_sha256")),
        sa.UniqueConstraint("nonce", "errand", name=op.f("uq_plugin_ticket_nonce")),
    )  # fmt: skip
    op.create_index(op.f("ix_plugin_ticket_position_id"), "plugin_ticket", ["position_id"])


def downgrade() -> None:
    op.drop_table("plugin_ticket")
