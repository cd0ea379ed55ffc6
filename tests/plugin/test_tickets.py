"""A ticket is used once, on both databases, however many come at the same moment."""

import threading
from datetime import timedelta

import pytest
from sqlmodel import select

from tests.core.conftest import both, migrated, server, url
from tests.core.factories import SmallOffice, numbered
from tests.core.test_signing_acts import certificate
from voffice_app.db import plugin_tickets as tickets
from voffice_app.db.certificates import CertificateKind
from voffice_app.db.files import Direction
from voffice_app.db.plugin_tickets import Errand, Errands, PluginTicket

__all__ = ["both", "migrated", "server", "url"]


@pytest.fixture
def tokens(both: SmallOffice) -> dict[Errand, str]:
    """Both tickets of one signature."""
    document_id = numbered(both)
    used = certificate(both, CertificateKind.PERSONAL)
    base = both.document(document_id).current_file_id or 0
    with both.db.act(both.deputy) as tx:
        errands = Errands("approved", used, Direction.OUTGOING, document_id, base, "0" * 64)
        return tickets.add_tickets(tx, errands)[1]


def ticket(both: SmallOffice, tokens: dict[Errand, str], errand: Errand = Errand.UPLOAD) -> PluginTicket:
    with both.db.read() as session:
        found = tickets.find_ticket(session, tokens[errand], errand)
    assert found is not None
    return found


def use(both: SmallOffice, row: PluginTicket) -> bool:
    with both.db.act(both.deputy) as tx:
        return tickets.use(tx, row)


def test_of_eight_at_once_one_uses_it(both: SmallOffice, tokens: dict[Errand, str]) -> None:
    row, used = ticket(both, tokens), []
    threads = [threading.Thread(target=lambda: used.append(use(both, row))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(used) == [False] * 7 + [True]


def test_one_direction_says_nothing_of_the_other(both: SmallOffice, tokens: dict[Errand, str]) -> None:
    assert use(both, ticket(both, tokens, Errand.DOWNLOAD))
    assert use(both, ticket(both, tokens, Errand.UPLOAD))
    with both.db.read() as session:
        assert tickets.find_ticket(session, tokens[Errand.DOWNLOAD], Errand.UPLOAD) is None


def test_too_late_or_ended_it_is_good_for_nothing_and_the_first_end_stays(
    both: SmallOffice, tokens: dict[Errand, str]
) -> None:
    upload = ticket(both, tokens)
    with both.db.act(both.deputy) as tx:
        tickets.end(tx, upload.nonce, "cancelled")
        tickets.end(tx, upload.nonce, "plugin_late")
    assert not use(both, upload)
    assert ticket(both, tokens).ended_as == "cancelled"
    both.clock.now += timedelta(minutes=10)
    assert not use(both, ticket(both, tokens, Errand.DOWNLOAD))


def test_of_a_token_only_its_digest_is_kept(both: SmallOffice, tokens: dict[Errand, str]) -> None:
    with both.db.read() as session:
        kept = [str(vars(row)) for row in session.exec(select(PluginTicket)).all()]
    assert len(kept) == 2
    assert not any(token in line for token in tokens.values() for line in kept)
    assert all(len(token) == 43 for token in tokens.values()), "256 bits"
