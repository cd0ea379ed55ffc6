"""An attempt at signing is a row: one open at a document, good once, ended once, and it outlives the server."""

import stat
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from signing.errors import BadSignature, PlaceNotFound
from signing.errors import Stale as StaleFile
from tests.core.factories import SmallOffice, codes, numbered
from tests.core.test_signing_acts import PIN, certificate, intents, ready, seal_image
from voffice_app.actions import outgoing, signing, signing_parts
from voffice_app.db.certificates import CertificateKind, KeyHome
from voffice_app.db.people import Position
from voffice_app.db.signing_attempts import AttemptStatus, SigningAttempt, Way
from voffice_app.domain.errors import AlreadyDone, NotVisible, Refused, Stale, TransitionRefused
from voffice_app.domain.outgoing import OutgoingStatus

__all__ = ["intents", "ready"]
RAW = b"raw"


@pytest.fixture
def small(both: SmallOffice) -> SmallOffice:
    """Everything here holds on both databases."""
    return both


@pytest.fixture
def desk(small: SmallOffice, intents: list[Any]) -> int:
    """Numbered; the deputy's key is in a token on the deputy's own PC."""
    certificate(small, CertificateKind.PERSONAL, home=KeyHome.DESK)
    return numbered(small)


def begin(small: SmallOffice, document_id: int, way: Way = Way.DESK) -> signing.Opened:
    return signing.begin(small.office, small.deputy, document_id, "leader", way)


def row(small: SmallOffice, nonce: str) -> SigningAttempt:
    with small.db.read() as session:
        return session.exec(select(SigningAttempt).where(SigningAttempt.nonce == nonce)).one()


def test_the_key_is_told_what_it_signs_and_its_answer_is_taken_once(small: SmallOffice, desk: int) -> None:
    opened = begin(small, desk)
    document = small.document(desk)
    assert (opened.reference, opened.abstract) == (document.reference, document.abstract)
    assert opened.document_digest in opened.attributes
    assert row(small, opened.nonce).base_file_id == document.current_file_id
    assert signing.complete(small.office, small.deputy, opened.nonce, RAW).outcome == "valid"
    assert small.document(desk).status is OutgoingStatus.LEADER_SIGNED
    ended = row(small, opened.nonce)
    assert (ended.status, ended.code, ended.finished_at) == (AttemptStatus.DONE, "", small.clock.now)
    with pytest.raises(AlreadyDone):
        signing.complete(small.office, small.deputy, opened.nonce, RAW)
    assert [entry.act for entry in small.history("outgoing", desk)].count("sign") == 1


def test_what_waits_for_its_signature_is_a_file_that_only_the_server_reads(small: SmallOffice, desk: int) -> None:
    opened = begin(small, desk)
    (path,) = small.office.shelf.folder.iterdir()
    assert (path.name, stat.S_IMODE(path.stat().st_mode)) == (opened.nonce, 0o600)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert b"pickle" not in path.read_bytes()
    signing.complete(small.office, small.deputy, opened.nonce, RAW)
    assert list(small.office.shelf.folder.iterdir()) == []


def test_beginning_anew_ends_the_attempt_before(small: SmallOffice, desk: int) -> None:
    first, second = begin(small, desk), begin(small, desk)
    assert row(small, first.nonce).status is AttemptStatus.SUPERSEDED
    assert small.office.shelf.list_nonces() == [second.nonce]
    with pytest.raises(Stale) as no:
        signing.complete(small.office, small.deputy, first.nonce, RAW)
    assert codes(no) == ["attempt_ended"]
    assert small.document(desk).status is OutgoingStatus.NUMBERED
    signing.complete(small.office, small.deputy, second.nonce, RAW)
    assert small.document(desk).status is OutgoingStatus.LEADER_SIGNED


@pytest.mark.article("6.5")
def test_another_clerk_is_told_who_is_sealing_now(small: SmallOffice, ready: int) -> None:
    signing.sign(small.office, small.deputy, ready, PIN)
    opened = signing.begin(small.office, small.clerk, ready, "agency", Way.SERVER)
    with small.db.act(small.it) as tx:  # the register names another clerk meanwhile
        tx.session.get_one(Position, small.colleague.position_id).role = small.clerk.role
        attempt = tx.session.exec(select(SigningAttempt).where(SigningAttempt.nonce == opened.nonce)).one()
        attempt.position_id = small.colleague.position_id
    with pytest.raises(Refused) as no:
        signing.begin(small.office, small.clerk, ready, "agency", Way.SERVER)
    assert codes(no) == ["being_signed"]
    assert no.value.reasons[0].facts == {"name": "Người colleague"}


def test_a_second_click_while_the_key_works_is_no_second_try_of_the_pin(small: SmallOffice, ready: int) -> None:
    begin(small, ready, Way.SERVER)
    with pytest.raises(Refused) as no:
        signing.sign(small.office, small.deputy, ready, PIN)
    assert codes(no) == ["signing_under_way"]


def test_nobody_else_completes_or_ends_an_attempt(small: SmallOffice, desk: int) -> None:
    opened = begin(small, desk)
    for who in (small.head, small.clerk, small.school1_head):
        with pytest.raises(NotVisible):
            signing.complete(small.office, who, opened.nonce, RAW)
        with pytest.raises(NotVisible):
            signing.fail(small.office, who, opened.nonce, "cancelled", {})
    assert row(small, opened.nonce).status is AttemptStatus.OPEN


def test_after_ten_minutes_the_answer_comes_too_late(small: SmallOffice, desk: int) -> None:
    opened = begin(small, desk)
    small.clock.now += timedelta(minutes=10)
    with pytest.raises(StaleFile) as no:
        signing.complete(small.office, small.deputy, opened.nonce, RAW)
    assert no.value.facts == {"reason": "expired"}
    assert row(small, opened.nonce).status is AttemptStatus.EXPIRED
    assert small.office.shelf.list_nonces() == []
    assert small.document(desk).status is OutgoingStatus.NUMBERED
    signing.complete(small.office, small.deputy, begin(small, desk).nonce, RAW)


def test_what_was_left_lying_is_cleared_away_by_the_next_beginning(small: SmallOffice, desk: int) -> None:
    """A person who closed the browser leaves no file behind for ever, whichever document comes next."""
    left = begin(small, desk)
    other = numbered(small)
    small.clock.now += timedelta(minutes=10)
    opened = begin(small, other)
    assert row(small, left.nonce).status is AttemptStatus.EXPIRED
    assert small.office.shelf.list_nonces() == [opened.nonce]


def test_an_expired_attempt_of_anybody_makes_room(small: SmallOffice, ready: int) -> None:
    former = begin(small, ready, Way.SERVER)
    small.clock.now += timedelta(minutes=10)
    signing.sign(small.office, small.deputy, ready, PIN)
    assert row(small, former.nonce).status is AttemptStatus.EXPIRED
    assert small.office.shelf.list_nonces() == []


@pytest.mark.parametrize(
    ("code", "facts", "kept"),
    [
        ("cancelled", {}, {}),
        ("pin_wrong", {"tries_left": 2, "pin": "13579"}, {"tries_left": 2}),
        ("token_absent", {"reason": "driver_failed", "path": "C:/x"}, {"reason": "driver_failed"}),
    ],
)
def test_a_key_that_did_not_sign_ends_the_attempt_with_its_reason(
    small: SmallOffice, desk: int, code: str, facts: Any, kept: Any
) -> None:
    opened = begin(small, desk)
    signing.fail(small.office, small.deputy, opened.nonce, code, facts)
    ended = row(small, opened.nonce)
    assert (ended.status, ended.code, ended.facts) == (AttemptStatus.FAILED, code, kept)
    written = [entry.act for entry in small.history("certificate", ended.certificate_id)]
    assert written == (["pin_refused"] if code == "pin_wrong" else [])
    with pytest.raises(Stale):
        signing.complete(small.office, small.deputy, opened.nonce, RAW)
    signing.complete(small.office, small.deputy, begin(small, desk).nonce, RAW)


def test_a_raw_signature_that_does_not_fit_ends_the_attempt(small: SmallOffice, desk: int, monkeypatch: Any) -> None:
    opened = begin(small, desk)

    def finish(*_args: Any) -> None:
        raise BadSignature(reason="key_mismatch")

    monkeypatch.setattr(signing_parts, "finish", finish)
    with pytest.raises(BadSignature):
        signing.complete(small.office, small.deputy, opened.nonce, RAW)
    ended = row(small, opened.nonce)
    assert (ended.status, ended.code, ended.facts) == (
        AttemptStatus.FAILED, "bad_signature", {"reason": "key_mismatch"}
    )  # fmt: skip
    assert small.document(desk).status is OutgoingStatus.NUMBERED


@pytest.mark.parametrize("why", [PlaceNotFound(what="signature"), RuntimeError("a fault of ours")])
def test_what_cannot_be_prepared_has_failed_and_says_why(
    small: SmallOffice, desk: int, monkeypatch: Any, why: Exception
) -> None:
    def prepare(*_args: Any) -> None:
        raise why

    monkeypatch.setattr(signing_parts, "prepare", prepare)
    with pytest.raises(type(why)):
        begin(small, desk)
    with small.db.read() as session:
        ended = session.exec(select(SigningAttempt)).one()
    assert ended.status is AttemptStatus.FAILED
    assert ended.code == ("place_not_found" if isinstance(why, PlaceNotFound) else "signing_failed")


@pytest.mark.parametrize(
    ("home", "way"),
    [(KeyHome.TOKEN, Way.DESK), (KeyHome.DEMONSTRATION, Way.PLUGIN), (KeyHome.DESK, Way.SERVER)],
)
def test_a_key_is_asked_only_where_it_lives(small: SmallOffice, intents: list[Any], home: KeyHome, way: Way) -> None:
    certificate(small, CertificateKind.PERSONAL, home=home)
    document_id = numbered(small)
    with pytest.raises(Refused) as no:
        begin(small, document_id, way)
    assert codes(no) == ["other_way"]
    assert intents == []


def test_what_changed_meanwhile_is_not_signed_and_the_attempt_is_over(small: SmallOffice, desk: int) -> None:
    opened = begin(small, desk)
    small.act(small.deputy, outgoing.send_back, desk, "Sửa lại điều 2")
    with pytest.raises(TransitionRefused):
        signing.complete(small.office, small.deputy, opened.nonce, RAW)
    assert small.document(desk).status is OutgoingStatus.RETURNED
    ended = row(small, opened.nonce)
    assert (ended.status, ended.code, ended.facts["step"]) == (AttemptStatus.FAILED, "wrong_state", "sign")


def test_a_restart_keeps_what_waits_for_a_persons_pc(small: SmallOffice, desk: int) -> None:
    opened = begin(small, desk)
    assert signing.sweep_attempts(small.office) == 0
    signing.complete(small.office, small.deputy, opened.nonce, RAW)
    assert small.document(desk).status is OutgoingStatus.LEADER_SIGNED


def test_a_restart_ends_what_the_server_had_in_hand_and_what_is_too_old(small: SmallOffice, ready: int) -> None:
    seal_image(small)
    first = begin(small, ready, Way.SERVER)
    half = small.office.shelf.folder / ".part-x"
    half.write_bytes(b"half")
    assert signing.sweep_attempts(small.office) == 1
    ended = row(small, first.nonce)
    assert (ended.status, ended.code) == (AttemptStatus.FAILED, "restarted")
    assert list(small.office.shelf.folder.iterdir()) == []
    second = begin(small, ready, Way.SERVER)
    small.clock.now += timedelta(minutes=11)
    assert signing.sweep_attempts(small.office) == 1
    assert row(small, second.nonce).status is AttemptStatus.EXPIRED
    assert signing.sweep_attempts(small.office) == 0


def test_a_prepared_file_that_was_cut_or_lost_is_an_expired_session(small: SmallOffice, desk: int) -> None:
    opened = begin(small, desk)
    path = small.office.shelf.folder / opened.nonce
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(StaleFile):
        signing.complete(small.office, small.deputy, opened.nonce, RAW)
    assert row(small, opened.nonce).status is AttemptStatus.EXPIRED


def test_one_open_attempt_at_a_document_is_the_databases_own_rule(small: SmallOffice, desk: int) -> None:
    opened = begin(small, desk)
    copy = row(small, opened.nonce).model_dump(exclude={"id", "nonce"}) | {"nonce": "f" * 32}
    with pytest.raises(Exception, match=r"(?i)unique"), small.db.act(small.it) as tx:
        tx.session.add(SigningAttempt(**copy))
