"""The vault: files by their SHA-256 on disk; a file is there before its row, and only state secrets ever leave."""

import hashlib
import os
import tempfile
from pathlib import Path


class Vault:
    """Content-addressed store under ``root``: ``ab/cdef…``."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256[2:]

    def put(self, content: bytes) -> str:
        """Store and return the SHA-256; durable on return. Twice is harmless.

        The folders are synced also when the file, or its folder, is there already: whoever made it a moment ago
        may not have come so far.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        target = self.path(sha256)
        if not target.exists():
            _write(target, content)
        for folder in (target.parent, self.root):
            _fsync_folder(folder)
        return sha256

    def get(self, sha256: str) -> bytes:
        return self.path(sha256).read_bytes()

    def forget(self, sha256: str) -> None:
        """Remove bytes that may not be here, with the pictures drawn of them. Twice is harmless."""
        pictures = self.root.parent / "pictures" / sha256[:2]
        for path in (self.path(sha256), *pictures.glob(f"{sha256[2:]}-*")):
            path.unlink(missing_ok=True)


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".part-", delete=False) as part:
        part.write(content)
        part.flush()
        os.fsync(part.fileno())
    Path(part.name).replace(target)


def _fsync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
