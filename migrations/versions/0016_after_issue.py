"""Deliveries, recall, update, supersede, correction."""

revision = "0016"
down_revision = "0015"


def upgrade() -> None: ...


def downgrade() -> None: ...
