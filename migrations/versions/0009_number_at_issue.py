"""Offices that number at issue instead of before the leader signs."""

revision = "0009"
down_revision = "0008"


def upgrade() -> None: ...


def downgrade() -> None: ...
