"""Pictures of pages, as the one page viewer shows them."""

import io

import pymupdf
import pytest
from PIL import Image

from tests.reading.samples import pdf_of
from voffice_app.reading import pages, text
from voffice_app.reading.errors import Unreadable


def _stamped(document: pymupdf.Document) -> None:
    note = document[0].add_rect_annot(pymupdf.Rect(100, 100, 200, 200))
    note.set_colors(stroke=(1, 0, 0), fill=(1, 0, 0))
    note.update()


def _rotated(document: pymupdf.Document) -> None:
    document[0].set_rotation(90)


def test_a_page_is_pictured_at_the_asked_resolution() -> None:
    picture = Image.open(io.BytesIO(pages.render(pdf_of("Kính gửi"), 0, 110)))
    assert picture.format == "PNG"
    assert abs(picture.width - 595.276 * 110 / 72) <= 1
    assert abs(picture.height - 841.89 * 110 / 72) <= 1
    assert picture.convert("L").getextrema()[0] < 100


def test_signatures_and_notes_are_shown_on_the_picture() -> None:
    plain = Image.open(io.BytesIO(pages.render(pdf_of(""), 0, 72)))
    stamped = Image.open(io.BytesIO(pages.render(pdf_of("", change=_stamped), 0, 72)))
    assert plain.getpixel((150, 150)) == (255, 255, 255)
    assert stamped.getpixel((150, 150)) == (255, 0, 0)


def test_places_kept_for_signatures_stay_empty_until_signed() -> None:
    def keep_place(document: pymupdf.Document) -> None:
        field = pymupdf.Widget()
        field.field_type = pymupdf.PDF_WIDGET_TYPE_SIGNATURE
        field.field_name, field.rect = "leader", pymupdf.Rect(100, 100, 300, 200)
        document[0].add_widget(field)

    pdf = pdf_of("", change=keep_place)
    shown = Image.open(io.BytesIO(pages.render(pdf, 0, 72)))
    assert shown.convert("L").getextrema() == (255, 255)
    assert text.lines(pdf, 0) == []


def test_a_rotated_page_is_measured_as_it_is_seen() -> None:
    (size,) = pages.page_sizes(pdf_of("", change=_rotated))
    assert (round(size.width), round(size.height), size.rotation) == (842, 595, 90)
    assert Image.open(io.BytesIO(pages.render(pdf_of("", change=_rotated), 0, 72))).size == (842, 596)


def test_a_wall_sized_page_is_pictured_coarser_instead_of_filling_memory() -> None:
    picture = Image.open(io.BytesIO(pages.render(pdf_of("", size=(14400, 14400)), 0, 600)))
    assert picture.width * picture.height <= 25_100_000


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_photographed_letter_is_shown_like_a_page(form: str) -> None:
    photo = io.BytesIO()
    Image.new("RGB", (400, 300), (0, 0, 200)).save(photo, form, dpi=(72, 72))
    assert pages.page_count(photo.getvalue()) == 1
    shown = Image.open(io.BytesIO(pages.render(photo.getvalue(), 0, 72))).convert("RGB")
    assert shown.width / shown.height == pytest.approx(4 / 3, abs=0.01)
    assert shown.getpixel((5, 5))[2] > 150


def test_pages_of_a_scan_in_one_picture_file_are_counted() -> None:
    scan = io.BytesIO()
    sheets = [Image.new("L", (100, 140), shade) for shade in (255, 0)]
    sheets[0].save(scan, "TIFF", save_all=True, append_images=sheets[1:])
    assert pages.page_count(scan.getvalue()) == 2
    darker = Image.open(io.BytesIO(pages.render(scan.getvalue(), 1, 72))).convert("L")
    assert darker.getextrema() == (0, 0)


def test_pages_are_counted() -> None:
    assert pages.page_count(pdf_of("một", "hai", "ba")) == 3


@pytest.mark.parametrize("page", [-1, 1])
def test_a_page_that_is_not_there_is_refused(page: int) -> None:
    with pytest.raises(Unreadable) as refusal:
        pages.render(pdf_of("một"), page, 72)
    assert refusal.value.code == "page_absent"


@pytest.mark.parametrize("damaged", [b"", b"GIF89a", b"%PDF-1.7\nno objects at all"])
def test_bytes_that_are_no_pdf_are_refused(damaged: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        pages.render(damaged, 0, 72)
    assert refusal.value.code == "not_pdf"


def test_a_locked_pdf_is_refused() -> None:
    document = pymupdf.open(stream=pdf_of("mật"), filetype="pdf")
    locked = document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="x", owner_pw="y")
    with pytest.raises(Unreadable) as refusal:
        pages.page_count(locked)
    assert refusal.value.code == "encrypted"
