"""What a signature looks like (ND30 PL I II.7.d, II.8.a; QC 4.5): the picture at its true size, and its lines."""

from datetime import datetime, timedelta, timezone
from functools import lru_cache
from io import BytesIO
from zlib import compress

from PIL import Image
from pyhanko.pdf_utils import generic

from signing import lettering
from signing.errors import PlaceNotFound
from signing.geometry import MM, Box, around
from signing.picture import clean_image as clean_image
from signing.update import Update, stream

VIETNAM = timezone(timedelta(hours=7))
TEXT_PT = 7.0
LEADING = 1.2
_TURNS = {0: b"", 90: b"/Matrix [0 1 -1 0 0 0]", 180: b"/Matrix [-1 0 0 -1 0 0]", 270: b"/Matrix [0 -1 1 0 0 0]"}
_SEAL_TOLERANCE = 0.25 * MM


def iso_time(moment: datetime) -> str:
    """`2026-11-22T10:15:30+07:00`: ISO 8601 in Vietnam's time, to the second (QC 4.5)."""
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds")


def draw_leader(update: Update, field: generic.DictionaryObject, png: bytes) -> int:
    """The leader's blue signature, as large as its field allows; the number of the appearance object."""
    width, height = _upright_size(field)
    image = _image(update, png)
    pixels = pixel_size(png)
    scale = min(width / pixels[0], height / pixels[1])
    box = around((width / 2, height / 2), pixels[0] * scale, pixels[1] * scale)
    return _form(update, field, _picture(box), b"/XObject << /Picture %d 0 R >>" % image)


def draw_agency(
    update: Update, field: generic.DictionaryObject, png: bytes, seal_mm: float, lines: tuple[str, ...]
) -> int:
    """The red seal at its true diameter (mm) and the lines beside it. Raises PlaceNotFound(what=seal_size)."""
    seal = _part(field, "/VOSeal")
    room = _part(field, "/VOText")
    if abs(seal.width - seal_mm * MM) > _SEAL_TOLERANCE:
        raise PlaceNotFound(what="seal_size", expected_mm=round(seal.width / MM, 1), given_mm=seal_mm)
    image = _image(update, png)
    font = _font(update)
    resources = b"/XObject << /Picture %d 0 R >> /Font << /Letters %d 0 R >>" % (image, font)
    return _form(update, field, _picture(seal) + _lines(room, lines), resources)


def draw_nothing(update: Update, field: generic.DictionaryObject) -> int:
    """An appearance without ink, for a signature that only the file carries; the number of the appearance object."""
    return _form(update, field, b"", b"")


def pixel_size(png: bytes) -> tuple[int, int]:
    """Width and height of a picture in pixels."""
    with Image.open(BytesIO(png)) as picture:
        return picture.size


def leader_size_mm(png: bytes) -> tuple[float, float]:
    """Width and height in mm at which a leader's signature is shown: within 50 × 22.5, its own proportions."""
    width, height = pixel_size(png)
    scale = min(50 / width, 22.5 / height)
    return width * scale, height * scale


def text_lines(lines: tuple[str, ...], width: float) -> list[str]:
    """The lines broken so that none is wider than `width` points at the seal's letter size."""
    return [part for line in lines for part in lettering.wrapped(line, width, TEXT_PT)]


def _upright_size(field: generic.DictionaryObject) -> tuple[float, float]:
    x0, y0, x1, y1 = (float(number) for number in field["/Rect"])
    return (y1 - y0, x1 - x0) if _turn(field) in (90, 270) else (x1 - x0, y1 - y0)


def _turn(field: generic.DictionaryObject) -> int:
    return int(field["/MK"]["/R"]) % 360 if "/MK" in field and "/R" in field["/MK"] else 0


def _part(field: generic.DictionaryObject, key: str) -> Box:
    if key not in field:
        raise PlaceNotFound(what="field", field=str(field["/T"]))
    return Box(*(float(number) for number in field[key]))


def _picture(box: Box) -> bytes:
    return b"q %.3f 0 0 %.3f %.3f %.3f cm /Picture Do Q\n" % (box.width, box.height, box.x0, box.y0)


def _lines(room: Box, lines: tuple[str, ...]) -> bytes:
    """Centred, from the top of their room down; smaller letters when there are too many lines for it."""
    parts = text_lines(lines, room.width)
    size = min(TEXT_PT, room.height / len(parts) / LEADING)
    out = [b"BT 0.1 0.1 0.1 rg /Letters %.2f Tf\n" % size]
    for row, part in enumerate(parts):
        x = room.centre[0] - lettering.width(part, size) / 2
        y = room.y1 - size * LEADING * (row + 0.8)
        out.append(b"1 0 0 1 %.3f %.3f Tm <%b> Tj\n" % (x, y, lettering.encoded(part)))
    return b"".join([*out, b"ET\n"])


def _form(update: Update, field: generic.DictionaryObject, content: bytes, resources: bytes) -> int:
    width, height = _upright_size(field)
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 %.3f %.3f] %b /Resources << %b >>"
    return update.add(stream(head % (width, height, _TURNS[_turn(field)], resources), content))


def _image(update: Update, png: bytes) -> int:
    size, colours, alpha = _deflated(png)
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /Filter /FlateDecode" % size
    mask = update.add(stream(head + b" /ColorSpace /DeviceGray", alpha))
    return update.add(stream(head + b" /ColorSpace /DeviceRGB /SMask %d 0 R" % mask, colours))


@lru_cache(maxsize=256)
def _deflated(png: bytes) -> tuple[tuple[int, int], bytes, bytes]:
    """A unit seals hundreds of documents with one picture: it is unpacked and packed once."""
    with Image.open(BytesIO(png)) as picture:
        whole = picture.convert("RGBA")
    return whole.size, compress(whole.convert("RGB").tobytes()), compress(whole.getchannel("A").tobytes())


def _font(update: Update) -> int:
    file, widths, unicode_map = lettering.pdf_parts()
    program = update.add(stream(b"/Filter /FlateDecode /Length1 %d" % lettering.length(), file))
    described = update.add(lettering.DESCRIPTOR % program)
    descendant = update.add(lettering.DESCENDANT % (widths, described))
    return update.add(lettering.COMPOSITE % (descendant, update.add(stream(b"/Filter /FlateDecode", unicode_map))))
