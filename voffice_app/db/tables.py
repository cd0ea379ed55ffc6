"""Every table in one place, for migrations and for tests."""

from sqlmodel import SQLModel

from voffice_app.db import audit, calendar, certificates, door, files, incoming, outgoing, parameters, people, sequences

__all__ = [
    "METADATA", "audit", "calendar", "certificates", "door", "files", "incoming", "outgoing", "parameters", "people",
    "sequences",
]  # fmt: skip

METADATA = SQLModel.metadata
