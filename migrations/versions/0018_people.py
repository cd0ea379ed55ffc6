"""Delegation, fields and signing powers, hand-over, units through time."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

TO_UNIT, TO_POSITION = "unit", "position"
OPEN_END = "valid_to IS NULL OR valid_to >= valid_from"
ORDER = "valid_to >= valid_from"
INDEXES = {
    "field_assignment": ["position_id"],
    "absence_cover": ["unit_id", "absent_position_id", "cover_position_id"],
    "signing_authority": ["unit_id", "position_id"],
    "delegation": ["unit_id", "giver_position_id", "delegate_position_id"],
    "unit_change": ["unit_id", "other_unit_id"],
    "handover": ["unit_id", "position_id"],
    "handover_item": ["handover_id"],
}


def upgrade() -> None:
    make_assignments()
    make_delegations()
    make_authorities()
    make_unit_history()
    make_handovers()
    op.create_index("ix_field_assignment_unit", "field_assignment", ["unit_id", "subject_area"])
    op.create_index("ix_unit_name_unit", "unit_name", ["unit_id", "valid_to"])
    for table, columns in INDEXES.items():
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    op.add_column("login_session", sa.Column("delegation_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("login_session", "delegation_id")
    for table in (
        "handover_item", "handover", "unit_change", "unit_name", "signing_authority", "delegation_scope", "delegation",
        "absence_cover", "field_assignment",
    ):  # fmt: skip
        op.drop_table(table)


def make(name: str, *columns: sa.Column[Any], keys: dict[str, str], checks: dict[str, str], unique: Any = ()) -> None:
    """A table with its own number, its keys and its checks under the house's names."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns,
        *[sa.CheckConstraint(rule, name=op.f(f"ck_{name}_{called}")) for called, rule in checks.items()],
        *[
            sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{name}_{column}_{to}"))
            for column, to in keys.items()
        ],
        *unique,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def whole(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def words(name: str, length: int) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def day(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def recorded() -> list[sa.Column[Any]]:
    return [whole("recorded_by", nullable=True), sa.Column("recorded_at", sa.DateTime(), nullable=False)]


def make_assignments() -> None:
    make(
        "field_assignment",
        whole("unit_id"), whole("position_id"), words("subject_area", 100), day("valid_from"),
        day("valid_to", nullable=True), day("ended_on", nullable=True), words("decided_by", 200), *recorded(),
        keys={"unit_id": TO_UNIT, "position_id": TO_POSITION, "recorded_by": TO_POSITION},
        checks={"ends_after_start": OPEN_END},
    )  # fmt: skip
    make(
        "absence_cover",
        whole("unit_id"), whole("absent_position_id"), whole("cover_position_id"), day("valid_from"), day("valid_to"),
        day("ended_on", nullable=True), words("reason", 200), *recorded(),
        keys={
            "unit_id": TO_UNIT, "absent_position_id": TO_POSITION, "cover_position_id": TO_POSITION,
            "recorded_by": TO_POSITION,
        },
        checks={"ends_after_start": ORDER, "covers_another": "absent_position_id <> cover_position_id"},
    )  # fmt: skip


def make_delegations() -> None:
    make(
        "delegation",
        whole("unit_id"), whole("giver_position_id"), whole("delegate_position_id"), day("valid_from"),
        day("valid_to"), day("ended_on", nullable=True), words("paper", 200), *recorded(),
        keys={
            "unit_id": TO_UNIT, "giver_position_id": TO_POSITION, "delegate_position_id": TO_POSITION,
            "recorded_by": TO_POSITION,
        },
        checks={"ends_after_start": ORDER, "to_another": "giver_position_id <> delegate_position_id"},
    )  # fmt: skip
    make(
        "delegation_scope",
        whole("delegation_id"), words("scope", 30),
        keys={"delegation_id": "delegation"},
        checks={"scope_known": "scope IN ('incoming', 'outgoing', 'following')"},
        unique=[sa.UniqueConstraint("delegation_id", "scope", name=op.f("uq_delegation_scope_delegation_id"))],
    )  # fmt: skip


def make_authorities() -> None:
    make(
        "signing_authority",
        whole("unit_id"), whole("position_id"), words("capacity", 30), words("content", 500), words("body", 200),
        words("body_title", 100), day("valid_from"), day("valid_to", nullable=True), day("ended_on", nullable=True),
        words("decided_by", 200), whole("given_by", nullable=True), words("sha256", 64), words("name", 150),
        words("media_type", 100), *recorded(),
        keys={
            "unit_id": TO_UNIT, "position_id": TO_POSITION, "given_by": TO_POSITION, "recorded_by": TO_POSITION,
        },
        checks={
            "capacity_known": "capacity IN ('own', 'kt', 'tl', 'tuq', 'tm', 'q')",
            "written_capacity": "capacity NOT IN ('own', 'kt')",
            "ends_after_start": OPEN_END,
            "tuq_is_bounded": "capacity <> 'tuq' OR (valid_to IS NOT NULL AND content <> '' AND sha256 <> '')",
            "tm_names_its_body": "capacity <> 'tm' OR (body <> '' AND body_title <> '')",
        },
    )  # fmt: skip


def make_unit_history() -> None:
    make(
        "unit_name",
        whole("unit_id"), words("name", 200), words("parent_name", 200), words("symbol", 30), words("place_name", 60),
        day("valid_to"),
        keys={"unit_id": TO_UNIT},
        checks={},
    )  # fmt: skip
    make(
        "unit_change",
        words("act", 30), whole("unit_id"), whole("other_unit_id", nullable=True), words("decided_by", 200),
        day("happened_on"), sa.Column("facts", sa.JSON(), nullable=False), *recorded(),
        keys={"unit_id": TO_UNIT, "other_unit_id": TO_UNIT, "recorded_by": TO_POSITION},
        checks={
            "act_known": "act IN ('renamed', 'merged', 'split')",
            "names_the_other": "act = 'renamed' OR other_unit_id IS NOT NULL",
            "other_is_another": "other_unit_id IS NULL OR other_unit_id <> unit_id",
        },
    )  # fmt: skip


def make_handovers() -> None:
    make(
        "handover",
        whole("unit_id"), whole("position_id"), words("reason", 30), words("decided_by", 200), day("last_day"),
        words("sha256", 64), whole("size_bytes"), *recorded(),
        keys={"unit_id": TO_UNIT, "position_id": TO_POSITION, "recorded_by": TO_POSITION},
        checks={"reason_known": "reason IN ('retires', 'transfers', 'studies', 'other')"},
    )  # fmt: skip
    make(
        "handover_item",
        whole("handover_id"), words("kind", 60), whole("successor_position_id", nullable=True), whole("row_count"),
        sa.Column("lines", sa.JSON(), nullable=False),
        keys={"handover_id": "handover", "successor_position_id": TO_POSITION},
        checks={},
    )  # fmt: skip
