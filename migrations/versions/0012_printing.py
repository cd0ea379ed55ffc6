"""What is printed is logged."""

revision = "0012"
down_revision = "0011"


def upgrade() -> None: ...


def downgrade() -> None: ...
