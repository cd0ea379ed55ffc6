"""Offices that number at issue instead of before the leader signs: a document keeps the way it was begun in."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    column = sa.Column("numbers_at_issue", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("outgoing_document", column)


def downgrade() -> None:
    op.drop_column("outgoing_document", "numbers_at_issue")
