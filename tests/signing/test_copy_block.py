"""The form of a certified copy stands under the text where there is room, else on a page behind, and covers nothing."""

from datetime import date
from typing import Any

import pymupdf
import pytest

from signing.copy_block import certified_copy, under
from signing.geometry import MM
from tests.signing.letters import PARAGRAPH, Letter, made
from voffice_app.printing.certified import CopyBlock, copy_block
from voffice_app.printing.footer import qr_rows

LINES, QR = ("BẢN IN TỪ VĂN BẢN ĐIỆN TỬ", "Mã tra cứu", "In lúc"), qr_rows("https://vp.vn/tra-cuu/ABCD")


def block(**changes: Any) -> bytes:
    wanted = {
        "form": "sy", "number": "03", "symbol": "PGDĐT", "parent": "Ủy ban nhân dân huyện Thái Thụy",
        "unit": "Phòng Giáo dục và Đào tạo", "place": "Thái Thụy", "copied_on": date(2026, 2, 4),
        "capacity": ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"), "signer": "Phạm Đức Duy",
        "recipients": ("Trường THCS Thái Thịnh;", "Lưu: VT."),
    }  # fmt: skip
    return copy_block(CopyBlock(**{**wanted, **changes}))


def full_page() -> bytes:
    """A letter that leaves no room for the form on its last page."""
    return next(
        pdf
        for pdf in (made(Letter(body=(PARAGRAPH,) * n + (PARAGRAPH + "/.",))) for n in range(3, 12))
        if _ends_at(pdf) > 190
    )


def _ends_at(pdf: bytes) -> float:
    """How far down the last page is written, mm."""
    last = pymupdf.open(stream=pdf)[-1]
    return float(max(word[3] for word in last.get_text("words"))) / MM


def words_of(page: Any) -> str:
    return " ".join(page.get_text().replace("\xa0", " ").split())


@pytest.mark.law("ND30:PL-I")
@pytest.mark.law("ND30:25")
@pytest.mark.parametrize(
    ("form", "title", "number"),
    [("sy", "SAO Y", "03/SY-PGDĐT"), ("sl", "SAO LỤC", "03/SL-PGDĐT"), ("trs", "TRÍCH SAO", "03/TrS-PGDĐT")],
)
def test_the_form_names_kind_number_day_authority_signer_and_receivers(form: str, title: str, number: str) -> None:
    said = words_of(pymupdf.open(stream=block(form=form))[0])
    for part in (
        title, f"Số: {number}", "ỦY BAN NHÂN DÂN", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Thái Thụy, ngày 04 tháng 02 năm 2026",
        "KT. TRƯỞNG PHÒNG PHÓ TRƯỞNG PHÒNG", "Phạm Đức Duy", "Nơi nhận:", "- Trường THCS Thái Thịnh;", "- Lưu: VT.",
    ):  # fmt: skip
        assert part in said


@pytest.mark.law("ND30:PL-I")
def test_it_stands_right_under_the_copied_text_on_the_same_page_beneath_a_line_over_its_whole_width() -> None:
    original = made(Letter())
    copied = pymupdf.open(stream=under(original, block()))
    assert copied.page_count == 1
    (form,) = copied[0].search_for("SAO Y")
    assert 0 < form.y0 / MM - _ends_at(original) < 15
    ruled = [d["rect"] for d in copied[0].get_drawings() if d["rect"].width > 160 * MM]
    assert [rect.y0 < form.y0 and rect.y0 / MM > _ends_at(original) for rect in ruled] == [True]
    before = pymupdf.open(stream=original)[0].get_text("words")
    after = copied[0].get_text("words")
    assert [w[4] for w in before] == [w[4] for w in after][: len(before)], "the copied text is untouched"


def test_without_room_it_stands_on_a_page_of_its_own_behind() -> None:
    original = full_page()
    pages = pymupdf.open(stream=original).page_count
    copied, count = certified_copy(original, block(), "Bản sao", LINES, QR)
    assert count == pages + 1
    last = pymupdf.open(stream=copied)[-1]
    assert "SAO Y" in words_of(last)
    assert all("SAO Y" not in words_of(page) for page in pymupdf.open(stream=copied).pages(0, pages))


def test_of_an_extract_the_form_alone_is_printed_with_its_foot() -> None:
    copied, count = certified_copy(b"", block(form="trs"), "Bản sao", LINES, QR)
    assert count == 1
    assert {"TRÍCH SAO", "BẢN IN TỪ VĂN BẢN ĐIỆN TỬ"} <= {
        part for part in ("TRÍCH SAO", "BẢN IN TỪ VĂN BẢN ĐIỆN TỬ") if part in words_of(pymupdf.open(stream=copied)[0])
    }
