"""Cleans the pictures people upload: blue signatures and red seals on nothing (ND30 PL I II.7.d, II.8.a)."""

from io import BytesIO

from PIL import Image, ImageChops, ImageOps, ImageStat

from signing.errors import BadImage

_LARGEST_PIXELS = 40_000_000
_LONGEST_SIDE = {"blue": 1000, "red": 700}
_LEAST_INK, _MOST_INK, _LEAST_COLOURED = 0.003, 0.85, 0.6
_ROUND = 1.12


def clean_image(picture: bytes, colour: str) -> bytes:
    """The picture's ink as a transparent PNG without margins; `colour` is `blue` (signature) or `red` (seal).

    A scan's paper is taken away. Raises BadImage(reason): unreadable, too_large, empty, background, colour, shape.
    """
    clean = _cropped(_without_paper(_opened(picture, _LONGEST_SIDE[colour])))
    ink = _above(clean.getchannel("A"), 128)
    share = _share(ink)
    if share < _LEAST_INK:
        raise BadImage(reason="empty")
    if share > _MOST_INK:
        raise BadImage(reason="background")
    if _share(_coloured(clean, colour), ink) < _LEAST_COLOURED:
        raise BadImage(reason="colour", wanted=colour)
    if colour == "red":
        if max(clean.size) / min(clean.size) > _ROUND:
            raise BadImage(reason="shape")
        clean = _squared(clean)
    out = BytesIO()
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()


def _opened(picture: bytes, longest: int) -> Image.Image:
    try:
        with Image.open(BytesIO(picture), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > _LARGEST_PIXELS:
                raise BadImage(reason="too_large")
            whole = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise BadImage(reason="unreadable") from None
    whole.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return whole


def _without_paper(picture: Image.Image) -> Image.Image:
    """Keep a picture's own transparency; else the paler than ink, the more transparent, all in the ink's one colour."""
    if 1 - _share(_above(picture.getchannel("A"), 128)) > 0.05:
        return picture
    red, green, blue, _ = picture.split()
    darkness = ImageOps.invert(ImageChops.darker(ImageChops.darker(red, green), blue))
    low, ink = _percentile(darkness, 0.3) + 25, darkness.getextrema()[1]
    if not isinstance(ink, int) or ink <= low:
        raise BadImage(reason="empty")
    alpha = darkness.point([round(min(max((level - low) / (0.6 * (ink - low)), 0), 1) * 255) for level in range(256)])
    mean = ImageStat.Stat(picture.convert("RGB"), _above(alpha, 230)).mean
    clean = Image.new("RGBA", picture.size, (round(mean[0]), round(mean[1]), round(mean[2]), 0))
    clean.putalpha(alpha)
    return clean


def _cropped(picture: Image.Image) -> Image.Image:
    box = _above(picture.getchannel("A"), 64).getbbox()
    if box is None:
        raise BadImage(reason="empty")
    return picture.crop(box)


def _squared(picture: Image.Image) -> Image.Image:
    """A round seal is as high as wide; a scan that is a few pixels off is padded, never stretched."""
    side = max(picture.size)
    square = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    square.paste(picture, ((side - picture.width) // 2, (side - picture.height) // 2))
    return square


def _coloured(picture: Image.Image, colour: str) -> Image.Image:
    """White where a pixel has the wanted colour."""
    red, green, blue, _ = picture.split()
    own, others, leads = (blue, (red, green), (30, 15)) if colour == "blue" else (red, (green, blue), (50, 50))
    masks = [_above(ImageChops.subtract(own, other), lead) for other, lead in zip(others, leads, strict=True)]
    return ImageChops.darker(*masks)


def _above(channel: Image.Image, level: int) -> Image.Image:
    return channel.point([255 if value > level else 0 for value in range(256)])


def _share(mask: Image.Image, within: Image.Image | None = None) -> float:
    """Which part of a mask is white."""
    return float(ImageStat.Stat(mask, within).mean[0]) / 255


def _percentile(channel: Image.Image, part: float) -> int:
    counts, seen = channel.histogram(), 0
    for level, count in enumerate(counts):
        seen += count
        if seen >= part * sum(counts):
            return level
    return 255
