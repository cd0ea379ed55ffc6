"""Prepare, sign, finish: the order of signatures, what is refused, and what the file looks like afterwards."""

import pickle
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from signing import ceremony, compose
from signing.ceremony import finish
from signing.check import verify
from signing.demo_ca import Subject
from signing.errors import BadSignature, PlaceNotFound, Stale, Unreadable, WrongCertificate, WrongOrder
from signing.geometry import AGENCY, LEADER
from signing.trust import Trust
from tests.signing.conftest import OFFICE, SEAL_MM, Desk, digest, numbered
from tests.signing.letters import LETTERS, made
from tests.signing.measure import text_of


@pytest.mark.article("4.1")
@pytest.mark.law("ND30:5")
def test_the_head_signs_and_the_office_seals_and_both_are_valid(desk: Desk, head_letter: bytes) -> None:
    led = desk.sign(head_letter, LEADER)
    assert led.verdict.outcome == "valid"
    sealed = desk.sign(led.pdf, AGENCY)
    assert [found.outcome for found in sealed.verdict.signatures] == ["valid", "valid"]
    assert sealed.verdict.find(LEADER).changes_after == "allowed"
    assert sealed.verdict.find(AGENCY).coverage == "whole_file"
    assert sealed.pdf.startswith(led.pdf)
    assert led.pdf.startswith(head_letter)


@pytest.mark.article("4.5")
def test_beside_the_seal_stand_the_office_and_the_time_of_vietnam(issued: bytes) -> None:
    text = text_of(issued)
    assert "2026-11-22T10:15:30+07:00" in text
    assert text.index("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO HUYỆN THÁI THỤY") < text.index("2026-11-22T")


@pytest.mark.parametrize("layout", LETTERS)
def test_another_program_finds_the_cryptography_valid(desk: Desk, layout: str, tmp_path: Path) -> None:
    path = tmp_path / "issued.pdf"
    path.write_bytes(desk.sealed(numbered(LETTERS[layout])))
    told = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout
    assert told.count("Signature is Valid") == 2
    assert "Total document signed" in told


def test_what_is_prepared_travels_between_processes(desk: Desk, head_letter: bytes) -> None:
    prepared = pickle.loads(pickle.dumps(desk.prepare(head_letter, LEADER)))
    assert len(prepared.attributes) < 450
    assert finish(prepared, desk.head.sign(prepared.attributes), desk.trust).verdict.outcome == "valid"


@pytest.mark.article("6.5")
@pytest.mark.law("ND30:32")
def test_the_seal_is_refused_before_the_signature(desk: Desk, head_letter: bytes) -> None:
    with pytest.raises(WrongOrder) as refusal:
        desk.prepare(head_letter, AGENCY)
    assert refusal.value.facts["reason"] == "leader_missing"


@pytest.mark.article("6.5")
@pytest.mark.parametrize("change", ["byte", "junk", "revision"])
def test_the_seal_is_refused_when_the_bytes_changed_since_the_signature(desk: Desk, led: bytes, change: str) -> None:
    changed = {
        "byte": led.replace(b"/Rotate", b"/Rotatf", 1) if b"/Rotate" in led else led[:900] + b"0" + led[901:],
        "junk": led + b"\n% more\n",
        "revision": _another_revision(led),
    }[change]
    assert changed != led
    with pytest.raises(WrongOrder) as refusal:
        desk.prepare(changed, AGENCY)
    assert refusal.value.facts["reason"] in ("leader_invalid", "changed_after_leader")


def _another_revision(pdf: bytes) -> bytes:
    update = compose.Update(pdf)
    update.add(b"<< /Nothing true >>")
    return pdf + update.tail()


def test_nobody_signs_twice(desk: Desk, led: bytes, issued: bytes) -> None:
    for pdf, kind, reason in ((led, LEADER, "already_signed"), (issued, AGENCY, "already_sealed")):
        with pytest.raises(WrongOrder) as refusal:
            desk.prepare(pdf, kind)
        assert refusal.value.facts["reason"] == reason


def test_a_leader_cannot_sign_under_a_seal(desk: Desk, issued: bytes) -> None:
    with pytest.raises(WrongOrder):
        desk.prepare(issued, LEADER)


@pytest.mark.article("6.5")
def test_the_seal_wants_a_leader_who_is_entitled(desk: Desk, led: bytes) -> None:
    with pytest.raises(WrongOrder) as refusal:
        desk.prepare(led, AGENCY, leader_certificates=("00" * 32,))
    assert refusal.value.facts["reason"] == "leader_not_entitled"
    assert desk.prepare(led, AGENCY, leader_certificates=(digest(desk.head.certificate),))


CERTIFICATES = {
    "not_in_force": {"not_before": datetime(2020, 1, 1, tzinfo=UTC), "not_after": datetime(2024, 6, 1, tzinfo=UTC)},
    "key_usage": {"signing": False},
}


@pytest.mark.parametrize("reason", CERTIFICATES)
def test_an_expired_or_unfit_certificate_does_not_sign(desk: Desk, head_letter: bytes, reason: str) -> None:
    key = desk.key(Subject("Trần Thị Hồng Nhung", OFFICE), **CERTIFICATES[reason])
    with pytest.raises(WrongCertificate) as refusal:
        desk.prepare(head_letter, LEADER, key)
    assert refusal.value.facts["reason"] == reason


def test_a_strangers_certificate_does_not_sign(desk: Desk, head_letter: bytes) -> None:
    stranger = desk.key(Subject("Phạm Đức Duy", OFFICE))
    with pytest.raises(WrongCertificate) as refusal:
        desk.prepare(head_letter, LEADER, stranger, certificate_sha256=digest(desk.head.certificate))
    assert refusal.value.facts["reason"] == "not_expected"


def test_an_unknown_authoritys_certificate_does_not_sign(desk: Desk, head_letter: bytes) -> None:
    with pytest.raises(WrongCertificate) as refusal:
        ceremony.prepare(head_letter, _leader(), desk.head.certificate, (), Trust())
    assert refusal.value.facts["reason"] == "issuer_unknown"


def test_a_revoked_certificate_does_not_sign_and_its_old_signature_is_invalid(desk: Desk, head_letter: bytes) -> None:
    key = desk.key(Subject("Người Nghỉ Việc", OFFICE))
    signed = desk.sign(head_letter, LEADER, key)
    serial = int(signed.verdict.signatures[0].serial, 16)
    revoked = replace(desk.trust, crls=desk.authority.crls({serial: datetime(2026, 11, 1, tzinfo=UTC)}))
    with pytest.raises(WrongCertificate) as refusal:
        ceremony.prepare(head_letter, _leader(), key.certificate, key.chain, revoked)
    assert refusal.value.facts["reason"] == "revoked"
    assert verify(signed.pdf, revoked).outcome == "invalid"


def _leader() -> compose.Intent:
    from tests.signing.conftest import intent

    return intent(LEADER)


def test_another_keys_signature_is_never_embedded(desk: Desk, head_letter: bytes) -> None:
    prepared = desk.prepare(head_letter, LEADER)
    other = desk.key(Subject("Phạm Đức Duy", OFFICE))
    for raw in (other.sign(prepared.attributes), desk.head.sign(prepared.attributes + b" "), b"", b"\x30\x00"):
        with pytest.raises(BadSignature) as refusal:
            finish(prepared, raw, desk.trust)
        assert refusal.value.facts["reason"] == "key_mismatch"


def test_what_is_prepared_is_good_for_ten_minutes(desk: Desk, head_letter: bytes) -> None:
    prepared = desk.prepare(head_letter, LEADER)
    raw = desk.head.sign(prepared.attributes)
    late = replace(prepared, expires_at=datetime.now(UTC) - timedelta(seconds=1))
    with pytest.raises(Stale) as refusal:
        finish(late, raw, desk.trust)
    assert refusal.value.facts["reason"] == "expired"
    assert finish(prepared, raw, desk.trust).verdict.outcome == "valid"


def test_an_older_version_is_not_signed_by_mistake(desk: Desk, head_letter: bytes) -> None:
    with pytest.raises(Stale):
        desk.prepare(head_letter, LEADER, base_sha256=digest(b"another version"))
    assert desk.prepare(head_letter, LEADER, base_sha256=digest(head_letter))


def test_eight_threads_sign_and_verify_at_once(desk: Desk, head_letter: bytes) -> None:
    with ThreadPoolExecutor(8) as pool:
        signed = list(pool.map(lambda _: desk.sign(head_letter, LEADER), range(24)))
    assert {one.verdict.outcome for one in signed} == {"valid"}


def test_a_document_without_fields_is_not_signed(desk: Desk) -> None:
    with pytest.raises(PlaceNotFound):
        desk.prepare(made(LETTERS["head"]), LEADER)


def test_a_broken_file_is_not_signed(desk: Desk) -> None:
    with pytest.raises((Unreadable, WrongOrder)):
        desk.prepare(b"%PDF-1.7 nothing", LEADER)


def test_a_file_packed_with_a_compressed_table_is_signed_too(desk: Desk, head_letter: bytes) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(head_letter)) as document:
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    packed = out.getvalue()
    assert b"\nxref" not in packed
    sealed = desk.sealed(packed)
    assert verify(sealed, desk.trust).outcome == "valid"
    assert pymupdf.open(stream=sealed).is_repaired is False


@pytest.mark.law("ND30:PL1:II.8.a")
def test_a_seal_of_another_size_than_planned_is_refused(desk: Desk, led: bytes) -> None:
    with pytest.raises(PlaceNotFound) as refusal:
        desk.prepare(led, AGENCY, diameter_mm=SEAL_MM + 4)
    assert refusal.value.facts["what"] == "seal_size"
