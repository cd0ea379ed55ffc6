"""Time-stamps and validation data owed to signed files."""

revision = "0008"
down_revision = "0007"


def upgrade() -> None: ...


def downgrade() -> None: ...
