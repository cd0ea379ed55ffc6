"""Attempts at signing: who tries to sign what, by which way, and what became of it; keys on the person's own PC."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

OPEN_ONLY = sa.text("status = 'open'")
HOMES = "home IN ('token', 'demonstration', 'desk', 'plugin')"
FORMER_HOMES = "home IN ('token', 'demonstration')"


def upgrade() -> None:
    change_homes(HOMES)
    op.create_table(
        "signing_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("base_file_id", sa.Integer(), nullable=False),
        sa.Column("base_sha256", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("way", sa.String(length=30), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("way IN ('server', 'desk', 'plugin')", name=op.f("ck_signing_attempt_way_known")),
        sa.CheckConstraint(
            "status IN ('open', 'done', 'failed', 'expired', 'superseded')",
            name=op.f("ck_signing_attempt_status_known"),
        ),
        *[
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_signing_attempt_{column}_{table}"))
            for column, table in (
                ("unit_id", "unit"), ("document_id", "outgoing_document"), ("base_file_id", "document_file"),
                ("certificate_id", "certificate"), ("position_id", "position"),
            )
        ],
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_attempt")),
        sa.UniqueConstraint("nonce", name=op.f("uq_signing_attempt_nonce")),
    )  # fmt: skip
    op.create_index(
        "ix_signing_attempt_open", "signing_attempt", ["document_id"], unique=True,
        sqlite_where=OPEN_ONLY, postgresql_where=OPEN_ONLY,
    )  # fmt: skip
    op.create_index("ix_signing_attempt_document", "signing_attempt", ["document_id", "id"])
    op.create_index("ix_signing_attempt_position", "signing_attempt", ["position_id", "status", "id"])
    op.create_index(op.f("ix_signing_attempt_batch"), "signing_attempt", ["batch"])


def downgrade() -> None:
    op.drop_table("signing_attempt")
    # The version before knows tokens of the server only: such a key is not found there, and says so.
    op.execute("UPDATE certificate SET home = 'token' WHERE home IN ('desk', 'plugin')")
    change_homes(FORMER_HOMES)


def change_homes(wanted: str) -> None:
    """Another CHECK; SQLite writes the whole table anew, with all its other rules."""
    name = op.f("ck_certificate_home_known")
    with op.batch_alter_table("certificate") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, wanted)
