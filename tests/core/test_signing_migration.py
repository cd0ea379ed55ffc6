"""Attempts and homes of keys come and go with their migration, and no certificate is lost on the way."""

from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from signing.pin import Pin
from tests.core.factories import SmallOffice, numbered
from tests.core.test_signing_acts import certificate, intents
from voffice_app.actions import signing
from voffice_app.db import migrate
from voffice_app.db.certificates import CertificateKind, KeyHome

__all__ = ["intents"]


def to(small: SmallOffice, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.ROOT / "migrations"))
    with small.db.engine.execution_options(voffice_write=True).begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def homes(small: SmallOffice) -> list[str]:
    with small.db.engine.connect() as connection:
        return list(connection.execute(text("SELECT home FROM certificate ORDER BY id")).scalars())


@pytest.mark.filterwarnings("ignore")
def test_back_and_forth_with_data(both: SmallOffice, intents: list[Any]) -> None:
    certificate(both, CertificateKind.PERSONAL)
    signing.sign(both.office, both.deputy, numbered(both), Pin("1234"))
    for n, home in enumerate((KeyHome.DESK, KeyHome.PLUGIN)):
        certificate(both, CertificateKind.AGENCY, home=home, sha256=f"{n}")
    assert homes(both) == ["demonstration", "desk", "plugin"]
    both.db.engine.dispose()
    to(both, "0003")
    assert homes(both) == ["demonstration", "token", "token"], "the version before looks for them in a token"
    with both.db.engine.connect() as connection, pytest.raises(DatabaseError):
        connection.execute(text("SELECT count(*) FROM signing_attempt"))
    for home in ("desk", "bay"):
        with both.db.engine.connect() as connection, pytest.raises(DatabaseError):
            connection.execute(text("UPDATE certificate SET home = :home"), {"home": home})
    migrate.upgrade(both.db.engine)
    assert homes(both) == ["demonstration", "token", "token"]
    certificate(both, CertificateKind.AGENCY, home=KeyHome.DESK, sha256="9")
