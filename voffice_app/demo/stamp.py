"""Round red seals of units that do not exist: two rings, the names around them, a star in the middle."""

import math
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from voffice_app.demo.ink import png

RED = (214, 22, 30)
DIAMETER_MM = 36.0
_FONT = Path(__file__).resolve().parents[2] / "assets/fonts/tinos/Tinos-Bold.ttf"


def seal_png(parent: str, name: str, place: str, pixels: int = 700) -> bytes:
    """The seal, exactly as wide as the picture: `parent` above, `place` below, `name` in the middle."""
    mask = Image.new("L", (pixels * 2, pixels * 2))
    draw = ImageDraw.Draw(mask)
    _ring(draw, pixels, 0.0, 0.026)
    _ring(draw, pixels, 0.042, 0.007)
    _ring(draw, pixels, 0.29, 0.009)
    _around(mask, parent.upper(), pixels, 0.84, 0.115, -90, 200)
    _around(mask, f"★ {place.upper()} ★", pixels, 0.84, 0.105, 90, 110)
    _middle(mask, name.upper(), pixels)
    mask = mask.resize((pixels, pixels), Image.Resampling.BOX)
    picture = Image.new("RGBA", mask.size, (*RED, 0))
    picture.putalpha(mask)
    return png(picture)


def _ring(draw: ImageDraw.ImageDraw, pixels: int, inset: float, width: float) -> None:
    """A ring; `inset` and `width` are shares of the radius."""
    low, high = pixels * inset, pixels * (2 - inset) - 1
    draw.ellipse((low, low, high, high), outline=255, width=round(pixels * width))


def _around(
    mask: Image.Image, text: str, radius: int, at: float, size: float, centre_deg: float, widest_deg: float
) -> None:
    """Letters along the circle; those below stand with their feet outwards. Long texts are set smaller."""
    below = centre_deg > 0
    while True:
        font = _font(round(radius * size))
        widths = [_star_or(font, letter) * 1.08 for letter in text]
        turns = [math.degrees(w / (radius * at)) for w in widths]
        if sum(turns) <= widest_deg:
            break
        size *= 0.95
    angle = centre_deg + (sum(turns) / 2 if below else -sum(turns) / 2)
    for letter, turn in zip(text, turns, strict=True):
        angle += -turn / 2 if below else turn / 2
        _stamp(mask, letter, font, radius, at, angle, -90 if below else 90)
        angle += -turn / 2 if below else turn / 2


def _stamp(
    mask: Image.Image, letter: str, font: ImageFont.FreeTypeFont, radius: int, at: float, angle: float, upright: float
) -> None:
    side = round(font.size * 2.2)
    tile = Image.new("L", (side, side))
    if letter == "★":
        _star(ImageDraw.Draw(tile), side / 2, side / 2, font.size * 0.36)
    else:
        ImageDraw.Draw(tile).text((side / 2, side / 2 + font.size * 0.34), letter, font=font, fill=255, anchor="ms")
    tile = tile.rotate(-(angle + upright), Image.Resampling.BICUBIC)
    x = radius + radius * at * math.cos(math.radians(angle)) - side / 2
    y = radius + radius * at * math.sin(math.radians(angle)) - side / 2
    mask.paste(255, (round(x), round(y)), tile)


def _middle(mask: Image.Image, name: str, radius: int) -> None:
    """The name in up to four lines under a star, as large as the inner circle lets it be."""
    draw = ImageDraw.Draw(mask)
    _star(draw, radius, radius * 0.50, radius * 0.115)
    size = radius * 0.165
    while True:
        font = _font(round(size))
        lines = _broken(name, font, radius * 1.12)
        if len(lines) * size * 1.15 <= radius * 0.70 and max(font.getlength(line) for line in lines) <= radius * 1.14:
            break
        size *= 0.95
    top = radius * 1.06 - len(lines) * size * 1.15 / 2
    for row, line in enumerate(lines):
        draw.text((radius, top + size * (1.15 * row + 0.6)), line, font=font, fill=255, anchor="mm")


def _broken(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _star(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    points = [
        (
            x + radius * (1 if n % 2 == 0 else 0.4) * math.sin(math.pi * n / 5),
            y - radius * (1 if n % 2 == 0 else 0.4) * math.cos(math.pi * n / 5),
        )
        for n in range(10)
    ]
    draw.polygon(points, fill=255)


def _star_or(font: ImageFont.FreeTypeFont, letter: str) -> float:
    return float(font.size * 0.8) if letter == "★" else font.getlength(letter)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONT), size)
