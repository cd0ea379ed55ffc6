"""Where a signature goes whose field is made as it signs: at its usual place, or where a person has shown."""

from signing.errors import PlaceNotFound
from signing.geometry import MM, Box, Spot, around
from signing.inscriptions import line_height, line_pieces
from signing.intent import Intent
from signing.lettering import width
from signing.look import leader_size_mm, text_lines
from signing.new_field import page_at, taken_boxes
from signing.painting import LEADING
from signing.profiles import LINE_PT, Form, lines_for, profile_of
from signing.sheet import Sheet
from signing.update import Update

_FROM_TOP, _FROM_RIGHT, _APART = 6 * MM, 12 * MM, 0.8 * MM
_LEAST_TEXT = 25 * MM


def spot_of(update: Update, intent: Intent) -> Spot:
    """The spot, inside the page and over nobody's signature. Raises PlaceNotFound(what=kind, page_edge, overlap)."""
    index = intent.spot.page_index if intent.spot else 0
    _, page, sheet = page_at(update, index)
    taken = taken_boxes(update, page, sheet)
    box = intent.spot.box if intent.spot else _top_right(intent, sheet, taken)
    inside = Box(-0.1, -0.1, sheet.width + 0.1, sheet.height + 0.1)
    if box.joined(inside) != inside:
        raise PlaceNotFound(what="page_edge")
    if any(box.overlaps(other) for other in taken):
        raise PlaceNotFound(what="overlap")
    return Spot(index, box)


def parts_of(intent: Intent, box: Box) -> dict[str, Box]:
    """Picture and text of a seal in its box: beside each other, or one over the other in a narrow box."""
    if profile_of(intent.kind).form is not Form.SEAL or not intent.image_png:
        return {}
    wide, high = (mm * MM for mm in _picture_mm(intent))
    if wide > box.width + 0.1 or high > box.height + 0.1:
        raise PlaceNotFound(what="room", gap_mm=round(min(box.width, box.height) / MM, 1))
    if box.width - wide >= _LEAST_TEXT:
        seal = around((box.x0 + wide / 2, box.centre[1]), wide, high)
        room = Box(seal.x1 + 1 * MM, box.y0, box.x1, box.y1)
        tall = min(_text_height(intent, room.width), room.height)
        return {"/VOSeal": seal, "/VOText": around(room.centre, room.width, tall)}
    seal = around((box.centre[0], box.y1 - high / 2), wide, high)
    if seal.y0 - box.y0 < _text_height(intent, box.width) / 2:
        raise PlaceNotFound(what="room", gap_mm=round(box.height / MM, 1))
    return {"/VOSeal": seal, "/VOText": Box(box.x0, box.y0, box.x1, seal.y0)}


def _text_height(intent: Intent, wide: float) -> float:
    """Points that the lines beside the picture need in this width."""
    lines, size = (
        lines_for(intent.kind, intent.lines, intent.signing_time, intent.beside),
        profile_of(intent.kind).text_pt,
    )
    return len(text_lines(lines, wide, size)) * size * LEADING


def _picture_mm(intent: Intent) -> tuple[float, float]:
    """A seal's true size, or a person's signature."""
    return (intent.diameter_mm,) * 2 if intent.diameter_mm else leader_size_mm(intent.image_png)


def _top_right(intent: Intent, sheet: Sheet, taken: list[Box]) -> Box:
    """In the top margin at the right (ND30 PL I, ô 14); a further line goes below the first."""
    profile = profile_of(intent.kind)
    if profile.form is not Form.LINE:
        raise PlaceNotFound(what=intent.kind)
    text = lines_for(intent.kind, intent.lines, intent.signing_time, intent.beside)[0]
    room = min(profile.size_mm[0] * MM, sheet.width - 2 * _FROM_RIGHT)
    wide = max(width(piece, LINE_PT) for piece in line_pieces(text, room)) + 1
    high = line_height(text, room)
    right, top = sheet.width - _FROM_RIGHT, sheet.height - _FROM_TOP
    first = Box(right - wide, top - high, right, top)
    stacked = [first.moved(0, -step * (high + _APART)) for step in range(6)]
    return next((box for box in stacked if not any(map(box.overlaps, taken))), first)
