"""Custody of certificates: each hand-over, authority, return and loss as a row of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ACTS = (
    "entered", "handed_over", "temporary_authority", "authority_ended", "returned", "revoked", "lost", "found",
    "renewed",
)  # fmt: skip
STATUSES = "status IN ('active', 'revoked', 'lost', 'replaced')"
FORMER_STATUSES = "status IN ('active', 'revoked', 'lost')"
HOMES = "home IN ('token', 'demonstration', 'desk', 'plugin')"
KEPT = (
    "id, unit_id, account_id, kind, home, status, subject, issuer, serial, sha256, der, chain_der, valid_from, "
    "valid_to, token_label, key_label"
)
PUT_IN = f"INSERT INTO certificate ({KEPT}) SELECT {KEPT} FROM certificate_kept"  # noqa: S608 - our own names
SQLITE_GUARD = (
    "CREATE TRIGGER custody_event_no_{what} BEFORE {what} ON custody_event "
    "BEGIN SELECT RAISE(ABORT, 'custody_event is append-only'); END"
)
POSTGRES_GUARD = (
    "CREATE FUNCTION custody_event_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'custody_event is append-only'; END $$",
    "CREATE TRIGGER custody_event_no_change BEFORE UPDATE OR DELETE ON custody_event "
    "FOR EACH ROW EXECUTE FUNCTION custody_event_refuse()",
    "CREATE TRIGGER custody_event_no_truncate BEFORE TRUNCATE ON custody_event "
    "FOR EACH STATEMENT EXECUTE FUNCTION custody_event_refuse()",
)
# What the register knew before: that a certificate was entered, and its last hand-over.
ENTERED = """
INSERT INTO custody_event (certificate_id, act, given_by, decision, from_on, sha256, name, media_type, pages,
                           comment, recorded_at)
SELECT id, 'entered', '', '', {day}, '', '', '', 0, '', valid_from FROM certificate ORDER BY id
"""
HANDED_OVER = """
INSERT INTO custody_event (certificate_id, act, position_id, given_by, decision, from_on, sha256, name, media_type,
                           pages, comment, recorded_at)
SELECT id, 'handed_over', holder_position_id, '', handed_over_by, COALESCE(handed_over_on, {day}), '', '', '', 0, '',
       valid_from
FROM certificate WHERE kind = 'agency' AND holder_position_id IS NOT NULL ORDER BY id
"""
ENDED = """
INSERT INTO custody_event (certificate_id, act, given_by, decision, from_on, sha256, name, media_type, pages,
                           comment, recorded_at)
SELECT id, status, '', '', CURRENT_DATE, '', '', '', 0, '', CURRENT_TIMESTAMP
FROM certificate WHERE status <> 'active' ORDER BY id
"""
LAST = "(SELECT max(e.id) FROM custody_event e WHERE e.certificate_id = certificate.id AND e.act = 'handed_over')"
PUT_BACK = f"""
UPDATE certificate SET
    holder_position_id = (SELECT position_id FROM custody_event WHERE id = {LAST}),
    handed_over_by = COALESCE((SELECT decision FROM custody_event WHERE id = {LAST}), ''),
    handed_over_on = (SELECT from_on FROM custody_event WHERE id = {LAST})
"""  # noqa: S608 - our own names


def upgrade() -> None:
    make_record()
    sqlite = op.get_bind().dialect.name == "sqlite"
    day = "date(valid_from)" if sqlite else "CAST(valid_from AS date)"
    for statement in (ENTERED, HANDED_OVER, ENDED):
        op.execute(statement.format(day=day))
    with rows_kept(sqlite), op.batch_alter_table("certificate") as table:
        change_checks(table, STATUSES)
        table.drop_constraint(op.f("fk_certificate_holder_position_id_position"), type_="foreignkey")
        for column in ("holder_position_id", "handed_over_by", "handed_over_on"):
            table.drop_column(column)
        table.add_column(sa.Column("token_serial", sa.String(length=60), nullable=False, server_default=""))
    guards = [SQLITE_GUARD.format(what=w) for w in ("UPDATE", "DELETE")] if sqlite else POSTGRES_GUARD
    for guard in guards:
        op.execute(guard)


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    # The version before knows no certificate that gave way to another; a revoked one signs nothing either.
    op.execute("UPDATE certificate SET status = 'revoked' WHERE status = 'replaced'")
    with rows_kept(sqlite), op.batch_alter_table("certificate") as table:
        change_checks(table, FORMER_STATUSES)
        table.drop_column("token_serial")
        table.add_column(sa.Column("holder_position_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("handed_over_by", sa.String(length=200), nullable=False, server_default=""))
        table.add_column(sa.Column("handed_over_on", sa.Date(), nullable=True))
        name = op.f("fk_certificate_holder_position_id_position")
        table.create_foreign_key(name, "position", ["holder_position_id"], ["id"])
    op.execute(PUT_BACK)
    op.drop_table("custody_event")
    if not sqlite:
        op.execute("DROP FUNCTION custody_event_refuse")


def make_record() -> None:
    op.create_table(
        "custody_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=30), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=True),
        sa.Column("given_by", sa.String(length=200), nullable=False),
        sa.Column("decision", sa.String(length=200), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("comment", sa.String(length=2000), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "act IN ({})".format(", ".join(f"'{act}'" for act in ACTS)), name=op.f("ck_custody_event_act_known")
        ),
        sa.CheckConstraint(
            "act <> 'temporary_authority' OR to_on IS NOT NULL", name=op.f("ck_custody_event_authority_ends")
        ),
        sa.CheckConstraint(
            "act <> 'handed_over' OR position_id IS NOT NULL", name=op.f("ck_custody_event_handed_to_somebody")
        ),
        *[
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_custody_event_{column}_{table}"))
            for column, table in (
                ("certificate_id", "certificate"), ("position_id", "position"), ("successor_id", "certificate"),
                ("recorded_by", "position"),
            )
        ],
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_event")),
    )  # fmt: skip
    op.create_index(op.f("ix_custody_event_certificate_id"), "custody_event", ["certificate_id"])
    op.create_index(op.f("ix_custody_event_position_id"), "custody_event", ["position_id"])


def change_checks(table: Any, statuses: str) -> None:
    """Both anew, so that the rebuilt table has each rule once and in its present form."""
    for name, rule in (("status_known", statuses), ("home_known", HOMES)):
        table.drop_constraint(op.f(f"ck_certificate_{name}"), type_="check")
        table.create_check_constraint(op.f(f"ck_certificate_{name}"), rule)


@contextmanager
def rows_kept(sqlite: bool) -> Iterator[None]:
    """SQLite drops and remakes the table: while others point at its rows, these wait beside it."""
    if not sqlite:
        yield
        return
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute("CREATE TABLE certificate_kept AS SELECT * FROM certificate")
    op.execute("DELETE FROM certificate")
    yield
    op.execute(PUT_IN)
    op.execute("DROP TABLE certificate_kept")
