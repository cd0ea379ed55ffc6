"""Letters to people outside tell also of a recall, a replacement, an amendment, a correction."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

MAIL = "outgoing_mail"
MATTERS = "('issued', 'recalled', 'valid_again', 'replaced', 'amended', 'corrected')"
ONCE = "uq_outgoing_mail_outgoing_id"
CHECKS = {"matter_known": f"matter IN {MATTERS}", "matter_has_subject": "(matter = 'issued') = (about_id = 0)"}


def upgrade() -> None:
    with op.batch_alter_table(MAIL) as table:
        table.add_column(sa.Column("matter", sa.String(length=30), nullable=False, server_default="issued"))
        table.add_column(sa.Column("about_id", sa.Integer(), nullable=False, server_default="0"))
        table.drop_constraint(op.f(ONCE), type_="unique")
    with op.batch_alter_table(MAIL) as table:
        table.alter_column("matter", server_default=None, existing_type=sa.String(length=30))
        table.alter_column("about_id", server_default=None, existing_type=sa.Integer())
        table.create_unique_constraint(op.f(ONCE), ["outgoing_id", "address", "matter", "about_id"])
        for name, rule in CHECKS.items():
            table.create_check_constraint(op.f(f"ck_{MAIL}_{name}"), rule)


def downgrade() -> None:
    """Letters of what followed have no place in the table of before; their jobs find nothing and end."""
    op.execute(sa.text("DELETE FROM outgoing_mail WHERE matter <> 'issued'"))
    with op.batch_alter_table(MAIL) as table:
        for name in CHECKS:
            table.drop_constraint(op.f(f"ck_{MAIL}_{name}"), type_="check")
        table.drop_constraint(op.f(ONCE), type_="unique")
    with op.batch_alter_table(MAIL) as table:
        table.drop_column("about_id")
        table.drop_column("matter")
        table.create_unique_constraint(op.f(ONCE), ["outgoing_id", "address"])
