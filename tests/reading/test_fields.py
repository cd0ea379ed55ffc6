"""Fields of incoming letters are suggested from where they stand, and never guessed."""

import csv
import os
from datetime import date
from pathlib import Path

import pytest

from tests.printing.samples import decision, dispatch
from tests.reading.samples import pdf_of
from voffice_app.printing.letters import Letter, letter
from voffice_app.printing.scan import scanned
from voffice_app.reading import text
from voffice_app.reading.child import Workshop
from voffice_app.reading.fields import Fields, read_fields
from voffice_app.reading.header import Header
from voffice_app.reading.shapes import Line

SAMPLES = Path(os.environ.get("VOFFICE_SAMPLES", "/nowhere"))
BORN_DIGITAL = ("05.signed", "bnt - BTTTT")
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="VOFFICE_SAMPLES names no folder of real documents")


def values(content: Letter) -> dict[str, object]:
    found = read_fields(letter(content))
    return {name: field.value for name, field in vars(found).items() if field is not None}


def test_every_field_of_a_decision_is_read_back() -> None:
    assert values(decision(number="226", issued_on=date(2026, 4, 13))) == {
        "number": "226",
        "code_notation": "QĐ-PGDĐT",
        "issued_on": date(2026, 4, 13),
        "type_name": "Quyết định",
        "parent_body": "ỦY BAN NHÂN DÂN HUYỆN THÁI THỤY",
        "issuing_body": "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
        "abstract": "Về việc thành lập Hội đồng chấm thi giáo viên dạy giỏi cấp huyện năm học 2026 - 2027",
        "signer_name": "Nguyễn Thị Hương Giang",
    }


def test_every_field_of_a_dispatch_is_read_back() -> None:
    found = values(dispatch(number="09", issued_on=date(2026, 2, 5), urgency="THƯỢNG KHẨN"))
    assert found["number"] == "09"
    assert found["code_notation"] == "PGDĐT-VP"
    assert found["issued_on"] == date(2026, 2, 5)
    assert found["type_name"] == "Công văn"
    assert found["abstract"] == "V/v rà soát cơ sở vật chất trước năm học mới"
    assert found["urgency"] == "THƯỢNG KHẨN"
    assert found["signer_name"] == "Nguyễn Thị Hương Giang"


@pytest.mark.parametrize(("code", "name"), [("TB", "Thông báo"), ("KH", "Kế hoạch"), ("TTr", "Tờ trình")])
def test_the_type_is_read_from_the_title(code: str, name: str) -> None:
    named = decision(type_code=code, type_name=name, code_notation=f"{code}-THTH", authority="", number="1")
    assert values(named)["type_name"] == name


def test_blanks_to_be_filled_by_hand_are_not_guessed() -> None:
    found = read_fields(letter(decision()))
    assert found.number is None
    assert found.issued_on is None
    assert found.code_notation is not None


@pytest.mark.parametrize(("number", "day"), [("9", date(2026, 2, 5)), ("1226", date(2026, 12, 31))])
def test_number_and_date_written_into_their_blanks_are_read(bench: Workshop, number: str, day: date) -> None:
    content = decision()
    draft = letter(content)
    place = bench.call("signing.place:find_place", draft, content.signer_name)
    written = bench.call("signing.imprint:imprint", draft, number, day, place)
    found = read_fields(written)
    assert found.number is not None
    assert found.issued_on is not None
    assert (int(found.number.value), found.issued_on.value) == (int(number), day)


@pytest.mark.parametrize(("written", "read"), [("29 tháng 02 năm 2024", True), ("29 tháng 02 năm 2026", False)])
def test_an_impossible_date_is_not_corrected(written: str, read: bool) -> None:
    motto = Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 0, 290, 60, 550, 74, 12, True)
    dated = Line(f"Thái Thụy, ngày {written}", 0, 300, 110, 540, 124, 13, False)
    top = Header.of([motto, dated], 595, 842)
    assert top is not None
    assert (top.issued_on() is not None) is read


@pytest.mark.parametrize("other", ["Giấy đề nghị thanh toán", "ĐẢNG CỘNG SẢN VIỆT NAM", ""])
def test_a_paper_without_the_motto_is_not_read_as_a_letter(other: str) -> None:
    assert read_fields(pdf_of(f"{other}<br>Số: 15/QĐ-UBND<br>ngày 01 tháng 3 năm 2026")) == Fields()


def test_a_scan_suggests_nothing() -> None:
    assert read_fields(scanned(letter(decision(number="15", issued_on=date(2026, 4, 13))))) == Fields()


def test_the_signer_is_found_before_the_appendices() -> None:
    found = read_fields(letter(decision(appendix_title="Danh sách", appendix=["1. Trần Văn An"] * 90)))
    assert found.signer_name is not None
    assert (found.signer_name.value, found.signer_name.page) == ("Nguyễn Thị Hương Giang", 0)


def test_each_suggestion_points_at_its_source() -> None:
    pdf = letter(dispatch(number="15", issued_on=date(2026, 4, 13), urgency="KHẨN"))
    lines = [line for page in text.all_lines(pdf) for line in page]
    for field in vars(read_fields(pdf)).values():
        if field is not None:
            left, top, right, bottom = field.box
            inside = [
                line
                for line in lines
                if line.page == field.page and left <= line.centre <= right and top <= line.y0 and line.y1 <= bottom
            ]
            assert inside


def test_fields_cross_the_pipe_whole(bench: Workshop) -> None:
    pdf = letter(decision(number="226", issued_on=date(2026, 4, 13)))
    assert bench.call("voffice_app.reading.fields:read_fields", pdf) == read_fields(pdf)


def labels() -> list[dict[str, str]]:
    if not SAMPLES.is_dir():
        return []
    with (SAMPLES / "labels.csv").open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))


@needs_samples
@pytest.mark.parametrize("label", labels(), ids=lambda label: label["file"][:24])
def test_real_documents_are_read_as_a_person_read_them(label: dict[str, str]) -> None:
    found = read_fields((SAMPLES / label["file"]).read_bytes())
    if not Path(label["file"]).name.startswith(BORN_DIGITAL):
        assert found == Fields()
        return
    assert {name: field.value for name, field in vars(found).items() if field is not None} == {
        "number": label["so"],
        "code_notation": label["ky_hieu"],
        "issued_on": date.fromisoformat(label["ngay_ban_hanh"]),
        "type_name": label["loai"],
        "issuing_body": label["co_quan"],
        "abstract": label["trich_yeu"],
        "signer_name": label["nguoi_ky"],
    }
