"""Several books of a unit, numbers held, days permitted, closed volumes."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

DEFAULT_ONLY = sa.text("is_default")
FIRST_BOOKS = """
UPDATE register SET is_default = (
    id = (SELECT min(r.id) FROM register r WHERE r.unit_id = register.unit_id AND r.direction = register.direction)
)
"""
SQLITE_GUARD = (
    "CREATE TRIGGER register_volume_no_{what} BEFORE {what} ON register_volume "
    "BEGIN SELECT RAISE(ABORT, 'register_volume is append-only'); END"
)
POSTGRES_GUARD = (
    "CREATE FUNCTION register_volume_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'register_volume is append-only'; END $$",
    "CREATE TRIGGER register_volume_no_change BEFORE UPDATE OR DELETE ON register_volume "
    "FOR EACH ROW EXECUTE FUNCTION register_volume_refuse()",
    "CREATE TRIGGER register_volume_no_truncate BEFORE TRUNCATE ON register_volume "
    "FOR EACH STATEMENT EXECUTE FUNCTION register_volume_refuse()",
)


def upgrade() -> None:
    for column in new_columns():
        op.add_column("register", column)
    op.execute(FIRST_BOOKS)
    only = {"sqlite_where": DEFAULT_ONLY, "postgresql_where": DEFAULT_ONLY}
    op.create_index("ix_register_default", "register", ["unit_id", "direction"], unique=True, **only)
    columns = ["unit_id", "year", "number", "notation"]
    op.create_index("ix_outgoing_reference_once", "outgoing_document", columns, unique=True)
    make_held()
    make_permissions()
    make_volumes()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for guard in [SQLITE_GUARD.format(what=w) for w in ("UPDATE", "DELETE")] if sqlite else POSTGRES_GUARD:
        op.execute(guard)


def downgrade() -> None:
    for table in ("register_volume", "backdate_permission", "held_number"):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION register_volume_refuse")
    op.drop_index("ix_outgoing_reference_once", "outgoing_document")
    op.drop_index("ix_register_default", "register")
    for column in reversed(new_columns()):
        op.drop_column("register", column.name)


def new_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("is_default", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("type_keys", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("body_name", sa.String(length=200), nullable=False, server_default=""),
        sa.Column("symbol", sa.String(length=20), nullable=False, server_default=""),
        sa.Column("first_year", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("last_year", sa.Integer(), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=False, server_default=""),
    ]


def make_held() -> None:
    op.create_table(
        "held_number",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("register_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("held_by", sa.Integer(), nullable=False),
        sa.Column("held_at", sa.DateTime(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("void_reason", sa.String(length=500), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("request_key", sa.String(length=32), nullable=True),
        sa.CheckConstraint("status IN ('held', 'used', 'voided')", name=op.f("ck_held_number_status_known")),
        sa.CheckConstraint("number > 0", name=op.f("ck_held_number_number_positive")),
        sa.CheckConstraint(
            "(status = 'used') = (document_id IS NOT NULL)", name=op.f("ck_held_number_used_by_a_document")
        ),
        sa.CheckConstraint("status <> 'voided' OR void_reason <> ''", name=op.f("ck_held_number_voided_with_reason")),
        sa.UniqueConstraint("register_id", "year", "number", name=op.f("uq_held_number_register_id")),
        *ends("held_number", ("register_id", "register"), ("held_by", "position"), ("ended_by", "position")),
    )


def make_permissions() -> None:
    op.create_table(
        "backdate_permission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("register_id", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("first_on <= last_on", name=op.f("ck_backdate_permission_days_in_order")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_backdate_permission_has_reason")),
        *ends("backdate_permission", ("register_id", "register"), ("given_by", "position")),
    )
    op.create_index(op.f("ix_backdate_permission_register_id"), "backdate_permission", ["register_id"])


def make_volumes() -> None:
    op.create_table(
        "register_volume",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("register_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("first_number", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("rows_sha256", sa.String(length=64), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "first_number > 0 AND first_number <= last_number", name=op.f("ck_register_volume_numbers_in_order")
        ),
        sa.CheckConstraint("first_on <= last_on", name=op.f("ck_register_volume_days_in_order")),
        sa.UniqueConstraint("register_id", "year", "volume", name=op.f("uq_register_volume_register_id")),
        sa.UniqueConstraint("register_id", "year", "first_number", name=op.f("uq_register_volume_first_number")),
        *ends("register_volume", ("register_id", "register"), ("closed_by", "position")),
    )


def ends(name: str, *keys: tuple[str, str]) -> list[sa.Constraint]:
    """The foreign keys and the primary key of a table."""
    foreign = [
        sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{name}_{column}_{table}"))
        for column, table in keys
    ]
    return [*foreign, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}"))]
