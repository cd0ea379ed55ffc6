"""Every table in one place, for migrations and for tests."""

from sqlmodel import SQLModel

from voffice_app.db import (
    assignments,
    audit,
    authority,
    calendar,
    certificates,
    custody,
    delegations,
    desk_agents,
    door,
    files,
    handovers,
    incoming,
    jobs,
    long_term,
    notices,
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
    "METADATA", "audit", "calendar", "certificates", "custody", "desk_agents", "door", "files", "incoming", "jobs",
    "long_term", "notices", "outgoing", "paper_prints", "parameters", "people", "plugin_tickets", "registers",
    "sequences", "signing_attempts",
]  # fmt: skip

METADATA = SQLModel.metadata
