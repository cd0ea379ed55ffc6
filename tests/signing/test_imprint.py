"""What is written on the page before anybody signs: initial, number and date."""

from datetime import date

import pymupdf
import pytest

from signing import imprint, place
from signing.errors import PlaceNotFound, Unreadable, WrongOrder
from signing.geometry import MM, Box, Shown
from tests.signing.conftest import signature_png
from tests.signing.letters import LETTERS, Letter, made, turned
from tests.signing.measure import ink, text_of

DAY = date(2026, 2, 5)


def numbered(letter: Letter, number: str = "226", day: date = DAY) -> bytes:
    return imprint.put_reference(made(letter), number, day)


@pytest.mark.article("7.2.2")
@pytest.mark.law("ND30:PL1:II.3")
@pytest.mark.parametrize("layout", LETTERS)
def test_number_and_date_are_written_into_the_documents_own_blanks(layout: str) -> None:
    letter = LETTERS[layout]
    text = text_of(numbered(letter))
    symbol = letter.number.split("/")[1]
    assert f"Số: 226/{symbol}" in text
    assert "ngày 05 tháng 02 năm 2026" in text
    assert "…" not in text
    assert "..." not in text


def test_the_written_number_has_the_size_and_the_date_the_slant_of_their_lines() -> None:
    page = pymupdf.open(stream=numbered(LETTERS["head"]))[0]
    spans = [s for b in page.get_text("dict")["blocks"] for line in b.get("lines", ()) for s in line["spans"]]
    number = next(span for span in spans if span["text"] == "226")
    day = next(span for span in spans if span["text"] == "05")
    label = next(span for span in spans if span["text"].startswith("Số"))
    assert number["size"] == pytest.approx(13)
    assert number["origin"][1] == pytest.approx(label["origin"][1], abs=0.1)
    assert day["size"] == pytest.approx(14)
    assert "Italic" in day["font"]


def test_a_month_from_march_on_has_no_leading_nought() -> None:
    assert "ngày 24 tháng 9 năm 2026" in text_of(numbered(LETTERS["head"], day=date(2026, 9, 24)))


def test_an_open_year_is_filled_too() -> None:
    letter = Letter(date="Thái Thụy, ngày ..... tháng ..... năm 20....")
    assert "ngày 05 tháng 02 năm 2026" in text_of(numbered(letter))


def test_a_month_that_the_drafter_typed_stays_and_only_the_day_is_written() -> None:
    letter = Letter(date="Thái Thụy, ngày ..... tháng 02 năm 2026")
    assert "ngày 05 tháng 02 năm 2026" in text_of(numbered(letter))


@pytest.mark.parametrize("line", ["Thái Thụy, ngày ..... tháng 3 năm 2026", "Thái Thụy, ngày 06 tháng 02 năm 2026"])
def test_another_date_than_the_day_of_the_number_is_refused_with_what_is_printed(line: str) -> None:
    with pytest.raises(PlaceNotFound) as refusal:
        numbered(Letter(date=line))
    assert refusal.value.facts["what"] == "date"
    assert "năm 2026" in refusal.value.facts["printed"]


def test_the_right_date_may_be_typed_in_full() -> None:
    letter = Letter(date="Thái Thụy, ngày 05 tháng 02 năm 2026")
    assert "ngày 05 tháng 02 năm 2026" in text_of(numbered(letter))


def test_a_page_without_a_date_line_is_told() -> None:
    assert place.find_gaps(made(Letter(date="Thái Thụy"))) == ("number",)
    with pytest.raises(PlaceNotFound) as refusal:
        numbered(Letter(date="Thái Thụy"))
    assert refusal.value.facts["what"] == "date"


def test_a_number_already_given_is_not_written_twice() -> None:
    once = numbered(LETTERS["head"])
    assert place.find_gaps(once) == ("date",)
    with pytest.raises(PlaceNotFound) as refusal:
        imprint.put_reference(once, "227", DAY)
    assert refusal.value.facts["what"] == "number"


@pytest.mark.parametrize("layout", ["head", "two_pages", "turned"])
def test_the_rest_of_the_page_keeps_every_word(layout: str) -> None:
    letter = LETTERS[layout]
    before, after = text_of(made(letter)), text_of(numbered(letter))
    body = before[before.index("THÔNG BÁO") :]
    assert body in after


@pytest.mark.article("7.2.2")
@pytest.mark.parametrize("layout", ["head", "two_pages", "turned", "turned_over", "turned_back", "cropped"])
def test_the_initial_stands_right_behind_the_end_mark(layout: str) -> None:
    pdf = made(LETTERS[layout])
    mark = place.find_end_mark(pdf)
    initialled = imprint.put_initial(pdf, signature_png(), mark)
    drawn = ink(initialled, mark.page_index, "blue")
    height = pymupdf.open(stream=pdf)[mark.page_index].rect.height
    left, middle = mark.box.x1 * 25.4 / 72, (height - mark.box.centre[1]) * 25.4 / 72
    assert drawn.x0 == pytest.approx(left + 1, abs=0.3)
    assert drawn.centre[1] == pytest.approx(middle, abs=0.3)
    assert drawn.width <= 18.1
    assert drawn.height <= 9.1


def test_a_document_without_an_end_mark_asks_for_it() -> None:
    with pytest.raises(PlaceNotFound) as refusal:
        place.find_end_mark(made(Letter(body=("Không có dấu kết thúc.",))))
    assert refusal.value.facts == {"what": "end_mark"}


def test_a_signed_file_is_never_written_to_again(led: bytes) -> None:
    mark = place.find_end_mark(led)
    with pytest.raises(WrongOrder):
        imprint.put_initial(led, signature_png(), mark)
    with pytest.raises(WrongOrder):
        imprint.add_fields(led, place.find_place(led, "Trần Thị Hồng Nhung"))


def test_fields_are_made_once(head_letter: bytes) -> None:
    with pytest.raises(WrongOrder) as refusal:
        imprint.add_fields(head_letter, place.find_place(head_letter, "Trần Thị Hồng Nhung"))
    assert refusal.value.facts["reason"] == "fields_exist"


def test_what_is_no_pdf_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        place.find_end_mark(b"xin chao")


def scanned(letter: Letter, turn: int = 0) -> bytes:
    """The letter as a scanner keeps it: a picture and no letters, on slightly grey paper."""
    page = pymupdf.open(stream=made(letter))[0]
    picture = page.get_pixmap(dpi=150)
    picture.tint_with(0x000000, 0xF4F2EC)
    out = pymupdf.open()
    sheet = out.new_page(width=page.rect.width, height=page.rect.height)
    sheet.insert_image(sheet.rect, stream=picture.tobytes("jpg"))
    pdf: bytes = out.tobytes()
    return turned(pdf, turn) if turn else pdf


NUMBER_BOX = Box(54 * MM, 255 * MM, 62 * MM, 262 * MM)
DATE_BOX = Box(128 * MM, 255 * MM, 194 * MM, 262 * MM)
BY_HAND = Shown(NUMBER_BOX, DATE_BOX)


@pytest.mark.article("7.2.2")
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_on_a_scan_number_and_date_go_where_the_drafter_shows_them(turn: int) -> None:
    scan = scanned(LETTERS["head"], turn)
    assert place.find_gaps(scan) == ()
    written = pymupdf.open(stream=imprint.put_reference(scan, "226", DAY, BY_HAND))[0]
    words = [(pymupdf.Rect(w[:4]) * written.rotation_matrix, w[4]) for w in written.get_text("words")]
    assert {word for _, word in words} == {"226", "ngày", "05", "tháng", "02", "năm", "2026"}
    height = written.rect.height
    for rect, word in words:
        box = NUMBER_BOX if word == "226" else DATE_BOX
        assert box.x0 <= rect.x0 < rect.x1 <= box.x1
        assert (rect.y0 + rect.y1) / 2 == pytest.approx(height - box.centre[1], abs=2.5)
        assert rect.width > rect.height or len(word) < 3


def test_under_the_shown_box_the_scan_is_covered_with_its_own_paper() -> None:
    page = pymupdf.open(stream=imprint.put_reference(scanned(LETTERS["head"]), "226", DAY, BY_HAND))[0]
    corner = pymupdf.Rect(
        DATE_BOX.x0, page.rect.height - DATE_BOX.y1, DATE_BOX.x0 + 3, page.rect.height - DATE_BOX.y1 + 3
    )
    red, green, blue = page.get_pixmap(clip=corner, dpi=150).pixel(2, 2)
    assert abs(red - 0xF4) < 6
    assert abs(green - 0xF2) < 6
    assert abs(blue - 0xEC) < 6


def test_a_typed_page_loses_only_what_stands_in_the_shown_box() -> None:
    letter = Letter(number="Số ….. /PGDĐT-VP", date="Thái Thụy, …/…/2026")
    pdf = made(letter)
    assert place.find_gaps(pdf) == ()
    text = text_of(imprint.put_reference(pdf, "226", DAY, BY_HAND))
    assert "226" in text
    assert "ngày 05 tháng 02 năm 2026" in text
    body = text_of(pdf)
    assert body[body.index("THÔNG BÁO") :] in text
    assert "UBND HUYỆN THÁI THỤY" in text


def test_without_a_shown_box_a_scan_is_refused() -> None:
    with pytest.raises(PlaceNotFound) as refusal:
        imprint.put_reference(scanned(LETTERS["head"]), "226", DAY, Shown(number=NUMBER_BOX))
    assert refusal.value.facts == {"what": "date"}
