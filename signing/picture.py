"""Cleans the pictures people upload: blue signatures and red seals on nothing (ND30 PL I II.7.d, II.8.a)."""

from io import BytesIO

from PIL import Image, ImageChops, ImageFilter, ImageMath, ImageOps, ImageStat

from signing.errors import BadImage

_LARGEST_PIXELS = 40_000_000
_LONGEST_SIDE = {"blue": 1000, "red": 700}
_LEAST_INK, _MOST_INK, _LEAST_COLOURED = 0.003, 0.85, 0.6
_ROUND = 1.12
_SHORTEST_SIDE = {"blue": 150, "red": 200}
"""Pixels below which print is blurred: 45 mm of signature at 85 dpi, 36 mm of seal at 140."""
_FAINTEST = 40


def clean_image(picture: bytes, colour: str) -> bytes:
    """The picture's ink as a transparent PNG without margins; `colour` is `blue` (signature) or `red` (seal).

    A scan's paper is taken away, also under an uneven light. Raises BadImage(reason): unreadable, animated, too_large,
    too_small, empty, background, colour, shape.
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
    if max(clean.size) < _SHORTEST_SIDE[colour]:
        raise BadImage(reason="too_small", width=clean.width, height=clean.height)
    out = BytesIO()
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()


def _opened(picture: bytes, longest: int) -> Image.Image:
    try:
        with Image.open(BytesIO(picture), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > _LARGEST_PIXELS:
                raise BadImage(reason="too_large")
            if getattr(opened, "n_frames", 1) > 1:
                raise BadImage(reason="animated")
            whole = _eight_bit(ImageOps.exif_transpose(opened)).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise BadImage(reason="unreadable") from None
    whole.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return whole


def _eight_bit(picture: Image.Image) -> Image.Image:
    """Grey of 16 bits, which would be cut off at white."""
    return picture.point(lambda value: value / 256).convert("L") if picture.mode.startswith("I") else picture


def _without_paper(picture: Image.Image) -> Image.Image:
    """Keep a picture's own transparency; else the paler than ink, the more transparent, all in the ink's one colour."""
    alpha = picture.getchannel("A")
    if 1 - _share(_above(alpha, 250)) > 0.05:
        return _strengthened(picture, alpha)
    picture = _evenly_lit(picture)
    red, green, blue, _ = picture.split()
    darkness = ImageOps.invert(ImageChops.darker(ImageChops.darker(red, green), blue))
    low, ink = _percentile(darkness, 0.3) + 32, darkness.getextrema()[1]
    if not isinstance(ink, int) or ink <= low:
        raise BadImage(reason="empty")
    alpha = darkness.point([round(min(max((level - low) / (0.6 * (ink - low)), 0), 1) * 255) for level in range(256)])
    mean = ImageStat.Stat(picture.convert("RGB"), _above(alpha, 230)).mean
    clean = Image.new("RGBA", picture.size, (round(mean[0]), round(mean[1]), round(mean[2]), 0))
    clean.putalpha(alpha)
    return clean


def _strengthened(picture: Image.Image, alpha: Image.Image) -> Image.Image:
    """A picture kept half transparent is made as strong as ink."""
    strongest = int(alpha.getextrema()[1])  # type: ignore[arg-type]
    if strongest < _FAINTEST:
        raise BadImage(reason="empty")
    picture.putalpha(alpha.point([min(255, round(level * 255 / strongest)) for level in range(256)]))
    return picture


def _evenly_lit(picture: Image.Image) -> Image.Image:
    """Each colour as a part of the paper's around it: shadows and yellow lamps go, what is ink stays.

    The paper's colour is the brightest within some 80 pixels, which is wider than a stroke or a letter of a seal.
    """
    rough = picture.convert("RGB").reduce(8).filter(ImageFilter.MedianFilter(3)).filter(ImageFilter.MaxFilter(21))
    paper = rough.filter(ImageFilter.GaussianBlur(6)).resize(picture.size, Image.Resampling.BICUBIC)
    lit = [
        ImageMath.lambda_eval(
            lambda given: given["convert"](
                given["min"](given["seen"] * 255 / given["max"](given["paper"], 1), 255), "L"
            ),
            seen=seen,
            paper=around,
        )
        for seen, around in zip(picture.convert("RGB").split(), paper.split(), strict=True)
    ]
    return Image.merge("RGBA", (*lit, picture.getchannel("A")))


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
