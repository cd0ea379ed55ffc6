"""Many documents with one PIN: one log-in, one try, and each document's fate is its own."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from signing.errors import PinLocked, PinWrong, PlaceNotFound, TokenAbsent
from tests.core.factories import SmallOffice, numbered
from tests.core.test_signing_acts import PIN, certificate, intents, on_paper, ready, seal_image
from voffice_app.actions import outgoing, signing, signing_batch, signing_parts
from voffice_app.db import signing_lists
from voffice_app.db.certificates import CertificateKind
from voffice_app.db.outgoing import load_outgoing
from voffice_app.db.signing_attempts import AttemptStatus, Way
from voffice_app.domain.outgoing import OutgoingStatus

__all__ = ["intents", "ready"]
LEADER, AGENCY = "leader", "agency"


@pytest.fixture
def small(both: SmallOffice) -> SmallOffice:
    return both


@dataclass
class CountedKey:
    """A key that counts how often it is opened; it refuses when told to."""

    why: Exception | None = None
    log_ins: list[int] = field(default_factory=list)

    def sign_many(self, batch: list[bytes], digest: str) -> list[bytes]:
        self.log_ins.append(len(batch))
        if self.why:
            raise self.why
        return [b"raw"] * len(batch)


@pytest.fixture
def key(intents: list[Any], monkeypatch: Any) -> CountedKey:
    counted = CountedKey()
    monkeypatch.setattr("voffice_app.actions.keyring.Keyring.key", lambda *_: counted)
    return counted


def pile(small: SmallOffice, count: int) -> list[int]:
    """So many numbered documents; all but the first are its rows once more, each with its own number."""
    certificate(small, CertificateKind.PERSONAL)
    certificate(small, CertificateKind.AGENCY)
    seal_image(small)
    ids = [numbered(small)]
    with small.db.act(small.deputy) as tx:
        first = load_outgoing(tx, ids[0])
        for n in range(1, count):
            changes = {"id": None, "number": (first.number or 0) + n, "request_key": None}
            copy = type(first)(**{**first.model_dump(), **changes})
            tx.session.add(copy)
            tx.session.flush()
            ids.append(copy.id or 0)
    return ids


def states(small: SmallOffice, ids: list[int]) -> list[str]:
    return [str(small.document(i).status) for i in ids]


def fates(small: SmallOffice, who: Any, batch: signing_batch.Batch) -> list[tuple[str, str]]:
    with small.db.read() as session:
        rows = signing_lists.list_batch(session, who, batch.id)
    return [(str(attempt.status), attempt.code) for attempt, _ in rows]


@pytest.mark.article("8.2")
def test_a_hundred_documents_are_signed_with_one_log_in(small: SmallOffice, key: CountedKey) -> None:
    ids = pile(small, 100)
    batch = signing_batch.open_batch(small.office, small.deputy, ids, LEADER)
    assert signing_batch.run_batch(small.office, small.deputy, batch, PIN) == 100
    assert key.log_ins == [100]
    assert set(states(small, ids)) == {"leader_signed"}
    assert set(fates(small, small.deputy, batch)) == {("done", "")}
    assert small.office.shelf.list_nonces() == []


@pytest.mark.article("6.5")
def test_the_clerk_seals_a_pile_the_same_way(small: SmallOffice, key: CountedKey) -> None:
    ids = pile(small, 3)
    first = signing_batch.open_batch(small.office, small.deputy, ids, LEADER)
    signing_batch.run_batch(small.office, small.deputy, first, PIN)
    batch = signing_batch.open_batch(small.office, small.clerk, ids, AGENCY)
    assert signing_batch.run_batch(small.office, small.clerk, batch, PIN) == 3
    assert states(small, ids) == ["sealed"] * 3
    assert key.log_ins == [3, 3]


@pytest.mark.parametrize("why", [PinWrong.after(2), PinLocked(), TokenAbsent()], ids=["wrong", "locked", "absent"])
def test_a_pin_that_is_refused_fails_the_whole_pile_after_one_try(
    small: SmallOffice, key: CountedKey, why: Exception
) -> None:
    ids, key.why = pile(small, 3), why
    batch = signing_batch.open_batch(small.office, small.deputy, ids, LEADER)
    with pytest.raises(type(why)):
        signing_batch.run_batch(small.office, small.deputy, batch, PIN)
    assert key.log_ins == [3], "exactly one try"
    assert set(fates(small, small.deputy, batch)) == {("failed", why.code)}
    assert states(small, ids) == ["numbered"] * 3
    with small.db.read() as session:
        facts = [attempt.facts for attempt, _ in signing_lists.list_batch(session, small.deputy, batch.id)]
    assert facts == ([{"tries_left": 2}] * 3 if isinstance(why, PinWrong) else [{}] * 3)
    key.why = None
    again = signing_batch.open_batch(small.office, small.deputy, ids, LEADER)
    assert signing_batch.run_batch(small.office, small.deputy, again, PIN) == 3


def test_one_document_that_fails_stops_no_other(small: SmallOffice, key: CountedKey, monkeypatch: Any) -> None:
    ids = pile(small, 4)

    def prepare(pdf: bytes, intent: Any, *rest: Any) -> Any:
        calls.append(intent)
        if len(calls) == 2:
            raise PlaceNotFound(what="signature")
        if len(calls) == 3:
            small.act(small.deputy, outgoing.send_back, ids[2], "Sửa lại")  # taken back while the pile is prepared
        return on_paper(pdf, intent, *rest)

    calls: list[Any] = []
    monkeypatch.setattr(signing_parts, "prepare", prepare)
    batch = signing_batch.open_batch(small.office, small.deputy, ids, LEADER)
    assert signing_batch.run_batch(small.office, small.deputy, batch, PIN) == 2
    assert key.log_ins == [3], "what could not be prepared is not signed"
    assert states(small, ids) == ["leader_signed", "numbered", "returned", "leader_signed"]
    assert fates(small, small.deputy, batch) == [
        ("done", ""), ("failed", "place_not_found"), ("failed", "wrong_state"), ("done", "")
    ]  # fmt: skip


def test_what_may_not_be_signed_is_told_at_once_and_the_rest_goes_on(small: SmallOffice, key: CountedKey) -> None:
    ids = pile(small, 3)
    signing.sign(small.office, small.deputy, ids[0], PIN)
    signing.begin(small.office, small.deputy, ids[1], LEADER, Way.SERVER)
    batch = signing_batch.open_batch(small.office, small.deputy, [*ids, 9999, ids[2]], LEADER)
    told = {number: why.reasons[0].code for number, why in batch.refused}
    assert told == {ids[0]: "already_done", ids[1]: "signing_under_way", 9999: "not_visible"}
    assert [attempt.document_id for attempt in batch.attempts] == [ids[2]], "named twice, signed once"
    assert signing_batch.run_batch(small.office, small.deputy, batch, PIN) == 1


def test_nobody_signs_anothers_pile(small: SmallOffice, key: CountedKey) -> None:
    ids = pile(small, 2)
    batch = signing_batch.open_batch(small.office, small.head, ids, LEADER)
    assert (batch.attempts, [number for number, _ in batch.refused]) == ((), ids)
    assert signing_batch.run_batch(small.office, small.head, batch, PIN) == 0
    assert key.log_ins == []


def test_a_certificate_entered_meanwhile_is_not_asked_with_this_pin(small: SmallOffice, key: CountedKey) -> None:
    ids = pile(small, 2)
    first = signing_batch.open_batch(small.office, small.deputy, ids[:1], LEADER)
    certificate(small, CertificateKind.PERSONAL, serial="2", sha256="2", der=b"2")
    second = signing_batch.open_batch(small.office, small.deputy, ids[1:], LEADER)
    both = signing_batch.Batch(first.id, (*first.attempts, *second.attempts), ())
    signing_batch.run_batch(small.office, small.deputy, both, PIN)
    assert key.log_ins == [1]
    assert states(small, ids) == ["numbered", "numbered"], "the first one's certificate was replaced meanwhile"


def test_a_pile_broken_off_by_a_restart_says_so_and_is_signed_anew(small: SmallOffice, key: CountedKey) -> None:
    ids = pile(small, 3)
    batch = signing_batch.open_batch(small.office, small.deputy, ids, LEADER)
    signing_batch.prepare_batch(small.office, small.deputy, batch.attempts[:2])
    assert signing.sweep_attempts(small.office) == 3
    assert set(fates(small, small.deputy, batch)) == {("failed", "restarted")}
    assert small.office.shelf.list_nonces() == []
    again = signing_batch.open_batch(small.office, small.deputy, ids, LEADER)
    assert signing_batch.run_batch(small.office, small.deputy, again, PIN) == 3
    assert small.document(ids[0]).status is OutgoingStatus.LEADER_SIGNED


def test_a_fault_of_ours_in_one_document_stops_no_other(small: SmallOffice, key: CountedKey, monkeypatch: Any) -> None:
    ids = pile(small, 2)
    store = signing_parts.store_signed

    def stored(office: Any, actor: Any, document_id: int, *rest: Any, **more: Any) -> None:
        if document_id == ids[0]:
            raise OSError("No space left on device")
        store(office, actor, document_id, *rest, **more)

    monkeypatch.setattr(signing_parts, "store_signed", stored)
    batch = signing_batch.open_batch(small.office, small.deputy, ids, LEADER)
    assert signing_batch.run_batch(small.office, small.deputy, batch, PIN) == 1
    assert fates(small, small.deputy, batch) == [(AttemptStatus.FAILED, "signing_failed"), (AttemptStatus.DONE, "")]
