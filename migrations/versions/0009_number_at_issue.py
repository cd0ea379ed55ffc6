"""Offices that number at issue, after the leader has signed: checked for its format, a document keeps its way."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    column = sa.Column("numbers_at_issue", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("outgoing_document", column)


def downgrade() -> None:
    op.drop_column("outgoing_document", "numbers_at_issue")
