"""The key's answer that is sent twice, as pages and networks do, makes one signature and spoils none."""

from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from tests.core.factories import SmallOffice, small_office
from tests.core.signing_room import PIN, Room, furnished
from voffice_app.actions import signing, signing_parts
from voffice_app.db.certificates import Certificate
from voffice_app.db.signing_attempts import Way
from voffice_app.domain.outgoing import OutgoingStatus


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return furnished(small_office(tmp_path), 1)


def answered(room: Room) -> tuple[str, bytes]:
    """An open attempt and the key's answer to it."""
    small: SmallOffice = room.small
    opened = signing.begin(room.office, small.deputy, room.documents[0], "leader", Way.SERVER)
    with small.db.read() as session:
        certificate = session.get_one(Certificate, opened.certificate_id)
    (raw,) = room.office.keyring.key(certificate, PIN).sign_many([opened.attributes], opened.digest)
    return opened.nonce, raw


@pytest.mark.article("6.5")
def test_a_second_answer_while_the_first_is_being_stored_does_not_end_the_signature(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    nonce, raw = answered(room)
    storing, go_on, told = Event(), Event(), []
    store, first = signing_parts.store_signed, []

    def stored(*args: Any, **kwargs: Any) -> None:
        if not first:
            first.append(1)
            storing.set()
            go_on.wait(30)
        store(*args, **kwargs)

    def complete() -> None:
        try:
            told.append(signing.complete(room.office, room.small.deputy, nonce, raw).outcome)  # type: ignore[union-attr]
        except Exception as why:
            told.append(str(why))

    monkeypatch.setattr(signing_parts, "store_signed", stored)
    one = Thread(target=complete)
    one.start()
    assert storing.wait(30)
    complete()
    go_on.set()
    one.join(60)
    assert "valid" in told, told
    assert room.document(room.documents[0]).status is OutgoingStatus.LEADER_SIGNED
    acts = [entry.act for entry in room.small.history("outgoing", room.documents[0])]
    assert acts.count("sign") == 1
