"""Packages (Office files, archives) looked into without being opened. Runs in the workshop's child."""

import io
import stat
import zipfile
import zlib
from pathlib import PurePosixPath

from voffice_app.reading.errors import FileRefused, Unreadable
from voffice_app.reading.kinds import KINDS
from voffice_app.reading.names import extension_of
from voffice_app.reading.shapes import Contents

MAX_ENTRIES = 5_000
MAX_INFLATED_BYTES = 300 * 1024 * 1024
MAX_RATIO = 200
_RATIO_FREE_BYTES = 10 * 1024 * 1024  # below this much, a high ratio (an empty sheet) harms nobody
_CHUNK = 1024 * 1024
_TYPES = "[Content_Types].xml"
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml", "xl/macrosheets/", "basic/", "scripts/")
_OBJECT_PARTS = ("/embeddings/", "/activex/", "/externallinks/")


def package_contents(content: bytes, part: str = "") -> Contents:
    """An Office package that holds `part`, or any archive when `part` is "".

    Raises `Unreadable("not_package")` or `FileRefused`: `content`, `encrypted`, `too_many_entries`, `entry_name`,
    `entry_kind`, `too_large_inflated`, `macros`. Objects put inside an Office file are a warning.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _looked_through(package, part)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error) as trouble:
        raise Unreadable("not_package") from trouble


def _looked_through(package: zipfile.ZipFile, part: str) -> Contents:
    entries = package.infolist()
    if len(entries) > MAX_ENTRIES:
        raise FileRefused("too_many_entries", entries=len(entries), limit=MAX_ENTRIES)
    names = [entry.filename for entry in entries]
    if part and part not in names:
        raise FileRefused("content", missing=part)
    for entry in entries:
        _refuse_entry(entry, is_archive=not part)
    _refuse_bomb(package, entries)
    if any(marker in name.lower() for name in names for marker in _MACRO_PARTS) or _declares_macros(package):
        raise FileRefused("macros")
    carries = part and any(marker in f"/{name.lower()}" for name in names for marker in _OBJECT_PARTS)
    return Contents(warnings=("embedded_objects",) if carries else ())


def _declares_macros(package: zipfile.ZipFile) -> bool:
    """Macros may hide under any entry name, but Office runs them only when their type is declared."""
    if _TYPES not in package.namelist():
        return False
    declared = package.read(_TYPES).lower()
    return b"macroenabled" in declared or b"vbaproject" in declared


def _refuse_entry(entry: zipfile.ZipInfo, *, is_archive: bool) -> None:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if ".." in path.parts or path.is_absolute() or ":" in entry.filename or "\0" in entry.filename:
        raise FileRefused("entry_name", entry=entry.filename[:150])
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise FileRefused("entry_name", entry=entry.filename[:150])
    if entry.flag_bits & 1:
        raise FileRefused("encrypted")
    inside = extension_of(entry.filename)
    if is_archive and not entry.is_dir() and (inside not in KINDS or inside == "zip"):
        raise FileRefused("entry_kind", entry=entry.filename[:150])


def _refuse_bomb(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Counts bytes while inflating: the sizes a package declares may lie."""
    packed = sum(entry.compress_size for entry in entries) or 1
    inflated = 0
    for entry in entries:
        with package.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                inflated += len(chunk)
                swollen = inflated > _RATIO_FREE_BYTES and inflated / packed > MAX_RATIO
                if swollen or inflated > MAX_INFLATED_BYTES:
                    raise FileRefused("too_large_inflated", limit=MAX_INFLATED_BYTES)


def ole_contents(content: bytes, stream: str = "") -> Contents:
    """An old Office file (.doc, .xls), known by the names in its directory.

    Raises `FileRefused`: `content`, `macros` or `encrypted`.
    """
    names = {stream, "Book"} if stream == "Workbook" else {stream}
    if not any(_utf16(name) in content for name in names):
        raise FileRefused("content", missing=stream)
    if any(_utf16(name) in content for name in ("_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros")):
        raise FileRefused("macros")
    if any(_utf16(name) in content for name in ("EncryptedPackage", "EncryptionInfo")):
        raise FileRefused("encrypted")
    return Contents(warnings=("embedded_objects",) if _utf16("ObjectPool") in content else ())


def _utf16(name: str) -> bytes:
    """An entry of the directory: its name in UTF-16, ended by a zero."""
    return name.encode("utf-16-le") + b"\0\0"
