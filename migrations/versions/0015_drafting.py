"""Comments on pages, capacities, saved recipients, outsiders, paper copies, certified copies."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from alembic.util import load_python_file

revision = "0015"
down_revision = "0014"

rebuilt = load_python_file(str(Path(__file__).parents[1]), "rebuilding.py").rebuilt

DOCUMENT, FILE = "outgoing_document", "document_file"
TABLES = (
    "outgoing_comment_answer", "outgoing_comment", "outgoing_asked", "outgoing_outsider", "recipient_set_unit",
    "recipient_set", "outgoing_paper_copy", "certified_copy", "certified_copy_year",
)  # fmt: skip
# Written as they stand: alembic would rebuild the whole table of documents, and with it the triggers of the search.
ADDED = (
    f"ALTER TABLE {DOCUMENT} ADD COLUMN signing_capacity VARCHAR(30) DEFAULT 'own' NOT NULL "
    f"CONSTRAINT ck_{DOCUMENT}_signing_capacity_known "
    "CHECK (signing_capacity IN ('own', 'kt', 'tl', 'tuq', 'tm', 'q'))",
    f"ALTER TABLE {DOCUMENT} ADD COLUMN paper_decided_by INTEGER "
    f"CONSTRAINT fk_{DOCUMENT}_paper_decided_by_position REFERENCES position (id)",
    f"ALTER TABLE {FILE} ADD COLUMN withdrawn_by INTEGER "
    f"CONSTRAINT fk_{FILE}_withdrawn_by_position REFERENCES position (id)",
)
# Deputies signed for the head until now, whatever else there was.
DEPUTIES = (
    "UPDATE outgoing_document SET signing_capacity = 'kt' "
    "WHERE signer_position_id IN (SELECT id FROM position WHERE role = 'deputy')"
)


def upgrade() -> None:
    for statement in ADDED:
        op.execute(statement)
    op.execute(DEPUTIES)
    op.add_column("unit", sa.Column("cluster", sa.String(60), nullable=False, server_default=""))
    for column in _plain():
        op.add_column(DOCUMENT, column)
    op.add_column(FILE, sa.Column("note", sa.String(300), nullable=False, server_default=""))
    op.add_column(FILE, sa.Column("sort_order", sa.Integer(), nullable=False, server_default="0"))
    op.add_column(FILE, sa.Column("withdrawn_at", sa.DateTime()))
    _comments()
    _recipients()
    _copies()


def _plain() -> list[sa.Column[object]]:
    return [
        sa.Column("signing_basis", sa.String(300), nullable=False, server_default=""),
        sa.Column("signing_lines", sa.String(300), nullable=False, server_default=""),
        sa.Column("outsider_count", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("sends_source", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("paper_decided_at", sa.DateTime()),
    ]


def _comments() -> None:
    op.create_table(
        "outgoing_comment", *_own("outgoing_id", "file_id", "position_id"),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        *[sa.Column(name, sa.Float(), nullable=False) for name in ("x0", "y0", "x1", "y1")],
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime()),
        sa.Column("settled_by", sa.Integer()),
        sa.Column("request_key", sa.String(32)),
        *_keys("outgoing_comment", outgoing_id=DOCUMENT, file_id=FILE, position_id="position", settled_by="position"),
        _check("outgoing_comment", "kind_known", "kind IN ('content', 'format', 'opinion')"),
        _check("outgoing_comment", "on_page", "page > 0 AND x1 >= x0 AND y1 >= y0"),
        _check("outgoing_comment", "said", "text <> ''"),
        _check("outgoing_comment", "settled_by_somebody", "(settled_at IS NULL) = (settled_by IS NULL)"),
        sa.UniqueConstraint("outgoing_id", "request_key", name=op.f("uq_outgoing_comment_outgoing_id")),
    )  # fmt: skip
    op.create_index("ix_outgoing_comment_document", "outgoing_comment", ["outgoing_id", "id"])
    op.create_table(
        "outgoing_comment_answer", *_own("comment_id", "position_id"),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        *_keys("outgoing_comment_answer", comment_id="outgoing_comment", position_id="position"),
        _check("outgoing_comment_answer", "said", "text <> ''"),
    )  # fmt: skip
    op.create_index("ix_outgoing_comment_answer_comment", "outgoing_comment_answer", ["comment_id", "id"])
    op.create_table(
        "outgoing_asked", *_own("outgoing_id", "position_id", "asked_by"),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        *_keys("outgoing_asked", outgoing_id=DOCUMENT, position_id="position", asked_by="position"),
        sa.UniqueConstraint("outgoing_id", "position_id", name=op.f("uq_outgoing_asked_outgoing_id")),
    )  # fmt: skip


def _recipients() -> None:
    op.create_table(
        "outgoing_outsider", *_own("outgoing_id"),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(120), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        *_keys("outgoing_outsider", outgoing_id=DOCUMENT),
        _check("outgoing_outsider", "named", "name <> ''"),
    )  # fmt: skip
    op.create_index("ix_outgoing_outsider_document", "outgoing_outsider", ["outgoing_id", "id"])
    op.create_table(
        "recipient_set", *_own("unit_id", "owner_position_id"),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime()),
        *_keys("recipient_set", unit_id="unit", owner_position_id="position"),
        _check("recipient_set", "named", "name <> ''"),
    )  # fmt: skip
    op.create_index("ix_recipient_set_unit", "recipient_set", ["unit_id", "id"])
    op.create_table(
        "recipient_set_unit",
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("set_id", "unit_id", name=op.f("pk_recipient_set_unit")),
        *_references("recipient_set_unit", set_id="recipient_set", unit_id="unit"),
    )


def _copies() -> None:
    op.create_table(
        "outgoing_paper_copy", *_own("outgoing_id", "file_id", "position_id"),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("given_to", sa.String(200), nullable=False),
        sa.Column("stamped", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("printed_at", sa.DateTime(), nullable=False),
        sa.Column("request_key", sa.String(32)),
        *_keys("outgoing_paper_copy", outgoing_id=DOCUMENT, file_id=FILE, position_id="position"),
        _check("outgoing_paper_copy", "counted", "copies > 0 AND pages > 0"),
        _check("outgoing_paper_copy", "addressed", "given_to <> ''"),
        sa.UniqueConstraint("outgoing_id", "request_key", name=op.f("uq_outgoing_paper_copy_outgoing_id")),
    )  # fmt: skip
    op.create_table(
        "certified_copy", *_own("unit_id", "document_id", "file_id", "position_id", "signer_position_id"),
        sa.Column("direction", sa.String(30), nullable=False),
        sa.Column("form", sa.String(30), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("copied_on", sa.Date(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("given_to", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("request_key", sa.String(32)),
        *_keys(
            "certified_copy", unit_id="unit", file_id=FILE, position_id="position", signer_position_id="position"
        ),
        _check("certified_copy", "direction_known", "direction IN ('incoming', 'outgoing')"),
        _check("certified_copy", "form_known", "form IN ('sy', 'sl', 'trs')"),
        _check("certified_copy", "counted", "number > 0 AND copies > 0"),
        sa.UniqueConstraint("unit_id", "year", "number", name=op.f("uq_certified_copy_unit_id")),
    )  # fmt: skip
    op.create_index("ix_certified_copy_document", "certified_copy", ["direction", "document_id", "id"])
    op.create_index("ix_certified_copy_request", "certified_copy", ["unit_id", "request_key"], unique=True)
    op.create_table(
        "certified_copy_year",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", "year", name=op.f("pk_certified_copy_year")),
        *_references("certified_copy_year", unit_id="unit"),
    )


def _own(*integers: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in ("id", *integers)]


def _keys(table: str, **targets: str) -> list[sa.Constraint]:
    return [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")), *_references(table, **targets)]


def _references(table: str, **targets: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))
        for column, target in targets.items()
    ]


def _check(table: str, name: str, condition: str) -> sa.Constraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def downgrade() -> None:
    for gone in TABLES:
        op.drop_table(gone)
    with rebuilt(DOCUMENT), op.batch_alter_table(DOCUMENT) as table:
        table.drop_constraint(op.f(f"ck_{DOCUMENT}_signing_capacity_known"), type_="check")
        for name in ("signing_capacity", "paper_decided_by", *[column.name for column in _plain()]):
            table.drop_column(name)
    op.execute("ALTER TABLE unit DROP COLUMN cluster")
    for name in ("withdrawn_by", "note", "sort_order", "withdrawn_at"):
        op.execute(f"ALTER TABLE {FILE} DROP COLUMN {name}")
