"""Cleans the pictures people upload: blue signatures and red seals on nothing (ND30 PL I II.7.d, II.8.a)."""

from io import BytesIO

import numpy
from numpy.typing import NDArray
from PIL import Image

from signing.errors import BadImage

_LARGEST_PIXELS = 40_000_000
_LONGEST_SIDE = {"blue": 1000, "red": 700}
_LEAST_INK, _MOST_INK, _LEAST_COLOURED = 0.003, 0.85, 0.6
_ROUND = 1.12
Pixels = NDArray[numpy.float32]


def clean_image(picture: bytes, colour: str) -> bytes:
    """The picture's ink as a transparent PNG without margins; `colour` is `blue` (signature) or `red` (seal).

    A scan's paper is taken away. Raises BadImage(reason): unreadable, too_large, empty, background, colour, shape.
    """
    pixels = _cropped(_without_paper(_opened(picture, _LONGEST_SIDE[colour])))
    ink = pixels[..., 3] > 128
    share = float(ink.mean()) if ink.size else 0.0
    if share < _LEAST_INK:
        raise BadImage(reason="empty")
    if share > _MOST_INK:
        raise BadImage(reason="background")
    if _coloured(pixels[ink], colour) < _LEAST_COLOURED:
        raise BadImage(reason="colour", wanted=colour)
    height, width = ink.shape
    if colour == "red":
        if max(height, width) / min(height, width) > _ROUND:
            raise BadImage(reason="shape")
        pixels = _squared(pixels)
    out = BytesIO()
    Image.fromarray(pixels.clip(0, 255).astype(numpy.uint8), "RGBA").save(out, "PNG", optimize=True)
    return out.getvalue()


def _opened(picture: bytes, longest: int) -> Pixels:
    try:
        with Image.open(BytesIO(picture), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > _LARGEST_PIXELS:
                raise BadImage(reason="too_large")
            whole = opened.convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError):
        raise BadImage(reason="unreadable") from None
    whole.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return numpy.asarray(whole, dtype=numpy.float32)


def _without_paper(pixels: Pixels) -> Pixels:
    """Keep a picture's own transparency; else the paler than ink, the more transparent, and take the white out."""
    if (pixels[..., 3] < 128).mean() > 0.05:
        return pixels
    darkness = 255 - pixels[..., :3].min(axis=2)
    paper, ink = numpy.percentile(darkness, 30), darkness.max()
    low = paper + 25
    if ink <= low:
        raise BadImage(reason="empty")
    alpha = ((darkness - low) / max(0.6 * (ink - low), 1)).clip(0, 1)[..., None]
    ground = 255 - paper
    colours = ((pixels[..., :3] - ground * (1 - alpha)) / alpha.clip(0.05, 1)).clip(0, 255)
    return numpy.concatenate([colours, 255 * alpha], axis=2).astype(numpy.float32)


def _cropped(pixels: Pixels) -> Pixels:
    rows, columns = numpy.nonzero(pixels[..., 3] > 64)
    if rows.size == 0:
        raise BadImage(reason="empty")
    return pixels[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


def _squared(pixels: Pixels) -> Pixels:
    """A round seal is as high as wide; a scan that is a few pixels off is padded, never stretched."""
    height, width, _ = pixels.shape
    side = max(height, width)
    square = numpy.zeros((side, side, 4), numpy.float32)
    top, left = (side - height) // 2, (side - width) // 2
    square[top : top + height, left : left + width] = pixels
    return square


def _coloured(ink: Pixels, colour: str) -> float:
    """Which part of the ink has the wanted colour."""
    red, green, blue = ink[:, 0], ink[:, 1], ink[:, 2]
    right = (blue - red > 30) & (blue - green > 15) if colour == "blue" else (red - blue > 50) & (red - green > 50)
    return float(right.mean())
