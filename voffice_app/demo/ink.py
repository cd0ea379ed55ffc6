"""Signatures and initials that nobody ever wrote: pen strokes grown from a name, blue on nothing."""

import math
from io import BytesIO
from itertools import pairwise
from random import Random

from PIL import Image, ImageDraw

from voffice_app.domain.folding import fold

INK = (24, 58, 158)
_SAMPLES = 26
Point = tuple[float, float]


def signature_png(name: str, width: int = 1000, height: int = 450) -> bytes:
    """The whole signature: a tall first letter, a running line, a flourish under it."""
    rng = Random(f"signature {name}")  # noqa: S311 - a drawing, not a secret
    given = fold(name).split()[-1]
    knots = _loop(rng, 0.13, 0.40, 0.11, 0.33)
    x, letters = 0.26, (given * 2)[: 4 + len(given) % 3]
    for index, letter in enumerate(letters):
        knots += _letter(letter, x, rng, 1 - 0.12 * index)
        x += 0.085 - 0.006 * index
    knots += [(x + 0.06, 0.57), (x + 0.17, 0.50), (0.95, 0.40)]
    flourish = [
        (0.88, 0.60 + rng.uniform(0, 0.08)),
        (0.55, 0.74),
        (0.24, 0.84),
        (0.20, 0.78),
        (0.45, 0.73),
        (0.84, 0.76),
    ]
    return _inked([knots, flourish], width, height, rng)


def initial_png(name: str, width: int = 640, height: int = 360) -> bytes:
    """A short initial (ký nháy): one loop and a stroke."""
    rng = Random(f"initial {name}")  # noqa: S311
    letter = fold(name).split()[-1][0]
    knots = _loop(rng, 0.26, 0.46, 0.16, 0.34) + _letter(letter, 0.54, rng, 1.2)
    knots += [(0.70, 0.62), (0.84, 0.48), (0.93, 0.34)]
    return _inked([knots], width, height, rng, 1.7)


def _loop(rng: Random, x: float, y: float, wide: float, high: float) -> list[Point]:
    """A capital: one and a half turns, leaning to the right."""
    turns, lean = rng.uniform(1.2, 1.8), rng.uniform(0.15, 0.4)
    steps = 9
    angles = [math.pi * (0.4 + 2 * turns * n / steps) for n in range(steps)]
    sizes = [1 - 0.35 * n / steps for n in range(steps)]
    return [
        (x + wide * s * math.cos(a) - lean * high * s * math.sin(a) + 0.05, y + high * s * math.sin(a))
        for a, s in zip(angles, sizes, strict=True)
    ]


def _letter(letter: str, x: float, rng: Random, scale: float = 1.0) -> list[Point]:
    """One slanted wave of the running line; tall letters are loops above it, deep ones below."""
    foot = 0.58
    if letter in "bdhklt":
        rise = 0.30 * scale
        drawn = [
            (x, foot - 0.04),
            (x + 0.07, foot - rise),
            (x + 0.05, foot - rise * 1.12),
            (x + 0.025, foot - rise / 2),
        ]
    elif letter in "gypq":
        drawn = [
            (x + 0.03, foot - 0.10 * scale),
            (x + 0.01, foot + 0.12),
            (x - 0.03, foot + 0.24),
            (x - 0.02, foot + 0.1),
        ]
    else:
        rise = rng.uniform(0.09, 0.14) * scale
        drawn = [(x, foot - 0.02), (x + 0.035, foot - rise), (x + 0.03, foot - rise * 0.4)]
    return [*drawn, (x + 0.03, foot), (x + 0.055, foot - rng.uniform(0, 0.03))]


def _inked(strokes: list[list[Point]], width: int, height: int, rng: Random, weight: float = 1.0) -> bytes:
    """Strokes as a pen leaves them: thin where it runs fast, thick where it turns."""
    mask = Image.new("L", (width * 2, height * 2))
    draw = ImageDraw.Draw(mask)
    nib = height * 2 * rng.uniform(0.016, 0.022) * weight
    for knots in strokes:
        path = _curve([(x * width * 2, y * height * 2) for x, y in knots])
        for index, (here, there) in enumerate(pairwise(path)):
            taper = min(1.0, (index + 4) / 24, (len(path) - index + 2) / 30)
            radius = nib * taper / 2 * max(0.55, 1.25 - math.dist(here, there) / (width * 0.02))
            draw.line((here, there), fill=255, width=max(2, round(radius * 2)))
            draw.ellipse((here[0] - radius, here[1] - radius, here[0] + radius, here[1] + radius), fill=255)
    mask = mask.resize((width, height), Image.Resampling.BOX)
    box = mask.getbbox() or (0, 0, width, height)
    picture = Image.new("RGBA", mask.size, (*INK, 0))
    picture.putalpha(mask)
    return png(picture.crop(box))


def _curve(knots: list[Point]) -> list[Point]:
    """A smooth line through the knots (Catmull-Rom, each piece a cubic Bézier)."""
    padded = [knots[0], *knots, knots[-1]]
    found: list[Point] = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for n in range(_SAMPLES):
            t = n / _SAMPLES
            found.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    return [*found, knots[-1]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def png(picture: Image.Image) -> bytes:
    """The file of a picture."""
    out = BytesIO()
    picture.save(out, "PNG", compress_level=6)
    return out.getvalue()
