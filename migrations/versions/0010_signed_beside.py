"""Attempts at signatures beside a document's own: on incoming documents too, each file one at a time."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

OPEN_ONLY = sa.text("status = 'open'")
OPEN, TABLE = "ix_signing_attempt_open", "signing_attempt"
TO_OUTGOING = "fk_signing_attempt_document_id_outgoing_document"
DIRECTION_KNOWN = "ck_signing_attempt_direction_known"


def upgrade() -> None:
    op.drop_index(OPEN, TABLE)
    with op.batch_alter_table(TABLE) as table:
        table.drop_constraint(op.f(TO_OUTGOING), type_="foreignkey")
        table.add_column(sa.Column("direction", sa.String(length=30), nullable=False, server_default="outgoing"))
        table.create_check_constraint(op.f(DIRECTION_KNOWN), "direction IN ('incoming', 'outgoing')")
    one_open("direction", "document_id")


def downgrade() -> None:
    op.drop_index(OPEN, TABLE)
    # The version before knows attempts at outgoing documents only; what was signed stays, in files and history.
    op.execute("DELETE FROM signing_attempt WHERE direction = 'incoming'")
    with op.batch_alter_table(TABLE) as table:
        table.drop_constraint(op.f(DIRECTION_KNOWN), type_="check")
        table.drop_column("direction")
        table.create_foreign_key(op.f(TO_OUTGOING), "outgoing_document", ["document_id"], ["id"])
    one_open("document_id")


def one_open(*columns: str) -> None:
    op.create_index(OPEN, TABLE, list(columns), unique=True, sqlite_where=OPEN_ONLY, postgresql_where=OPEN_ONLY)
