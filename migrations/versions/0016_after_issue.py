"""Deliveries, recall, update, supersede, correction: what happens to a document after it was issued."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.util import load_python_file

revision = "0016"
down_revision = "0015"

rebuilt = load_python_file(str(Path(__file__).parents[1]), "rebuilding.py").rebuilt

INCOMING, OUTGOING, RECIPIENT = "incoming_document", "outgoing_document", "outgoing_recipient"
ARRIVED = [
    "received", "registered", "submitted", "assigned", "in_progress", "completed", "archived_only", "passed_on",
    "returned",
]  # fmt: skip
SENT = [
    "draft", "submitted", "returned", "approved", "format_checked", "numbered", "leader_signed", "sealed", "issued",
    "cancelled",
]  # fmt: skip
KINDS = ["replies_to", "replaces", "amends", "corrects", "recalls", "enclosed_with"]
DIRECTIONS = ["incoming", "outgoing"]
ANSWERS = ["no_mistake", "updated", "corrected", "replaced", "recalled"]
KEEPS = "(status = 'recalled') = (recalled_from IS NOT NULL AND recall_state IS NOT NULL)"
NUMBERED = "status NOT IN ('issued', 'recalled', 'replaced') OR number IS NOT NULL"
FORMERLY_NUMBERED = "status <> 'issued' OR number IS NOT NULL"


def upgrade() -> None:
    with rebuilt(OUTGOING), op.batch_alter_table(OUTGOING) as table:
        change(table, OUTGOING, "status_known", one_of("status", [*SENT, "recalled", "replaced"]))
        change(table, OUTGOING, "issued_has_number", NUMBERED)
        table.add_column(sa.Column("checked_at", sa.DateTime(), nullable=True))
    with rebuilt(INCOMING), op.batch_alter_table(INCOMING) as table:
        change(table, INCOMING, "status_known", one_of("status", [*ARRIVED, "recalled"]))
        table.add_column(sa.Column("opened_at", sa.DateTime(), nullable=True))
        for column, values in (
            ("recalled_from", [*ARRIVED, "recalled"]), ("recall_state", ["asked", "agreed", "at_once"]),
        ):  # fmt: skip
            table.add_column(sa.Column(column, sa.String(length=30), nullable=True))
            table.create_check_constraint(op.f(f"ck_{INCOMING}_{column}_known"), one_of(column, values))
        table.create_check_constraint(op.f(f"ck_{INCOMING}_recalled_keeps_state"), KEEPS)
    for column in ("added_at", "removed_at"):
        op.add_column(RECIPIENT, sa.Column(column, sa.DateTime(), nullable=True))
    make_links()
    make_changes()
    make_answers()
    make_reminders()
    make_mistakes()


def downgrade() -> None:
    for table in ("mistake", "delivery_reminder", "change_answer", "issued_change", "document_link"):
        op.drop_table(table)
    # The version before knows no recall: what was recalled is again what it was, at both ends.
    back = "status = recalled_from, recalled_from = NULL, recall_state = NULL"
    op.execute(f"UPDATE {INCOMING} SET {back} WHERE status = 'recalled'")  # noqa: S608
    op.execute(f"UPDATE {OUTGOING} SET status = 'issued' WHERE status IN ('recalled', 'replaced')")  # noqa: S608
    for column in ("removed_at", "added_at"):
        op.drop_column(RECIPIENT, column)
    with rebuilt(INCOMING), op.batch_alter_table(INCOMING) as table:
        for name in ("recalled_keeps_state", "recalled_from_known", "recall_state_known"):
            table.drop_constraint(op.f(f"ck_{INCOMING}_{name}"), type_="check")
        change(table, INCOMING, "status_known", one_of("status", ARRIVED))
        for column in ("recall_state", "recalled_from", "opened_at"):
            table.drop_column(column)
    with rebuilt(OUTGOING), op.batch_alter_table(OUTGOING) as table:
        change(table, OUTGOING, "status_known", one_of("status", SENT))
        change(table, OUTGOING, "issued_has_number", FORMERLY_NUMBERED)
        table.drop_column("checked_at")


def one_of(column: str, values: list[str]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def change(table: Any, owner: str, name: str, rule: str) -> None:
    table.drop_constraint(op.f(f"ck_{owner}_{name}"), type_="check")
    table.create_check_constraint(op.f(f"ck_{owner}_{name}"), rule)


def make(table: str, *parts: Any, to: dict[str, str] | None = None) -> None:
    """A table with its key and what its columns point at."""
    keys = [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
        for column, other in (to or {}).items()
    ]
    key = sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))
    op.create_table(table, sa.Column("id", sa.Integer(), nullable=False), *parts, *keys, key)


def number(*names: str, empty: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer(), nullable=empty) for name in names]


def word(name: str, length: int, empty: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length), nullable=empty)


def moment(name: str, empty: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(), nullable=empty)


def check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def make_links() -> None:
    table = "document_link"
    ends = ["source_direction", "source_id", "target_direction", "target_id"]
    make(
        table, *number("unit_id", "source_id", "target_id"), *number("position_id", empty=True), word("kind", 30),
        word("source_direction", 30), word("target_direction", 30), moment("made_at"),
        check(table, "kind_known", one_of("kind", KINDS)),
        check(table, "source_direction_known", one_of("source_direction", DIRECTIONS)),
        check(table, "target_direction_known", one_of("target_direction", DIRECTIONS)),
        check(table, "two_documents", "source_direction <> target_direction OR source_id <> target_id"),
        sa.UniqueConstraint("kind", *ends, name=op.f("uq_document_link_kind")),
        to={"unit_id": "unit", "position_id": "position"},
    )  # fmt: skip
    op.create_index("ix_document_link_source", table, ends[:2])
    op.create_index("ix_document_link_target", table, ends[2:])


def make_changes() -> None:
    table = "issued_change"
    make(
        table, *number("outgoing_id", "unit_id", "number"), word("kind", 30), word("reason", 1000),
        *number("ordered_by_position_id", "position_id", empty=True),
        sa.Column("before", sa.JSON(), nullable=False), sa.Column("after", sa.JSON(), nullable=False),
        moment("made_at"), moment("withdrawn_at", empty=True),
        check(table, "kind_known", one_of("kind", ["recall", "update"])),
        check(table, "number_positive", "number > 0"),
        check(table, "recall_is_ordered", "kind <> 'recall' OR ordered_by_position_id IS NOT NULL"),
        sa.UniqueConstraint("outgoing_id", "number", name=op.f("uq_issued_change_outgoing_id")),
        to={
            "outgoing_id": OUTGOING, "unit_id": "unit", "ordered_by_position_id": "position",
            "position_id": "position",
        },
    )  # fmt: skip
    op.create_index(op.f("ix_issued_change_unit_id"), table, ["unit_id"])


def make_answers() -> None:
    table = "change_answer"
    states = ["asked", "agreed", "refused", "at_once", "withdrawn"]
    make(
        table, *number("change_id", "incoming_id", "unit_id"), word("state", 30), word("reason", 1000),
        moment("asked_at"), moment("answered_at", empty=True), *number("answered_by", empty=True),
        check(table, "state_known", one_of("state", states)),
        check(table, "refused_with_reason", "state <> 'refused' OR reason <> ''"),
        check(table, "answered_has_time", "(state = 'asked') = (answered_at IS NULL)"),
        sa.UniqueConstraint("change_id", "incoming_id", name=op.f("uq_change_answer_change_id")),
        to={"change_id": "issued_change", "incoming_id": INCOMING, "unit_id": "unit", "answered_by": "position"},
    )  # fmt: skip
    op.create_index("ix_change_answer_incoming", table, ["incoming_id", "state"])
    op.create_index("ix_change_answer_unit", table, ["unit_id", "state"])


def make_reminders() -> None:
    table = "delivery_reminder"
    make(
        table, *number("outgoing_id", "recipient_id", "number"), word("what", 30),
        *number("position_id", empty=True), moment("sent_at"),
        check(table, "what_known", one_of("what", ["register", "answer"])),
        check(table, "number_positive", "number > 0"),
        sa.UniqueConstraint("recipient_id", "what", "number", name=op.f("uq_delivery_reminder_recipient_id")),
        to={"outgoing_id": OUTGOING, "recipient_id": RECIPIENT, "position_id": "position"},
    )  # fmt: skip
    op.create_index("ix_delivery_reminder_outgoing", table, ["outgoing_id", "recipient_id"])


def make_mistakes() -> None:
    table = "mistake"
    make(
        table, *number("outgoing_id", "unit_id", "reporter_unit_id", "reporter_position_id", "page"),
        *number("incoming_id", "answered_by", empty=True), word("field", 30), word("right_value", 500),
        word("words", 1000), word("answer", 30, empty=True), word("answer_text", 1000),
        moment("answered_at", empty=True), moment("made_at"),
        check(table, "answer_known", one_of("answer", ANSWERS)),
        check(table, "answered_has_time", "(answer IS NULL) = (answered_at IS NULL)"),
        check(table, "denied_with_reason", "answer IS NULL OR answer <> 'no_mistake' OR answer_text <> ''"),
        to={
            "outgoing_id": OUTGOING, "unit_id": "unit", "incoming_id": INCOMING, "reporter_unit_id": "unit",
            "reporter_position_id": "position", "answered_by": "position",
        },
    )  # fmt: skip
    for column in ("outgoing_id", "incoming_id"):
        op.create_index(op.f(f"ix_mistake_{column}"), table, [column])
    op.create_index("ix_mistake_unit", table, ["unit_id", "answer", "id"])
    op.create_index("ix_mistake_reporter", table, ["reporter_unit_id", "made_at"])
