"""Finds where things go on a page (ND30 PL I II.7–8). Reads only. Runs in the child process that owns PyMuPDF."""

import re
from dataclasses import replace
from itertools import combinations
from typing import Any

from signing import look
from signing.document import opened
from signing.errors import PlaceNotFound
from signing.free_room import find_spot as find_spot
from signing.gaps import find_gaps as find_gaps
from signing.geometry import MM, Box, Mark, Place, Sizes, Spot, around
from signing.page_text import Run, folded, runs_of, same_name
from signing.painting import LEADING
from signing.profiles import AGENCY_TEXT_PT
from signing.turning import upright

_CAPACITY = re.compile(
    r"^(t/?m|kt|tl|tuq|q|ký thay)\s*\.|^(quyền |phó )?(trưởng|hiệu trưởng|chủ tịch|giám đốc|chánh|bí thư|viện trưởng"
    r"|tổng giám đốc|cục trưởng|vụ trưởng|thủ trưởng|chỉ huy trưởng|thư ký|tổ trưởng)\b"
)
_COLUMN = 0.48
_LEAST_GAP = 8 * MM
_LEAST_SCORE = 0.6
_OVERLAP = 0.32
_ROOM_MM = 42
_USUAL_LINES = 3


def find_place(pdf: bytes, signer_name: str, sizes: Sizes | None = None, lines: tuple[str, ...] = ()) -> Place:
    """Both signatures' places, from the signer's name upwards. `lines` are the seal's; room for three when unknown.

    Raises PlaceNotFound(what=signature, or what=room with gap_mm): then a person shows the place.
    """
    document = opened(pdf)
    best: Place | None = None
    tight: PlaceNotFound | None = None
    for index in reversed(range(document.page_count)):
        runs = runs_of(document[index])
        for name in _names(runs, signer_name):
            try:
                found = _from_name(document[index], index, runs, name, signer_name, sizes or Sizes(), lines)
            except PlaceNotFound as refusal:
                tight = refusal
                continue
            if found is not None and (best is None or found.score > best.score):
                best = found
    if best is None or best.score < _LEAST_SCORE:
        raise tight or PlaceNotFound(what="signature")
    return best


def find_places(
    pdf: bytes, own: str, others: tuple[str, ...], sizes: Sizes | None = None, lines: tuple[str, ...] = ()
) -> Place:
    """A document of several signers, side by side or one below the other: each in the gap over the own name.

    `own` is the signer of the agency that seals: its seal goes over that signature and over nobody else's.
    Raises PlaceNotFound(what=signature, signer): that one is not found surely, and a person shows the places.
    """
    document, sizes = opened(pdf), sizes or Sizes()
    spots = [_block(document, name, sizes) for name in (own, *others)]
    if any(one.page_index == other.page_index and one.box.overlaps(other.box) for one, other in combinations(spots, 2)):
        raise PlaceNotFound(what="signature", signer=own)
    index, room = spots[0].page_index, spots[0].box
    page = document[index]
    taken = [Run("", spot.box) for spot in spots[1:] if spot.page_index == index]
    found = _around_gap(page, index, [*runs_of(page), *taken], room, sizes, lines, 1.0)
    if any(found.seal.overlaps(run.box) for run in taken):
        raise PlaceNotFound(what="room", gap_mm=0)
    return replace(found, others=tuple(Spot(spot.page_index, _fitted(spot.box, sizes)) for spot in spots[1:]))


def place_from_box(
    pdf: bytes, page_index: int, box: Box, sizes: Sizes | None = None, lines: tuple[str, ...] = ()
) -> Place:
    """The same places around the leader's box a person dragged (points, upright page, bottom-left origin)."""
    page = opened(pdf)[page_index]
    return _around_gap(page, page_index, runs_of(page), box, sizes or Sizes(), lines, 1.0)


def find_end_mark(pdf: bytes) -> Mark:
    """The last `./.` of the document. Raises PlaceNotFound(what=end_mark)."""
    document = opened(pdf)
    for index in reversed(range(document.page_count)):
        page = document[index]
        hits = sorted((rect * upright(page) for rect in page.search_for("./.")), key=lambda r: (r.y0, r.x0))
        if hits:
            hit, height = hits[-1], page.rect.height
            return Mark(index, Box(hit.x0, height - hit.y1, hit.x1, height - hit.y0))
    raise PlaceNotFound(what="end_mark")


def _names(runs: list[Run], wanted: str) -> list[Run]:
    """Where the name stands, the lowest first; a long name may stand on two lines."""
    stacked = [
        Run(f"{upper.text} {lower.text}", upper.box.joined(lower.box))
        for upper, lower in combinations(runs, 2)
        if 0 < upper.box.y0 - lower.box.y0 < 2.2 * upper.box.height
        and abs(upper.box.centre[0] - lower.box.centre[0]) < upper.box.height
    ]
    found = [run for run in [*runs, *stacked] if same_name(run.text, wanted)]
    return sorted(found, key=lambda run: run.box.y0)


def _block(document: Any, signer: str, sizes: Sizes) -> Spot:
    """The gap over one signer's name, wherever on the page, when exactly one block bears the name."""
    found = []
    for page in document:
        runs = runs_of(page)
        for name in _names(runs, signer):
            gap = _gap_over(page, runs, name)
            if gap is not None:
                middle = gap.centre
                found.append(Spot(page.number, around(middle, sizes.leader_width_mm * MM, gap.height - 1 * MM)))
    if len(found) != 1:
        raise PlaceNotFound(what="signature", signer=signer)
    return found[0]


def _fitted(room: Box, sizes: Sizes) -> Box:
    """A signature's picture of the usual size, shrunk into its room."""
    wide, high = sizes.leader_width_mm * MM, sizes.leader_height_mm * MM
    scale = min(1.0, room.width / wide, room.height / high)
    return around(room.centre, wide * scale, high * scale)


def _from_name(
    page: Any, index: int, runs: list[Run], name: Run, wanted: str, sizes: Sizes, lines: tuple[str, ...]
) -> Place | None:
    """The gap between the title over this name and the name; None when no title stands there."""
    if name.box.centre[0] < _COLUMN * page.rect.width:
        return None
    gap = _gap_over(page, runs, name)
    if gap is None:
        return None
    beside = any(folded(run.text).startswith("nơi nhận") for run in runs)
    score = (1.0 if folded(wanted) in folded(name.text) else 0.8) - (0.0 if beside else 0.2)
    room = around(gap.centre, sizes.leader_width_mm * MM, gap.height - 1 * MM)
    return _around_gap(page, index, runs, room, sizes, lines, score)


def _gap_over(page: Any, runs: list[Run], name: Run) -> Box | None:
    """Between a title and the name under it, in the middle of both; None when no title stands there."""
    reach = 0.15 * page.rect.width
    above = [run for run in runs if run.box.y0 >= name.box.y1 - 2 and _same_column(run.box, name.box, reach)]
    title = min(above, key=lambda run: run.box.y0, default=None)
    near = [run for run in above if title and run.box.y1 - title.box.y0 < 4 * title.box.height]
    if title is None or not any(_CAPACITY.match(folded(run.text)) for run in near):
        return None
    if title.box.y0 - name.box.y1 < _LEAST_GAP:
        raise PlaceNotFound(what="room", gap_mm=round((title.box.y0 - name.box.y1) / MM, 1))
    middle, half = (title.box.centre[0] + name.box.centre[0]) / 2, name.box.width / 2
    return Box(middle - half, name.box.y1, middle + half, title.box.y0)


def _same_column(box: Box, name: Box, reach: float) -> bool:
    return abs(box.centre[0] - name.centre[0]) < reach


def _around_gap(
    page: Any, index: int, runs: list[Run], room: Box, sizes: Sizes, lines: tuple[str, ...], score: float
) -> Place:
    """Leader's image shrunk into the room; seal on the same height, its right edge at 32 % of the image's width."""
    leader = _fitted(room, sizes)
    diameter = sizes.seal_mm * MM
    right = leader.x0 + _OVERLAP * leader.width
    seal = around((right - diameter / 2, leader.centre[1]), diameter, diameter)
    text = _text_box(page.rect.width, page.rect.height, runs, leader, seal, lines)
    return Place(index, page.rect.width, page.rect.height, page.rotation, leader, seal, text, score)


def _text_box(width: float, height: float, runs: list[Run], leader: Box, seal: Box, lines: tuple[str, ...]) -> Box:
    """The first free spot beside the seal: left of it, below and lower, above, right of the signature."""
    room = _ROOM_MM * MM
    tall = ((len(look.text_lines(lines, room)) or _USUAL_LINES) + 1) * AGENCY_TEXT_PT * LEADING + 2
    x, y = seal.centre
    below = around((x, seal.y0 - tall / 2 - 1), room, tall)
    spots = [
        around((seal.x0 - room / 2, y), room, tall),
        *(below.moved(0, -step) for step in range(0, 30, 3)),
        around((x, seal.y1 + tall / 2 + 1), room, tall),
        around((leader.x1 + room / 2, y), room, tall),
    ]
    page = Box(5 * MM, 5 * MM, width - 5 * MM, height - 5 * MM)
    inside = [spot for spot in spots if spot.joined(page) == page] or spots
    return min(inside, key=lambda spot: sum(spot.overlaps(run.box) for run in runs))
