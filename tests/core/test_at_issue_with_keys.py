"""Number, date and seal on a real page by real keys, the whole way to the receivers; and what goes wrong between."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from signing.check import verify
from signing.errors import SigningError
from tests.core.factories import SmallOffice, codes, format_checked
from tests.core.signing_room import PIN, Room, furnished
from tests.core.test_numbers_at_issue import rule
from tests.core.test_signing_faults import ended_whole, killed_at
from tests.signing.letters import LETTERS
from tests.signing.test_at_issue import opened, seen
from voffice_app.actions import imprinting, issuing, outgoing, signing
from voffice_app.actions.signing_key_parts import ask_key
from voffice_app.actions.signing_parts import Opened, open_again
from voffice_app.db.certificates import KeyHome
from voffice_app.db.files import Direction, list_files
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import load_file, load_outgoing
from voffice_app.db.signing_attempts import Way
from voffice_app.domain.errors import Refused, TransitionRefused
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.parameters import Parameter


def led(small: SmallOffice, count: int = 1) -> Room:
    """The leader has signed so many documents with four open fields; the clerk has given their numbers."""
    room = furnished(small, 1)
    rule(small, Parameter.NUMBERS_AT_ISSUE)
    page = small.db.vault.put(opened(LETTERS["head"]))
    room.documents = [format_checked(small) for _ in range(count)]
    for number in room.documents:
        imprinting.imprint(room.office, small.clerk, number)
        with small.db.act(small.deputy) as tx:
            load_file(tx.session, load_outgoing(tx, number).current_file_id).sha256 = page
        signing.sign(room.office, small.deputy, number, PIN)
        imprinting.assign_number(room.office, small.clerk, number)
    return room


def step(room: Room, opened: Opened) -> Any:
    """One signature by the key of this server, and what the office answers to it."""
    (raw,) = ask_key(room.office, room.small.clerk, [opened], PIN)
    return signing.complete(room.office, room.small.clerk, opened.nonce, raw)


def begun(room: Room, number: int) -> Opened:
    return signing.begin(room.office, room.small.clerk, number, "agency", Way.SERVER)


@pytest.mark.law("ND30:15")
@pytest.mark.article("7.2")
def test_number_and_date_come_with_the_seal_and_reach_the_receivers(both: SmallOffice, tmp_path: Path) -> None:
    room = led(both)
    (number,) = room.documents
    before = room.bytes_of(number)
    assert "02" not in {word for _, word in seen(before)}
    assert signing.seal(room.office, both.clerk, number, PIN).outcome == "valid"
    both.act(both.clerk, issuing.issue, number)
    sealed = room.bytes_of(number)
    assert sealed.startswith(before)
    verdict = verify(sealed, room.office.trust())
    assert [(one.field, one.outcome) for one in verdict.signatures] == [
        ("leader", "valid"), ("number", "valid"), ("date", "valid"), ("agency", "valid"),
    ]  # fmt: skip
    assert {"02", "23", "11", "2026"} <= {word for _, word in seen(sealed)}
    path = tmp_path / "issued.pdf"
    path.write_bytes(sealed)
    told = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout
    assert told.count("Signature is Valid") == 4
    with both.db.read() as session:
        arrived = session.exec(select(IncomingDocument)).all()
    assert {(row.code_number, str(row.issued_on)) for row in arrived} == {("02", "2026-11-23")}


def test_a_number_once_sealed_is_changed_by_nobody(both: SmallOffice) -> None:
    room = led(both)
    signing.seal(room.office, both.clerk, room.documents[0], PIN)
    sealed = room.bytes_of(room.documents[0])
    at = sealed.rindex(b"/VOStyle")
    changed = sealed[:at] + sealed[at:].replace(b"<0", b"<1", 1)
    assert changed != sealed
    assert verify(changed, room.office.trust()).outcome == "invalid"


def number_twice(room: Room, opened: Opened) -> None:
    (raw,) = ask_key(room.office, room.small.clerk, [opened], PIN)
    signing.complete(room.office, room.small.clerk, opened.nonce, raw)
    signing.complete(room.office, room.small.clerk, opened.nonce, raw)


def date_of_another(room: Room, opened: Opened) -> None:
    """What was signed for another document's number is no date of this one."""
    other = begun(room, room.documents[1])
    (raw,) = ask_key(room.office, room.small.clerk, [other], PIN)
    step(room, opened)
    signing.complete(room.office, room.small.clerk, opened.nonce, raw)


def cancelled(room: Room, opened: Opened) -> None:
    following = step(room, opened)
    room.small.act(room.small.head, outgoing.cancel, opened.document_id, "Không ban hành nữa")
    step(room, step(room, following))


def returned(room: Room, opened: Opened) -> None:
    following = step(room, step(room, opened))
    room.small.act(room.small.clerk, outgoing.return_format, opened.document_id, "Sai lề trái")
    step(room, following)


def given_up(room: Room, opened: Opened) -> None:
    following = step(room, opened)
    signing.fail(room.office, room.small.clerk, opened.nonce, "cancelled", {})
    step(room, following)


@pytest.mark.parametrize("mischief", [number_twice, date_of_another, cancelled, returned, given_up])
def test_what_goes_wrong_between_number_and_seal_stores_nothing(
    both: SmallOffice, mischief: Callable[[Room, Opened], None]
) -> None:
    room = led(both, 2)
    number = room.documents[0]
    before, base = versions(room, number), room.document(number)
    with pytest.raises((SigningError, Refused)):
        mischief(room, begun(room, number))
    after = room.document(number)
    assert (after.number, after.issued_on) == (base.number, base.issued_on), "a number stays the document's own"
    assert versions(room, number) == before
    if after.status is OutgoingStatus.NUMBERED:
        assert signing.seal(room.office, both.clerk, number, PIN).outcome == "valid"


def versions(room: Room, number: int) -> list[str]:
    with room.small.db.read() as session:
        return [file.sha256 for file in list_files(session, Direction.OUTGOING, number)]


def test_nobody_seals_before_the_number_is_given(both: SmallOffice) -> None:
    room = led(both)
    fresh = format_checked(both)
    with pytest.raises(TransitionRefused) as refusal:
        begun(room, fresh)
    assert "wrong_state" in codes(refusal)


@pytest.mark.law("ND30:15")
def test_between_the_signatures_another_process_may_take_over_what_waits_for_a_persons_own_key(
    small: SmallOffice, monkeypatch: Any
) -> None:
    room = led(small)
    monkeypatch.setattr("voffice_app.actions.signing_attempt_parts.WAY_OF", dict.fromkeys(KeyHome, Way.DESK))
    opened = signing.begin(room.office, small.clerk, room.documents[0], "agency", Way.DESK)
    step(room, opened)
    room.office = room.another_process()
    assert signing.sweep_attempts(room.office) == 0
    again = open_again(room.office, small.clerk, opened.nonce)
    assert (again.signatures, again.file_sha256) == (2, opened.file_sha256)
    assert again.attributes != opened.attributes
    with pytest.raises(Refused):
        open_again(room.office, small.head, opened.nonce)
    verdict = step(room, step(room, again))
    assert verdict.outcome == "valid"
    with pytest.raises(Refused) as refusal:
        open_again(room.office, small.clerk, opened.nonce)
    assert codes(refusal) == ["already_done"]


@pytest.mark.parametrize("fatal", [4, 14, 24, 34, 44, 54, 64])
def test_a_server_killed_between_number_and_seal_leaves_all_or_nothing(small: SmallOffice, fatal: int) -> None:
    room = led(small)
    (number,) = room.documents
    old, states = room.bytes_of(number), (OutgoingStatus.NUMBERED, OutgoingStatus.SEALED)
    small.db.engine.dispose()
    died = killed_at(fatal, lambda: signing.seal(room.another_process(), small.clerk, number, PIN))
    whole = ended_whole(room, number, *states, old)
    assert whole or died
    signing.sweep_attempts(room.office)
    assert room.office.shelf.list_nonces() == []
    if not whole:
        signing.seal(room.office, small.clerk, number, PIN)
    assert ended_whole(room, number, *states, old)
