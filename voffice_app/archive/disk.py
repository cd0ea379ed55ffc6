"""Writing on a disk that may be full, gone or somebody else's: whole or not at all, and told by a code."""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PART = ".part-"
"""How an unfinished file begins; a server that dies leaves it, the next one clears it away."""
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class FolderUnavailable(Exception):
    """The archive folder cannot be written now: ``archive_no_room``, ``archive_unwritable``."""

    def __init__(self, code: str, told: str) -> None:
        super().__init__(f"{code}: {told}")
        self.code = code


@contextmanager
def available() -> Iterator[None]:
    """Every fault of the disk inside becomes FolderUnavailable: the work is not lost, it waits."""
    try:
        yield
    except OSError as fault:
        code = "archive_no_room" if fault.errno in FULL else "archive_unwritable"
        raise FolderUnavailable(code, str(fault)) from fault


def make_folder(folder: Path) -> None:
    """With those above it; durable on return."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in reversed(missing):
        sync(each.parent)


def write(target: Path, content: bytes) -> None:
    """Durable on return: a temporary file in the same folder, synced, renamed, and the folder synced."""
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=PART, delete=False) as part:
        try:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        except OSError:
            Path(part.name).unlink(missing_ok=True)
            raise
    Path(part.name).chmod(0o644)
    Path(part.name).replace(target)
    sync(target.parent)


def sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sum_of(path: Path) -> str:
    """SHA-256 of a file on the disk."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
