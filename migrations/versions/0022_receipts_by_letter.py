"""A letter may acknowledge a document that arrived; the acknowledgement knows its letter."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

MAIL, TOLD = "outgoing_mail", "acknowledgement"
BEFORE = "('issued', 'recalled', 'valid_again', 'replaced', 'amended', 'corrected')"
KNOWN, SUBJECT = f"ck_{MAIL}_matter_known", f"ck_{MAIL}_matter_has_subject"
CHECKS = {
    "arrived_has_document": "(matter = 'arrived') = (incoming_id IS NOT NULL)",
    "issued_has_document": "(matter = 'arrived') = (outgoing_id IS NULL)",
    "arrived_has_no_file": "(matter = 'arrived') = (file_id IS NULL)",
}
ONCE = f"uq_{MAIL}_incoming_id"
OF_ARRIVAL, OF_LETTER = f"fk_{MAIL}_incoming_id_incoming_document", f"fk_{TOLD}_mail_id_{MAIL}"


def upgrade() -> None:
    with op.batch_alter_table(MAIL) as table:
        table.add_column(sa.Column("incoming_id", sa.Integer(), nullable=True))
        table.alter_column("outgoing_id", nullable=True, existing_type=sa.Integer())
        table.alter_column("file_id", nullable=True, existing_type=sa.Integer())
        table.drop_constraint(op.f(KNOWN), type_="check")
        table.drop_constraint(op.f(SUBJECT), type_="check")
    with op.batch_alter_table(MAIL) as table:
        table.create_foreign_key(op.f(OF_ARRIVAL), "incoming_document", ["incoming_id"], ["id"])
        table.create_unique_constraint(op.f(ONCE), ["incoming_id", "address"])
        table.create_check_constraint(op.f(KNOWN), f"matter IN {BEFORE[:-1]}, 'arrived')")
        table.create_check_constraint(op.f(SUBJECT), "(matter IN ('issued', 'arrived')) = (about_id = 0)")
        for name, rule in CHECKS.items():
            table.create_check_constraint(op.f(f"ck_{MAIL}_{name}"), rule)
    with op.batch_alter_table(TOLD) as table:
        table.add_column(sa.Column("mail_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f(OF_LETTER), MAIL, ["mail_id"], ["id"])


def downgrade() -> None:
    """That the sender was told, and at which address, stays; the letters have no place in the table of before."""
    with op.batch_alter_table(TOLD) as table:
        table.drop_constraint(op.f(OF_LETTER), type_="foreignkey")
        table.drop_column("mail_id")
    op.execute(sa.text("DELETE FROM outgoing_mail WHERE matter = 'arrived'"))
    with op.batch_alter_table(MAIL) as table:
        for name in CHECKS:
            table.drop_constraint(op.f(f"ck_{MAIL}_{name}"), type_="check")
        table.drop_constraint(op.f(KNOWN), type_="check")
        table.drop_constraint(op.f(SUBJECT), type_="check")
        table.drop_constraint(op.f(ONCE), type_="unique")
        table.drop_constraint(op.f(OF_ARRIVAL), type_="foreignkey")
    with op.batch_alter_table(MAIL) as table:
        table.drop_column("incoming_id")
        table.alter_column("outgoing_id", nullable=False, existing_type=sa.Integer())
        table.alter_column("file_id", nullable=False, existing_type=sa.Integer())
        table.create_check_constraint(op.f(KNOWN), f"matter IN {BEFORE}")
        table.create_check_constraint(op.f(SUBJECT), "(matter = 'issued') = (about_id = 0)")
