"""A letter is laid out as Decree 30/2020/NĐ-CP, Appendix I demands: measured on the paper itself."""

import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import typst

from tests.printing.samples import MM, Paper, decision, dispatch
from voffice_app.printing.letters import letter


@pytest.mark.law("ND30:8")
def test_a_letter_is_a4_with_the_margins_of_the_decree() -> None:
    paper = Paper(letter(decision(body=["Điều 1. " + "Nội dung thi hành của quyết định. " * 90] * 3)))
    for page in paper.document:
        assert (round(page.rect.width), round(page.rect.height)) == (595, 842)
    spans = [span for page in range(len(paper.document)) for span in paper.spans(page)]
    assert min(span.left for span in spans) == pytest.approx(30, abs=0.3)
    assert max(word[2] for page in paper.document for word in page.get_text("words")) / MM <= 195.3
    assert max(span.baseline for span in spans) <= 277
    first_line = min(span.baseline - span.size * 0.28 for span in paper.spans(0))
    assert 20 <= first_line <= 25


@pytest.mark.law("ND30:8")
def test_only_tinos_is_used_and_every_face_travels_inside() -> None:
    paper = Paper(letter(decision(urgency="KHẨN", appendix=["Một dòng"], appendix_title="Danh sách")))
    fonts = {font[3]: font[0] for page in paper.document for font in page.get_fonts()}
    assert {name.partition("+")[2].partition("-")[0] for name in fonts} == {"Tinos"}
    for xref in fonts.values():
        assert len(paper.document.extract_font(xref)[3]) > 1000


def test_vietnamese_letters_come_out_as_they_went_in() -> None:
    letters = "ẮẰẲẴẶẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰỲÝỶỸỴĐ ắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựỳýỷỹỵđ"
    text = Paper(letter(dispatch(body=[letters]))).text()
    assert letters in " ".join(unicodedata.normalize("NFC", text).split())


@pytest.mark.law("ND30:8")
def test_the_motto_is_underlined_whole_and_the_issuing_body_by_a_third_to_a_half() -> None:
    paper = Paper(letter(decision()))
    body, motto = paper.span("PHÒNG GIÁO DỤC"), paper.span("Độc lập - Tự do - Hạnh phúc")
    under = {rule[0] > 100: rule for rule in paper.rules() if rule[1] < body.baseline + 3}
    assert under[True][2] - under[True][0] == pytest.approx(motto.right - motto.left, abs=0.5)
    share = (under[False][2] - under[False][0]) / (body.right - body.left)
    assert 1 / 3 <= share <= 1 / 2
    assert 0 < under[True][1] - motto.baseline < 3
    assert 0 < under[False][1] - body.baseline < 3


@pytest.mark.law("ND30:8")
@pytest.mark.parametrize(
    ("start", "face", "sizes"),
    [
        ("CỘNG HÒA XÃ HỘI", "Tinos-Bold", (12, 13)),
        ("Độc lập", "Tinos-Bold", (13, 14)),
        ("ỦY BAN NHÂN DÂN", "Tinos-Regular", (12, 13)),
        ("PHÒNG GIÁO DỤC", "Tinos-Bold", (12, 13)),
        ("Số:", "Tinos-Regular", (13, 13)),
        ("Thái Thụy, ngày", "Tinos-Italic", (13, 14)),
        ("QUYẾT ĐỊNH", "Tinos-Bold", (13, 14)),
        ("Về việc thành lập", "Tinos-Bold", (13, 14)),
        ("Căn cứ", "Tinos-Italic", (13, 14)),
        ("Điều 1.", "Tinos-Bold", (13, 14)),
        ("Thành lập Hội đồng", "Tinos-Regular", (13, 14)),
        ("TRƯỞNG PHÒNG", "Tinos-Bold", (13, 14)),
        ("Nguyễn Thị Hương Giang", "Tinos-Bold", (13, 14)),
        ("Nơi nhận:", "Tinos-BoldItalic", (12, 12)),
        ("- Như Điều 2;", "Tinos-Regular", (11, 11)),
    ],
)
def test_each_element_has_its_letters(start: str, face: str, sizes: tuple[float, float]) -> None:
    span = Paper(letter(decision())).span(start)
    assert span.font == face
    assert sizes[0] <= span.size <= sizes[1]


@pytest.mark.law("ND30:8")
def test_elements_stand_where_the_drawing_of_the_decree_puts_them() -> None:
    paper = Paper(letter(decision()))
    number, place = paper.span("Số:"), paper.span("Thái Thụy, ngày")
    assert number.right < 105 < place.left
    assert number.baseline == pytest.approx(place.baseline, abs=0.1)
    recipients, capacity, name = paper.span("Nơi nhận:"), paper.spans()[-2], paper.span("Nguyễn Thị")
    assert capacity.text == "TRƯỞNG PHÒNG"
    assert recipients.left == pytest.approx(30, abs=0.3)
    assert recipients.baseline == pytest.approx(capacity.baseline, abs=1)
    assert min(capacity.left, name.left) > 105
    assert (capacity.left + capacity.right) / 2 == pytest.approx((name.left + name.right) / 2, abs=0.3)


def test_between_title_and_name_there_is_room_for_signature_and_seal() -> None:
    paper = Paper(letter(dispatch()))
    title, name = paper.span("PHÓ TRƯỞNG PHÒNG"), paper.span("Nguyễn Thị")
    free = name.baseline - name.size * 0.28 - title.baseline
    assert 25 <= free <= 30


def test_a_draft_leaves_blanks_wide_enough_to_be_written_into() -> None:
    paper = Paper(letter(decision()))
    words = [word for word in paper.document[0].get_text("words") if 30 * MM < word[3] < 45 * MM]
    left = {word[4]: word[0] / MM for word in words}
    right = {word[4]: word[2] / MM for word in words}
    assert left["/QĐ-PGDĐT"] - right["Số:"] >= 9
    assert min(left["tháng"] - right["ngày"], left["năm"] - right["tháng"]) >= 6
    assert re.search(r"ngày\s+tháng\s+năm 2026", paper.text())


@pytest.mark.law("ND30:8")
@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 15), "ngày 15 tháng 3 năm 2026"),
        (date(2027, 12, 31), "ngày 31 tháng 12 năm 2027"),
    ],
)
def test_days_below_ten_and_the_first_two_months_take_a_zero(day: date, words: str) -> None:
    assert f"Thái Thụy, {words}" in Paper(letter(decision(number="09", issued_on=day))).text()


@pytest.mark.law("ND30:8")
def test_a_dispatch_has_its_abstract_under_the_number_and_no_title() -> None:
    paper = Paper(letter(dispatch(number="15")))
    assert "CÔNG VĂN" not in paper.text()
    assert paper.span("Số: 15/PGDĐT-VP").baseline < paper.span("V/v rà soát").baseline < 65
    assert paper.span("V/v rà soát").right < 105
    assert "Kính gửi: Hiệu trưởng các trường trong huyện" in paper.text()


def test_parts_in_roman_numbers_are_bold_and_their_points_are_not() -> None:
    body = ["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích của kế hoạch", "II. Lời không in hoa"]
    paper = Paper(letter(decision(type_code="KH", type_name="Kế hoạch", authority="", body=body)))
    assert paper.span("I. MỤC ĐÍCH").font == "Tinos-Bold"
    assert paper.span("1. Mục đích").font == "Tinos-Regular"
    assert paper.span("II. Lời").font == "Tinos-Regular"


def test_a_long_name_of_a_body_is_broken_before_its_place() -> None:
    long, school = "Phòng Giáo dục và Đào tạo huyện Thái Thụy", "Trường Tiểu học và Trung học cơ sở Thụy Hải"
    paper = Paper(letter(dispatch(parent_body=long, issuing_body=school)))
    assert paper.span("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO").baseline < paper.span("HUYỆN THÁI THỤY").baseline
    first, second = paper.span("TRƯỜNG TIỂU HỌC"), paper.span("TRUNG HỌC CƠ SỞ")
    rule = next(rule for rule in paper.rules() if rule[2] < 105)
    assert 0 < rule[1] - second.baseline < 3
    longest = max(first.right - first.left, second.right - second.left)
    assert 1 / 3 <= (rule[2] - rule[0]) / longest <= 1 / 2
    assert paper.span("Số:").baseline == pytest.approx(paper.span("Thái Thụy, ngày").baseline, abs=0.1)


def test_several_addressees_get_a_line_each() -> None:
    text = Paper(letter(dispatch(addressees=["Trường Tiểu học A", "Trường THCS B"]))).text()
    assert re.search(r"Kính gửi:\s+- Trường Tiểu học A;\s+- Trường THCS B\.", text)


@pytest.mark.law("ND30:8")
def test_page_numbers_stand_centred_in_the_top_margin_from_page_two_on() -> None:
    paper = Paper(letter(decision(body=["Điều 1. " + "Nội dung thi hành. " * 200] * 2, appendix=["Một"] * 80)))
    assert not [span for span in paper.spans(0) if span.baseline < 20]
    for page in range(1, len(paper.document)):
        top = [span for span in paper.spans(page) if span.baseline < 20]
        if "Phụ lục" in paper.text(page):
            assert top == []
            break
        assert [span.text for span in top] == [str(page + 1)]
        assert (top[0].left + top[0].right) / 2 == pytest.approx(112.5, abs=0.3)
    assert [span.text for span in paper.spans(page + 1) if span.baseline < 20] == ["2"]


@pytest.mark.parametrize(("urgency", "width"), [("KHẨN", 20), ("THƯỢNG KHẨN", 40), ("HỎA TỐC", 30)])
@pytest.mark.law("ND30:8")
def test_the_stamp_of_urgency_has_its_size_and_is_red(urgency: str, width: float) -> None:
    paper = Paper(letter(dispatch(urgency=urgency)))
    (frame,) = [d for d in paper.document[0].get_drawings() if d["color"] and d["color"][0] > 0.8]
    assert frame["rect"].width * 25.4 / 72 == pytest.approx(width, abs=0.5)
    assert frame["rect"].height * 25.4 / 72 == pytest.approx(8, abs=0.5)
    assert paper.span(urgency).font == "Tinos-Bold"


def test_an_unknown_urgency_is_refused() -> None:
    with pytest.raises(typst.TypstError):
        letter(dispatch(urgency="RẤT GẤP"))


def test_the_signature_is_never_alone_on_its_page() -> None:
    for lines in range(20, 40):
        paper = Paper(letter(dispatch(body=[f"Nội dung thứ {number}." for number in range(lines)])))
        last = paper.text(len(paper.document) - 1)
        assert "./." in last
        assert "Nguyễn Thị Hương Giang" in last


def test_the_last_paragraph_ends_with_the_end_mark_once() -> None:
    for ending in ("Hết", "Hết.", "Hết./."):
        assert Paper(letter(dispatch(body=[ending]))).text().count("Hết./.") == 1


def test_the_same_letter_is_the_same_bytes() -> None:
    assert letter(decision()) == letter(decision())
    assert letter(decision()) != letter(decision(number="02"))


def test_words_of_the_drafter_are_never_commands_of_the_template() -> None:
    abstract, line = "#panic() *đậm* $x$ \\ [a]", '#read("/etc/passwd") @x'
    text = Paper(letter(dispatch(abstract=abstract, body=[line]))).text()
    assert abstract in text
    assert line in text


def test_four_threads_print_at_once() -> None:
    with ThreadPoolExecutor(4) as threads:
        papers = list(threads.map(lambda number: letter(dispatch(number=f"{number:02}")), range(1, 17)))
    for number, pdf in enumerate(papers, 1):
        assert f"Số: {number:02}/PGDĐT-VP" in Paper(pdf).text()
