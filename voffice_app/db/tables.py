"""Every table in one place, for migrations and for tests."""

from sqlmodel import SQLModel

from voffice_app.db import (
    answering,
    assignments,
    audit,
    authority,
    calendar,
    certificates,
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
    notices,
    opinions,
    outgoing,
    paper_prints,
    parameters,
    people,
    plugin_tickets,
    registers,
    sequences,
    signing_attempts,
    unit_history,
)

__all__ = [
    "METADATA", "answering", "assignments", "audit", "authority", "calendar", "certificates", "custody",
    "delegations", "desk_agents", "door", "extensions", "files", "handovers", "incoming", "instructions", "jobs",
    "long_term", "notices", "opinions", "outgoing", "paper_prints", "parameters", "people", "plugin_tickets",
    "registers", "sequences", "signing_attempts", "unit_history",
]  # fmt: skip

METADATA = SQLModel.metadata
