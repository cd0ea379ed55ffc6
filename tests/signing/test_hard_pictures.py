"""Pictures as people really bring them: photographed in shadow, turned, faint, of the wrong colour, far too large."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageDraw

from signing.errors import BadImage
from signing.picture import clean_image
from tests.signing.test_picture import opened, scan
from voffice_app.words.refusals import REASONS

BLUE, RED, BLACK = (25, 45, 160), (214, 20, 30), (25, 25, 28)


def kept(picture: Image.Image, kind: str = "PNG", **terms: Any) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **terms)
    return out.getvalue()


def paper(colour: tuple[int, int, int], shape: str = "line") -> Image.Image:
    return Image.open(BytesIO(scan(colour, shape))).convert("RGB")


def in_shadow(picture: Image.Image, dark: int) -> Image.Image:
    """One side of the paper is up to `dark` of 255 darker, as under a hand that holds a telephone."""
    light = Image.linear_gradient("L").resize(picture.size).point(lambda level: 255 - level * dark // 255)
    return Image.composite(picture, Image.new("RGB", picture.size), light)


@pytest.mark.article("4.4")
@pytest.mark.parametrize("dark", [0, 60, 110, 150])
@pytest.mark.parametrize(("colour", "shape", "wanted"), [(BLUE, "line", "blue"), (RED, "ring", "red")])
def test_a_photograph_in_shadow_loses_the_shadow_with_the_paper(
    dark: int, colour: tuple[int, int, int], shape: str, wanted: str
) -> None:
    cleaned = opened(clean_image(kept(in_shadow(paper(colour, shape), dark), "JPEG", quality=75), wanted))
    wide = 512 if shape == "line" else 314
    assert abs(cleaned.width - wide) < 16
    alpha = cleaned.getchannel("A").histogram()
    assert alpha[0] / sum(alpha) > 0.75, "paper is nothing"
    assert sum(alpha[200:]) / sum(alpha) > 0.05, "ink is ink"


def test_a_filled_star_in_a_seal_stays_filled() -> None:
    picture = paper(RED, "ring")
    ImageDraw.Draw(picture).regular_polygon((450, 350, 80), 5, fill=RED)
    cleaned = opened(clean_image(kept(picture), "red"))
    middle = cleaned.getpixel((cleaned.width // 2, cleaned.height // 2))
    assert middle[3] > 230
    assert middle[0] - middle[1] > 120


def test_a_telephones_turned_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x112] = 6
    turned = kept(paper(BLUE).rotate(90, expand=True), "JPEG", exif=exif)
    cleaned = opened(clean_image(turned, "blue"))
    assert cleaned.width > 2 * cleaned.height


@pytest.mark.parametrize("mode", ["CMYK", "P", "RGBA"])
def test_printers_colours_and_palettes_are_read_as_what_they_show(mode: str) -> None:
    picture = paper(BLUE).convert(mode)
    cleaned = opened(clean_image(kept(picture, "JPEG" if mode == "CMYK" else "PNG"), "blue"))
    assert abs(cleaned.width - 512) < 20


def test_a_picture_that_was_kept_half_transparent_becomes_as_strong_as_ink() -> None:
    faint = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    ImageDraw.Draw(faint).ellipse((5, 5, 395, 395), outline=(*RED, 90), width=14)
    assert opened(clean_image(kept(faint), "red")).getchannel("A").getextrema()[1] == 255


def block() -> Image.Image:
    """Ink on a white block on nothing: the paper was cut out, not taken away."""
    picture = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    ImageDraw.Draw(picture).rectangle((20, 20, 280, 180), fill=(255, 255, 255, 255))
    ImageDraw.Draw(picture).line((30, 30, 200, 150), fill=(*BLUE, 255), width=9)
    return picture


def two_inks() -> Image.Image:
    picture = paper(BLUE)
    ImageDraw.Draw(picture).ellipse((100, 100, 500, 500), outline=RED, width=20)
    return picture


def with_letters() -> Image.Image:
    picture = paper(RED, "ring")
    ImageDraw.Draw(picture).text((20, 20), "VAN BAN " * 9, fill=BLACK, font_size=30)
    return picture


WRONG = {
    "too_large": (lambda: kept(Image.new("L", (7000, 6000))), "blue"),
    "too_small": (lambda: kept(paper(BLUE).resize((100, 78))), "blue"),
    "animated": (lambda: kept(paper(BLUE), save_all=True, append_images=[paper(RED)]), "blue"),
    "unreadable": (lambda: kept(paper(BLUE))[:2000], "blue"),
    "background": (lambda: kept(block()), "blue"),
    "shape": (lambda: kept(with_letters()), "red"),
    "empty": (lambda: kept(Image.new("I;16", (300, 200), 60000)), "blue"),
    "colour": (lambda: kept(two_inks()), "blue"),
}


@pytest.mark.parametrize("reason", WRONG)
def test_a_picture_that_will_not_do_is_refused_with_its_reason_and_its_sentence(reason: str) -> None:
    make, colour = WRONG[reason]
    with pytest.raises(BadImage) as refusal:
        clean_image(make(), colour)
    assert refusal.value.facts["reason"] == reason
    assert f"bad_image.{reason}" in REASONS


@pytest.mark.parametrize(("colour", "wanted"), [(BLACK, "blue"), (BLACK, "red"), (RED, "blue"), (BLUE, "red")])
def test_ink_of_another_colour_is_told_and_never_recoloured(colour: tuple[int, int, int], wanted: str) -> None:
    with pytest.raises(BadImage) as refusal:
        clean_image(kept(in_shadow(paper(colour, "ring"), 60), "JPEG"), wanted)
    assert refusal.value.facts["reason"] == "colour"


def test_a_photograph_of_anything_is_no_signature() -> None:
    with pytest.raises(BadImage):
        clean_image(kept(Image.effect_noise((600, 400), 80).convert("RGB")), "blue")
