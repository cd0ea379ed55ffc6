"""Where an arrival or a confirmation goes by itself: on paper that nobody has written on."""

import numpy
import pymupdf
import pytest

from signing import place
from signing.check import verify
from signing.errors import PlaceNotFound
from signing.geometry import MM
from tests.signing.conftest import Desk, numbered
from tests.signing.later import LATER
from tests.signing.letters import LETTERS, PARAGRAPH, Letter, made
from tests.signing.test_imprint import scanned

LAYOUTS = ["head", "two_pages", "landscape", "turned", "turned_over", "turned_back", "cropped", "school", "collective"]


def grey(pdf: bytes, page: int) -> numpy.ndarray:
    picture = pymupdf.open(stream=pdf)[page].get_pixmap(dpi=100, colorspace="gray")
    return numpy.frombuffer(picture.samples, numpy.uint8).reshape(picture.height, picture.width).astype(int)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_put_by_itself_touches_no_letter_and_no_signature(desk: Desk, layout: str) -> None:
    pdf = desk.sealed(numbered(LETTERS[layout]))
    for kind in ("arrival", "confirmation"):
        spot = place.find_spot(pdf, kind)
        signed = desk.sign(pdf, kind, desk.seal, **(LATER[kind] | {"spot": spot}))
        assert signed.verdict.outcome == "valid"
        before, after = grey(pdf, spot.page_index), grey(signed.pdf, spot.page_index)
        changed = numpy.abs(after - before) > 40
        assert changed.any()
        assert (before[changed] > 215).all(), f"{kind} over ink"
        pdf = signed.pdf
    assert verify(pdf, desk.trust).outcome == "valid"


@pytest.mark.law("ND30:PL4")
def test_an_arrival_stands_at_the_left_under_the_number_and_a_confirmation_under_the_recipients(desk: Desk) -> None:
    pdf = desk.sealed(numbered(LETTERS["head"]))
    page = pymupdf.open(stream=pdf)[0]
    number, recipients = page.search_for("Số:")[0], page.search_for("Lưu: VT")[0]
    arrival, confirmation = place.find_spot(pdf, "arrival").box, place.find_spot(pdf, "confirmation").box
    height = page.rect.height
    assert height - arrival.y1 > number.y0
    assert height - arrival.y0 < height / 2
    assert arrival.x1 < page.rect.width * 0.48
    assert height - confirmation.y1 > recipients.y0
    assert confirmation.width == pytest.approx(80 * MM, abs=1)


def test_a_scan_has_room_only_where_its_paper_is_bare() -> None:
    spot = place.find_spot(scanned(LETTERS["head"]), "arrival")
    before = grey(scanned(LETTERS["head"]), 0)
    scale = 100 / 72
    top, left = before.shape[0] - spot.box.y1 * scale, spot.box.x0 * scale
    under = before[int(top) : int(top + spot.box.height * scale), int(left) : int(left + spot.box.width * scale)]
    assert under.min() > 215


def test_where_there_is_no_room_a_person_shows_the_place() -> None:
    full = made(Letter(body=(PARAGRAPH,) * 4 + (PARAGRAPH + "/.",), landscape=True))
    with pytest.raises(PlaceNotFound) as refusal:
        place.find_spot(full, "confirmation", (190, 150))
    assert refusal.value.facts["what"] == "room"
