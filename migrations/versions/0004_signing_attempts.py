"""Attempts at signing: who tries to sign what, by which way, and what became of it."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None: ...


def downgrade() -> None: ...
