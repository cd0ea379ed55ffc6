"""Every table in one place, for migrations and for tests."""

from sqlmodel import SQLModel

from voffice_app.db import (
    acknowledgements,
    archive_copies,
    assignments,
    audit,
    authority,
    calendar,
    certificates,
    certified_copies,
    changes,
    custody,
    deadline_moves,
    delegations,
    desk_agents,
    door,
    extensions,
    files,
    handovers,
    incoming,
    instructions,
    jobs,
    links,
    long_term,
    mail,
    mistakes,
    notices,
    opinions,
    outages,
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
    sources,
    unit_history,
    visits,
)

__all__ = [
    "METADATA", "acknowledgements", "archive_copies", "assignments", "audit", "authority", "calendar", "certificates",
    "certified_copies", "changes", "custody", "deadline_moves", "delegations", "desk_agents", "door", "extensions",
    "files", "handovers", "incoming", "instructions", "jobs", "links", "long_term", "mail", "mistakes", "notices",
    "opinions", "outages", "outgoing", "page_comments", "paper_copies", "paper_prints", "parameters", "people",
    "plugin_tickets", "recipients", "registers", "sequences", "signing_attempts", "sources", "unit_history", "visits",
]  # fmt: skip

METADATA = SQLModel.metadata
