"""A unit's year: the book as a spreadsheet, and one list of the sums of every file."""

import hashlib
from pathlib import Path

from voffice_app.archive.checking import DIFFERS, MISSING, STRANGE, UNFINISHED, Fault, leads_away, sums_in
from voffice_app.archive.copying import SUMS
from voffice_app.archive.disk import available, make_folder, sum_of, write

MANIFEST = "MANIFEST.sha256"


def book_name(year: int) -> str:
    return f"So-dang-ky-van-ban-di_{year}.xlsx"


def write_year(root: Path, unit: str, year: int, book: bytes) -> int:
    """Write book and manifest; how many files the manifest lists. Raises FolderUnavailable.

    The sums are those of the documents' own lists, as they were written: the manifest never blesses what was changed
    on the disk afterwards.
    """
    folder = root / unit / str(year)
    with available():
        make_folder(folder)
        write(folder / book_name(year), book)
        lines = [f"{hashlib.sha256(book).hexdigest()}  {book_name(year)}", *_lines(folder)]
        write(folder / MANIFEST, "\n".join([*lines, ""]).encode())
    return len(lines)


def _lines(folder: Path) -> list[str]:
    found = []
    for document in sorted(folder.glob("VanBanDi/*/*")):
        where = document.relative_to(folder).as_posix()
        found += [f"{sha256}  {where}/{name}" for name, sha256 in sums_in(document).items()]
        if (document / SUMS).is_file():
            found.append(f"{sum_of(document / SUMS)}  {where}/{SUMS}")
    return found


def year_faults(root: Path, folder: Path) -> list[Fault]:
    """Whether a year's manifest fits what lies there now; documents' own files are looked at one by one elsewhere."""
    where = folder.relative_to(root).as_posix()
    if leads_away(root, folder):
        return [Fault(where, STRANGE)]
    try:
        lines = (folder / MANIFEST).read_text().splitlines()
    except (OSError, UnicodeDecodeError):
        return [Fault(f"{where}/{MANIFEST}", UNFINISHED)]
    listed = {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines if line)}
    sums = {path.relative_to(folder).as_posix() for path in folder.glob(f"VanBanDi/*/*/{SUMS}")}
    found = []
    for name in sorted({name for name in listed if name.endswith((SUMS, ".xlsx"))} | sums):
        path = folder / name
        if name not in listed:
            found.append(Fault(f"{where}/{name}", STRANGE))
        elif not path.is_file():
            found.append(Fault(f"{where}/{name}", MISSING))
        elif sum_of(path) != listed[name]:
            found.append(Fault(f"{where}/{name}", DIFFERS))
    return found
