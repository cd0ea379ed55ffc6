"""One-time addresses at which the government's local service fetches and returns a file."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None: ...


def downgrade() -> None: ...
