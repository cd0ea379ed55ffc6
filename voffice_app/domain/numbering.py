"""Numbers and symbols of documents (ND30 Đ15, PL I II.3, PL III)."""

import re
from dataclasses import dataclass

_REFERENCE = re.compile(r"^\s*(\d{1,7})\s*/\s*([^\s/]+)\s*$")


@dataclass(frozen=True)
class DocumentType:
    """A kind of administrative document; ``code`` is empty for công văn and thư công."""

    key: str
    code: str
    name: str


TYPES: tuple[DocumentType, ...] = tuple(
    DocumentType(code or key, code, name)
    for key, code, name in (
        ("CV", "", "Công văn"), ("", "QĐ", "Quyết định"), ("", "TB", "Thông báo"), ("", "KH", "Kế hoạch"),
        ("", "BC", "Báo cáo"), ("", "TTr", "Tờ trình"), ("", "HD", "Hướng dẫn"), ("", "GM", "Giấy mời"),
        ("", "NQ", "Nghị quyết"), ("", "CT", "Chỉ thị"), ("", "QC", "Quy chế"), ("", "QyĐ", "Quy định"),
        ("", "TC", "Thông cáo"), ("", "CTr", "Chương trình"), ("", "PA", "Phương án"), ("", "ĐA", "Đề án"),
        ("", "DA", "Dự án"), ("", "BB", "Biên bản"), ("", "HĐ", "Hợp đồng"), ("", "CĐ", "Công điện"),
        ("", "BGN", "Bản ghi nhớ"), ("", "BTT", "Bản thỏa thuận"), ("", "GUQ", "Giấy ủy quyền"),
        ("", "GGT", "Giấy giới thiệu"), ("", "GNP", "Giấy nghỉ phép"), ("", "PG", "Phiếu gửi"),
        ("", "PC", "Phiếu chuyển"), ("", "PB", "Phiếu báo"), ("TCg", "", "Thư công"),
    )
)  # fmt: skip
TYPE_BY_KEY = {kind.key: kind for kind in TYPES}
BOOK_YEAR = 1_000_000
"""More than the numbers of a year; an index of the migrations is written with it."""


def notation(type_key: str, unit_symbol: str, drafting_symbol: str) -> str:
    """The symbol after the stroke: ``QĐ-PGDĐT``; a công văn has no type code: ``PGDĐT-VP``."""
    kind = TYPE_BY_KEY[type_key]
    return f"{kind.code}-{unit_symbol}" if kind.code else f"{unit_symbol}-{drafting_symbol}"


def padded(number: int) -> str:
    """The number as it is written: below ten it takes a leading zero (ND30 PL I II.3.a)."""
    return f"{number:02d}"


def reference(number: int, symbol: str) -> str:
    return f"{padded(number)}/{symbol}"


def book_order(year: int | None, number: int | None) -> int | None:
    """Year and number as one integer: each year counts anew from 1, and a book of many years is read year by year."""
    return None if year is None or number is None else year * BOOK_YEAR + number


def parse_reference(text: str) -> tuple[str, str] | None:
    """Number and symbol of a reference as typed, e.g. ``226 /QĐ-PGDĐT``; None when it is not one."""
    found = _REFERENCE.match(text)
    return (found.group(1), found.group(2)) if found else None
