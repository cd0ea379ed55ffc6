"""Every order of a list walks an index"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ARRIVAL_ORDER = sa.text("(arrival_year * 1000000 + arrival_number)")
BOOK_ORDER = sa.text("(year * 1000000 + number)")
INDEXES = (
    ("ix_incoming_unit_arrived", "incoming_document", ["unit_id", "arrived_on", "id"]),
    ("ix_incoming_unit_number", "incoming_document", ["unit_id", ARRIVAL_ORDER, "id"]),
    ("ix_outgoing_unit_number", "outgoing_document", ["unit_id", BOOK_ORDER, "id"]),
)


def upgrade() -> None:
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)


def downgrade() -> None:
    for name, table, _ in INDEXES:
        op.drop_index(name, table)
