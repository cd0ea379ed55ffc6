"""Changing the served office's rows from a test, as nobody in particular."""

from contextlib import AbstractContextManager

from voffice_app.db.session import Database, Tx
from voffice_app.domain.people import Actor, Role, UnitKind

NOBODY = Actor(0, 0, 0, UnitKind.OFFICE, "", Role.IT, "Kiểm thử", "")


def acting(database: Database) -> AbstractContextManager[Tx]:
    return database.act(NOBODY)
