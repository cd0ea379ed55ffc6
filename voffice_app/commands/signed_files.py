"""Reading what is to be signed and writing what was signed: beside it or into a folder, and never over anything."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

_SUFFIX = ".signed.pdf"


class FileNotTaken(Exception):  # named as a fact
    """A file that cannot be read or written: a code with its facts."""

    def __init__(self, code: str, path: Path) -> None:
        super().__init__(code)
        self.code, self.facts = code, {"file": path}


def content(file: Path) -> bytes:
    """Raises FileNotTaken(file_absent)."""
    try:
        return file.read_bytes()
    except OSError:
        raise FileNotTaken("file_absent", file) from None


def destination(file: Path, folder: Path | None) -> Path:
    """`a.pdf` becomes `a.signed.pdf`, beside it or in the folder. Raises FileNotTaken(file_exists)."""
    target = (folder or file.parent) / (file.name.removesuffix(".pdf").removesuffix(".PDF") + _SUFFIX)
    if target.exists():
        raise FileNotTaken("file_exists", target)
    return target


def store(pdf: bytes, target: Path) -> None:
    """Whole or not at all, and never over a file that came meanwhile. Raises FileNotTaken."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, prefix=".part-", delete=False) as part:
            part.write(pdf)
            part.flush()
            os.fsync(part.fileno())
    except OSError:
        raise FileNotTaken("file_not_written", target) from None
    try:
        _named(Path(part.name), target)
    except FileExistsError:
        raise FileNotTaken("file_exists", target) from None
    except OSError:
        raise FileNotTaken("file_not_written", target) from None
    finally:
        Path(part.name).unlink(missing_ok=True)


def _named(part: Path, target: Path) -> None:
    """A link fails where a file is; memory sticks know no links, and are written by one person at a time."""
    part.chmod(0o644)
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError from None
        part.rename(target)
