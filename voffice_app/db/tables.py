"""Every table in one place, for migrations and for tests."""

from sqlmodel import SQLModel

from voffice_app.db import (
    archive_copies,
    answering,
    assignments,
    audit,
    authority,
    calendar,
    certificates,
    certified_copies,
    custody,
    delegations,
    desk_agents,
    door,
    extensions,
    files,
    handovers,
    incoming,
    instructions,
    jobs,
    long_term,
    mail,
    notices,
    opinions,
    outgoing,
    page_comments,
    paper_copies,
    paper_prints,
    parameters,
    people,
    plugin_tickets,
    recipients,
    registers,
    sequences,
    signing_attempts,
    unit_history,
)

__all__ = [
    "METADATA", "archive_copies", "mail", "answering", "assignments", "audit", "authority", "calendar", "certificates", "certified_copies",
    "custody", "delegations", "desk_agents", "door", "extensions", "files", "handovers", "incoming", "instructions",
    "jobs", "long_term", "notices", "opinions", "outgoing", "page_comments", "paper_copies", "paper_prints",
    "parameters", "people", "plugin_tickets", "recipients", "registers", "sequences", "signing_attempts",
    "unit_history",
]  # fmt: skip

METADATA = SQLModel.metadata
