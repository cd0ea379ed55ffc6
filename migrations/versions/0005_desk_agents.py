"""Programs beside people's own tokens, and the keys they were paired with."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None: ...


def downgrade() -> None: ...
