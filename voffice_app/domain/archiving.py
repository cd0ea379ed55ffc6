"""Names in the archive folder: read by people, valid on every file system in use (Windows, its shares, Linux, zip).

``DON_VI/2026/VanBanDi/QuyetDinh/0226_QD-PGDDT_2026-04-13_Ve-viec-…``; letters without marks, so that no program, no
keyboard and no Unicode form stands between an inspector and a file.
"""

import re
import unicodedata
from datetime import date

PART, WHOLE = 90, 200
"""Longest name of one part, and of a whole path under the archive folder: with the drive it stays below 240."""
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
_NO = re.compile(r"[^A-Za-z0-9]+")


def plain(text: str, limit: int = PART, joint: str = "-") -> str:
    """The text in bare letters and digits: no marks, no blanks, no signs, nothing that steers the writing direction.

    Never empty, never a name that Windows keeps for devices, cut at ``limit`` letters.
    """
    bare = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).replace("đ", "d").replace("Đ", "D"))
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    name = _NO.sub(joint, bare).strip(joint)[:limit].rstrip(joint)
    return f"{name}_" if name.lower() in RESERVED else name or "khong-ten"


def camel(text: str) -> str:
    """``Quyết định`` as one word: QuyetDinh."""
    return "".join(word[:1].upper() + word[1:] for word in plain(text).split("-"))


def folder_of(
    unit: str, year: int, type_name: str, number: int, symbol: str, issued_on: date, abstract: str, suffix: str = ""
) -> str:
    """Where a document lies under the archive folder; ``suffix`` tells two apart that would lie in one place."""
    above = f"{plain(unit, 40, '_')}/{year}/VanBanDi/{camel(type_name)[:30]}/"
    head = f"{number:04d}_{plain(symbol, 30)}_{issued_on:%Y-%m-%d}"
    tail = f"_{suffix}" if suffix else ""
    room = min(PART, WHOLE - len(above) - FILE) - len(head) - len(tail) - 1
    return f"{above}{head}_{plain(abstract, room)}{tail}"


FILE = 60
"""Longest name of a file in a document's folder, with its ending."""


def file_name(name: str, place: int = 0) -> str:
    """A file's own name made safe, its ending kept; ``place`` puts enclosures in their order."""
    stem, dot, ending = name.rpartition(".")
    ending = plain(ending, 8).lower() if dot else "bin"
    front = f"{place:02d}_" if place else ""
    return f"{front}{plain(stem or name, FILE - len(front) - len(ending) - 1)}.{ending}"


def document_name(number: int, symbol: str, archived: bool = False) -> str:
    """``226_QD-PGDDT.pdf``; the archive form, made later with proof for the years to come, stands beside it."""
    return f"{number:02d}_{plain(symbol, 36)}{'_luu-tru' if archived else ''}.pdf"
