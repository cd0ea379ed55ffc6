"""Names in the archive folder are valid everywhere, whatever a document is called."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voffice_app.domain.archiving import PART, RESERVED, WHOLE, camel, document_name, file_name, folder_of, plain

NASTY = st.text(st.characters(codec="utf-8"), max_size=300) | st.sampled_from(
    [
        "CON",
        "nul",
        "aux.",
        "COM1",
        "..",
        ".",
        " ",
        "a\u202egpj.exe",
        "Ve\u0302\u0300",
        "a/b\\c:d*e?",
        "x" * 400,
        "đ" * 200,
    ]
)


def is_safe(part: str) -> bool:
    return (
        0 < len(part) <= PART
        and not set(part) & set('<>:"/\\|?*')
        and part.isascii()
        and part.isprintable()
        and part[-1] not in ". "
        and part.partition(".")[0].lower() not in RESERVED
        and unicodedata.normalize("NFC", part) == part
    )


@given(NASTY, NASTY, NASTY, st.integers(1, 999_999))
def test_any_document_gets_a_path_that_windows_and_its_shares_take(
    unit: str, kind: str, abstract: str, number: int
) -> None:
    path = folder_of(unit, 2026, kind, number, "QĐ-PGDĐT", date(2026, 4, 13), abstract, "1234567")
    assert all(is_safe(part) for part in path.split("/"))
    assert len(path.split("/")) == 5
    assert len(path) <= WHOLE - 60


@given(NASTY, st.integers(0, 99))
def test_any_file_gets_a_name_that_windows_takes_and_with_its_folder_stays_short(name: str, place: int) -> None:
    made = file_name(name, place)
    assert is_safe(made)
    assert len(made) <= 60


@given(NASTY)
def test_a_safe_name_made_safe_again_is_the_same(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_names_read_as_people_expect() -> None:
    path = folder_of(
        "PGD Phòng GD&ĐT Thái Thụy", 2026, "Quyết định", 226, "QĐ-PGDĐT", date(2026, 4, 13), "Về việc kiểm tra “hè”"
    )
    assert path == ("PGD_Phong_GD_DT_Thai_Thuy/2026/VanBanDi/QuyetDinh/0226_QD-PGDDT_2026-04-13_Ve-viec-kiem-tra-he")
    assert camel("Công văn") == "CongVan"
    assert file_name("Phụ lục số 1.XLSX", 1) == "01_Phu-luc-so-1.xlsx"
    assert document_name(7, "SY-PGDĐT") == "07_SY-PGDDT.pdf"
    assert document_name(226, "QĐ-PGDĐT", archived=True) == "226_QD-PGDDT_luu-tru.pdf"


@pytest.mark.parametrize("name", ["con", "NUL.pdf", "Com1.txt", "lpt9"])
def test_a_name_that_windows_keeps_for_a_device_is_changed(name: str) -> None:
    assert file_name(name).partition(".")[0].lower() not in RESERVED
