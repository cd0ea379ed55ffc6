"""Background jobs, the archive folder, mail."""

revision = "0017"
down_revision = "0016"


def upgrade() -> None: ...


def downgrade() -> None: ...
