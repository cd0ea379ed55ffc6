"""Each printed book compared column by column with NĐ 30/2020 Appendix IV, and as pages: full, headed, in order."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pymupdf
import pytest

from voffice_app.domain.books import STRUCK, FollowBookRow, IncomingBookRow, OutgoingBookRow
from voffice_app.printing import books
from voffice_app.printing.books import FOLLOW, INCOMING, OUTGOING, Cover, Form, book
from voffice_app.printing.footer import Footer
from voffice_app.printing.sheets import Sheet, spreadsheet
from voffice_app.reading.joining import joined

MM = 72 / 25.4
CODE = "7K3M-9QXP-04HT"
FOOTER = Footer("Phòng GD&ĐT Thái Thụy", CODE, f"https://vp.vn/tra-cuu/{CODE}", "09:15 24/11/2026", "Văn thư Hoa")
COVER = Cover("UBND huyện Thái Thụy", "Phòng Giáo dục và Đào tạo", "", 2026, "02/01/2026", "24/11/2026", "1", "9", "01")
LONG = "Quyết định về việc thành lập Đoàn kiểm tra công tác phòng cháy, chữa cháy và cứu nạn, cứu hộ " * 5

# The columns as the decree prints them (Phụ lục IV: mẫu sổ đăng ký văn bản đi, đến, theo dõi giải quyết văn bản đến).
APPENDIX_IV = {
    "outgoing": [
        "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản", "Người ký",
        "Nơi nhận văn bản", "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú",
    ],
    "incoming": [
        "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu văn bản", "Ngày tháng văn bản",
        "Tên loại và trích yếu nội dung văn bản", "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú",
    ],
    "follow": [
        "Số đến", "Tên loại, số và ký hiệu, ngày tháng và cơ quan, tổ chức ban hành văn bản",
        "Đơn vị hoặc người nhận", "Thời hạn giải quyết", "Tiến độ giải quyết", "Số, ký hiệu văn bản trả lời", "Ghi chú",
    ],
}  # fmt: skip
DAY = date(2026, 11, 24)
ROWS = {
    "outgoing": OutgoingBookRow(
        1, "01/QĐ-PGDĐT", DAY, "Quyết định về việc kiểm tra", "Nguyễn Văn Ễnh", "Các trường Tiểu học (38)", "VT, CM",
        38, DAY, "", "Đã hủy: soạn trùng",
    ),
    "incoming": IncomingBookRow(
        1, DAY, "Sở Giáo dục và Đào tạo", "512/SGDĐT-GDTrH", DAY, "Công văn về việc báo cáo", "Trần Thị Ổn", DAY, "",
        "Hai bản",
    ),
    "follow": FollowBookRow(
        1, "Công văn 512/SGDĐT-GDTrH", "Trần Thị Ổn", DAY, "Đang giải quyết", "02/BC-PGDĐT", "Đã nhắc",
    ),
}  # fmt: skip
FORMS: dict[str, Form] = {"outgoing": OUTGOING, "incoming": INCOMING, "follow": FOLLOW}


def printed(name: str, rows: list[tuple[str, ...]]) -> pymupdf.Document:
    pieces = [(piece.pdf, piece.pages) for piece in book(FORMS[name], COVER, rows, FOOTER)]
    return pymupdf.open(stream=joined(pieces, FORMS[name].title))


def table(page: pymupdf.Page) -> list[list[str]]:
    """The ruled table of a page, the words within each cell's lines."""
    (found,) = page.find_tables().tables
    words = page.get_text("words")
    return [[_within(words, cell) for cell in row.cells] for row in found.rows]


def _within(words: list[tuple[float, float, float, float, str, int, int, int]], cell: tuple[float, ...]) -> str:
    x0, y0, x1, y1 = cell
    inside = [w for w in words if x0 <= (w[0] + w[2]) / 2 <= x1 and y0 <= (w[1] + w[3]) / 2 <= y1]
    return " ".join(w[4] for w in sorted(inside, key=lambda w: (round(w[1]), w[0])))


@pytest.mark.law("ND30:PL4")
@pytest.mark.law("ND30:16")
@pytest.mark.parametrize("name", FORMS)
def test_the_printed_book_has_the_columns_of_the_decree_and_each_value_in_its_own(name: str) -> None:
    head, numbers, row = table(printed(name, [ROWS[name].texts])[1])
    assert head == APPENDIX_IV[name]
    assert numbers == [f"({n})" for n in range(1, len(head) + 1)]
    assert [cell.replace("- ", "-") for cell in row] == list(ROWS[name].texts), "a symbol may break at its stroke"


@pytest.mark.law("ND30:PL4")
def test_the_cover_tells_whose_book_it_is_its_year_days_numbers_and_volume() -> None:
    cover = printed("outgoing", [ROWS["outgoing"].texts])[0].get_text()
    lines = [line.strip() for line in cover.splitlines()]
    for told in (
        "UBND HUYỆN THÁI THỤY", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "SỔ ĐĂNG KÝ VĂN BẢN ĐI", "Năm 2026",
        "Từ ngày 02/01/2026 đến ngày 24/11/2026", "Từ số 1 đến số 9", "Quyển số 01",
    ):  # fmt: skip
        assert told in lines


@pytest.mark.law("ND137:5")
@pytest.mark.parametrize("name", FORMS)
def test_every_page_lies_repeats_the_header_and_says_what_it_was_printed_from(name: str) -> None:
    pages = printed(name, [ROWS[name].texts] * 80)
    assert len(pages) > 3
    for page in pages:
        assert (round(page.rect.width / MM), round(page.rect.height / MM)) == (297, 210)
        text = page.get_text()
        for told in ("Hệ thống V-Office của Phòng GD&ĐT Thái Thụy", f"Mã tra cứu {CODE}", "09:15 24/11/2026", "Hoa"):
            assert told in text
    for page in list(pages)[1:]:
        assert table(page)[0] == APPENDIX_IV[name]


@pytest.mark.parametrize("name", ["outgoing", "incoming"])
def test_there_is_room_to_sign(name: str) -> None:
    page = printed(name, [ROWS[name].texts])[1]
    (found,) = page.find_tables().tables
    column = APPENDIX_IV[name].index("Ký nhận")
    box = found.rows[0].cells[column]
    assert (box[2] - box[0]) / MM >= 19.5


def test_no_row_is_torn_between_two_pages_and_the_pieces_of_a_long_book_join_without_a_seam(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(books, "PIECE", 20)
    rows = [(f"{n:02d}/QĐ", "24/11/2026", LONG if n % 3 else "Ngắn", *[""] * 7) for n in range(1, 96)]
    pages = printed("outgoing", [row if len(row) == 10 else (*row, "") for row in rows])
    seen = [re.findall(r"^(\d+)/QĐ$", page.get_text(), re.M) for page in pages]
    assert [int(n) for page in seen for n in page] == list(range(1, 96))
    assert [page.get_text().count("Trang") for page in pages] == [0, *[1] * (len(pages) - 1)]
    numbers = [int(n) for page in pages for n in re.findall(r"Trang (\d+)", page.get_text())]
    assert numbers == list(range(1, len(pages)))
    for page in list(pages)[1:-1]:
        (found,) = page.find_tables().tables
        assert found.bbox[3] / MM > 140, "only the last page may be half empty"
        assert all(any(row) for row in table(page)[2:])


def test_an_empty_book_says_so() -> None:
    pages = printed("incoming", [])
    assert "Chưa có văn bản nào" in pages[1].get_text()


def sheet(name: str, path: Path, *rows: OutgoingBookRow | IncomingBookRow | FollowBookRow) -> openpyxl.Workbook:
    form = FORMS[name]
    spreadsheet(Sheet(form.title, ("Phòng",), form.columns, FOOTER.lines), (row.cells for row in rows), path)
    return openpyxl.load_workbook(path)


@pytest.mark.law("ND30:PL4")
@pytest.mark.parametrize("name", FORMS)
def test_the_spreadsheet_has_the_same_columns_days_as_days_and_a_header_that_stays(name: str, tmp_path: Path) -> None:
    page = sheet(name, tmp_path / "so.xlsx", ROWS[name]).active
    head, numbers, row = list(page.iter_rows(min_row=3, max_row=5, values_only=True))
    assert list(head) == APPENDIX_IV[name]
    assert numbers[0] == "(1)"
    assert [cell.date() if hasattr(cell, "date") else cell or "" for cell in row] == list(ROWS[name].cells)
    assert (page.freeze_panes, page.print_title_rows, page.page_setup.orientation) == ("A5", "$3:$4", "landscape")
    widths = [page.column_dimensions[letter].width for letter in "ABC"]
    assert widths == [column.width / 2 for column in FORMS[name].columns[:3]]
    assert CODE in page.oddFooter.left.text


@pytest.mark.parametrize("text", ["=1+1", "+84", "-2", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1"])
def test_what_people_wrote_is_never_a_formula(text: str, tmp_path: Path) -> None:
    row = OutgoingBookRow(1, "01/QĐ", title=text, note=text)
    page = sheet("outgoing", tmp_path / "so.xlsx", row).active
    for cell in (page["C5"], page["J5"]):
        assert (cell.data_type, cell.value.strip(), cell.quotePrefix) == ("s", text.strip(), True)
    assert not page["A5"].quotePrefix


def test_a_sign_no_spreadsheet_can_hold_costs_its_cell_a_blank_and_nobody_the_book(tmp_path: Path) -> None:
    row = ["a\x0bb"] * len(OUTGOING.columns)
    path = tmp_path / "book.xlsx"
    assert spreadsheet(Sheet("Sổ", (), OUTGOING.columns, FOOTER.lines), [row], path) == 1
    assert [cell.value for cell in openpyxl.load_workbook(path).active[4]] == ["a b"] * len(row)


@pytest.mark.law("ND30:22")
def test_a_wrong_entry_is_struck_through_in_its_row_and_the_reason_beside_it_is_not(tmp_path: Path) -> None:
    struck = replace(ROWS["incoming"], note=f"{STRUCK}: nhập trùng")
    page = printed("incoming", [struck.texts, ROWS["incoming"].texts])[1]
    lines = [drawing["rect"] for drawing in page.get_drawings() if _crosses(drawing["rect"], page)]
    assert len(lines) >= 6, "a line through each written cell of the row"
    assert len({round(line.y0) for line in lines if line.y0 > page.search_for("Hai bản")[0].y0}) == 0
    path = tmp_path / "so.xlsx"
    spreadsheet(Sheet("Sổ", (), INCOMING.columns, ()), (struck.cells, ROWS["incoming"].cells), path)
    fonts = [[cell.font.strike for cell in row] for row in openpyxl.load_workbook(path).active.iter_rows(min_row=4)]
    assert fonts == [[True] * 10, [None] * 10]


def _crosses(rect: pymupdf.Rect, page: pymupdf.Page) -> bool:
    """A level line that lies upon words: those of the table lie between them."""
    level = rect.height < 1 and rect.width > 3
    words = (pymupdf.Rect(word[:4]) for word in page.get_text("words"))
    return level and any(w.y0 + 2 < rect.y0 < w.y1 - 2 and w.x0 - 1 < rect.x0 < w.x1 for w in words)
