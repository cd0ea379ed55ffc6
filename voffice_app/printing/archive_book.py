"""The year's book in the archive folder: Sổ đăng ký văn bản đi (ND30 Appendix IV) as a spreadsheet."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

COLUMNS = (
    ("Số, ký hiệu văn bản", 18), ("Ngày tháng văn bản", 12), ("Tên loại và trích yếu nội dung văn bản", 60),
    ("Người ký", 22), ("Nơi nhận văn bản", 40), ("Đơn vị, người nhận bản lưu", 16), ("Số lượng bản", 9),
    ("Ngày chuyển", 12), ("Ký nhận", 12), ("Ghi chú", 20),
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | date | None


def plain(cell: Cell) -> Cell:
    """A text that a spreadsheet would compute is shown as a text; what it cannot hold is a blank."""
    if not isinstance(cell, str):
        return cell
    seen = ILLEGAL_CHARACTERS_RE.sub(" ", cell)
    return f"'{seen}" if seen.startswith(FORMULA) else seen


def book(unit: str, year: int, sheets: Sequence[tuple[str, Iterable[Sequence[Cell]]]]) -> bytes:
    """The workbook; ``sheets`` are the books of that year with their rows of ten cells."""
    workbook = Workbook()
    del workbook["Sheet"]
    for name, rows in sheets or [("Sổ đi", [])]:
        sheet = workbook.create_sheet(_title(name, workbook.sheetnames))
        sheet.append([plain(unit)])
        sheet.append([f"SỔ ĐĂNG KÝ VĂN BẢN ĐI – Năm {year} – {name}"])
        sheet.append([title for title, _ in COLUMNS])
        for row in rows:
            sheet.append([plain(cell) for cell in row])
        for number, (_, width) in enumerate(COLUMNS, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
            sheet.cell(3, number).font = Font(bold=True)
            sheet.cell(3, number).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.freeze_panes = "A4"
    made = BytesIO()
    workbook.save(made)
    return made.getvalue()


def _title(name: str, taken: Sequence[str]) -> str:
    """Excel takes 31 letters, none of []:*?/\\, and no name twice."""
    clean = "".join(" " if sign in "[]:*?/\\" else sign for sign in name).strip("' ")[:28] or "Sổ"
    return clean if clean not in taken else f"{clean[:26]} {len(taken) + 1}"
