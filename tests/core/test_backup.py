"""A backup brings everything back, and a backup that somebody touched brings nothing back (QC 5.2)."""

import json
import shutil
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import make_url, text

from tests import postgres
from tests.core.factories import SmallOffice, assigned, codes, fields, numbered, sealed, small_office
from voffice_app.actions import incoming, issuing
from voffice_app.db import backup
from voffice_app.db.manifest import MANIFEST, hashes
from voffice_app.db.session import Database, make_engine
from voffice_app.domain.errors import Refused


def fill(small: SmallOffice) -> SmallOffice:
    small.act(small.clerk, issuing.issue, sealed(small))
    numbered(small)
    assigned(small)
    for name, content in (("trust/roots/a.der", b"root"), ("demo-keys/head.pem", b"locked")):
        path = small.db.vault.root.parent / name
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    return small


def address(small: SmallOffice) -> str:
    return small.db.engine.url.render_as_string(hide_password=False)


def made(small: SmallOffice, folder: Path) -> Any:
    return backup.backup(address(small), small.db.vault.root.parent, folder, small.clock.now)


@pytest.fixture(params=["sqlite", "postgresql"])
def there(request: Any, tmp_path: Path) -> tuple[str, str]:
    """An office's database to come from and an empty one to go to, of each kind."""
    if request.param == "sqlite":
        return "", f"sqlite:///{tmp_path / 'to' / 'voffice.db'}"
    server: postgres.Server = request.getfixturevalue("server")
    return server.database(like=request.getfixturevalue("migrated")), server.database()


@pytest.mark.article("5.2")
def test_a_restored_office_has_the_same_rows_chains_and_files(there: tuple[str, str], tmp_path: Path) -> None:
    small = fill(small_office(tmp_path / "from", url=there[0]))
    report = made(small, tmp_path / "backup")
    assert report["holds"], report["differing"]
    restored = backup.restore(there[1], tmp_path / "to", tmp_path / "backup")
    assert (restored["holds"], restored["differing"]) == (True, [])
    assert restored["tables"] == report["tables"]
    assert restored["tables"]["incoming_document"] == 3
    assert restored["manifest_sha256"] == report["manifest_sha256"]
    other = Database(there[1], tmp_path / "to" / "vault", small.clock)
    again = SmallOffice(other, small.clock, small.people, small.schools, small.workshop)
    assert again.document(1).model_dump() == small.document(1).model_dump()
    again.act(again.clerk, incoming.receive, fields(), ())
    assert again.arrived(4).arrival_number == 2, "work goes on where it stopped"
    assert (tmp_path / "to" / "demo-keys" / "head.pem").read_bytes() == b"locked"
    other.engine.dispose()
    small.db.engine.dispose()


def test_the_restored_log_is_still_append_only(there: tuple[str, str], tmp_path: Path) -> None:
    small = fill(small_office(tmp_path / "from", url=there[0]))
    made(small, tmp_path / "backup")
    backup.restore(there[1], tmp_path / "to", tmp_path / "backup")
    engine = make_engine(there[1])
    with engine.connect() as connection, pytest.raises(Exception, match="append-only"):
        connection.execute(text("DELETE FROM audit_entry"))
    engine.dispose()
    small.db.engine.dispose()


def test_a_backup_under_writers_is_one_moment_in_time(small: SmallOffice, tmp_path: Path) -> None:
    fill(small)
    done = Event()

    def work() -> None:
        while not done.is_set():
            small.act(small.clerk, incoming.receive, fields(), ())

    clerk = Thread(target=work)
    clerk.start()
    try:
        report = made(small, tmp_path / "backup")
    finally:
        done.set()
        clerk.join()
    assert report["holds"]
    restored = backup.restore(f"sqlite:///{tmp_path / 'to' / 'voffice.db'}", tmp_path / "to", tmp_path / "backup")
    assert restored["differing"] == []


def touch_a_file(folder: Path) -> None:
    victim = next(path for path in (folder / "vault").rglob("*") if path.is_file())
    victim.write_bytes(victim.read_bytes() + b".")


def change_the_database(folder: Path) -> None:
    engine = make_engine(f"sqlite:///{folder / 'database.sqlite3'}")
    with engine.connect() as connection:
        connection.execute(text("UPDATE outgoing_document SET abstract = 'khác'"))
        connection.commit()
    engine.dispose()


def remove_a_file(folder: Path) -> None:
    next(path for path in (folder / "vault").rglob("*") if path.is_file()).unlink()


def add_a_file(folder: Path) -> None:
    (folder / "trust" / "roots" / "mine.der").write_bytes(b"believe me")


TOUCHED = [touch_a_file, change_the_database, remove_a_file, add_a_file]


@pytest.mark.article("5.2")
@pytest.mark.parametrize("touch", TOUCHED)
def test_a_backup_that_was_touched_is_refused_and_writes_nothing(
    small: SmallOffice, tmp_path: Path, touch: Any
) -> None:
    made(fill(small), tmp_path / "backup")
    touch(tmp_path / "backup")
    with pytest.raises(Refused) as no:
        backup.restore(f"sqlite:///{tmp_path / 'to' / 'voffice.db'}", tmp_path / "to", tmp_path / "backup")
    assert codes(no) == ["backup_damaged"]
    assert not (tmp_path / "to").exists()


def test_a_forged_database_with_a_forged_manifest_breaks_the_audit_chain(small: SmallOffice, tmp_path: Path) -> None:
    """Whoever can rewrite the manifest too is caught by the chain that was copied."""
    made(fill(small), tmp_path / "backup")
    copy = tmp_path / "backup" / "database.sqlite3"
    engine = make_engine(f"sqlite:///{copy}")
    with engine.connect() as connection:
        connection.execute(text("DROP TRIGGER audit_entry_no_update"))
        connection.execute(text("UPDATE audit_entry SET actor_name = 'Người khác' WHERE seq = 3"))
        connection.commit()
    engine.dispose()
    manifest = tmp_path / "backup" / MANIFEST
    told = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**told, "files": hashes(tmp_path / "backup")}))
    report = backup.restore(f"sqlite:///{tmp_path / 'to' / 'voffice.db'}", tmp_path / "to", tmp_path / "backup")
    assert not report["holds"]
    assert f"audit_chain {small.clerk.unit_id}" in report["differing"]


def test_a_file_lost_before_the_backup_is_told(small: SmallOffice, tmp_path: Path) -> None:
    fill(small)
    next(path for path in small.db.vault.root.rglob("*") if path.is_file()).unlink()
    report = made(small, tmp_path / "backup")
    assert not report["holds"]
    assert report["differing"][0].startswith("file_missing ")


def test_nothing_is_overwritten(small: SmallOffice, tmp_path: Path) -> None:
    made(fill(small), tmp_path / "backup")
    url = f"sqlite:///{tmp_path / 'to' / 'voffice.db'}"
    with pytest.raises(Refused) as backup_again:
        made(small, tmp_path / "backup")
    (tmp_path / "to").mkdir()
    (tmp_path / "to" / "mine.txt").write_text("x")
    with pytest.raises(Refused) as used_folder:
        backup.restore(url, tmp_path / "to", tmp_path / "backup")
    shutil.rmtree(tmp_path / "to")
    with pytest.raises(Refused) as used_database:
        backup.restore(address(small), tmp_path / "to", tmp_path / "backup")
    with pytest.raises(Refused) as no_backup:
        backup.restore(url, tmp_path / "new", tmp_path / "from-nowhere")
    refused = (backup_again, used_folder, used_database, no_backup)
    assert [codes(no)[0] for no in refused] == [
        "folder_not_empty", "data_not_empty", "database_not_empty", "backup_absent",
    ]  # fmt: skip


def test_a_backup_of_the_other_kind_of_database_is_refused(small: SmallOffice, tmp_path: Path) -> None:
    made(fill(small), tmp_path / "backup")
    elsewhere = make_url("postgresql+psycopg://nobody@127.0.0.1:1/none").render_as_string()
    with pytest.raises(Refused) as no:
        backup.restore(elsewhere, tmp_path / "to", tmp_path / "backup")
    assert codes(no) == ["database_other_kind"]


def test_the_tokens_configuration_moves_with_the_data(small: SmallOffice, tmp_path: Path) -> None:
    data = small.db.vault.root.parent
    (data / "softhsm").mkdir()
    (data / "softhsm" / "softhsm2.conf").write_text(f"directories.tokendir = {data}/softhsm/tokens\n")
    made(fill(small), tmp_path / "backup")
    backup.restore(f"sqlite:///{tmp_path / 'to' / 'voffice.db'}", tmp_path / "to", tmp_path / "backup")
    assert f"{tmp_path}/to/softhsm/tokens" in (tmp_path / "to" / "softhsm" / "softhsm2.conf").read_text()
