"""Two people at one document in the same moment: exactly one act counts, and the other person is told why not."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlmodel import select

from signing.compose import Prepared
from signing.shelf import Shelf
from tests.core.factories import SmallOffice
from tests.core.test_signing_acts import PIN, intents, ready
from tests.core.test_signing_batch import pile
from voffice_app.actions import outgoing, signing, signing_batch, signing_parts
from voffice_app.db.certificates import Certificate, KeyHome
from voffice_app.db.session import Session
from voffice_app.db.signing_attempts import SigningAttempt, Way
from voffice_app.domain.errors import Refused
from voffice_app.domain.outgoing import OutgoingStatus

__all__ = ["intents", "ready"]
ROUNDS = 4
Act = Callable[[SmallOffice, int], Any]


@pytest.fixture
def small(both: SmallOffice) -> SmallOffice:
    return both


@pytest.fixture
def line(monkeypatch: Any) -> Barrier:
    """Where both start: a signature is made and about to be stored, the other act about to begin."""
    start, store = Barrier(2, timeout=30), signing_parts.store_signed

    def stored(*args: Any, **kwargs: Any) -> None:
        start.wait()
        store(*args, **kwargs)

    monkeypatch.setattr(signing_parts, "store_signed", stored)
    return start


def sign(small: SmallOffice, number: int) -> None:
    signing.sign(small.office, small.deputy, number, PIN)


def seal(small: SmallOffice, number: int) -> None:
    signing.seal(small.office, small.clerk, number, PIN)


def send_back(small: SmallOffice, number: int) -> None:
    small.act(small.deputy, outgoing.send_back, number, "Sửa điều 2")


def revise(small: SmallOffice, number: int) -> None:
    small.act(small.officer, outgoing.revise, number)


def return_format(small: SmallOffice, number: int) -> None:
    small.act(small.clerk, outgoing.return_format, number, "Sai thể thức")


def cancel(small: SmallOffice, number: int) -> None:
    small.act(small.head, outgoing.cancel, number, "Không ban hành nữa")


def race(small: SmallOffice, number: int, *acts: Act) -> list[str]:
    """The code of each one's refusal, empty for who won; whatever else went wrong by its name."""
    told = [""] * len(acts)

    def run(place: int) -> None:
        try:
            acts[place](small, number)
        except Refused as no:
            told[place] = no.reasons[0].code
        except Exception as broken:
            told[place] = repr(broken)

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
    return told


def after(act: Act, line: Barrier) -> Act:
    """The same act, starting at the line."""

    def begun(small: SmallOffice, number: int) -> None:
        line.wait()
        act(small, number)

    return begun


@pytest.mark.parametrize(
    ("other", "status"),
    [(send_back, OutgoingStatus.RETURNED), (revise, OutgoingStatus.DRAFT), (cancel, OutgoingStatus.CANCELLED)],
)
def test_signing_while_the_document_is_taken_back(
    small: SmallOffice, intents: list[Any], line: Barrier, other: Act, status: OutgoingStatus
) -> None:
    for number in pile(small, ROUNDS):
        told = race(small, number, sign, after(other, line))
        if other is cancel and told == ["", ""]:  # a signed document may still be cancelled: one after the other
            assert small.document(number).status is OutgoingStatus.CANCELLED
            continue
        assert told in (["", "wrong_state"], ["wrong_state", ""]), told
        assert small.document(number).status is (OutgoingStatus.LEADER_SIGNED if told[0] == "" else status)
        assert [e.act for e in small.history("outgoing", number)].count("sign") == (told[0] == "")


@pytest.mark.article("6.5")
@pytest.mark.parametrize(
    ("other", "status"), [(return_format, OutgoingStatus.RETURNED), (cancel, OutgoingStatus.CANCELLED)]
)
def test_sealing_while_the_document_is_returned_or_cancelled(
    small: SmallOffice, intents: list[Any], line: Barrier, other: Act, status: OutgoingStatus
) -> None:
    numbers = pile(small, ROUNDS)
    for number in numbers:
        race(small, number, sign, lambda *_: line.wait())
        told = race(small, number, seal, after(other, line))
        if other is cancel and told == ["", ""]:
            assert small.document(number).status is OutgoingStatus.CANCELLED
            continue
        assert told in (["", "wrong_state"], ["wrong_state", ""]), told
        assert small.document(number).status is (OutgoingStatus.SEALED if told[0] == "" else status)


def test_two_clicks_at_once_make_one_signature(small: SmallOffice, intents: list[Any]) -> None:
    for number in pile(small, ROUNDS):
        told = race(small, number, sign, sign)
        assert sorted(told)[0] == ""
        assert sorted(told)[1] in ("signing_under_way", "already_done")
        assert [e.act for e in small.history("outgoing", number)].count("sign") == 1


def test_two_piles_at_once_sign_every_document_once(small: SmallOffice, intents: list[Any]) -> None:
    numbers = pile(small, 6)

    def run(small: SmallOffice, _number: int) -> None:
        batch = signing_batch.open_batch(small.office, small.deputy, numbers, "leader")
        signing_batch.run_batch(small.office, small.deputy, batch, PIN)

    assert race(small, 0, run, run) == ["", ""]
    for number in numbers:
        assert small.document(number).status is OutgoingStatus.LEADER_SIGNED
        assert [e.act for e in small.history("outgoing", number)].count("sign") == 1


def test_the_same_answer_given_twice_at_once_is_taken_once(small: SmallOffice, intents: list[Any]) -> None:
    numbers = pile(small, ROUNDS)
    _move_key(small)
    for number in numbers:
        opened = signing.begin(small.office, small.deputy, number, "leader", Way.DESK)

        def complete(small: SmallOffice, _number: int, nonce: str = opened.nonce) -> None:
            signing.complete(small.office, small.deputy, nonce, b"raw")

        assert sorted(race(small, number, complete, complete)) in (["", "already_done"], ["", "attempt_ended"])
        assert small.document(number).status is OutgoingStatus.LEADER_SIGNED
        assert [e.act for e in small.history("outgoing", number)].count("sign") == 1


def test_an_answer_that_comes_as_the_first_was_just_taken_is_told_so_not_that_its_time_is_over(
    small: SmallOffice, intents: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    (number,) = pile(small, 1)
    _move_key(small)
    nonce = signing.begin(small.office, small.deputy, number, "leader", Way.DESK).nonce
    kept = Shelf.get

    def late(shelf: Shelf, asked: str) -> Prepared:
        monkeypatch.setattr(Shelf, "get", kept)
        signing.complete(small.office, small.deputy, nonce, b"raw")
        return kept(shelf, asked)

    monkeypatch.setattr(Shelf, "get", late)
    with pytest.raises(Refused) as told:
        signing.complete(small.office, small.deputy, nonce, b"raw")
    assert told.value.reasons[0].code == "already_done"
    assert small.document(number).status is OutgoingStatus.LEADER_SIGNED


def test_two_beginnings_at_once_leave_one_open_attempt(small: SmallOffice, intents: list[Any]) -> None:
    numbers = pile(small, ROUNDS)
    _move_key(small)

    def begin(small: SmallOffice, number: int) -> None:
        signing.begin(small.office, small.deputy, number, "leader", Way.DESK)

    for number in numbers:
        assert race(small, number, begin, begin) == ["", ""]
        with small.db.read() as session:
            assert _open_at(session, number) == 1


def _open_at(session: Session, number: int) -> int:
    rows = session.exec(select(SigningAttempt).where(SigningAttempt.document_id == number)).all()
    return sum(row.status == "open" for row in rows)


def _move_key(small: SmallOffice) -> None:
    """The deputy's key is in a token on the deputy's own PC."""
    with small.db.act(small.it) as tx:
        tx.session.get_one(Certificate, 1).home = KeyHome.DESK
