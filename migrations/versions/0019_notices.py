"""Notices to persons, and the kinds somebody switched off."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=30), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name=op.f("fk_notice_position_id_position")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("position_id", "kind", "subject", "subject_id", "at", name=op.f("uq_notice_position_id")),
    )
    op.create_index("ix_notice_unread", "notice", ["position_id", "seen_at", "id"])
    op.create_table(
        "notice_choice",
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name=op.f("fk_notice_choice_position_id_position")),
        sa.PrimaryKeyConstraint("position_id", "kind", name=op.f("pk_notice_choice")),
    )


def downgrade() -> None:
    op.drop_table("notice_choice")
    op.drop_table("notice")
