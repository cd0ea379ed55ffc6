"""Chains of assignment, extensions, opinions and rounds, instruction templates and sets of people."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

WAITING, OPEN = sa.text("state = 'waiting'"), sa.text("closed_at IS NULL")
PARENT = "fk_incoming_assignment_parent_id_incoming_assignment"
NEW = (
    "people_set", "instruction_template", "round_answer", "opinion_round", "incoming_opinion",
    "incoming_extension",
)  # fmt: skip


def upgrade() -> None:
    with op.batch_alter_table("incoming_assignment") as table:
        table.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("instruction", sa.String(length=1000), nullable=False, server_default=""))
        table.create_foreign_key(op.f(PARENT), "incoming_assignment", ["parent_id"], ["id"])
    op.add_column("position", sa.Column("leads_group", sa.Boolean(), nullable=False, server_default=sa.false()))
    _extensions()
    _opinions()
    _quick()


def downgrade() -> None:
    for table in NEW:
        op.drop_table(table)
    op.drop_column("position", "leads_group")
    with op.batch_alter_table("incoming_assignment") as table:
        table.drop_constraint(op.f(PARENT), type_="foreignkey")
        table.drop_column("instruction")
        table.drop_column("parent_id")


def _column(name: str, kind: sa.types.TypeEngine, nullable: bool = False) -> sa.Column:
    return sa.Column(name, kind, nullable=nullable)


def _key(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def _points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _extensions() -> None:
    name, whole, moment = "incoming_extension", sa.Integer(), sa.DateTime()
    op.create_table(
        name, _column("id", whole), _column("incoming_id", whole), _column("assignment_id", whole),
        _column("asked_by", whole), _column("granter_position_id", whole), _column("reason", sa.String(1000)),
        _column("old_due_on", sa.Date()), _column("wished_on", sa.Date()), _column("asked_at", moment),
        _column("state", sa.String(30)), _column("granted_on", sa.Date(), True), _column("answer", sa.String(1000)),
        _column("answered_by", whole, True), _column("answered_at", moment, True),
        _check(name, "state_known", "state IN ('waiting', 'granted', 'refused', 'lapsed')"),
        _check(name, "granted_has_day", "(state = 'granted') = (granted_on IS NOT NULL)"),
        _check(name, "answered_has_time", "state = 'waiting' OR answered_at IS NOT NULL"),
        _points(name, "incoming_id", "incoming_document"), _points(name, "assignment_id", "incoming_assignment"),
        *[_points(name, column, "position") for column in ("asked_by", "granter_position_id", "answered_by")],
        _key(name),
    )  # fmt: skip
    op.create_index(op.f("ix_incoming_extension_incoming_id"), name, ["incoming_id"])
    waiting = {"sqlite_where": WAITING, "postgresql_where": WAITING}
    op.create_index("ix_incoming_extension_waiting", name, ["assignment_id"], unique=True, **waiting)
    op.create_index("ix_incoming_extension_granter", name, ["granter_position_id", "incoming_id"], **waiting)


def _opinions() -> None:
    whole, moment = sa.Integer(), sa.DateTime()
    name = "incoming_opinion"
    op.create_table(
        name, _column("id", whole), _column("incoming_id", whole), _column("position_id", whole),
        _column("said", sa.String(2000)), _column("file_id", whole, True), _column("said_at", moment),
        _points(name, "incoming_id", "incoming_document"), _points(name, "position_id", "position"),
        _points(name, "file_id", "document_file"), _key(name),
    )  # fmt: skip
    op.create_index(op.f("ix_incoming_opinion_incoming_id"), name, ["incoming_id"])
    name = "opinion_round"
    op.create_table(
        name, _column("id", whole), _column("incoming_id", whole), _column("question", sa.String(1000)),
        _column("due_on", sa.Date(), True), _column("asked_by", whole), _column("asked_at", moment),
        _column("closed_by", whole, True), _column("closed_at", moment, True), _column("conclusion", sa.String(1000)),
        _check(name, "closed_by_somebody", "(closed_at IS NULL) = (closed_by IS NULL)"),
        _points(name, "incoming_id", "incoming_document"), _points(name, "asked_by", "position"),
        _points(name, "closed_by", "position"), _key(name),
    )  # fmt: skip
    op.create_index(op.f("ix_opinion_round_incoming_id"), name, ["incoming_id"])
    op.create_index(
        "ix_opinion_round_open", name, ["incoming_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )
    name = "round_answer"
    op.create_table(
        name, _column("id", whole), _column("round_id", whole), _column("position_id", whole),
        _column("stance", sa.String(30), True), _column("said", sa.String(2000)), _column("answered_at", moment, True),
        _check(name, "stance_known", "stance IN ('agree', 'disagree', 'other')"),
        _check(name, "answered_with_stance", "(stance IS NULL) = (answered_at IS NULL)"),
        _points(name, "round_id", "opinion_round"), _points(name, "position_id", "position"), _key(name),
        sa.UniqueConstraint("round_id", "position_id", name=op.f("uq_round_answer_round_id")),
    )  # fmt: skip
    op.create_index("ix_round_answer_person", name, ["position_id", "round_id"])


def _quick() -> None:
    whole, moment = sa.Integer(), sa.DateTime()
    name = "instruction_template"
    op.create_table(
        name, _column("id", whole), _column("unit_id", whole), _column("words", sa.String(200)),
        _column("added_at", moment), _column("ended_at", moment, True), _points(name, "unit_id", "unit"), _key(name),
    )  # fmt: skip
    op.create_index(op.f("ix_instruction_template_unit_id"), name, ["unit_id"])
    name = "people_set"
    op.create_table(
        name, _column("id", whole), _column("position_id", whole), _column("name", sa.String(60)),
        _column("lead", sa.JSON()), _column("support", sa.JSON()), _column("info", sa.JSON()),
        _points(name, "position_id", "position"), _key(name),
        sa.UniqueConstraint("position_id", "name", name=op.f("uq_people_set_position_id")),
    )  # fmt: skip
