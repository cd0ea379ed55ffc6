"""Is the folder what was written? Sums are computed anew; what is missing, differs or does not belong is named."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voffice_app.archive.copying import METADATA, SUMS
from voffice_app.archive.disk import PART, sum_of

UNFINISHED, MISSING, DIFFERS, STRANGE, UNREADABLE = (
    "archive_unfinished", "archive_missing", "archive_differs", "archive_strange", "archive_unreadable",
)  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """``path`` below the archive folder, and what is wrong with it as a code."""

    path: str
    code: str


def list_folders(root: Path) -> Iterator[Path]:
    """Every document's folder, in order of their names."""
    for path in sorted(root.glob("*/*/VanBanDi/*/*")):
        if path.is_dir():
            yield path


def faults(root: Path, folder: Path) -> list[Fault]:
    """What is wrong in one document's folder; empty when nothing is."""
    where = folder.relative_to(root).as_posix()
    if leads_away(root, folder):
        return [Fault(where, STRANGE)]
    if not folder.is_dir():
        return [Fault(where, MISSING)]
    wanted = sums_in(folder)
    if not wanted or METADATA not in wanted:
        return [Fault(where, UNFINISHED)]
    found = []
    for name, sha256 in wanted.items():
        path = folder / name
        if path.is_symlink():  # it leads out of the folder: whatever lies there today is not what is kept here
            found.append(Fault(f"{where}/{name}", STRANGE))
        elif not path.is_file():
            found.append(Fault(f"{where}/{name}", MISSING))
        elif sum_of(path) != sha256:
            found.append(Fault(f"{where}/{name}", DIFFERS))
    present = {path.name for path in folder.iterdir() if not path.name.startswith(PART)}
    return [*found, *(Fault(f"{where}/{name}", STRANGE) for name in sorted(present - {*wanted, SUMS}))]


def leads_away(root: Path, path: Path) -> bool:
    """Whether a link stands anywhere between: what lies behind it is not kept here, whatever its sums say."""
    return any(each.is_symlink() for each in (path, *path.parents) if each != root and root in each.parents)


def sums_in(folder: Path) -> dict[str, str]:
    """Name → SHA-256 as the folder's own list says; empty when there is none that can be read."""
    try:
        lines = (folder / SUMS).read_text().splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = (line.partition("  ") for line in lines if line)
    return {name: sha256 for sha256, _, name in pairs if name and Path(name).name == name}


@dataclass(frozen=True)
class Told:
    """A file as the metadata names it; somebody may have changed them, so nothing in them is believed."""

    name: str
    role: str
    outcome: str


def files_in(folder: Path) -> Iterator[Told]:
    """The files that the metadata name, those below another folder or of another shape left out."""
    listed = metadata_in(folder).get("Files")
    for one in listed if isinstance(listed, list) else []:
        signatures = one.get("signatures") if isinstance(one, dict) else None
        name = str(one.get("name")) if isinstance(one, dict) else ""
        if isinstance(signatures, dict) and name and Path(name).name == name:
            yield Told(name, str(one.get("role")), str(signatures.get("outcome")))


def metadata_in(folder: Path) -> dict[str, Any]:
    """What the folder says of its document; empty when that cannot be read."""
    try:
        told = json.loads((folder / METADATA).read_bytes())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}
