"""First tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


SQLITE_GUARD = (
    "CREATE TRIGGER audit_entry_no_{what} BEFORE {what} ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END"
)
POSTGRES_GUARD = (
    "CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit_entry is append-only'; END $$",
    "CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry "
    "FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()",
    "CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()",
)


def make_audit_append_only() -> None:
    """The database itself refuses to change or remove an audit row."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    guards = [SQLITE_GUARD.format(what=w) for w in ("UPDATE", "DELETE")] if sqlite else POSTGRES_GUARD
    for guard in guards:
        op.execute(guard)


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("full_name", sa.String(length=50), nullable=False),
        sa.Column("email", sa.String(length=120), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("password_expires_at", sa.DateTime(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("username", name=op.f("uq_account_username")),
    )
    op.create_table(
        "login_failure",
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("username", name=op.f("pk_login_failure")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=35), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("level", sa.String(length=30), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("parent_name", sa.String(length=200), nullable=False),
        sa.Column("symbol", sa.String(length=30), nullable=False),
        sa.Column("place_name", sa.String(length=60), nullable=False),
        sa.Column("email", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('office', 'school', 'partner')", name=op.f("ck_unit_kind_known")),
        sa.CheckConstraint("level IN ('mn', 'th', 'thcs', 'th_thcs')", name=op.f("ck_unit_level_known")),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=50), nullable=False),
        sa.Column("actor_title", sa.String(length=100), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=30), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("from_state", sa.String(length=30), nullable=False),
        sa.Column("to_state", sa.String(length=30), nullable=False),
        sa.Column("comment", sa.String(length=2000), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_audit_entry_account_id_account")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_audit_entry_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("unit_id", "seq", name=op.f("uq_audit_entry_unit_id")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index("ix_audit_entry_subject", ["subject", "subject_id", "id"], unique=False)

    op.create_table(
        "audit_head",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_audit_head_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "calendar_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("kind IN ('off', 'working', 'make_up')", name=op.f("ck_calendar_day_kind_known")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_calendar_day_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_day")),
        sa.UniqueConstraint("unit_id", "day", name=op.f("uq_calendar_day_unit_id")),
    )
    with op.batch_alter_table("calendar_day", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_day_day"), ["day"], unique=False)

    op.create_table(
        "position",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("group_name", sa.String(length=100), nullable=False),
        sa.Column("symbol", sa.String(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("role IN ('head', 'deputy', 'clerk', 'officer', 'it')", name=op.f("ck_position_role_known")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_position_account_id_account")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_position_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position")),
    )
    with op.batch_alter_table("position", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_position_account_id"), ["account_id"], unique=False)
        batch_op.create_index("ix_position_unit_role", ["unit_id", "role"], unique=False)

    op.create_table(
        "register",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("direction", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.CheckConstraint("direction IN ('incoming', 'outgoing')", name=op.f("ck_register_direction_known")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_register_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register")),
        sa.UniqueConstraint("unit_id", "direction", "name", name=op.f("uq_register_unit_id")),
    )
    op.create_table(
        "signature_image",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("width_mm", sa.Float(), nullable=False),
        sa.Column("height_mm", sa.Float(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('signature', 'initial', 'seal')", name=op.f("ck_signature_image_kind_known")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_signature_image_account_id_account")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_signature_image_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature_image")),
    )
    with op.batch_alter_table("signature_image", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signature_image_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signature_image_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "unit_parameter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_parameter_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_parameter")),
    )
    with op.batch_alter_table("unit_parameter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_parameter_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "forgotten_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_forgotten_file")),
    )
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.JSON(), nullable=True),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("attached_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name=op.f("fk_upload_position_id_position")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_upload_position_id"), ["position_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_upload_sha256"), ["sha256"], unique=False)

    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("home", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("serial", sa.String(length=60), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("der", sa.LargeBinary(), nullable=False),
        sa.Column("chain_der", sa.LargeBinary(), nullable=False),
        sa.Column("valid_from", sa.DateTime(), nullable=False),
        sa.Column("valid_to", sa.DateTime(), nullable=False),
        sa.Column("token_label", sa.String(length=60), nullable=False),
        sa.Column("key_label", sa.String(length=60), nullable=False),
        sa.Column("holder_position_id", sa.Integer(), nullable=True),
        sa.Column("handed_over_by", sa.String(length=200), nullable=False),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        sa.CheckConstraint("home IN ('token', 'demonstration')", name=op.f("ck_certificate_home_known")),
        sa.CheckConstraint(
            "kind <> 'personal' OR account_id IS NOT NULL", name=op.f("ck_certificate_personal_has_person")
        ),
        sa.CheckConstraint("kind IN ('personal', 'agency')", name=op.f("ck_certificate_kind_known")),
        sa.CheckConstraint("status IN ('active', 'revoked', 'lost')", name=op.f("ck_certificate_status_known")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_certificate_account_id_account")),
        sa.ForeignKeyConstraint(
            ["holder_position_id"], ["position.id"], name=op.f("fk_certificate_holder_position_id_position")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_certificate_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("sha256", name=op.f("uq_certificate_sha256")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "document_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("direction", sa.String(length=30), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.JSON(), nullable=True),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("direction IN ('incoming', 'outgoing')", name=op.f("ck_document_file_direction_known")),
        sa.CheckConstraint(
            "kind IN ('main', 'draft', 'initialed', 'numbered', 'leader_signed', 'sealed', 'source', 'attachment')",
            name=op.f("ck_document_file_kind_known"),
        ),
        sa.ForeignKeyConstraint(["added_by"], ["position.id"], name=op.f("fk_document_file_added_by_position")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_document_file_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_file")),
    )
    with op.batch_alter_table("document_file", schema=None) as batch_op:
        batch_op.create_index("ix_document_file_document", ["direction", "document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_file_sha256"), ["sha256"], unique=False)

    op.create_table(
        "login_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("id_sha256", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_login_session_account_id_account")),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name=op.f("fk_login_session_position_id_position")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
        sa.UniqueConstraint("id_sha256", name=op.f("uq_login_session_id_sha256")),
    )
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_login_session_account_id"), ["account_id"], unique=False)

    op.create_table(
        "outgoing_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("register_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("type_key", sa.String(length=10), nullable=False),
        sa.Column("notation", sa.String(length=30), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("abstract", sa.String(length=500), nullable=False),
        sa.Column("subject_area", sa.String(length=100), nullable=False),
        sa.Column("urgency", sa.String(length=30), nullable=False),
        sa.Column("drafter_position_id", sa.Integer(), nullable=False),
        sa.Column("signer_position_id", sa.Integer(), nullable=True),
        sa.Column("current_file_id", sa.Integer(), nullable=True),
        sa.Column("clean_file_id", sa.Integer(), nullable=True),
        sa.Column("initialed", sa.Boolean(), nullable=False),
        sa.Column("imprint_pending", sa.Boolean(), nullable=False),
        sa.Column("imprinted", sa.Boolean(), nullable=False),
        sa.Column("leader_signature_holds", sa.Boolean(), nullable=False),
        sa.Column("recipient_count", sa.Integer(), nullable=False),
        sa.Column("layout", sa.JSON(), nullable=False),
        sa.Column("reply_due_on", sa.Date(), nullable=True),
        sa.Column("also_paper", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("numbered_at", sa.DateTime(), nullable=True),
        sa.Column("issued_at", sa.DateTime(), nullable=True),
        sa.Column("request_key", sa.String(length=32), nullable=True),
        sa.Column("fold", sa.String(length=900), nullable=False),
        sa.CheckConstraint(
            "status <> 'issued' OR number IS NOT NULL", name=op.f("ck_outgoing_document_issued_has_number")
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'submitted', 'returned', 'approved', 'format_checked', 'numbered', 'leader_signed', 'sealed', 'issued', 'cancelled')",
            name=op.f("ck_outgoing_document_status_known"),
        ),
        sa.CheckConstraint(
            "urgency IN ('normal', 'urgent', 'very_urgent', 'express')", name=op.f("ck_outgoing_document_urgency_known")
        ),
        sa.CheckConstraint(
            "number IS NULL OR (number > 0 AND year IS NOT NULL)", name=op.f("ck_outgoing_document_number_has_year")
        ),
        sa.ForeignKeyConstraint(
            ["drafter_position_id"], ["position.id"], name=op.f("fk_outgoing_document_drafter_position_id_position")
        ),
        sa.ForeignKeyConstraint(
            ["register_id"], ["register.id"], name=op.f("fk_outgoing_document_register_id_register")
        ),
        sa.ForeignKeyConstraint(
            ["signer_position_id"], ["position.id"], name=op.f("fk_outgoing_document_signer_position_id_position")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_outgoing_document_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_document")),
        sa.UniqueConstraint("register_id", "year", "number", name=op.f("uq_outgoing_document_register_id")),
        sa.UniqueConstraint("unit_id", "request_key", name=op.f("uq_outgoing_document_unit_id")),
    )
    with op.batch_alter_table("outgoing_document", schema=None) as batch_op:
        batch_op.create_index("ix_outgoing_unit", ["unit_id", "id"], unique=False)
        batch_op.create_index("ix_outgoing_unit_status", ["unit_id", "status", "id"], unique=False)

    op.create_table(
        "register_year",
        sa.Column("register_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["register_id"], ["register.id"], name=op.f("fk_register_year_register_id_register")),
        sa.PrimaryKeyConstraint("register_id", "year", name=op.f("pk_register_year")),
    )
    op.create_table(
        "outgoing_recipient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outgoing_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outgoing_id"], ["outgoing_document.id"], name=op.f("fk_outgoing_recipient_outgoing_id_outgoing_document")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_outgoing_recipient_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_recipient")),
        sa.UniqueConstraint("outgoing_id", "unit_id", name=op.f("uq_outgoing_recipient_outgoing_id")),
    )
    op.create_table(
        "incoming_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("register_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("arrival_number", sa.Integer(), nullable=True),
        sa.Column("arrival_year", sa.Integer(), nullable=True),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(), nullable=False),
        sa.Column("registered_at", sa.DateTime(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("register_due_on", sa.Date(), nullable=False),
        sa.Column("type_key", sa.String(length=10), nullable=False),
        sa.Column("code_number", sa.String(length=11), nullable=False),
        sa.Column("code_notation", sa.String(length=30), nullable=False),
        sa.Column("issuing_body", sa.String(length=200), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("signer_name", sa.String(length=50), nullable=False),
        sa.Column("signer_title", sa.String(length=100), nullable=False),
        sa.Column("abstract", sa.String(length=500), nullable=False),
        sa.Column("subject_area", sa.String(length=100), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("urgency", sa.String(length=30), nullable=False),
        sa.Column("source", sa.String(length=30), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_sort", sa.Date(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(length=2000), nullable=False),
        sa.Column("answer_outgoing_id", sa.Integer(), nullable=True),
        sa.Column("lead_position_id", sa.Integer(), nullable=True),
        sa.Column("instruction", sa.String(length=1000), nullable=False),
        sa.Column("passed_to_position_id", sa.Integer(), nullable=True),
        sa.Column("received_by_position_id", sa.Integer(), nullable=True),
        sa.Column("origin_outgoing_id", sa.Integer(), nullable=True),
        sa.Column("recipient_id", sa.Integer(), nullable=True),
        sa.Column("request_key", sa.String(length=32), nullable=True),
        sa.Column("fold", sa.String(length=1400), nullable=False),
        sa.CheckConstraint(
            "source IN ('paper', 'mvp', 'website', 'email', 'other', 'voffice')",
            name=op.f("ck_incoming_document_source_known"),
        ),
        sa.CheckConstraint(
            "status <> 'completed' OR completed_on IS NOT NULL", name=op.f("ck_incoming_document_completed_has_date")
        ),
        sa.CheckConstraint(
            "status IN ('received', 'registered', 'submitted', 'assigned', 'in_progress', 'completed', 'archived_only', 'passed_on', 'returned')",
            name=op.f("ck_incoming_document_status_known"),
        ),
        sa.CheckConstraint(
            "urgency IN ('normal', 'urgent', 'very_urgent', 'express')", name=op.f("ck_incoming_document_urgency_known")
        ),
        sa.CheckConstraint(
            "arrival_number IS NULL OR arrival_number > 0", name=op.f("ck_incoming_document_arrival_number_positive")
        ),
        sa.ForeignKeyConstraint(
            ["answer_outgoing_id"],
            ["outgoing_document.id"],
            name=op.f("fk_incoming_document_answer_outgoing_id_outgoing_document"),
        ),
        sa.ForeignKeyConstraint(
            ["lead_position_id"], ["position.id"], name=op.f("fk_incoming_document_lead_position_id_position")
        ),
        sa.ForeignKeyConstraint(
            ["origin_outgoing_id"],
            ["outgoing_document.id"],
            name=op.f("fk_incoming_document_origin_outgoing_id_outgoing_document"),
        ),
        sa.ForeignKeyConstraint(
            ["passed_to_position_id"], ["position.id"], name=op.f("fk_incoming_document_passed_to_position_id_position")
        ),
        sa.ForeignKeyConstraint(
            ["received_by_position_id"],
            ["position.id"],
            name=op.f("fk_incoming_document_received_by_position_id_position"),
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["outgoing_recipient.id"],
            name=op.f("fk_incoming_document_recipient_id_outgoing_recipient"),
        ),
        sa.ForeignKeyConstraint(
            ["register_id"], ["register.id"], name=op.f("fk_incoming_document_register_id_register")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_incoming_document_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_document")),
        sa.UniqueConstraint("recipient_id", name=op.f("uq_incoming_document_recipient_id")),
        sa.UniqueConstraint(
            "register_id", "arrival_year", "arrival_number", name=op.f("uq_incoming_document_register_id")
        ),
        sa.UniqueConstraint("unit_id", "request_key", name=op.f("uq_incoming_document_unit_id")),
    )
    with op.batch_alter_table("incoming_document", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_incoming_document_origin_outgoing_id"), ["origin_outgoing_id"], unique=False
        )
        batch_op.create_index("ix_incoming_reference", ["unit_id", "code_number", "code_notation"], unique=False)
        batch_op.create_index("ix_incoming_unit", ["unit_id", "id"], unique=False)
        batch_op.create_index("ix_incoming_unit_due", ["unit_id", "due_sort", "id"], unique=False)
        batch_op.create_index("ix_incoming_unit_status", ["unit_id", "status", "id"], unique=False)

    op.create_table(
        "incoming_assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incoming_id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("assigned_by", sa.Integer(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('lead', 'support', 'info')", name=op.f("ck_incoming_assignment_kind_known")),
        sa.ForeignKeyConstraint(
            ["assigned_by"], ["position.id"], name=op.f("fk_incoming_assignment_assigned_by_position")
        ),
        sa.ForeignKeyConstraint(
            ["incoming_id"], ["incoming_document.id"], name=op.f("fk_incoming_assignment_incoming_id_incoming_document")
        ),
        sa.ForeignKeyConstraint(
            ["position_id"], ["position.id"], name=op.f("fk_incoming_assignment_position_id_position")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_assignment")),
    )
    with op.batch_alter_table("incoming_assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incoming_assignment_incoming_id"), ["incoming_id"], unique=False)
        batch_op.create_index("ix_incoming_assignment_open", ["position_id", "ended_at", "incoming_id"], unique=False)
    op.create_index(
        "uq_calendar_day_everybody", "calendar_day", ["day"], unique=True,
        sqlite_where=sa.text("unit_id IS NULL"), postgresql_where=sa.text("unit_id IS NULL"),
    )  # fmt: skip
    make_audit_append_only()


def downgrade() -> None:
    op.drop_table("incoming_assignment")
    op.drop_table("incoming_document")
    op.drop_table("outgoing_recipient")
    op.drop_table("register_year")
    op.drop_table("outgoing_document")
    op.drop_table("login_session")
    op.drop_table("document_file")
    op.drop_table("certificate")
    op.drop_table("upload")
    op.drop_table("unit_parameter")
    op.drop_table("signature_image")
    op.drop_table("register")
    op.drop_table("position")
    op.drop_table("calendar_day")
    op.drop_table("audit_head")
    op.drop_table("audit_entry")
    op.drop_table("unit")
    op.drop_table("login_failure")
    op.drop_table("account")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION audit_entry_refuse")
