"""The register of a unit's year rebuilt from the archive folder alone, and compared with the database's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from voffice_app.actions.office import Office
from voffice_app.archive.checking import leads_away, metadata_in
from voffice_app.db.archive_copies import unit_of_folder
from voffice_app.db.books import list_outgoing_book
from voffice_app.db.files import Direction
from voffice_app.db.sequences import list_registers
from voffice_app.domain.books import LEFT, OutgoingBookRow, title_of, written
from voffice_app.printing.archive_book import book

COMPARED = {"reference": "số, ký hiệu", "issued_on": "ngày", "title": "trích yếu", "signer": "người ký"}
Rows = dict[tuple[str, int], OutgoingBookRow]


@dataclass(frozen=True)
class Rebuilt:
    """What the folder alone tells: the unit's name, its rows, and the folders that tell nothing to be relied on."""

    unit: str
    rows: Rows
    unreadable: tuple[str, ...] = ()


def rebuilt(year: Path) -> Rebuilt:
    """The rows by book and number, from `metadata.json` of each document; what somebody rewrote costs its own row."""
    rows: Rows = {}
    names, unreadable = [], []
    for folder in sorted(year.glob("VanBanDi/*/*")):
        try:
            told = {} if leads_away(year, folder) else metadata_in(folder)
            key, row = _row(told)
            if key in rows:
                raise ValueError(key)
        except (KeyError, TypeError, ValueError):
            unreadable.append(folder.relative_to(year).as_posix())
            continue
        rows[key] = row
        names.append(str(told.get("OrganName") or ""))
    return Rebuilt(next(filter(None, names), year.parent.name), rows, tuple(unreadable))


def _row(told: dict[str, Any]) -> tuple[tuple[str, int], OutgoingBookRow]:
    """Raises KeyError, TypeError, ValueError for what is no document of ours."""
    number, count = int(told["CodeNumber"]), int(told["IssuedAmount"] or 0)
    title = title_of(_text(told["TypeKey"]), _text(told["Subject"]))
    return (_text(told["Register"]), number), OutgoingBookRow(
        number=number, reference=f"{_text(told['CodeNumber'])}/{_text(told['CodeNotation'])}",
        issued_on=date.fromisoformat(told["IssuedDate"]), title=title,
        signer=_text(told["SignerInfo"]["FullName"]), recipients="; ".join(_text(to["OrganName"]) for to in told["To"]),
        keeper="VT", copies=count or None, transferred_on=date.fromisoformat(told["IssuedAt"][:10]),
        note=LEFT.get(_text(told["Status"]), ""),
    )  # fmt: skip


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError(told)
    return told


def as_workbook(unit: str, year: int, rows: Rows) -> bytes:
    """One sheet for each book, in order of the numbers."""
    names = sorted({name for name, _ in rows})
    sheets = [(name, [rows[key].cells for key in sorted(rows) if key[0] == name]) for name in names]
    return book(unit, year, sheets)


def unreliable(found: Rebuilt) -> Iterator[str]:
    """Folders whose number is not in the rebuilt book, one sentence each."""
    for folder in found.unreadable:
        yield f"{folder}: metadata.json không đọc được, đã bị sửa hoặc trùng số; văn bản này chưa có trong sổ dựng lại."


def differences(office: Office, year: Path, rows: Rows) -> Iterator[str]:
    """What the database's issued numbers and the folder do not say alike, one sentence each."""
    known = _known(office, year)
    for name, number in sorted(known.keys() - rows.keys()):
        yield f"{name}, số {number}: có trong cơ sở dữ liệu, không có trong thư mục."
    for name, number in sorted(rows.keys() - known.keys()):
        yield f"{name}, số {number}: có trong thư mục, không có trong cơ sở dữ liệu."
    for key in sorted(rows.keys() & known.keys()):
        for field, label in COMPARED.items():
            here, there = (written(getattr(found[key], field)) for found in (rows, known))
            if here != there:
                yield f"{key[0]}, số {key[1]}: {label} trong thư mục là «{here}», trong cơ sở dữ liệu là «{there}»."


def _known(office: Office, year: Path) -> Rows:
    """The numbers of issued documents; cancelled and reserved ones have no folder."""
    with office.db.read() as session:
        unit_id = unit_of_folder(session, year.parent.name)
        registers = list_registers(session, unit_id, Direction.OUTGOING) if unit_id else []
        return {
            (register.name, row.number): row
            for register in registers
            for row in list_outgoing_book(session, register.id or 0, int(year.name))
            if row.transferred_on is not None
        }
