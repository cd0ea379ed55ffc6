"""Compares what people see: each signed state beside the next, apart from the boxes of the signatures made since.

The last line behind the rules on objects (shadow attacks: hide, replace, hide and replace). PyMuPDF: only in the child.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from time import monotonic

import pymupdf
from PIL import Image, ImageChops, ImageDraw

from signing.check import verify
from signing.stages import stages
from signing.trust import Trust
from signing.verdict import INVALID, Verdict, not_compared

SECONDS = 15.0
_DPI = 60
_SEEN = 48
"""How far apart (of 255) two pixels must be to differ for people."""
_INK, _PAPER = 120, 215
_MARGIN_PX = 2
_LEAST_PX = 6
"""Fewer pixels than these are noise; a digit of 6 points has more."""


@dataclass(frozen=True)
class Change:
    """A page (counted from 0) that looks otherwise than when `since` was signed. `kind`: replaced, hidden or pages."""

    page: int
    kind: str
    since: str


@dataclass(frozen=True)
class Comparison:
    """`complete` is False when the time ran out before every page was looked at."""

    changes: tuple[Change, ...]
    complete: bool


def what_changed(pdf: bytes, seconds: float = SECONDS) -> Comparison:
    """Every visible change since the first signature that no later signature's box explains. Raises Unreadable."""
    made, until = stages(pdf), monotonic() + seconds
    states = [(stage.field, pdf[: stage.end], stage.fields) for stage in made]
    if not states or states[-1][1] != pdf:
        states.append(("", pdf, states[-1][2] if states else ()))
    found: list[Change] = []
    for (since, before, known), (_, after, signed) in pairwise(states):
        if not _collect(found, _compared(before, after, set(signed) - set(known), since), until):
            return Comparison(tuple(found), False)
    return Comparison(tuple(found), True)


def added_visibly(before: bytes, after: bytes, fields: set[str], seconds: float = SECONDS) -> Comparison:
    """What looks otherwise in `after`, which begins with `before`, outside the boxes of these new signatures."""
    found: list[Change] = []
    complete = _collect(found, _compared(before, after, fields, ""), monotonic() + seconds)
    return Comparison(tuple(found), complete)


def share_of_page(pdf: bytes, fields: set[str]) -> float:
    """How much of a page the boxes of these fields cover, where they cover most: 0 to 1, more where they overlap."""
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        return max((_covered(page, fields) for page in document), default=0.0)


def _covered(page: pymupdf.Page, fields: set[str]) -> float:
    whole = page.rect * page.derotation_matrix
    boxes = [widget.rect & whole for widget in page.widgets() if widget.field_name in fields]
    return float(sum(abs(box.get_area()) for box in boxes if not box.is_empty) / abs(whole.get_area()))


def _collect(found: list[Change], compared: Iterable[Change | None], until: float) -> bool:
    """False when the time ran out before every page was looked at."""
    for change in compared:
        if change is not None:
            found.append(change)
        if monotonic() > until:
            return False
    return True


def verify_fully(pdf: bytes, trust: Trust, roles: Mapping[str, str] | None = None, seconds: float = SECONDS) -> Verdict:
    """`verify`, and then a look at the pages. Never raises."""
    return with_look(pdf, verify(pdf, trust, roles), seconds)


def with_look(pdf: bytes, verdict: Verdict, seconds: float = SECONDS) -> Verdict:
    """The verdict after a look at the pages: a visible change is invalid; what could not be looked at is undetermined.

    As it was when it is invalid already, or nothing was added behind a signature. Never raises.
    """
    if verdict.outcome == INVALID or all(each.coverage == "whole_file" for each in verdict.signatures):
        return verdict
    try:
        seen = what_changed(pdf, seconds)
    except Exception:
        return not_compared(verdict)
    if seen.changes:
        return replace(verdict, outcome=INVALID, reasons=(*verdict.reasons, "changed_visibly"))
    return verdict if seen.complete else replace(verdict, reasons=(*verdict.reasons, "not_compared"))


def _compared(before: bytes, after: bytes, new: set[str], since: str) -> Iterator[Change | None]:
    """One answer for each page, those with new signatures first."""
    with pymupdf.open(stream=before, filetype="pdf") as old, pymupdf.open(stream=after, filetype="pdf") as now:
        if old.page_count != now.page_count:
            yield Change(min(old.page_count, now.page_count), "pages", since)
            return
        boxes = {number: _boxes(now[number], new) for number in range(now.page_count)}
        for number in sorted(boxes, key=lambda number: not boxes[number]):
            kind = _difference(_picture(old[number]), _picture(now[number]), boxes[number])
            yield Change(number, kind, since) if kind else None


def _picture(page: pymupdf.Page) -> Image.Image:
    pixels = page.get_pixmap(dpi=_DPI, alpha=False, colorspace=pymupdf.csRGB)
    return Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)


def _boxes(page: pymupdf.Page, names: set[str]) -> list[tuple[int, int, int, int]]:
    """Where the new signatures' fields stand on the picture, in pixels.

    PyMuPDF's own matrix forgets /UserUnit, but `widget.rect` was turned by the same one: there and back is right.
    """
    scale = _DPI / 72
    found = [widget.rect * page.rotation_matrix for widget in page.widgets() if widget.field_name in names]
    edge = _MARGIN_PX
    return [
        (int(r.x0 * scale) - edge, int(r.y0 * scale) - edge, int(r.x1 * scale) + edge, int(r.y1 * scale) + edge)
        for r in (rect.normalize() for rect in found)
        if not r.is_empty
    ]


def _difference(old: Image.Image, now: Image.Image, boxes: list[tuple[int, int, int, int]]) -> str:
    if old.size != now.size:
        return "replaced"
    outside = Image.new("L", old.size, 255)
    for box in boxes:
        ImageDraw.Draw(outside).rectangle(box, fill=0)
    apart = _above(ImageChops.difference(old, now), _SEEN)
    if _count(ImageChops.multiply(apart, outside)) >= _LEAST_PX:
        return "replaced"
    ink = ImageChops.invert(_above(old.convert("L"), _INK))
    gone = ImageChops.multiply(ink, _above(now.convert("L"), _PAPER))
    return "hidden" if _count(ImageChops.multiply(gone, ImageChops.invert(outside))) >= _LEAST_PX else ""


def _above(picture: Image.Image, least: int) -> Image.Image:
    """White where any channel is above `least`, else black."""
    grey = picture if picture.mode == "L" else _brightest(picture)
    return grey.point([255 if value > least else 0 for value in range(256)])


def _brightest(picture: Image.Image) -> Image.Image:
    red, green, blue = picture.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _count(picture: Image.Image) -> int:
    return int(picture.histogram()[255])
