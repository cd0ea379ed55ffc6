"""Pictures of signatures and seals: cleaned when they come in, refused when they are not what they should be."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFilter

from signing.errors import BadImage
from signing.look import leader_size_mm
from signing.picture import clean_image
from tests.signing.conftest import seal_png, signature_png


def scan(colour: tuple[int, int, int], shape: str = "line", paper: int = 246, kind: str = "PNG") -> bytes:
    """Ink on slightly grey paper with wide margins, as a scanner sees it."""
    picture = Image.new("RGB", (900, 700), (paper, paper, paper - 4))
    draw = ImageDraw.Draw(picture)
    if shape == "line":
        draw.line((200, 400, 350, 250, 500, 420, 700, 230), fill=colour, width=12)
    else:
        draw.ellipse((250, 150, 650, 550), outline=colour, width=14)
        draw.line((350, 350, 550, 350), fill=colour, width=20)
    out = BytesIO()
    picture.filter(ImageFilter.GaussianBlur(1)).save(out, kind)
    return out.getvalue()


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGBA")


@pytest.mark.article("4.4")
@pytest.mark.law("ND30:PL1:II.7.d")
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_scanned_blue_signature_loses_its_paper_and_margins(kind: str) -> None:
    cleaned = opened(clean_image(scan((25, 45, 160), kind=kind), "blue"))
    assert cleaned.format is None
    assert cleaned.getpixel((2, 2))[3] == 0
    assert abs(cleaned.width - 512) < 16
    assert max(cleaned.getchannel("A").tobytes()) == 255


@pytest.mark.article("4.5")
@pytest.mark.law("ND30:PL1:II.8.a")
def test_a_scanned_red_seal_becomes_round_and_transparent() -> None:
    cleaned = opened(clean_image(scan((214, 20, 30), "ring"), "red"))
    assert cleaned.width == cleaned.height
    assert cleaned.getpixel((cleaned.width // 2, cleaned.height // 4))[3] == 0


def test_pictures_that_are_already_clean_pass() -> None:
    assert opened(clean_image(signature_png(), "blue")).size == (600, 270)
    assert opened(clean_image(seal_png(), "red")).size == (500, 500)


@pytest.mark.parametrize(
    ("picture", "colour", "reason"),
    [
        (scan((20, 20, 20)), "blue", "colour"),
        (scan((214, 20, 30)), "blue", "colour"),
        (scan((25, 45, 160), "ring"), "red", "colour"),
        (scan((214, 20, 30)), "red", "shape"),
        (scan((246, 246, 242)), "blue", "empty"),
        (b"GIF89a", "blue", "unreadable"),
    ],
)
def test_a_wrong_picture_is_refused_with_its_reason(picture: bytes, colour: str, reason: str) -> None:
    with pytest.raises(BadImage) as refusal:
        clean_image(picture, colour)
    assert refusal.value.facts["reason"] == reason


def test_a_filled_block_of_colour_is_no_signature() -> None:
    block = Image.new("RGBA", (300, 200), (25, 45, 160, 255))
    block.paste((0, 0, 0, 0), (0, 0, 300, 12))
    out = BytesIO()
    block.save(out, "PNG")
    with pytest.raises(BadImage) as refusal:
        clean_image(out.getvalue(), "blue")
    assert refusal.value.facts["reason"] == "background"


def test_a_signature_is_shown_between_45_and_53_millimetres_unless_it_is_tall() -> None:
    width, height = leader_size_mm(signature_png())
    assert 45 <= width <= 53
    assert 20 <= height <= 25
