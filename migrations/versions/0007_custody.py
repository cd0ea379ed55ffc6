"""Custody of certificates: each hand-over, authority, return and loss as a row of its own."""

revision = "0007"
down_revision = "0006"


def upgrade() -> None: ...


def downgrade() -> None: ...
