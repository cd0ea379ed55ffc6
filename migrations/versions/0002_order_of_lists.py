"""Every order of a list walks an index"""

from alembic import op

revision = "0002"
down_revision = "0001"

INDEXES = (
    ("ix_incoming_unit_arrived", "incoming_document", ["unit_id", "arrived_on", "id"]),
    ("ix_incoming_unit_number", "incoming_document", ["unit_id", "arrival_number", "id"]),
    ("ix_outgoing_unit_number", "outgoing_document", ["unit_id", "number", "id"]),
)


def upgrade() -> None:
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)


def downgrade() -> None:
    for name, table, _ in INDEXES:
        op.drop_index(name, table)
