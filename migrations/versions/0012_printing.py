"""What is printed is logged."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

PRINT = "paper_print"


def upgrade() -> None:
    op.create_table(
        PRINT,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=30), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("stamped", sa.Boolean(), nullable=False),
        sa.Column("printed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("pages > 0 AND copies > 0", name=op.f("ck_paper_print_counted")),
        sa.CheckConstraint("code <> '' AND what <> ''", name=op.f("ck_paper_print_told")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_paper_print_unit_id_unit")),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name=op.f("fk_paper_print_position_id_position")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_print")),
        sa.UniqueConstraint("code", name=op.f("uq_paper_print_code")),
    )
    op.create_index("ix_paper_print_unit", PRINT, ["unit_id", "id"])
    op.create_index("ix_paper_print_subject", PRINT, ["subject", "subject_id", "id"])


def downgrade() -> None:
    op.drop_table(PRINT)
