"""Chains of assignment, extensions, opinions."""

revision = "0013"
down_revision = "0012"


def upgrade() -> None: ...


def downgrade() -> None: ...
