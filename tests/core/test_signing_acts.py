"""Signing and sealing as acts of the office: whose key, on which version, after whom. The keys here are paper.

The mathematics of the signatures and their verdicts are proved in ``tests/signing`` on real PDFs and tokens.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest

from signing.cms import signed_attributes
from signing.compose import Prepared
from signing.pin import Pin
from signing.verdict import Verdict
from tests.core.factories import NOON, SmallOffice, codes, numbered
from voffice_app.actions import outgoing, signing, signing_parts
from voffice_app.db import custody
from voffice_app.db.certificates import (
    Certificate,
    CertificateKind,
    CertificateStatus,
    ImageKind,
    KeyHome,
    SignatureImage,
)
from voffice_app.db.outgoing import load_outgoing
from voffice_app.domain.custody import CustodyAct
from voffice_app.domain.errors import AlreadyDone, NotVisible, Refused, Stale, TransitionRefused
from voffice_app.domain.outgoing import OutgoingStatus

PIN = Pin("1234")


@dataclass
class PaperSigned:
    pdf: bytes
    verdict: Verdict


class PaperKey:
    def sign_many(self, batch: list[bytes], digest: str) -> list[bytes]:
        return [b"raw:" + attributes[:4] for attributes in batch]


def on_paper(pdf: bytes, intent: Any, certificate: bytes, *_rest: Any) -> Prepared:
    """What a key of paper is asked to sign."""
    attributes = signed_attributes(sha256(pdf).digest(), certificate)
    return Prepared("", intent.kind, intent.base_sha256, pdf, 0, attributes, certificate, (), NOON)


@pytest.fixture
def intents(monkeypatch: Any) -> list[Any]:
    """The three acts on paper; every intention that was prepared."""
    seen: list[Any] = []

    def prepare(pdf: bytes, intent: Any, *rest: Any) -> Prepared:
        seen.append(intent)
        return on_paper(pdf, intent, *rest)

    def finish(prepared: Prepared, raw: bytes, *_rest: Any) -> PaperSigned:
        return PaperSigned(prepared.document + b"|" + prepared.kind.encode() + raw, Verdict("valid"))

    monkeypatch.setattr(signing_parts, "prepare", prepare)
    monkeypatch.setattr(signing_parts, "finish", finish)
    monkeypatch.setattr("voffice_app.actions.keyring.Keyring.key", lambda *_: PaperKey())
    return seen


def certificate(small: SmallOffice, kind: CertificateKind, **changes: Any) -> int:
    """The deputy's own, or the office's in the clerk's custody."""
    personal = kind is CertificateKind.PERSONAL
    wanted = {
        "unit_id": small.clerk.unit_id, "account_id": small.deputy.account_id if personal else None, "kind": kind,
        "home": KeyHome.DEMONSTRATION, "subject": "CN=x", "issuer": "CN=y", "serial": f"{kind}", "sha256": f"{kind}",
        "der": f"{kind}".encode(), "valid_from": NOON - timedelta(days=9), "valid_to": NOON + timedelta(days=9),
    }  # fmt: skip
    holder = changes.pop("holder", small.clerk)
    with small.db.act(small.it) as tx:
        row = Certificate(**{**wanted, **changes})
        tx.session.add(row)
        tx.session.flush()
        if not personal:
            handed = {"position_id": holder.position_id, "given_by": "Thủ trưởng"}
            custody.write(tx, row.id or 0, CustodyAct.HANDED_OVER, date(2026, 1, 5), **handed)
        return row.id or 0


def seal_image(small: SmallOffice) -> None:
    with small.db.act(small.it) as tx:
        picture, unit_id = small.db.vault.put(b"red"), small.clerk.unit_id
        size = {"width_mm": 36, "height_mm": 36}
        tx.session.add(SignatureImage(unit_id=unit_id, kind=ImageKind.SEAL, sha256=picture, added_at=NOON, **size))


@pytest.fixture
def ready(small: SmallOffice, intents: list[Any]) -> int:
    """Numbered, with every certificate and picture in place."""
    certificate(small, CertificateKind.PERSONAL)
    certificate(small, CertificateKind.AGENCY)
    seal_image(small)
    return numbered(small)


@pytest.mark.article("8.2")
@pytest.mark.article("6.5")
def test_the_leader_signs_then_the_clerk_seals_and_both_verdicts_stay(
    small: SmallOffice, ready: int, intents: list[Any]
) -> None:
    assert signing.sign(small.office, small.deputy, ready, PIN).outcome == "valid"
    assert small.document(ready).status is OutgoingStatus.LEADER_SIGNED
    assert signing.seal(small.office, small.clerk, ready, PIN).outcome == "valid"
    assert small.document(ready).status is OutgoingStatus.SEALED
    leader, agency = intents
    assert (leader.kind, leader.signer_name, leader.leader_certificates) == ("leader", small.deputy.full_name, ())
    assert (agency.kind, agency.lines, agency.diameter_mm) == ("agency", ("Phòng GD&ĐT Thái Thụy",), 36)
    assert agency.leader_certificates == ("personal",), "only the named signer's signature may be sealed"
    assert [entry.act for entry in small.history("outgoing", ready)][:2] == ["seal", "sign"]


@pytest.mark.article("6.5")
@pytest.mark.law("ND30:32")
def test_the_seal_before_the_signature_is_refused(small: SmallOffice, ready: int, intents: list[Any]) -> None:
    with pytest.raises(TransitionRefused) as no:
        signing.seal(small.office, small.clerk, ready, PIN)
    assert codes(no) == ["wrong_state", "leader_signature_missing"]
    assert intents == [], "no key was asked"


@pytest.mark.parametrize("who", ["head", "clerk", "officer", "it"])
def test_nobody_but_the_named_signer_signs(small: SmallOffice, ready: int, intents: list[Any], who: str) -> None:
    with pytest.raises(TransitionRefused) as no:
        signing.sign(small.office, small.people[who], ready, PIN)
    assert codes(no) == ["wrong_person"]
    assert intents == []


def test_another_units_leader_and_clerk_find_no_document(small: SmallOffice, ready: int) -> None:
    for act, who in ((signing.sign, small.school1_head), (signing.seal, small.school1_clerk)):
        with pytest.raises(NotVisible):
            act(small.office, who, ready, PIN)


@pytest.mark.article("6.5")
def test_only_the_clerk_the_certificate_was_handed_to_seals(small: SmallOffice, intents: list[Any]) -> None:
    certificate(small, CertificateKind.PERSONAL)
    certificate(small, CertificateKind.AGENCY, holder=small.officer)
    seal_image(small)
    document_id = numbered(small)
    signing.sign(small.office, small.deputy, document_id, PIN)
    with pytest.raises(Refused) as no:
        signing.seal(small.office, small.clerk, document_id, PIN)
    assert codes(no) == ["not_certificate_holder"]


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_to": NOON - timedelta(days=1)},
        {"valid_from": NOON + timedelta(days=1)},
        {"status": CertificateStatus.REVOKED},
        {"status": CertificateStatus.LOST},
        {"unit_id": 2},
    ],
)
def test_a_certificate_that_does_not_count_today_signs_nothing(
    small: SmallOffice, intents: list[Any], changes: Any
) -> None:
    certificate(small, CertificateKind.PERSONAL, **changes)
    with pytest.raises(Refused) as no:
        signing.sign(small.office, small.deputy, numbered(small), PIN)
    assert codes(no) == ["certificate_missing"]


def test_without_the_seals_picture_nothing_is_sealed(small: SmallOffice, intents: list[Any]) -> None:
    certificate(small, CertificateKind.PERSONAL)
    certificate(small, CertificateKind.AGENCY)
    document_id = numbered(small)
    signing.sign(small.office, small.deputy, document_id, PIN)
    with pytest.raises(Refused) as no:
        signing.seal(small.office, small.clerk, document_id, PIN)
    assert codes(no) == ["image_missing"]


def test_a_second_click_on_sign_is_calm(small: SmallOffice, ready: int, intents: list[Any]) -> None:
    signing.sign(small.office, small.deputy, ready, PIN)
    with pytest.raises(AlreadyDone):
        signing.sign(small.office, small.deputy, ready, PIN)
    assert len(intents) == 1


def test_what_changed_while_the_key_was_signing_is_not_taken(small: SmallOffice, ready: int, monkeypatch: Any) -> None:
    """Between prepare and finish the drafter takes it back, or another version appears."""

    class SlowKey:
        def sign_many(self, batch: list[bytes], digest: str) -> list[bytes]:
            small.act(small.officer, outgoing.revise, ready)
            return [b"raw"]

    monkeypatch.setattr("voffice_app.actions.keyring.Keyring.key", lambda *_: SlowKey())
    with pytest.raises(TransitionRefused) as no:
        signing.sign(small.office, small.deputy, ready, PIN)
    assert "wrong_state" in codes(no)
    assert small.document(ready).status is OutgoingStatus.DRAFT


def test_another_version_that_appeared_meanwhile_is_not_overwritten(
    small: SmallOffice, ready: int, monkeypatch: Any
) -> None:
    class SlowKey:
        def sign_many(self, batch: list[bytes], digest: str) -> list[bytes]:
            with small.db.act(small.it) as tx:
                document = load_outgoing(tx, ready)
                document.current_file_id = document.clean_file_id
            return [b"raw"]

    monkeypatch.setattr("voffice_app.actions.keyring.Keyring.key", lambda *_: SlowKey())
    with pytest.raises(Stale) as no:
        signing.sign(small.office, small.deputy, ready, PIN)
    assert codes(no) == ["file_changed"]
    assert small.document(ready).status is OutgoingStatus.NUMBERED


def test_a_numbered_document_whose_page_is_not_written_yet_is_not_signed(small: SmallOffice, ready: int) -> None:
    with small.db.act(small.it) as tx:
        load_outgoing(tx, ready).imprint_pending = True
    with pytest.raises(TransitionRefused) as no:
        signing.sign(small.office, small.deputy, ready, PIN)
    assert codes(no) == ["imprint_missing"]
