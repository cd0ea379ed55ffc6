"""Sổ theo dõi giữ và sử dụng thiết bị lưu khóa bí mật: the record of one certificate, to print and sign (QC 6.5)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from voffice_app.printing.footer import Footer
from voffice_app.printing.press import press


@dataclass(frozen=True)
class Book:
    """`facts` are label and value; each of `rows` has five texts: day, act, what was said, ground, who wrote it."""

    unit: str
    title: str
    facts: Sequence[tuple[str, str]]
    rows: Sequence[tuple[str, str, str, str, str]]


def custody_book(book: Book, footer: Footer) -> tuple[bytes, int]:
    """The PDF and its pages: A4 on its side, the oldest event first, room for two signatures."""
    return press("custody", asdict(book) | {"footer": footer.data()})
