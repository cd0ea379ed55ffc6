"""What comes back from the government's service: our bytes, the expected signature, and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter, copy_into_new_writer

from signing.accept import Expected, accept, roles_of
from signing.check import verify
from signing.demo_ca import Subject
from signing.errors import BadSignature, NotAccepted, SigningError, Unreadable, WrongCertificate, WrongOrder
from signing.geometry import AGENCY, LEADER
from signing.keys import SoftKey
from tests.plugin.foreign import number_date_and_seal, signed
from tests.signing import attacks
from tests.signing.conftest import OFFICE, Desk


def sha(key: SoftKey) -> str:
    return sha256(key.certificate).hexdigest()


def leaders(desk: Desk, **changes: object) -> Expected:
    return replace(Expected(LEADER, (sha(desk.head),)), **changes)  # type: ignore[arg-type]


def agencys(key: SoftKey, desk: Desk, **changes: object) -> Expected:
    usual = Expected(AGENCY, (sha(key),), at_most=3, leader_certificates=(sha(desk.head),))
    return replace(usual, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def back(desk: Desk, head_letter: bytes) -> bytes:
    """Signed by the head through the service."""
    return signed(head_letter, desk.head)


@pytest.mark.article("6.5")
def test_the_heads_signature_in_a_field_of_the_services_own_counts_as_the_leaders(
    desk: Desk, head_letter: bytes, back: bytes
) -> None:
    verdict = accept(head_letter, back, leaders(desk), desk.trust)
    assert verdict.outcome == "valid", verdict
    assert roles_of(verdict) == {"Signature1": LEADER}


@pytest.mark.article("6.5")
@pytest.mark.law("ND30:32")
def test_the_clerk_seals_behind_it_by_the_service_or_by_our_own_hand(
    desk: Desk, seal: SoftKey, head_letter: bytes, back: bytes
) -> None:
    roles = roles_of(accept(head_letter, back, leaders(desk), desk.trust))
    sealed = accept(back, signed(back, seal, "Signature2"), agencys(seal, desk), desk.trust, roles)
    assert [finding.role for finding in sealed.signatures] == [LEADER, AGENCY]
    ours = desk.sign(back, AGENCY, leader_certificates=(sha(desk.head),))
    assert [finding.field for finding in ours.verdict.signatures] == ["Signature1", AGENCY]
    assert ours.verdict.outcome == "valid"


def test_number_date_and_seal_are_three_signatures_of_one_act(desk: Desk, seal: SoftKey, led: bytes) -> None:
    after = number_date_and_seal(led, seal, "226", "05/11/2026")
    verdict = accept(led, after, agencys(seal, desk), desk.trust)
    assert [finding.counts_as for finding in verdict.signatures] == [LEADER, AGENCY, AGENCY, AGENCY]
    assert verdict.outcome == "valid"
    with pytest.raises(NotAccepted) as no:
        accept(led, after, agencys(seal, desk, at_most=1), desk.trust)
    assert no.value.code == "too_many_signatures"


def test_a_stranger_who_names_a_field_like_ours_after_the_seal_stays_undeclared(
    desk: Desk, seal: SoftKey, issued: bytes
) -> None:
    more = attacks.signed_by_others(issued, seal, "agency2")
    assert "undeclared_after_seal" in verify(more, desk.trust).reasons
    with pytest.raises(SigningError):
        accept(issued, more, Expected("comment", (sha(seal),)), desk.trust)


def test_a_declared_kind_after_the_seal_is_named_and_the_file_stays_valid(
    desk: Desk, seal: SoftKey, issued: bytes
) -> None:
    more = signed(issued, seal, "Signature7")
    verdict = accept(issued, more, Expected("arrival", (sha(seal),)), desk.trust)
    assert verdict.outcome == "valid"
    assert verify(more, desk.trust).outcome == "invalid", "without knowing what it is, a later signature is forbidden"
    assert verify(more, desk.trust, roles_of(verdict)).outcome == "valid"


def _annotated(pdf: bytes, key: SoftKey) -> bytes:
    return signed(attacks.cover(pdf), key)


def _annotated_behind(pdf: bytes, key: SoftKey) -> bytes:
    return attacks.cover(signed(pdf, key))


def _other_words(pdf: bytes, key: SoftKey) -> bytes:
    return signed(attacks.other_content(pdf), key)


def _other_words_behind(pdf: bytes, key: SoftKey) -> bytes:
    return attacks.other_content(signed(pdf, key))


def _past_our_tables(pdf: bytes, key: SoftKey) -> bytes:
    """Our bytes lie in front, but the last table leads to another document behind them."""
    other = copy_into_new_writer(PdfFileReader(BytesIO(attacks.other_content(pdf))))
    return signed(_bytes_of(other, pdf), key)


def _bytes_of(writer: BasePdfFileWriter, behind: bytes = b"") -> bytes:
    out = BytesIO(behind)
    out.seek(len(behind))
    writer.write(out)
    return out.getvalue()


def _twice(pdf: bytes, key: SoftKey) -> bytes:
    return signed(signed(pdf, key), key, "Signature2")


TAMPERED: dict[str, tuple[Callable[[bytes, SoftKey], bytes], str]] = {
    "another file": (lambda pdf, key: signed(pdf.replace(b"%PDF-1.7", b"%PDF-1.6", 1), key), "not_appended"),
    "one byte of ours": (lambda pdf, key: bytes([pdf[0] ^ 1]) + signed(pdf, key)[1:], "not_appended"),
    "shorter than ours": (lambda pdf, key: pdf[:-5], "not_appended"),
    "unsigned": (lambda pdf, key: pdf, "no_new_signature"),
    "a blank behind": (lambda pdf, key: pdf + b"\n", "no_new_signature"),
    "two signatures": (_twice, "too_many_signatures"),
    "a note before signing": (_annotated, "changed_otherwise"),
    "a note after signing": (_annotated_behind, "bad_signature"),
    "other words before signing": (_other_words, "changed_otherwise"),
    "other words after signing": (_other_words_behind, "bad_signature"),
    "another title": (lambda pdf, key: signed(attacks.other_title(pdf), key), "changed_otherwise"),
    "tables that pass ours by": (_past_our_tables, "changed_otherwise"),
    "cut off": (lambda pdf, key: signed(pdf, key)[:-700], ""),
    "a bit of the signature": (lambda pdf, key: _flipped(signed(pdf, key), len(pdf)), ""),
    "garbage behind": (lambda pdf, key: pdf + b"\0garbage" * 99, ""),
}


def _flipped(pdf: bytes, start: int) -> bytes:
    at = pdf.index(b"/Contents", start) + 900
    return pdf[:at] + (b"0" if pdf[at : at + 1] != b"0" else b"1") + pdf[at + 1 :]


@pytest.mark.article("6.5")
@pytest.mark.parametrize("name", TAMPERED)
def test_anything_else_that_comes_back_is_refused_by_its_name(desk: Desk, head_letter: bytes, name: str) -> None:
    change, code = TAMPERED[name]
    with pytest.raises(SigningError) as no:
        accept(head_letter, change(head_letter, desk.head), leaders(desk), desk.trust)
    assert code in ("", no.value.code), no.value


def test_another_persons_certificate_and_one_that_is_over_are_refused(desk: Desk, head_letter: bytes) -> None:
    other = desk.key(Subject("Lê Văn Khác", OFFICE))
    with pytest.raises(WrongCertificate) as no:
        accept(head_letter, signed(head_letter, other), leaders(desk), desk.trust)
    assert no.value.facts["signer"] == "Lê Văn Khác"
    misused = desk.key(Subject("Trần Thị Hồng Nhung", OFFICE), signing=False)
    expected = leaders(desk, certificates=(sha(misused),))
    with pytest.raises(BadSignature):
        accept(head_letter, signed(head_letter, misused), expected, desk.trust)


@pytest.mark.law("ND30:32")
def test_the_seal_without_the_leaders_signature_is_refused(desk: Desk, seal: SoftKey, head_letter: bytes) -> None:
    with pytest.raises(WrongOrder) as no:
        accept(head_letter, signed(head_letter, seal), agencys(seal, desk), desk.trust)
    assert no.value.facts["reason"] == "leader_missing"
    by_another = signed(head_letter, desk.key(Subject("Lê Văn Khác", OFFICE)))
    with pytest.raises(WrongOrder):
        accept(by_another, signed(by_another, seal, "Signature2"), agencys(seal, desk), desk.trust)


def test_a_head_does_not_sign_twice(desk: Desk, led: bytes) -> None:
    with pytest.raises(WrongOrder):
        accept(led, signed(led, desk.head), leaders(desk), desk.trust)


def test_an_earlier_signature_that_no_longer_holds_is_told(desk: Desk, seal: SoftKey, led: bytes) -> None:
    with pytest.raises(SigningError) as no:
        accept(led, signed(attacks.cover(led), seal), Expected("comment", (sha(seal),)), desk.trust)
    assert no.value.code in ("earlier_broken", "changed_otherwise")


def test_a_file_behind_a_password_is_unreadable(desk: Desk, head_letter: bytes) -> None:
    with pytest.raises((Unreadable, NotAccepted)):
        accept(head_letter, head_letter + b"%PDF-1.7\n/Encrypt", leaders(desk), desk.trust)
