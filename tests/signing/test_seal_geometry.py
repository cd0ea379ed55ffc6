"""ND30 PL I II.7.d and II.8.a, measured on the rendered page of fourteen layouts."""

from io import BytesIO

import pikepdf
import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis.strategies import floats, tuples

from signing import place
from signing.errors import PlaceNotFound
from signing.geometry import MM, Box, Sizes
from tests.signing.conftest import SEAL_MM, Desk, numbered
from tests.signing.letters import LETTERS, NO_PLACE, Letter, made
from tests.signing.measure import ink


def page_of(pdf: bytes) -> int:
    """The page that carries the signatures."""
    document = pymupdf.open(stream=pdf)
    return next(page.number for page in document if next(page.widgets(), None) is not None)


@pytest.mark.article("4.5")
@pytest.mark.law("ND30:PL1:II.8.a")
@pytest.mark.parametrize("layout", LETTERS)
def test_the_seal_is_at_its_real_size_and_covers_a_third_of_the_signature_from_the_left(
    desk: Desk, layout: str
) -> None:
    pdf = numbered(LETTERS[layout])
    led = desk.sign(pdf, "leader").pdf
    sealed = desk.sign(led, "agency").pdf
    page = page_of(sealed)
    signature, seal = ink(led, page, "blue"), ink(sealed, page, "red")
    assert seal.width == pytest.approx(SEAL_MM, abs=0.5)
    assert seal.height == pytest.approx(SEAL_MM, abs=0.5)
    assert seal.centre[1] == pytest.approx(signature.centre[1], abs=0.5)
    assert seal.x0 < signature.x0
    assert 0.30 <= (seal.x1 - signature.x0) / signature.width <= 0.36


@pytest.mark.article("4.4")
@pytest.mark.law("ND30:PL1:II.7.d")
@pytest.mark.parametrize("layout", LETTERS)
def test_the_signature_stands_in_the_middle_between_title_and_name(desk: Desk, layout: str) -> None:
    letter = LETTERS[layout]
    pdf = numbered(letter)
    led = desk.sign(pdf, "leader").pdf
    page = page_of(led)
    signature = ink(led, page, "blue")
    view = pymupdf.open(stream=made(letter))[page]
    title = view.search_for(letter.capacity[-1])[0] * view.rotation_matrix / MM
    last_word = letter.signer.split()[0]
    names = [rect * view.rotation_matrix / MM for rect in view.search_for(last_word)]
    name = max(names, key=lambda rect: rect.y0)
    assert title.y1 - 1.5 < signature.y0
    assert signature.y1 < name.y0 + 1.5
    assert signature.centre[0] == pytest.approx((title.x0 + title.x1) / 2, abs=0.6)
    assert signature.centre[1] == pytest.approx((title.y1 + name.y0) / 2, abs=1.0)
    assert signature.width <= 53
    assert letter.gap < 20 or signature.width >= 45


def test_a_page_without_a_signature_block_asks_for_a_drag() -> None:
    with pytest.raises(PlaceNotFound) as refusal:
        place.find_place(made(NO_PLACE), "Trần Thị Hồng Nhung")
    assert refusal.value.facts == {"what": "signature"}


def test_another_persons_name_is_never_taken_for_the_signers() -> None:
    with pytest.raises(PlaceNotFound):
        place.find_place(made(LETTERS["head"]), "Phạm Đức Duy")


def test_the_name_in_the_body_is_not_the_place() -> None:
    letter = Letter(body=("Giao bà Trần Thị Hồng Nhung chủ trì./.",), signer="Phạm Đức Duy")
    with pytest.raises(PlaceNotFound):
        place.find_place(made(letter), "Trần Thị Hồng Nhung")


def test_too_little_room_between_title_and_name_is_said_in_millimetres() -> None:
    with pytest.raises(PlaceNotFound) as refusal:
        place.find_place(made(Letter(gap=1)), "Trần Thị Hồng Nhung")
    assert refusal.value.facts["what"] == "room"
    assert refusal.value.facts["gap_mm"] < 8


def test_a_list_of_names_in_the_appendix_does_not_hide_the_signature_block() -> None:
    letter = Letter(appendix=True, signer="Vũ Hữu Thỉnh")
    squeezed = made(Letter(gap=1, signer=letter.signer))
    with pikepdf.open(BytesIO(made(letter))) as document, pikepdf.open(BytesIO(squeezed)) as tight:
        document.pages.append(tight.pages[0])
        out = BytesIO()
        document.save(out)
    assert place.find_place(out.getvalue(), letter.signer).page_index == 0


def test_a_dragged_box_keeps_the_same_rule_of_a_third() -> None:
    box = Box(300, 200, 450, 270)
    found = place.place_from_box(made(NO_PLACE), 0, box, Sizes(50, 22, 38))
    assert found.leader.centre == pytest.approx(box.centre)
    assert (found.seal.x1 - found.leader.x0) / found.leader.width == pytest.approx(0.32)
    assert found.seal.width == pytest.approx(38 * MM)


@settings(deadline=None, max_examples=50)
@given(
    x=floats(60, 300), y=floats(60, 600), width=floats(40, 200), height=floats(20, 120), seal_mm=floats(30, 40),
    image=tuples(floats(20, 53), floats(8, 25)),
)  # fmt: skip
def test_whatever_is_dragged_the_seal_keeps_its_size_its_height_and_its_third(
    x: float, y: float, width: float, height: float, seal_mm: float, image: tuple[float, float]
) -> None:
    found = place.place_from_box(made(NO_PLACE), 0, Box(x, y, x + width, y + height), Sizes(*image, seal_mm))
    leader, seal = found.leader, found.seal
    assert leader.width <= width + 0.01
    assert leader.height <= height + 0.01
    assert leader.width / leader.height == pytest.approx(image[0] / image[1])
    assert (seal.width, seal.height) == pytest.approx((seal_mm * MM, seal_mm * MM))
    assert seal.centre[1] == pytest.approx(leader.centre[1])
    assert (seal.x1 - leader.x0) / leader.width == pytest.approx(0.32)


def test_a_place_survives_being_stored() -> None:
    found = place.find_place(made(LETTERS["deputy"]), "Phạm Đức Duy")
    assert type(found).from_dict(found.as_dict()) == found
