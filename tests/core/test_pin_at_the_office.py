"""A PIN given to the office for a token of the server: after right and wrong ones it is nowhere to be found."""

import logging
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from signing import softhsm
from signing.errors import PinWrong
from signing.pin import Pin
from signing.token import TokenWorker
from signing.token_rack import TokenRack
from signing.verdict import Verdict
from tests.core.factories import SmallOffice, numbered
from tests.core.test_signing_acts import PaperSigned, certificate, on_paper
from tests.signing.softtoken import SO_PIN, module, needs_softhsm
from voffice_app.actions import signing, signing_parts
from voffice_app.actions.keyring import Keyring
from voffice_app.actions.office import Office
from voffice_app.db.certificates import CertificateKind, KeyHome
from voffice_app.domain.outgoing import OutgoingStatus

CANARY, WRONG = "580216374", "580216375"
pytestmark = needs_softhsm


@pytest.fixture
def served(small: SmallOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Office, TokenWorker]:
    """The office with the deputy's key in a token of the server; the PDFs are paper, the token's work is real."""
    worker = TokenWorker(module(), softhsm.configure(tmp_path / "softhsm"))
    worker.make_token("Phó", Pin(CANARY), Pin(SO_PIN))
    worker.generate("Phó", "k", Pin(CANARY), "rsa")
    certificate(small, CertificateKind.PERSONAL, home=KeyHome.TOKEN, token_label="Phó", key_label="k")

    def finish(prepared: Any, raw: bytes, *_rest: Any) -> PaperSigned:
        return PaperSigned(prepared.document + raw, Verdict("valid"))

    monkeypatch.setattr(signing_parts, "prepare", on_paper)
    monkeypatch.setattr(signing_parts, "finish", finish)
    return replace(small.office, keyring=Keyring(TokenRack((worker,)), None)), worker


def test_the_pin_is_in_no_log_table_file_or_process(
    small: SmallOffice, served: tuple[Office, TokenWorker], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    office, worker = served
    document_id = numbered(small)
    with pytest.raises(PinWrong) as refusal:
        signing.sign(office, small.deputy, document_id, Pin(WRONG))
    told = "".join(traceback.format_exception(refusal.value)) + repr(refusal.value.facts)
    assert small.document(document_id).status is OutgoingStatus.NUMBERED
    signing.sign(office, small.deputy, document_id, Pin(CANARY))
    assert small.document(document_id).status is OutgoingStatus.LEADER_SIGNED
    assert "pin_refused" in [entry.act for entry in small.history("certificate", 1)]
    assert worker._child is not None
    process = Path("/proc", str(worker._child.pid))
    kept = [process / "cmdline", process / "environ", Path("/proc/self/cmdline"), Path("/proc/self/environ")]
    kept += [path for path in [*tmp_path.rglob("*"), *small.db.vault.root.parent.rglob("*")] if path.is_file()]
    assert any(path.suffix == ".db" for path in kept)
    for secret in (CANARY, WRONG):
        assert secret not in told + caplog.text
        assert [path for path in kept if secret.encode() in path.read_bytes()] == []
    worker.close()
