"""Attempts and homes of keys come and go with their migration, and no certificate is lost on the way."""

from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import select as sa_select
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from signing.pin import Pin
from tests.core.factories import SmallOffice, assigned, numbered
from tests.core.test_signing_acts import certificate, intents, seal_image
from voffice_app.actions import issuing, signing
from voffice_app.db import migrate
from voffice_app.db.certificates import CertificateKind, KeyHome
from voffice_app.db.files import Direction
from voffice_app.db.signing_attempts import SigningAttempt
from voffice_app.db.tables import METADATA

__all__ = ["intents"]
NEW = {"signing_attempt", "desk_agent", "plugin_ticket", "custody_event", "long_term_work", "notice", "job"}
NEW_COLUMNS = {"outgoing_document.signing_basis", "outgoing_document.signing_lines"}
"""Words about the signer that nothing older tells."""
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


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


@pytest.mark.filterwarnings("ignore")
def test_attempts_at_incoming_documents_come_with_their_direction_and_go_with_it(
    both: SmallOffice, intents: list[Any]
) -> None:
    certificate(both, CertificateKind.PERSONAL)
    document_id = numbered(both)
    signing.sign(both.office, both.deputy, document_id, Pin("1234"))
    with both.db.act(both.clerk) as tx:
        kept = tx.session.exec(select(SigningAttempt)).one()
        other = kept.model_dump(exclude={"id", "nonce"}) | {"nonce": "f" * 32, "direction": Direction.INCOMING}
        tx.session.add(SigningAttempt(**other | {"document_id": 99_999}))
    both.db.engine.dispose()
    to(both, "0009")
    with both.db.engine.connect() as connection:
        assert connection.execute(text("SELECT document_id FROM signing_attempt")).scalars().all() == [document_id]
    strange = text("UPDATE signing_attempt SET document_id = 99999")
    with both.db.engine.connect() as connection, pytest.raises(DatabaseError):
        connection.execute(strange)
    migrate.upgrade(both.db.engine)
    with both.db.engine.connect() as connection:
        assert connection.execute(text("SELECT direction FROM signing_attempt")).scalars().all() == ["outgoing"]


def _older(table: Any) -> list[Any]:
    return [column for column in table.columns if f"{table.name}.{column.name}" not in NEW_COLUMNS]


def kept(small: SmallOffice) -> dict[str, list[str]]:
    """Every row of every table the version before has too, and the names of all triggers."""
    with small.db.engine.connect() as connection:
        rows = {
            table.name: sorted(map(str, connection.execute(sa_select(*_older(table)))))
            for table in METADATA.sorted_tables
            if table.name not in NEW
        }
        triggers = connection.execute(text(TRIGGERS[small.db.engine.dialect.name])).scalars()
        return rows | {"triggers": sorted(map(str, triggers))}


@pytest.mark.filterwarnings("ignore")
def test_an_office_that_has_issued_goes_back_before_all_of_this_and_forward_again(
    both: SmallOffice, intents: list[Any]
) -> None:
    """What only new tables knew is read off the old ones again: who holds the seal, what is owed an archive form."""
    certificate(both, CertificateKind.PERSONAL)
    certificate(both, CertificateKind.AGENCY)
    seal_image(both)
    document_id = numbered(both)
    signing.sign(both.office, both.deputy, document_id, Pin("1234"))
    signing.seal(both.office, both.clerk, document_id, Pin("1234"))
    both.act(both.clerk, issuing.issue, document_id)
    assigned(both)
    before = kept(both)
    assert all(before[name] for name in ("outgoing_document", "incoming_document", "certificate", "triggers"))
    both.db.engine.dispose()
    to(both, "0003")
    migrate.upgrade(both.db.engine)
    assert kept(both) == before
    with both.db.engine.connect() as connection:
        acts = connection.execute(text("SELECT act FROM custody_event ORDER BY id")).scalars().all()
        owed = connection.execute(text("SELECT document_id, wanted, state FROM long_term_work")).all()
    assert acts == ["entered", "entered", "handed_over"]
    assert [tuple(row) for row in owed] == [(document_id, "archive", "waiting")]
