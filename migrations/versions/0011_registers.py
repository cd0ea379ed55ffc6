"""Several registers, reserved numbers, closed volumes."""

revision = "0011"
down_revision = "0010"


def upgrade() -> None: ...


def downgrade() -> None: ...
