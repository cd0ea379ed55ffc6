"""The same books and reports as spreadsheets: written row by row, days as days, nothing in them can be a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from voffice_app.domain.books import STRUCK
from voffice_app.printing.books import Column

MM_A_LETTER = 2.0
"""A spreadsheet measures its columns in digits of its own font, about two millimetres each."""

_EDGE = Side(style="thin")
_FRAME = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_LEFT = Alignment(vertical="top", wrap_text=True)
_CENTRE = Alignment(horizontal="center", vertical="top", wrap_text=True)
_HEAD = PatternFill("solid", fgColor="EBEBEB")
_FONT, _BOLD = Font(name="Times New Roman", size=11), Font(name="Times New Roman", size=11, bold=True)
_GONE = Font(name="Times New Roman", size=11, strike=True)
_DAY, _A4 = "dd/mm/yyyy", 9


@dataclass(frozen=True)
class Sheet:
    """`above` are lines over the table, `footer` the print-out's own words, printed at the foot of each page."""

    title: str
    above: Sequence[str]
    columns: Sequence[Column]
    footer: Sequence[str]


def spreadsheet(sheet: Sheet, rows: Iterable[Sequence[Any]], path: Path) -> int:
    """Write the .xlsx to `path` as the rows come; how many there were."""
    book = Workbook(write_only=True)
    page = book.create_sheet("Sổ")
    _set_up(page, sheet)
    page.append([_cell(page, sheet.title, _LEFT, Font(name="Times New Roman", size=14, bold=True), wrap=False)])
    for line in sheet.above:
        page.append([_cell(page, line, _LEFT, _FONT, wrap=False)])
    page.append([_head(page, each.title) for each in sheet.columns])
    page.append([_head(page, f"({n})") for n in range(1, len(sheet.columns) + 1)])
    count = 0
    for row in rows:
        font = _GONE if str(row[-1]).startswith(STRUCK) else _FONT
        page.append([_framed(page, value, each, font) for value, each in zip(row, sheet.columns, strict=True)])
        count += 1
    book.save(path)
    return count


def _set_up(page: Any, sheet: Sheet) -> None:
    """Widths, the header that stays, and how it is printed; before the first row, as the writer asks."""
    head = 2 + len(sheet.above)
    for index, each in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(index)].width = each.width / MM_A_LETTER
    page.freeze_panes = f"A{head + 2}"
    page.print_title_rows = f"{head}:{head + 1}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.left.text = "\n".join(sheet.footer).replace("&", "&&")
    page.oddFooter.left.size = 8
    page.oddFooter.right.text = "Trang &P/&N"


def _cell(page: Any, value: Any, alignment: Alignment, font: Font, wrap: bool = True) -> Any:
    """A cell whose text is text, whatever it begins with: an equals sign in an abstract is no formula."""
    if isinstance(value, str):  # one sign that a spreadsheet cannot hold must not cost the whole book
        value = ILLEGAL_CHARACTERS_RE.sub(" ", value)
    cell = WriteOnlyCell(page, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@", "\t", "\r"))
    elif isinstance(value, date):
        cell.number_format = _DAY
    cell.font = font
    cell.alignment = alignment if wrap else Alignment(vertical="top")
    return cell


def _head(page: Any, title: str) -> Any:
    cell = _cell(page, title, _CENTRE, _BOLD)
    cell.border, cell.fill = _FRAME, _HEAD
    return cell


def _framed(page: Any, value: Any, column: Column, font: Font) -> Any:
    cell = _cell(page, value, _CENTRE if column.centred else _LEFT, font)
    cell.border = _FRAME
    return cell
