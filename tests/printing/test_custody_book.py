"""The record of custody on paper: every event in its order, whatever its length, with room for two signatures."""

import subprocess
from pathlib import Path

import pytest

from voffice_app.printing.custody_book import Book, custody_book
from voffice_app.printing.footer import Footer

ROW = ("20/10/2025", "Bàn giao", "Giao cho Văn thư", "BB 01/BB-PGDĐT\nbien-ban.pdf", "Lê Đức ghi lúc 10:00")


FOOTER = Footer("Phòng GD&ĐT", "7K3M-9QXP-04HT", "https://vp.vn/tra-cuu/7K3M-9QXP-04HT", "10:00 24/11/2026", "Hoa")


def text(folder: Path, rows: int) -> str:
    path = folder / "so.pdf"
    path.write_bytes(custody_book(Book(
        unit="Phòng GD&ĐT", title="SỔ THEO DÕI GIỮ VÀ SỬ DỤNG CHỨNG THƯ SỐ",
        facts=[("Số chứng thư", "20A1AD40"), ("Người", "#lệnh $lạ *đậm*")], rows=[ROW] * rows,
    ), FOOTER)[0])  # fmt: skip
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.article("6.5")
def test_the_record_prints_with_its_head_its_rows_and_places_to_sign(tmp_path: Path) -> None:
    printed = text(tmp_path, 2)
    for words in ("SỔ THEO DÕI", "20A1AD40", "20/10/2025", "bien-ban.pdf", "Lê Đức ghi", "THỦ TRƯỞNG ĐƠN VỊ"):
        assert words in printed
    assert "#lệnh $lạ *đậm*" in printed, "what people wrote is text, never a command of the typesetter"


def test_a_long_record_keeps_its_columns_on_every_page(tmp_path: Path) -> None:
    printed = text(tmp_path, 60)
    pages = [page for page in printed.split("\f") if page.strip()]
    assert len(pages) > 2
    assert all("Căn cứ" in page for page in pages[:-1])
    assert all("Mã tra cứu 7K3M-9QXP-04HT" in page for page in pages)
