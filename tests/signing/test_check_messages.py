"""Attacks inside the signature's value, and signatures by whom the document does not speak of."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from signing.belonging import contradictions
from signing.check import verify
from signing.demo_ca import DemoCA, Subject
from signing.keys import SoftKey, new_private_key, public_der
from signing.trust import Trust
from signing.verdict import Verdict
from tests.signing import attacks_message as attacks
from tests.signing.attacks_shadow import signed_over
from tests.signing.conftest import OFFICE, Desk
from tests.signing.letters import LETTERS, made
from tests.signing.short_lives import SIGNED, ShortLives, short_lives

HEAD = "Trần Thị Hồng Nhung"


@pytest.fixture(scope="module")
def lives() -> ShortLives:
    return short_lives()


@pytest.fixture(scope="module")
def letter() -> bytes:
    return made(LETTERS["head"])


def with_lists(lives: ShortLives, moment: datetime) -> Trust:
    return replace(lives.trust, moment=moment, crls=tuple(crl.dump() for crl in lives.crls(moment)))


def test_signed_attributes_out_of_order_are_refused_whichever_way_they_were_signed(desk: Desk, led: bytes) -> None:
    for changed in (attacks.attributes_turned_round(led), attacks.signed_turned_round(led, desk.head)):
        verdict = verify(changed, desk.trust)
        assert changed != led
        assert verdict.outcome == "invalid"
        assert "attributes_out_of_order" in verdict.reasons


def test_a_message_put_back_unchanged_is_as_valid_as_before(desk: Desk, led: bytes) -> None:
    assert verify(attacks.with_message(led, attacks.message_of(led).dump()), desk.trust).outcome == "valid"


def test_another_certificate_with_the_same_key_does_not_take_the_signature_over(desk: Desk, led: bytes) -> None:
    twin = desk.authority.issue(
        public_der(desk.head._private_key), Subject("Người Khác", OFFICE), datetime(2025, 1, 1, tzinfo=UTC)
    )
    for certificate in (twin, desk.seal.certificate):
        assert verify(attacks.other_certificate(led, certificate), desk.trust).outcome == "invalid"


def test_weakened_stripped_and_doubled_messages_are_invalid(desk: Desk, led: bytes) -> None:
    for attack in (attacks.other_digest_name, attacks.no_attributes, attacks.two_signers):
        assert verify(attack(led), desk.trust).outcome == "invalid", attack.__name__


def test_a_time_stamp_copied_from_another_signature_is_refused(lives: ShortLives, letter: bytes) -> None:
    one = lives.signed(letter, lives.stamper("tsa1", SIGNED))
    other = lives.signed(letter, lives.stamper("tsa1", SIGNED + timedelta(minutes=1)))
    trust = with_lists(lives, SIGNED)
    assert verify(one, trust).outcome == "valid"
    verdict = verify(attacks.with_token(other, attacks.token_of(one)), trust)
    (finding,) = verdict.signatures
    assert (verdict.outcome, finding.trusted_at, finding.level) == ("invalid", "", "B-B")
    assert finding.reasons == ("timestamp_broken",)


def test_a_document_time_stamp_copied_from_another_file_is_refused(lives: ShortLives, letter: bytes) -> None:
    one = lives.stamped(lives.signed(letter), "tsa1", SIGNED)
    other = lives.stamped(lives.signed(letter), "tsa1", SIGNED + timedelta(minutes=1))
    trust = with_lists(lives, SIGNED + timedelta(days=1))
    assert verify(one, trust).outcome == "valid"
    verdict = verify(attacks.with_message(other, attacks.message_of(one).dump()), trust)
    assert (verdict.outcome, verdict.reasons) == ("invalid", ("timestamp_broken",))


def test_a_document_time_stamp_is_not_a_signature_and_a_signature_no_time_stamp(
    lives: ShortLives, letter: bytes
) -> None:
    stamped = lives.stamped(letter, "tsa1", SIGNED)
    trust = with_lists(lives, SIGNED + timedelta(days=1))
    assert verify(stamped, trust) == Verdict("undetermined", ("unsigned",))
    disguised = lives.signed(letter)
    swapped = attacks.with_message(stamped, attacks.message_of(disguised).dump())
    assert verify(swapped, trust).outcome == "invalid"


def test_local_time_told_as_universal_time_is_named_and_breaks_nothing(
    desk: Desk, lives: ShortLives, head_letter: bytes
) -> None:
    ahead = desk.sign(head_letter, "leader", signing_time=datetime.now(UTC) + timedelta(hours=7)).pdf
    found = verify(ahead, desk.trust).signatures[0]
    assert (found.outcome, found.reasons) == ("valid", ("claimed_local_time",))
    right = desk.sign(head_letter, "leader", signing_time=datetime.now(UTC)).pdf
    assert verify(right, desk.trust).signatures[0].reasons == ()


def test_a_key_that_may_not_sign_is_invalid_and_an_unknown_authoritys_is_undetermined(
    desk: Desk, letter: bytes
) -> None:
    enciphering = desk.key(Subject("Máy chủ", OFFICE), signing=False)
    found = verify(signed_over(letter, enciphering, "leader"), desk.trust).signatures[0]
    assert (found.outcome, found.reasons) == ("invalid", ("key_usage",))
    strange = DemoCA.create(datetime(2024, 1, 1, tzinfo=UTC))
    private = new_private_key("rsa")
    certificate = strange.issue(public_der(private), Subject(HEAD, OFFICE), datetime(2025, 1, 1, tzinfo=UTC))
    impostor = SoftKey(private, certificate, (strange.sub_der, strange.root_der))
    found = verify(signed_over(letter, impostor, "leader"), desk.trust).signatures[0]
    assert (found.outcome, found.chain, found.integrity) == ("undetermined", "unknown", "intact")


@pytest.mark.article("6.5")
def test_the_offices_and_the_signers_names_are_held_against_the_certificates(desk: Desk, issued: bytes) -> None:
    verdict = verify(issued, desk.trust)
    assert contradictions(verdict, OFFICE, HEAD) == ()
    assert contradictions(verdict, OFFICE.lower(), f"  {HEAD.upper()}  ") == ()
    assert contradictions(verdict, "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO HUYỆN KHÁC") == ("organisation_differs",)
    assert contradictions(verdict, OFFICE, "Nguyễn Văn Khác") == ("person_differs",)


@pytest.mark.article("6.5")
def test_another_office_behind_the_seal_is_not_taken_for_the_signer(desk: Desk, letter: bytes) -> None:
    gazette = desk.key(Subject("TRUNG TÂM CÔNG BÁO", OFFICE))
    sealed_only = signed_over(signed_over(letter, desk.seal, "one"), gazette, "two")
    assert contradictions(verify(sealed_only, desk.trust), OFFICE, HEAD) == ("person_signature_missing",)


@pytest.mark.article("6.5")
def test_the_person_signs_before_the_office_and_both_are_there(desk: Desk, letter: bytes, led: bytes) -> None:
    assert contradictions(verify(letter, desk.trust), OFFICE, HEAD) == (
        "agency_signature_missing",
        "person_signature_missing",
    )
    turned = signed_over(signed_over(letter, desk.seal, "one"), desk.head, "two")
    assert contradictions(verify(turned, desk.trust), OFFICE, HEAD) == ("agency_before_person",)
    assert contradictions(verify(led, desk.trust), OFFICE, HEAD) == ("organisation_differs",)
