"""Outages, visits to the inbox, sources looked at."""

revision = "0014"
down_revision = "0013"


def upgrade() -> None: ...


def downgrade() -> None: ...
