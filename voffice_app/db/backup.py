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
from hashlib import file_digest
from pathlib import Path
from typing import Any

from sqlalchemy import make_url, union
from sqlmodel import select

from voffice_app.db import snapshot
from voffice_app.db.audit import AuditHead, broken_links
from voffice_app.db.certificates import SignatureImage
from voffice_app.db.files import DocumentFile, Upload
from voffice_app.db.session import Session, make_engine
from voffice_app.domain.errors import refuse

MANIFEST = "manifest.json"
FOLDERS = ("vault", "trust", "demo-keys", "softhsm")
Report = dict[str, Any]


def backup(url: str, data: Path, folder: Path, now: datetime) -> Report:
    """Copy everything into a new folder, others may go on working meanwhile.

    Raises:
        Refused: ``folder_not_empty``; ``program_missing`` or ``program_failed`` for PostgreSQL's programs.
    """
    _must_be_empty(folder, "folder_not_empty")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = make_engine(url)
    with snapshot.taken(engine, folder) as session:
        held = _held(session)
    engine.dispose()
    contents = held.pop("contents")
    for name in FOLDERS:
        if (data / name).is_dir():
            shutil.copytree(data / name, folder / name, ignore=shutil.ignore_patterns(".part-*"))
    manifest = {"made_at": now.isoformat(), "data": str(data), **held, "files": _hashes(folder)}
    _write(folder / MANIFEST, manifest)
    return _report(manifest, folder, [f"file_missing {sha256}" for sha256 in _lost(folder, contents)])


def restore(url: str, data: Path, folder: Path) -> Report:
    """Bring a backup back into an empty data folder and an empty database, and compare the two.

    Raises:
        Refused: ``backup_absent``, ``backup_damaged``, ``data_not_empty``, ``database_not_empty``,
            ``database_other_kind``; nothing is written then.
    """
    if not (folder / MANIFEST).is_file():
        raise refuse("backup_absent")
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    found = _hashes(folder)
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


def compare(url: str, data: Path, manifest: Report) -> list[str]:
    """What differs between an installation and a manifest; empty when they are the same."""
    engine = make_engine(url)
    with Session(engine) as session:
        held = _held(session)
        broken = {head.unit_id: list(broken_links(session, head.unit_id)) for head in session.exec(select(AuditHead))}
    engine.dispose()
    differing = [f"rows {name}" for name, rows in manifest["tables"].items() if held["tables"].get(name) != rows]
    differing += [f"audit_chain {unit_id}" for unit_id, links in broken.items() if links]
    differing += ["audit_heads"] if held["audit_heads"] != manifest["audit_heads"] else []
    stored = _hashes(data, "vault", "trust")
    kept = {n: s for n, s in manifest["files"].items() if n.startswith(("vault/", "trust/"))}
    differing += [f"file {name}" for name, _ in sorted(stored.items() ^ kept.items())]
    return differing + [f"file_missing {sha256}" for sha256 in _lost(data, held["contents"])]


def _held(session: Session) -> Report:
    """What this database holds: rows per table, the ends of the audit chains, contents its rows speak of."""
    heads = session.exec(select(AuditHead)).all()
    spoken = union(*(select(table.sha256) for table in (DocumentFile, Upload, SignatureImage)))
    return {
        "tables": snapshot.count_rows(session.connection()),
        "audit_heads": {str(head.unit_id): [head.seq, head.hash] for head in heads},
        "contents": sorted(session.execute(spoken).scalars()),
    }


def _lost(root: Path, contents: list[str]) -> list[str]:
    """Contents that rows speak of and the vault does not hold, or holds damaged."""
    kept = {
        name.replace("/", "") for name, sha256 in _hashes(root / "vault").items() if name.replace("/", "") == sha256
    }
    return [sha256 for sha256 in contents if sha256 not in kept]


def _hashes(root: Path, *below: str) -> dict[str, str]:
    """SHA-256 of every file under the folder, by its path there; the manifest itself is left out."""
    roots = [root / name for name in below] or [root]
    paths = (path for start in roots for path in sorted(start.rglob("*")) if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(root).as_posix(): _sha256(path) for path in paths}


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


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
        "files": len(manifest["files"]), "manifest_sha256": _sha256(folder / MANIFEST), "differing": differing,
    }  # fmt: skip
