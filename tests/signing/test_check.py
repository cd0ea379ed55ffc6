"""The verifier tells the truth: every change, wherever it is made, and every doubt, by its name."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from signing.check import verify
from signing.demo_ca import Subject
from signing.geometry import AGENCY, LEADER
from signing.trust import Trust
from signing.verdict import Verdict
from tests.signing import attacks
from tests.signing.conftest import OFFICE, Desk
from tests.signing.letters import LETTERS, made

SAMPLES = sorted(Path(os.environ.get("VOFFICE_SAMPLES", "/nowhere")).glob("quangngai/*.pdf"))


def test_an_unsigned_file_is_undetermined(desk: Desk, head_letter: bytes) -> None:
    for pdf in (made(LETTERS["head"]), head_letter):
        assert verify(pdf, desk.trust) == Verdict("undetermined", ("unsigned",))


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7", b"xin chao" * 100, b"%PDF-1.7\nstartxref\n99\n%%EOF"])
def test_what_cannot_be_read_is_invalid(desk: Desk, pdf: bytes) -> None:
    assert verify(pdf, desk.trust) == Verdict("invalid", ("unreadable",))


def test_a_cut_off_file_is_never_valid(desk: Desk, issued: bytes) -> None:
    for part in (0.2, 0.5, 0.9, 0.99):
        assert verify(issued[: int(len(issued) * part)], desk.trust).outcome != "valid"


REGIONS = [0.02, 0.1, 0.3, 0.45, 0.6, 0.7, 0.8, 0.9, 0.97]


@pytest.mark.law("ND30:21")
@pytest.mark.parametrize("where", REGIONS)
def test_one_changed_byte_anywhere_makes_the_file_invalid(desk: Desk, issued: bytes, where: float) -> None:
    at = int(len(issued) * where)
    changed = issued[:at] + bytes([issued[at] ^ 1]) + issued[at + 1 :]
    assert verify(changed, desk.trust).outcome == "invalid"


def test_bytes_hidden_behind_the_signature_inside_its_room_are_found(desk: Desk, issued: bytes) -> None:
    at = issued.rindex(b"00000000>")
    changed = issued[:at] + b"deadbeef" + issued[at + 8 :]
    assert verify(changed, desk.trust).outcome == "invalid"


@pytest.mark.law("ND30:21")
@pytest.mark.parametrize("attack", attacks.ATTACKS)
def test_every_kind_of_later_change_makes_the_file_invalid(
    desk: Desk, issued: bytes, attack: Callable[[bytes], bytes]
) -> None:
    changed = attack(issued)
    assert changed != issued
    assert verify(changed, desk.trust).outcome == "invalid"


def test_a_declared_confirmation_may_follow_the_seal_and_nothing_else(desk: Desk, issued: bytes) -> None:
    other = desk.key(Subject("Phạm Đức Duy", OFFICE))
    confirmed = verify(attacks.signed_by_others(issued, other, "confirmation1"), desk.trust)
    assert [finding.outcome for finding in confirmed.signatures] == ["valid"] * 3
    assert confirmed.outcome == "valid"
    undeclared = verify(attacks.signed_by_others(issued, other, "note"), desk.trust)
    assert undeclared.outcome == "invalid"
    assert undeclared.reasons == ("undeclared_after_seal",)


def test_an_unknown_issuer_leaves_the_file_undetermined(desk: Desk, issued: bytes) -> None:
    verdict = verify(issued, Trust())
    assert verdict.outcome == "undetermined"
    assert {finding.integrity for finding in verdict.signatures} == {"intact"}
    assert verdict.signatures[0].reasons == ("issuer_unknown",)


def test_without_lists_of_revoked_certificates_the_file_is_undetermined(desk: Desk, issued: bytes) -> None:
    blind = replace(desk.trust, crls=())
    assert verify(issued, blind).signatures[0].reasons == ("revocation_unknown",)
    assert verify(issued, replace(blind, revocation_required=False)).outcome == "valid"


def test_an_expired_certificate_without_a_time_stamp_leaves_the_file_undetermined(desk: Desk, issued: bytes) -> None:
    verdict = verify(issued, replace(desk.trust, moment=datetime(2031, 1, 1, tzinfo=UTC)))
    assert verdict.outcome == "undetermined"
    assert verdict.signatures[0].reasons == ("certificate_expired",)


@pytest.mark.article("4.1")
def test_the_verdict_names_who_signed_for_whom_and_when(desk: Desk, issued: bytes) -> None:
    leader = verify(issued, desk.trust).find(LEADER)
    assert leader is not None
    assert (leader.signer, leader.organisation, leader.title) == ("Trần Thị Hồng Nhung", OFFICE, "Trưởng phòng")
    assert leader.certificate_sha256 == sha256(desk.head.certificate).hexdigest()
    assert leader.claimed_at == "2026-11-22T10:15:30+07:00"
    assert (leader.time_source, leader.digest, leader.weak) == ("claimed", "sha256", False)
    assert leader.valid_from.startswith("2025-01-01")


def test_a_verdict_survives_being_stored(desk: Desk, issued: bytes) -> None:
    import json

    verdict = verify(issued, desk.trust)
    assert Verdict.from_dict(json.loads(json.dumps(verdict.as_dict()))) == verdict
    assert verdict.find(AGENCY) is not None


async def test_the_verifier_may_be_called_beside_a_running_event_loop(desk: Desk, issued: bytes) -> None:
    assert verify(issued, desk.trust).outcome == "valid"


@pytest.mark.skipif(not SAMPLES, reason="VOFFICE_SAMPLES is not set: generated files stand in")
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:12])
def test_real_government_files_come_out_intact_with_an_unknown_issuer(path: Path) -> None:
    verdict = verify(path.read_bytes(), Trust())
    assert verdict.outcome == "undetermined"
    assert len(verdict.signatures) >= 2
    assert {finding.integrity for finding in verdict.signatures} == {"intact"}
    assert {finding.changes_after for finding in verdict.signatures} <= {"none", "allowed"}


@pytest.mark.skipif(not SAMPLES, reason="VOFFICE_SAMPLES is not set: generated files stand in")
@pytest.mark.parametrize("path", SAMPLES[:3], ids=lambda path: path.name[:12])
def test_a_real_file_with_one_changed_byte_is_invalid(path: Path) -> None:
    pdf = path.read_bytes()
    at = len(pdf) // 3
    assert verify(pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :], Trust()).outcome == "invalid"
