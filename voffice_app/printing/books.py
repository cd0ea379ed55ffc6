"""The forms of the books: titles, columns and their widths as NĐ 30/2020 Appendix IV has them, on A4 lying."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from voffice_app.domain.books import STRUCK
from voffice_app.printing.footer import Footer
from voffice_app.printing.press import press_placed


@dataclass(frozen=True)
class Column:
    """One column of a form; all widths of a book make the 265 mm between its margins."""

    title: str
    width: float
    centred: bool = False


@dataclass(frozen=True)
class Form:
    """A book's title and columns."""

    title: str
    columns: tuple[Column, ...]


OUTGOING = Form(
    "Sổ đăng ký văn bản đi",
    (
        Column("Số, ký hiệu văn bản", 28), Column("Ngày tháng văn bản", 20, True),
        Column("Tên loại và trích yếu nội dung văn bản", 67), Column("Người ký", 25),
        Column("Nơi nhận văn bản", 36), Column("Đơn vị, người nhận bản lưu", 20, True),
        Column("Số lượng bản", 12, True), Column("Ngày chuyển", 20, True), Column("Ký nhận", 20),
        Column("Ghi chú", 17),
    ),
)  # fmt: skip
INCOMING = Form(
    "Sổ đăng ký văn bản đến",
    (
        Column("Ngày đến", 20, True), Column("Số đến", 13, True), Column("Tác giả", 32),
        Column("Số, ký hiệu văn bản", 28), Column("Ngày tháng văn bản", 20, True),
        Column("Tên loại và trích yếu nội dung văn bản", 64), Column("Đơn vị hoặc người nhận", 30),
        Column("Ngày chuyển", 20, True), Column("Ký nhận", 21), Column("Ghi chú", 17),
    ),
)  # fmt: skip
FOLLOW = Form(
    "Sổ theo dõi giải quyết văn bản đến",
    (
        Column("Số đến", 14, True),
        Column("Tên loại, số và ký hiệu, ngày tháng và cơ quan, tổ chức ban hành văn bản", 84),
        Column("Đơn vị hoặc người nhận", 40), Column("Thời hạn giải quyết", 22, True),
        Column("Tiến độ giải quyết", 37), Column("Số, ký hiệu văn bản trả lời", 34), Column("Ghi chú", 34),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Cover:
    """What the cover says; empty texts are left to be written by hand."""

    parent: str
    unit: str
    below: str
    year: int
    from_on: str
    to_on: str
    first: str
    last: str
    volume: str


BLANK = "………"
PIECE = 200
"""Rows laid out at once: all 10,000 of a book together take 1.5 GB."""


@dataclass(frozen=True)
class Piece:
    """Some pages of a book; the last page of all but the last piece is left out, its rows begin the next one."""

    pdf: bytes
    pages: int
    rows: int


def book(form: Form, cover: Cover, rows: Iterable[Sequence[str]], footer: Footer) -> Iterator[Piece]:
    """The book piece by piece, to be joined; every page but the last is full."""
    waiting: list[Sequence[str]] = []
    source, page = iter(rows), 0
    while True:
        waiting += islice(source, PIECE - len(waiting))
        last = len(waiting) < PIECE
        pdf, placed = press_placed("book", _data(form, cover, waiting, footer, page))
        ends = placed[-1] if placed else 2
        kept = len(waiting) if last else placed.index(ends)
        pages = ends if last else ends - 1
        yield Piece(pdf, pages, kept)
        if last:
            return
        page += pages if page else pages - 1
        waiting = waiting[kept:]


def _data(form: Form, cover: Cover, rows: Sequence[Sequence[str]], footer: Footer, before: int) -> dict[str, Any]:
    """`before` pages with rows stand before these; none: the cover comes first."""
    said = {name: value or BLANK for name, value in asdict(cover).items()}
    return {
        **said, "parent": cover.parent, "below": cover.below, "title": form.title,
        "columns": [asdict(each) for each in form.columns], "rows": [list(row) for row in rows],
        "struck": STRUCK, "cover": before == 0, "first_page": before + 1, "footer": footer.data(),
    }  # fmt: skip
