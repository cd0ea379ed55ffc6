"""The text of a page, with the boxes that the viewer lays over its picture."""

import unicodedata

import pymupdf
import pytest

from tests.reading.samples import pdf_of
from voffice_app.reading import text
from voffice_app.reading.errors import Unreadable


def test_a_line_comes_with_its_place_size_and_weight() -> None:
    def write(document: pymupdf.Document) -> None:
        document[0].insert_text((100, 200), "Kinh gui", fontsize=14, fontname="hebo")

    (line,) = text.lines(pdf_of("", change=write), 0)
    assert (line.text, line.page, line.size, line.bold) == ("Kinh gui", 0, 14, True)
    assert line.x0 == pytest.approx(100, abs=1)
    assert line.y0 < 200 < line.y1


def test_letters_written_apart_from_their_accents_are_joined() -> None:
    words = "Quyết định của Ủy ban nhân dân"
    (page,) = text.plain_text(pdf_of(unicodedata.normalize("NFD", words)))
    assert page == unicodedata.normalize("NFC", words)


def test_what_was_written_into_a_blank_is_read_inside_it() -> None:
    def write(document: pymupdf.Document) -> None:
        document[0].insert_text((100, 200), "So:            /TB-UBND", fontsize=14)
        document[0].insert_text((100, 400), "cuoi trang", fontsize=14)
        document[0].insert_text((128, 200), "11", fontsize=12)

    assert [line.text for line in text.lines(pdf_of("", change=write), 0)] == ["So: 11 /TB-UBND", "cuoi trang"]


def test_boxes_lie_on_the_page_as_it_is_seen_when_turned() -> None:
    def turn(document: pymupdf.Document) -> None:
        document[0].insert_text((100, 200), "ngang", fontsize=14)
        document[0].set_rotation(90)

    (line,) = text.lines(pdf_of("", change=turn), 0)
    assert 841.89 - 202 < (line.x0 + line.x1) / 2 < 841.89 - 190
    assert line.y0 == pytest.approx(100, abs=1)


def test_pages_are_read_apart() -> None:
    assert text.plain_text(pdf_of("một", "hai")) == ["một", "hai"]


def test_what_is_no_pdf_has_no_text() -> None:
    with pytest.raises(Unreadable):
        text.plain_text(b"no")
