"""What a signature is worth later: time-stamps, lists the file brings along, and their renewal. Nothing is fetched."""

import socket
from dataclasses import replace
from datetime import timedelta

import pytest

from signing.check import verify
from signing.trust import Trust
from signing.verdict import Finding, Verdict
from tests.signing import attacks
from tests.signing.letters import LETTERS, made
from tests.signing.short_lives import (
    ALL_ENDED,
    FIRST_STAMPER_ENDED,
    RENEWED,
    SIGNED,
    SIGNER_ENDED,
    ShortLives,
    short_lives,
)


@pytest.fixture(scope="module")
def lives() -> ShortLives:
    return short_lives()


@pytest.fixture(scope="module")
def letter() -> bytes:
    return made(LETTERS["head"])


@pytest.fixture(scope="module")
def archived(lives: ShortLives, letter: bytes) -> bytes:
    return lives.archived(letter)


@pytest.fixture(scope="module")
def renewed(lives: ShortLives, archived: bytes) -> bytes:
    return lives.renewed(archived)


@pytest.fixture(autouse=True)
def the_network_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("the verifier reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


def at(trust: Trust, moment: object) -> Trust:
    return replace(trust, moment=moment)  # type: ignore[arg-type]


def only(verdict: Verdict) -> Finding:
    assert len(verdict.signatures) == 1
    return verdict.signatures[0]


def with_lists(lives: ShortLives, moment: object) -> Trust:
    crls = tuple(crl.dump() for crl in lives.crls(moment))  # type: ignore[arg-type]
    return replace(at(lives.trust, moment), crls=crls)


def test_a_bare_signature_is_valid_while_its_certificate_is_in_force_and_undetermined_afterwards(
    lives: ShortLives, letter: bytes
) -> None:
    signed = lives.signed(letter)
    good = only(verify(signed, with_lists(lives, SIGNED)))
    assert (good.outcome, good.level, good.trusted_at, good.revocation) == ("valid", "B-B", "", "good")
    late = only(verify(signed, with_lists(lives, SIGNER_ENDED)))
    assert (late.outcome, late.reasons) == ("undetermined", ("certificate_expired",))
    early = only(verify(signed, at(lives.trust, SIGNED - timedelta(days=400))))
    assert (early.outcome, early.reasons) == ("undetermined", ("certificate_not_yet_valid",))


def test_a_time_stamp_says_when_and_the_certificate_is_judged_as_of_then(lives: ShortLives, letter: bytes) -> None:
    signed = lives.signed(letter, lives.stamper("tsa1", SIGNED))
    lists = tuple(crl.dump() for crl in lives.crls(SIGNED))
    found = only(verify(signed, replace(at(lives.trust, SIGNER_ENDED), crls=lists)))
    assert (found.outcome, found.level, found.time_source) == ("valid", "B-T", "timestamp")
    assert found.trusted_at == SIGNED.isoformat()
    assert only(verify(signed, at(lives.trust, SIGNER_ENDED))).reasons == ("revocation_unknown",)


def test_an_archived_file_needs_nothing_but_the_root_when_the_signers_certificate_has_ended(
    lives: ShortLives, archived: bytes
) -> None:
    found = only(verify(archived, at(lives.trust, SIGNER_ENDED)))
    assert (found.outcome, found.level, found.revocation) == ("valid", "B-LTA", "good")
    assert found.trusted_at == SIGNED.isoformat()


def test_without_renewal_the_archive_ends_with_the_certificate_of_its_time_stamp(
    lives: ShortLives, archived: bytes
) -> None:
    found = only(verify(archived, at(lives.trust, FIRST_STAMPER_ENDED)))
    assert found.outcome == "undetermined"
    assert "certificate_expired" in found.reasons
    assert "timestamp_untrusted" in found.reasons


def test_a_renewed_archive_outlives_signer_and_first_time_stamping_authority(lives: ShortLives, renewed: bytes) -> None:
    verdict = verify(renewed, at(lives.trust, FIRST_STAMPER_ENDED))
    assert verdict.outcome == "valid"
    assert (only(verdict).level, only(verdict).trusted_at) == ("B-LTA", SIGNED.isoformat())
    assert verify(renewed, at(lives.trust, ALL_ENDED)).outcome == "undetermined"


def test_lists_without_a_time_stamp_over_them_are_only_long_term(lives: ShortLives, letter: bytes) -> None:
    signed = lives.with_lists(lives.signed(letter, lives.stamper("tsa1", SIGNED)), SIGNED, "signer")
    found = only(verify(signed, at(lives.trust, SIGNED + timedelta(days=3))))
    assert (found.outcome, found.level) == ("valid", "B-LT")


def test_a_time_stamp_over_the_document_proves_the_signature_under_it(lives: ShortLives, letter: bytes) -> None:
    stamped = lives.stamped(lives.with_lists(lives.signed(letter), SIGNED), "tsa1", SIGNED)
    found = only(verify(stamped, at(lives.trust, SIGNER_ENDED)))
    assert (found.outcome, found.trusted_at, found.level) == ("valid", SIGNED.isoformat(), "B-LTA")


def test_a_time_stamp_of_an_unknown_authority_proves_nothing(lives: ShortLives, letter: bytes) -> None:
    signed = lives.with_lists(lives.signed(letter, lives.stamper("quack", SIGNED)), SIGNED)
    found = only(verify(signed, at(lives.trust, SIGNER_ENDED)))
    assert (found.outcome, found.trusted_at) == ("undetermined", "")
    assert found.reasons == ("certificate_expired", "timestamp_untrusted")


def test_a_time_stamp_later_than_its_own_proof_is_not_believed(lives: ShortLives, letter: bytes) -> None:
    ahead = lives.signed(letter, lives.stamper("tsa1", SIGNED + timedelta(days=30)))
    found = only(verify(ahead, with_lists(lives, SIGNED)))
    assert (found.trusted_at, found.reasons) == ("", ("timestamp_untrusted",))


def test_a_certificate_revoked_after_the_time_stamp_leaves_the_signature_valid_and_before_it_breaks_it(
    lives: ShortLives, letter: bytes
) -> None:
    lists = tuple(crl.dump() for crl in lives.crls(SIGNED + timedelta(days=125)))
    today = replace(at(lives.trust, SIGNED + timedelta(days=130)), crls=lists)
    before = only(verify(lives.signed(letter, lives.stamper("tsa1", SIGNED), "revoked"), today))
    assert (before.outcome, before.reasons) == ("valid", ("revoked_later",))
    after = lives.signed(letter, lives.stamper("tsa1", SIGNED + timedelta(days=110)), "revoked")
    assert (only(verify(after, today)).outcome, only(verify(after, today)).revocation) == ("invalid", "revoked")
    bare = only(verify(lives.signed(letter, None, "revoked"), today))
    assert (bare.outcome, bare.reasons) == ("invalid", ("revoked",))


def test_an_old_clean_list_in_the_file_does_not_silence_the_new_one(lives: ShortLives, letter: bytes) -> None:
    clean = lives.with_lists(lives.signed(letter, None, "revoked"), SIGNED, "revoked")
    late = SIGNED + timedelta(days=95)
    lists = tuple(crl.dump() for crl in lives.crls(SIGNED + timedelta(days=125)))
    found = only(verify(clean, replace(at(lives.trust, late), crls=lists)))
    assert (found.outcome, found.revocation) == ("invalid", "revoked")


def test_a_list_made_after_a_certificate_ended_says_nothing_of_it(lives: ShortLives, letter: bytes) -> None:
    signed = lives.signed(letter, lives.stamper("tsa1", SIGNED))
    lists = tuple(crl.dump() for crl in lives.crls(SIGNER_ENDED))
    found = only(verify(signed, replace(at(lives.trust, SIGNER_ENDED), crls=lists)))
    assert (found.outcome, found.reasons[0]) == ("undetermined", "revocation_unknown")


def test_an_answer_about_one_certificate_serves_instead_of_a_list(lives: ShortLives, letter: bytes) -> None:
    root_list = lives.crls(SIGNED)[0].dump()
    for name, state in (("signer", "good"), ("revoked", "revoked")):
        moment = SIGNED + timedelta(days=120)
        answer = lives.answer(name, moment).dump()
        crls = (root_list, lives.crls(moment)[0].dump())
        trust = replace(at(lives.trust, moment), crls=crls, ocsps=(answer,))
        assert only(verify(lives.signed(letter, None, name), trust)).revocation == state


def test_an_archived_file_changed_by_one_byte_is_invalid(lives: ShortLives, renewed: bytes) -> None:
    trust = at(lives.trust, FIRST_STAMPER_ENDED)
    for part in (0.05, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97):
        where = int(len(renewed) * part)
        changed = renewed[:where] + bytes([renewed[where] ^ 1]) + renewed[where + 1 :]
        assert verify(changed, trust).outcome != "valid", part


def test_what_the_seal_archived_counts_only_from_its_time_stamp_on(lives: ShortLives, archived: bytes) -> None:
    """A second signature made after the archive's time-stamp is not proved by it."""
    later = lives.signed(archived, None, place="confirmation1")
    found = verify(later, at(lives.trust, RENEWED)).signatures
    assert [each.trusted_at for each in found] == [SIGNED.isoformat(), ""]
    assert found[1].reasons == ("certificate_expired",)


def test_behind_the_archive_only_further_lists_may_follow(lives: ShortLives, archived: bytes) -> None:
    """A later DSS is welcome; an object nobody uses yet, a title or a picture is not."""
    trust = at(lives.trust, SIGNED + timedelta(days=2))
    assert verify(lives.with_lists(archived, SIGNED + timedelta(days=40)), trust).outcome == "valid"
    for attack in (attacks.unexplained_object, attacks.other_title, attacks.other_content, attacks.cover, attacks.junk):
        assert verify(attack(archived), trust).outcome == "invalid", attack.__name__
