"""Delegation, hand-over, units through time."""

revision = "0018"
down_revision = "0017"


def upgrade() -> None: ...


def downgrade() -> None: ...
