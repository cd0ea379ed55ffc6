"""Faults of real tokens, played by a PKCS#11 module compiled for it: the office is told, and nothing is tried twice."""

import time
from pathlib import Path

import pytest

from signing import cms, token
from signing.errors import PinLocked, PinWrong, TokenAbsent
from signing.token import TokenWorker
from signing.token_rack import TokenRack
from tests.signing.conftest import Desk
from tests.signing.softtoken import FaultyToken, faulty, filled, needs_compiler

pytestmark = needs_compiler


@pytest.fixture
def card(tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> FaultyToken:
    return faulty(tmp_path, desk.authority, monkeypatch)


def test_three_wrong_pins_lock_the_token_and_each_was_tried_once(card: FaultyToken) -> None:
    told = []
    for pin in ("000001", "000002", "000003"):
        with pytest.raises((PinWrong, PinLocked)) as refusal:
            card.sign(pin)
        told.append((type(refusal.value), refusal.value.facts.get("tries_left")))
    assert told == [(PinWrong, None), (PinWrong, 1), (PinLocked, None)]
    assert card.log_ins() == 3
    with pytest.raises(PinLocked):
        card.sign()
    assert card.log_ins() == 4


def test_the_right_pin_after_a_wrong_one_signs_and_the_tries_are_whole_again(card: FaultyToken) -> None:
    with pytest.raises(PinWrong):
        card.sign("000001")
    card.sign()
    for _ in range(2):
        with pytest.raises(PinWrong):
            card.sign("000001")
    assert card.sign()


@pytest.mark.parametrize(
    ("fault", "reason"),
    [("gone", "token_missing"), ("pull-at-sign", "token_removed"), ("crash-at-sign", "driver_failed")],
)
def test_a_token_pulled_out_or_a_crash_is_told_and_the_next_question_works(
    card: FaultyToken, fault: str, reason: str
) -> None:
    assert card.sign()
    card.has(fault)
    with pytest.raises(TokenAbsent) as refusal:
        card.sign()
    assert refusal.value.facts["reason"] == reason
    card.recovers()
    assert card.sign()
    assert card.log_ins() == 1


@pytest.mark.parametrize("fault", ["hang-at-look", "hang-at-sign"])
def test_a_dumb_driver_is_given_up_in_time_and_killed(
    card: FaultyToken, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    monkeypatch.setattr(token, "_PATIENCE_SECONDS", 1.0)
    card.has(fault)
    started = time.monotonic()
    with pytest.raises(TokenAbsent) as refusal:
        card.sign()
    assert refusal.value.facts["reason"] == "driver_failed"
    assert time.monotonic() - started < 5
    assert card.worker._child is None
    card.recovers()
    assert card.sign()


def test_a_dumb_module_does_not_keep_the_others_from_signing(
    card: FaultyToken, tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(token, "_LOOK_SECONDS", 1.0)
    other = filled(tmp_path / "other", desk.authority, "Con dấu", "ec")
    rack = TokenRack((card.worker, other))
    card.has("hang-at-look")
    seal = other.list_certificates()[0]
    address = token.KeyAddress("Con dấu", "ec", certificate=seal.der)
    assert rack.sign(address, token.Pin("739154"), b"attributes")
    with pytest.raises(TokenAbsent) as refusal:
        rack.sign(card.address, token.Pin("739154"), b"attributes")
    assert refusal.value.facts["reason"] == "driver_failed"
    assert card.log_ins() == 0


def test_once_found_a_token_is_used_without_waiting_for_other_modules(
    card: FaultyToken, tmp_path: Path, desk: Desk
) -> None:
    other = filled(tmp_path / "other", desk.authority, "Con dấu", "ec")
    rack = TokenRack((card.worker, other))
    address = token.KeyAddress("Con dấu", "ec", certificate=other.list_certificates()[0].der)
    pin = token.Pin("739154")
    assert rack.sign(address, pin, b"attributes")
    card.has("hang-at-look")
    started = time.monotonic()
    assert rack.sign(address, pin, b"attributes")
    assert time.monotonic() - started < token._LOOK_SECONDS
    other.close()
    (tmp_path / "other" / "tokens").rename(tmp_path / "gone")
    (tmp_path / "other" / "tokens").mkdir()
    card.recovers()
    with pytest.raises(TokenAbsent) as refusal:
        rack.sign(address, pin, b"attributes")
    assert refusal.value.facts["reason"] == "token_missing"


@pytest.mark.parametrize("digest", ["sha256", "sha384", "sha512"])
def test_a_token_that_can_only_pad_and_sign_is_given_the_whole_digest(card: FaultyToken, digest: str) -> None:
    usual = card.worker.sign(card.address, token.Pin("739154"), b"attributes", digest)
    card.has("only-raw")
    card.worker.close()
    signed = card.worker.sign(card.address, token.Pin("739154"), b"attributes", digest)
    assert signed == usual
    cms.check_raw(b"attributes", signed, card.address.certificate, digest)


def test_a_driver_that_cannot_be_loaded_is_an_absent_token(tmp_path: Path) -> None:
    broken = tmp_path / "broken.so"
    broken.write_bytes(b"\x7fELF, but not really")
    with pytest.raises(TokenAbsent) as refusal:
        TokenWorker(broken).list_certificates()
    assert refusal.value.facts["reason"] == "driver_failed"
