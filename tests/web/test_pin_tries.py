"""Guessing a PIN: a few tries, then a wait; and each refused one is written down without the PIN."""

from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from signing.errors import PinLocked, PinWrong, TokenAbsent
from signing.pin import Pin
from tests.core.factories import SmallOffice, numbered, small_office
from tests.core.test_signing_acts import certificate, on_paper
from tests.web.people import fill
from tests.web.served import Served, serving
from tests.web.test_files import MARK
from voffice_app import words
from voffice_app.actions import signing, signing_parts
from voffice_app.db.audit import AuditEntry
from voffice_app.db.certificates import CertificateKind

CANARY = "5519283746"


def attempt(office: Served, cookie: str, pin: str = "1234") -> Any:
    with office.client(cookie=cookie) as client:
        return client.post("/api/sign", json={"document_id": 999_999, "pin": pin}, headers=MARK)


def test_after_five_failed_tries_the_account_waits_and_nobody_else_does(tmp_path: Path) -> None:
    with serving(tmp_path / "office", fill, VOFFICE_PINS_PER_MINUTE="5") as office:
        head, again = office.session("truongphong"), office.session("truongphong")
        assert [attempt(office, head).status_code for _ in range(5)] == [409] * 5
        slowed = attempt(office, again)  # another log-in of the same account
        assert (slowed.status_code, slowed.json()["code"]) == (429, "too_many")
        assert slowed.json()["message"] == words.sentence("too_many")
        assert attempt(office, office.session("phophong")).status_code == 409


class RefusingKey:
    def __init__(self, why: Exception) -> None:
        self.why = why

    def sign_many(self, _batch: list[bytes], _digest: str) -> list[bytes]:
        raise self.why


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallOffice:
    monkeypatch.setattr(signing_parts, "prepare", on_paper)
    return small_office(tmp_path)


def refused(small: SmallOffice, why: Exception, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[AuditEntry]]:
    """Sign with a key that refuses; the certificate's number and what was written down about PINs."""
    monkeypatch.setattr("voffice_app.actions.keyring.Keyring.key", lambda *_: RefusingKey(why))
    number = certificate(small, CertificateKind.PERSONAL)
    document_id = numbered(small)
    with pytest.raises(type(why)):
        signing.sign(small.office, small.deputy, document_id, Pin(CANARY))
    with small.db.read() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.act == "pin_refused")).all()
    return number, list(entries)


@pytest.mark.parametrize(
    ("why", "code", "left"),
    [(PinWrong.after(2), "pin_wrong", 2), (PinWrong.after(None), "pin_wrong", None), (PinLocked(), "pin_locked", None)],
    ids=["two left", "silent token", "locked"],
)
def test_a_refused_pin_is_written_down_with_the_tries_left_and_without_the_pin(
    small: SmallOffice, monkeypatch: pytest.MonkeyPatch, why: Exception, code: str, left: int | None
) -> None:
    number, (entry,) = refused(small, why, monkeypatch)
    assert (entry.subject, entry.subject_id, entry.account_id) == ("certificate", number, small.deputy.account_id)
    assert (entry.comment, entry.facts) == (code, {"tries_left": left})
    assert CANARY not in entry.model_dump_json()


def test_a_key_that_is_not_there_is_no_refused_pin(small: SmallOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(small, TokenAbsent(), monkeypatch)[1] == []
