"""Backup: the database first, then the files, which only grow; restore into nothing, and compare (QC 5.2).

    DIR/database.sqlite3 | database.pgdump    one consistent snapshot
    DIR/vault DIR/trust DIR/demo-keys DIR/softhsm
    DIR/manifest.json                         rows per table, ends of the audit chains, SHA-256 of every file

Keys in ``demo-keys`` and ``softhsm`` stay locked by their PINs. Page pictures are made anew and are not kept.
"""

import json
import os
import shutil
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url

from voffice_app.db import snapshot
from voffice_app.db.manifest import MANIFEST, Report, compare, hashes, held, lost, sha256_of
from voffice_app.db.session import make_engine
from voffice_app.domain.errors import refuse

FOLDERS = ("vault", "trust", "demo-keys", "softhsm")


def backup(url: str, data: Path, folder: Path, now: datetime) -> Report:
    """Copy everything into a new folder, others may go on working meanwhile.

    Raises:
        Refused: ``folder_not_empty``; ``program_missing`` or ``program_failed`` for PostgreSQL's programs.
    """
    _must_be_empty(folder, "folder_not_empty")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = make_engine(url)
    with snapshot.taken(engine, folder) as session:
        inventory = held(session)
    engine.dispose()
    contents = inventory.pop("contents")
    for name in FOLDERS:
        if (data / name).is_dir():
            shutil.copytree(data / name, folder / name, ignore=shutil.ignore_patterns(".part-*"))
    manifest = {"made_at": now.isoformat(), "data": str(data), **inventory, "files": hashes(folder)}
    _write(folder / MANIFEST, manifest)
    return _report(manifest, folder, [f"file_missing {sha256}" for sha256 in lost(folder, contents)])


def restore(url: str, data: Path, folder: Path) -> Report:
    """Bring a backup back into an empty data folder and an empty database, and compare the two.

    Raises:
        Refused: ``backup_absent``, ``backup_damaged``, ``data_not_empty``, ``database_not_empty``,
            ``database_other_kind``; nothing is written then.
    """
    if not (folder / MANIFEST).is_file():
        raise refuse("backup_absent")
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    found = hashes(folder)
    if found != manifest["files"]:
        changed = {name for name, _ in found.items() ^ manifest["files"].items()}
        raise refuse("backup_damaged", files=", ".join(sorted(changed)[:5]), count=len(changed))
    _must_be_empty(data, "data_not_empty")
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    snapshot.put_back(folder, make_url(url))
    for name in FOLDERS:
        if (folder / name).is_dir():
            shutil.copytree(folder / name, data / name)
    _move_tokens(data, manifest["data"])
    return _report(manifest, folder, compare(url, data, manifest))


def _must_be_empty(folder: Path, code: str) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise refuse(code, folder=str(folder))


def _move_tokens(data: Path, before: str) -> None:
    """SoftHSM's own configuration names its folder in full: it moves with the data."""
    settings = data / "softhsm" / "softhsm2.conf"
    if settings.is_file():
        settings.write_text(settings.read_text().replace(before, str(data)))


def _write(path: Path, manifest: Report) -> None:
    with path.open("w", encoding="utf-8") as out:
        json.dump(manifest, out, ensure_ascii=False, indent=1, sort_keys=True)
        out.flush()
        os.fsync(out.fileno())


def _report(manifest: Report, folder: Path, differing: list[str]) -> Report:
    return {
        "holds": not differing, "made_at": manifest["made_at"], "tables": manifest["tables"],
        "files": len(manifest["files"]), "manifest_sha256": sha256_of(folder / MANIFEST), "differing": differing,
    }  # fmt: skip
