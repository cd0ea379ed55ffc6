"""Outages, visits to the inbox, sources looked at, acknowledgements; urgent ones first in every queue."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

INCOMING = "incoming_document"
QUEUE_ORDER = sa.text(
    "(CASE WHEN urgency = 'express' THEN '0001-01-01' WHEN urgency = 'very_urgent' THEN '0001-01-02' "
    "WHEN urgency = 'urgent' THEN '0001-01-03' ELSE due_sort END)"
)
QUEUES = {
    "ix_incoming_received_by": ["received_by_position_id", "arrived_on", "id"],
    "ix_incoming_unit_queue": ["unit_id", QUEUE_ORDER, "id"],
    "ix_incoming_status_queue": ["unit_id", "status", QUEUE_ORDER, "id"],
}
OUTGOING = "outgoing_document"
OUTGOING_ORDER = sa.text(
    "(CASE WHEN urgency = 'express' THEN 3 WHEN urgency = 'very_urgent' THEN 2 "
    "WHEN urgency = 'urgent' THEN 1 ELSE 0 END)"
)
OUTGOING_QUEUES = {
    "ix_outgoing_unit_queue": ["unit_id", OUTGOING_ORDER, "id"],
    "ix_outgoing_status_queue": ["unit_id", "status", OUTGOING_ORDER, "id"],
}
TABLES = ("outage", "deadline_move", "inbox_visit", "mvp_tick", "source_look", "source_place", "acknowledgement")
SOURCES = "'paper', 'mvp', 'website', 'email', 'other', 'voffice'"


def upgrade() -> None:
    _terms()
    _visits()
    _sources()
    _table(
        "acknowledgement", _id(), _to("incoming_id", INCOMING), _text("way", 30), _text("told", 1000), _at("told_at"),
        _to("told_by", "position"), _check("acknowledgement", "way", "'email', 'system', 'phone', 'printed'"),
    )  # fmt: skip
    op.create_index("ix_acknowledgement_incoming_id", "acknowledgement", ["incoming_id"])
    for name, columns in QUEUES.items():
        op.create_index(name, INCOMING, columns)
    for name, columns in OUTGOING_QUEUES.items():
        op.create_index(name, OUTGOING, columns)


def downgrade() -> None:
    for name in OUTGOING_QUEUES:
        op.drop_index(name, OUTGOING)
    for name in QUEUES:
        op.drop_index(name, INCOMING)
    for table in TABLES:
        op.drop_table(table)


def _terms() -> None:
    _table(
        "outage", _id(), _to("unit_id", "unit", nullable=True), _at("from_at"), _at("to_at"), _text("what", 100),
        _text("reason", 300), _to("declared_by", "position"), _at("declared_at"),
        _to("withdrawn_by", "position", nullable=True), _at("withdrawn_at", nullable=True),
        sa.CheckConstraint("to_at > from_at", name=op.f("ck_outage_ends_after_it_begins")),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name=op.f("ck_outage_withdrawn_by_somebody")
        ),
    )  # fmt: skip
    op.create_index("ix_outage_from_at", "outage", ["from_at"])
    _table(
        "deadline_move", _id(), _to("incoming_id", INCOMING), _text("kind", 30),
        sa.Column("before_on", sa.Date(), nullable=False), sa.Column("after_on", sa.Date(), nullable=False),
        _at("moved_at"), _text("why", 300), _check("deadline_move", "kind", "'register', 'finish'"),
        sa.CheckConstraint("before_on <> after_on", name=op.f("ck_deadline_move_it_moved")),
    )  # fmt: skip
    op.create_index("ix_deadline_move_incoming_id", "deadline_move", ["incoming_id"])


def _visits() -> None:
    day = sa.Column("day", sa.Date(), nullable=False)
    _table(
        "inbox_visit", _to("position_id", "position"), day, _at("first_at"), _at("second_at", nullable=True),
        sa.CheckConstraint(
            "second_at IS NULL OR second_at > first_at", name=op.f("ck_inbox_visit_second_comes_later")
        ),
        key=["position_id", "day"],
    )  # fmt: skip
    _table(
        "mvp_tick", _to("position_id", "position"), sa.Column("day", sa.Date(), nullable=False), _text("half", 30),
        _at("ticked_at"), _check("mvp_tick", "half", "'morning', 'afternoon'"), key=["position_id", "day", "half"],
    )  # fmt: skip


def _sources() -> None:
    _table(
        "source_place", _id(), _to("unit_id", "unit"), _text("name", 100), _text("address", 200), _text("source", 30),
        sa.Column("active", sa.Boolean(), nullable=False), _check("source_place", "source", SOURCES),
    )  # fmt: skip
    op.create_index("ix_source_place_unit_id", "source_place", ["unit_id"])
    _table(
        "source_look", _id(), _to("place_id", "source_place"), _to("position_id", "position"), _at("looked_at"),
        sa.Column("found", sa.Boolean(), nullable=False),
    )  # fmt: skip
    op.create_index("ix_source_look_place_id", "source_look", ["place_id"])


def _table(name: str, *columns: Any, key: list[str] | None = None) -> None:
    """Foreign keys and the primary key with the names of the house."""
    keys = [column.info["to"] for column in columns if isinstance(column, sa.Column) and "to" in column.info]
    foreign = [
        sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{name}_{column}_{table}"))
        for column, table in keys
    ]
    op.create_table(name, *columns, *foreign, sa.PrimaryKeyConstraint(*(key or ["id"]), name=op.f(f"pk_{name}")))


def _id() -> Any:
    return sa.Column("id", sa.Integer(), nullable=False)


def _to(name: str, table: str, nullable: bool = False) -> Any:
    return sa.Column(name, sa.Integer(), nullable=nullable, info={"to": (name, table)})


def _text(name: str, length: int) -> Any:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _at(name: str, nullable: bool = False) -> Any:
    return sa.Column(name, sa.DateTime(), nullable=nullable)


def _check(table: str, column: str, values: str) -> Any:
    return sa.CheckConstraint(f"{column} IN ({values})", name=op.f(f"ck_{table}_{column}_known"))
