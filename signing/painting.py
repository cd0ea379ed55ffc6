"""The objects an appearance is made of: form, picture, font. Numbers of objects of one update; lengths in points."""

from functools import lru_cache
from io import BytesIO
from zlib import compress

from PIL import Image
from pyhanko.pdf_utils import generic

from signing import lettering
from signing.errors import PlaceNotFound
from signing.geometry import Box
from signing.update import Update, stream

LEADING = 1.2
"""From line to line, in letter sizes."""
_TURNS = {0: b"", 90: b"/Matrix [0 1 -1 0 0 0]", 180: b"/Matrix [-1 0 0 -1 0 0]", 270: b"/Matrix [0 -1 1 0 0 0]"}


def upright_size(field: generic.DictionaryObject) -> tuple[float, float]:
    """Width and height of a field as seen on the upright page."""
    x0, y0, x1, y1 = (float(number) for number in field["/Rect"])
    unit = float(field["/VOUnit"]) if "/VOUnit" in field else 1.0
    wide, high = (x1 - x0) * unit, (y1 - y0) * unit
    return (high, wide) if turn_of(field) in (90, 270) else (wide, high)


def turn_of(field: generic.DictionaryObject) -> int:
    """How the field's page is turned, clockwise."""
    return int(field["/MK"]["/R"]) % 360 if "/MK" in field and "/R" in field["/MK"] else 0


def part(field: generic.DictionaryObject, key: str) -> Box:
    """A part of the field that was planned with it. Raises PlaceNotFound(what=field)."""
    if key not in field:
        raise PlaceNotFound(what="field", field=str(field["/T"]))
    return Box(*(float(number) for number in field[key]))


def form(update: Update, field: generic.DictionaryObject, content: bytes, resources: bytes) -> int:
    """The appearance object, turned so that it stands upright on a turned page."""
    width, height = upright_size(field)
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 %.3f %.3f] %b /Resources << %b >>"
    return update.add(stream(head % (width, height, _TURNS[turn_of(field)], resources), content))


def picture(box: Box) -> bytes:
    """The order to paint /Picture into a box."""
    return b"q %.3f 0 0 %.3f %.3f %.3f cm /Picture Do Q\n" % (box.width, box.height, box.x0, box.y0)


def written(
    x: float, y: float, text: str, size: float, face: str = lettering.REGULAR, name: bytes = b"Letters"
) -> bytes:
    """The order to write a text from its left end on a baseline; inside BT … ET."""
    return b"/%b %.2f Tf 1 0 0 1 %.3f %.3f Tm <%b> Tj\n" % (name, size, x, y, lettering.encoded(text, face))


def image(update: Update, png: bytes) -> int:
    """A picture with its transparency."""
    size, colours, alpha = _deflated(png)
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /Filter /FlateDecode" % size
    mask = update.add(stream(head + b" /ColorSpace /DeviceGray", alpha))
    return update.add(stream(head + b" /ColorSpace /DeviceRGB /SMask %d 0 R" % mask, colours))


@lru_cache(maxsize=256)
def _deflated(png: bytes) -> tuple[tuple[int, int], bytes, bytes]:
    """A unit seals hundreds of documents with one picture: it is unpacked and packed once."""
    with Image.open(BytesIO(png)) as opened:
        whole = opened.convert("RGBA")
    return whole.size, compress(whole.convert("RGB").tobytes()), compress(whole.getchannel("A").tobytes())


def font(update: Update, face: str = lettering.REGULAR) -> int:
    """The shipped font in one of its faces."""
    file, widths, unicode_map = lettering.pdf_parts(face)
    program = update.add(stream(b"/Filter /FlateDecode /Length1 %d" % lettering.length(face), file))
    described = update.add(lettering.DESCRIPTOR % program)
    descendant = update.add(lettering.DESCENDANT % (widths, described))
    return update.add(lettering.COMPOSITE % (descendant, update.add(stream(b"/Filter /FlateDecode", unicode_map))))
