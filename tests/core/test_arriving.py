"""Files at the desk: bytes leave after their rows and when nobody names them; the child verifies; form's bounds."""

import os
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.core import factories
from tests.core.factories import SmallOffice, codes, fields
from voffice_app.actions import arriving, incoming
from voffice_app.actions.incoming import Intake
from voffice_app.db import files
from voffice_app.db.files import Upload
from voffice_app.db.session import Tx
from voffice_app.db.vault import Vault
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import Source
from voffice_app.domain.secrecy import Secrecy
from voffice_app.reading.child import Workshop
from voffice_app.reading.errors import ReadingFailed
from voffice_app.words import FINDING


def bytes_of(small: SmallOffice, upload: int) -> Path:
    with small.db.read() as session:
        return small.db.vault.path(session.get_one(Upload, upload).sha256)


def turn_away(small: SmallOffice, *uploads: int) -> None:
    with pytest.raises(Refused) as no:
        arriving.keep_out_secrets(small.office, small.officer, uploads, Secrecy.SECRET)
    assert codes(no) == ["state_secret"]


def keep(small: SmallOffice, tx: Tx, content: bytes, sha256: str) -> Upload:
    row = Upload(
        position_id=small.officer.position_id, sha256=sha256, name="b.pdf", media_type="application/pdf",
        size_bytes=len(content), added_at=tx.now,
    )  # fmt: skip
    files.keep(tx, small.db.vault, row, content)
    return row


@pytest.mark.article("5.3")
def test_a_secrets_bytes_go_with_its_row(both: SmallOffice) -> None:
    upload = factories.upload(both, both.officer, content=b"a secret")
    path = bytes_of(both, upload)
    turn_away(both, upload)
    assert not path.exists()
    turn_away(both, upload)  # pressed twice: as calm as the first time


def test_when_the_refusal_cannot_be_written_row_and_bytes_stay_together(
    small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = factories.upload(small, small.officer, content=b"a secret")

    def full(*_: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("voffice_app.db.audit.append", full)
    with pytest.raises(OSError, match="disk full"):
        arriving.keep_out_secrets(small.office, small.officer, (upload,), Secrecy.SECRET)
    assert bytes_of(small, upload).exists()


@pytest.mark.article("5.3")
def test_bytes_left_by_a_crash_between_rows_and_bytes_go_at_the_next_start(
    small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = factories.upload(small, small.officer, content=b"a secret")
    path = bytes_of(small, upload)
    with monkeypatch.context() as crash:
        crash.setattr(arriving, "sweep", lambda *_: None)
        turn_away(small, upload)
    assert path.exists()
    arriving.sweep(small.office, small.it)
    assert not path.exists()


def test_bytes_that_another_row_names_stay(both: SmallOffice) -> None:
    document_id = factories.registered(both)
    with both.db.read() as session:
        (kept,) = files.list_files(session, files.Direction.INCOMING, document_id)
    turn_away(both, factories.upload(both, both.officer, content=b"paper"))
    assert both.db.vault.path(kept.sha256).exists()


def test_the_same_content_uploaded_meanwhile_keeps_its_bytes(both: SmallOffice) -> None:
    upload = factories.upload(both, both.officer, content=b"same")
    sha256 = both.db.vault.put(b"same")  # somebody else's bytes are put …
    turn_away(both, upload)  # … the first ones are turned away …
    with both.db.act(both.officer) as tx:
        row = keep(both, tx, b"same", sha256)  # … and the second one's row is written
    assert both.db.vault.get(row.sha256) == b"same"


def test_bytes_are_not_removed_while_their_row_is_being_written(both: SmallOffice) -> None:
    """The removal waits for the row that is under way, and then leaves its bytes alone."""
    upload = factories.upload(both, both.officer, content=b"same")
    with both.db.act(both.officer) as tx:
        files.forget(tx, [files.load_upload(tx, upload)])
    removal = threading.Thread(target=arriving.sweep, args=(both.office, both.it))
    with both.db.act(both.officer) as tx:
        row = keep(both, tx, b"same", both.db.vault.put(b"same"))
        removal.start()
        removal.join(0.3)
        assert removal.is_alive()
    removal.join()
    assert both.db.vault.get(row.sha256) == b"same"


def test_nobody_elses_upload_and_no_attached_one_is_taken_away(small: SmallOffice) -> None:
    theirs = factories.upload(small, small.colleague, content=b"theirs")
    mine = factories.upload(small, small.officer, content=b"mine")
    small.act(small.officer, incoming.pass_to_clerk, Intake(Source.PAPER, "x", (mine,)))
    turn_away(small, theirs, mine)
    assert bytes_of(small, theirs).exists()
    assert bytes_of(small, mine).exists()


def synced(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    real, seen = os.fsync, []

    def fsync(handle: int) -> None:
        seen.append(Path(os.readlink(f"/proc/self/fd/{handle}")))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return seen


def test_a_new_file_its_folder_and_the_vault_are_all_on_disk_before_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, seen = Vault(tmp_path / "vault"), synced(monkeypatch)
    folder = vault.path(vault.put(b"paper")).parent
    assert seen[0].parent == folder
    assert seen[1:] == [folder, vault.root]


def test_a_file_that_is_there_already_is_on_disk_before_it_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = Vault(tmp_path / "vault")
    folder = vault.path(vault.put(b"paper")).parent
    seen = synced(monkeypatch)
    vault.put(b"paper")
    assert seen == [folder, vault.root]


def verdict(small: SmallOffice, upload: int) -> Any:
    return arriving.examine(small.office, small.officer, upload).verdict


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("timeout", ("invalid", "unreadable")), ("crashed", ("invalid", "unreadable")),
        ("memory", ("invalid", "unreadable")), ("busy", ("undetermined", "not_checked")),
    ],
)  # fmt: skip
def test_a_file_that_stops_the_verifier_is_unreadable_and_nobodys_error(
    code: str, told: tuple[str, str], small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: Any, **__: Any) -> None:
        raise ReadingFailed(code)

    monkeypatch.setattr(small.workshop, "call", stopped)
    found = verdict(small, factories.upload(small, small.officer))
    assert (found["outcome"], *found["reasons"]) == told
    assert told[1] in FINDING


def test_strangers_signatures_are_verified_in_the_reading_child(
    small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def here(*_: Any) -> None:
        raise AssertionError("verified in the web process")

    small.workshop = Workshop(children=1)  # type: ignore[assignment]
    monkeypatch.setattr("signing.check.verify", here)
    found = verdict(small, factories.upload(small, small.officer, content=b"no PDF at all"))
    small.workshop.close()  # type: ignore[attr-defined]
    assert (found["outcome"], found["reasons"]) == ("invalid", ["unreadable"])


def test_what_a_document_has_already_is_not_examined_anew(small: SmallOffice) -> None:
    upload = factories.upload(small, small.officer)
    small.act(small.officer, incoming.pass_to_clerk, Intake(Source.PAPER, "x", (upload,)))
    before = len(small.workshop.calls)
    assert verdict(small, upload) is None
    assert len(small.workshop.calls) == before


@pytest.mark.law("ND30:22")
@pytest.mark.parametrize(("name", "value"), [("pages", -1), ("pages", 1000), ("copies", 0), ("copies", 1000)])
def test_pages_and_copies_have_three_digits(name: str, value: int, small: SmallOffice) -> None:
    with pytest.raises(Refused) as no:
        small.act(small.clerk, incoming.receive, fields(**{name: value}), ())
    (reason,) = no.value.reasons
    assert (reason.code, reason.facts["field"]) == ("out_of_bounds", name)


def test_the_bounds_themselves_are_taken(small: SmallOffice) -> None:
    document = small.arrived(small.act(small.clerk, incoming.receive, fields(pages=999, copies=999), ()))
    assert (document.pages, document.copies) == (999, 999)


def test_pages_left_blank_keep_what_was_counted_in_the_file(small: SmallOffice) -> None:
    for declared, kept in ((0, 1), (7, 7)):
        upload = factories.upload(small, small.clerk)
        document_id = small.act(small.clerk, incoming.receive, fields(pages=declared), (upload,))
        assert small.arrived(document_id).pages == kept


def test_a_deadline_before_the_arrival_is_refused_and_the_day_itself_taken(small: SmallOffice) -> None:
    with pytest.raises(Refused) as no:
        small.act(small.clerk, incoming.receive, fields(due_on=date(2026, 11, 22)), ())
    assert codes(no) == ["due_before_arrival"]
    small.act(small.clerk, incoming.receive, fields(due_on=date(2026, 11, 23)), ())
