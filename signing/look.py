"""Pictures of signatures and seals (ND30 PL I II.7.d, II.8.a; QC 4.4, 4.5): true sizes, and the lines beside a seal."""

from io import BytesIO

from PIL import Image
from pyhanko.pdf_utils import generic

from signing import lettering
from signing.errors import PlaceNotFound
from signing.geometry import MM, Box, around
from signing.painting import LEADING, font, form, image, part, picture, upright_size, written
from signing.profiles import AGENCY_TEXT_PT as TEXT_PT
from signing.update import Update

_SEAL_TOLERANCE = 0.25 * MM


def draw_leader(update: Update, field: generic.DictionaryObject, png: bytes) -> int:
    """The leader's blue signature, as large as its field allows; the number of the appearance object."""
    width, height = upright_size(field)
    pixels = pixel_size(png)
    scale = min(width / pixels[0], height / pixels[1])
    box = around((width / 2, height / 2), pixels[0] * scale, pixels[1] * scale)
    return form(update, field, picture(box), b"/XObject << /Picture %d 0 R >>" % image(update, png))


def draw_agency(
    update: Update,
    field: generic.DictionaryObject,
    png: bytes,
    seal_mm: float,
    lines: tuple[str, ...],
    size: float = TEXT_PT,
) -> int:
    """The red seal at its true diameter (mm) and the lines beside it. Raises PlaceNotFound(what=seal_size)."""
    seal = part(field, "/VOSeal")
    if abs(seal.width - seal_mm * MM) > _SEAL_TOLERANCE:
        raise PlaceNotFound(what="seal_size", expected_mm=round(seal.width / MM, 1), given_mm=seal_mm)
    resources = b"/XObject << /Picture %d 0 R >>" % image(update, png)
    if not lines:
        return form(update, field, picture(seal), resources)
    resources += b" /Font << /Letters %d 0 R >>" % font(update)
    return form(update, field, picture(seal) + _lines(part(field, "/VOText"), lines, size), resources)


def draw_nothing(update: Update, field: generic.DictionaryObject) -> int:
    """An appearance without ink, for a signature that only the file carries; the number of the appearance object."""
    return form(update, field, b"", b"")


def pixel_size(png: bytes) -> tuple[int, int]:
    """Width and height of a picture in pixels."""
    with Image.open(BytesIO(png)) as opened:
        return opened.size


def leader_size_mm(png: bytes) -> tuple[float, float]:
    """Width and height in mm at which a leader's signature is shown: within 50 × 22.5, its own proportions."""
    width, height = pixel_size(png)
    scale = min(50 / width, 22.5 / height)
    return width * scale, height * scale


def text_lines(lines: tuple[str, ...], width: float, size: float = TEXT_PT) -> list[str]:
    """The lines broken so that none is wider than `width` points at the seal's letter size."""
    return [piece for line in lines for piece in lettering.wrapped(line, width, size)]


def _lines(room: Box, lines: tuple[str, ...], wanted: float) -> bytes:
    """Centred, from the top of their room down; smaller letters when there are too many lines for it."""
    pieces = text_lines(lines, room.width, wanted)
    widest = max(lettering.width(piece, 1) for piece in pieces)
    size = min(wanted, room.height / len(pieces) / LEADING, room.width / widest)
    out = [b"BT 0.1 0.1 0.1 rg\n"]
    for row, piece in enumerate(pieces):
        x = room.centre[0] - lettering.width(piece, size) / 2
        out.append(written(x, room.y1 - size * LEADING * (row + 0.8), piece, size))
    return b"".join([*out, b"ET\n"])
