"""What an installation holds, to be written beside a backup and compared after a restore."""

from hashlib import file_digest
from pathlib import Path
from typing import Any

from sqlalchemy import union
from sqlmodel import select

from voffice_app.db import snapshot
from voffice_app.db.audit import AuditHead, broken_links
from voffice_app.db.certificates import SignatureImage
from voffice_app.db.files import DocumentFile, Upload
from voffice_app.db.session import Session, make_engine

MANIFEST = "manifest.json"
Report = dict[str, Any]


def compare(url: str, data: Path, manifest: Report) -> list[str]:
    """What differs between an installation and a manifest; empty when they are the same."""
    engine = make_engine(url)
    with Session(engine) as session:
        now = held(session)
        broken = {head.unit_id: list(broken_links(session, head.unit_id)) for head in session.exec(select(AuditHead))}
    engine.dispose()
    differing = [f"rows {name}" for name, rows in manifest["tables"].items() if now["tables"].get(name) != rows]
    differing += [f"audit_chain {unit_id}" for unit_id, links in broken.items() if links]
    differing += ["audit_heads"] if now["audit_heads"] != manifest["audit_heads"] else []
    stored = hashes(data, "vault", "trust")
    kept = {n: s for n, s in manifest["files"].items() if n.startswith(("vault/", "trust/"))}
    differing += [f"file {name}" for name, _ in sorted(stored.items() ^ kept.items())]
    return differing + [f"file_missing {sha256}" for sha256 in lost(data, now["contents"])]


def held(session: Session) -> Report:
    """What this database holds: rows per table, the ends of the audit chains, contents its rows speak of."""
    heads = session.exec(select(AuditHead)).all()
    spoken = union(*(select(table.sha256) for table in (DocumentFile, Upload, SignatureImage)))
    return {
        "tables": snapshot.count_rows(session.connection()),
        "audit_heads": {str(head.unit_id): [head.seq, head.hash] for head in heads},
        "contents": sorted(session.execute(spoken).scalars()),
    }


def lost(root: Path, contents: list[str]) -> list[str]:
    """Contents that rows speak of and the vault does not hold, or holds damaged."""
    stored = {name.replace("/", ""): sha256 for name, sha256 in hashes(root / "vault").items()}
    return [sha256 for sha256 in contents if stored.get(sha256) != sha256]


def hashes(root: Path, *below: str) -> dict[str, str]:
    """SHA-256 of every file under the folder, by its path there; the manifest itself is left out."""
    roots = [root / name for name in below] or [root]
    paths = (path for start in roots for path in sorted(start.rglob("*")) if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(root).as_posix(): sha256_of(path) for path in paths}


def sha256_of(path: Path) -> str:
    with path.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()
