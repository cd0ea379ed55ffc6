"""Comments on pages, capacities, saved recipients, paper copies."""

revision = "0015"
down_revision = "0014"


def upgrade() -> None: ...


def downgrade() -> None: ...
