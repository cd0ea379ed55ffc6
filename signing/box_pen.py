"""Writes number or date where a person has shown it: on scans and typed drafts that have no gaps of their own."""

from typing import Any

from signing.geometry import Box
from signing.lettering import width
from signing.pen import Style, inscribe
from signing.turning import sheet_in_child, unturned, upright

_USUAL = {"number": Style(13), "date": Style(14, "Italic")}
"""ND30 PL I: number 13 upright, place and date 13–14 in italics."""
_LEAST_PT = 6.0
_NAME = {"number": "number", "date": "phrase"}


class BoxPen:
    """`what` is `number` or `date`; the box is as seen on the upright page.

    What stands in the box is taken away: printed letters out of the page, a scan's under a piece of its own paper.
    """

    def __init__(self, page: Any, what: str, box: Box) -> None:
        usual = _USUAL[what]
        self.style = Style(max(_LEAST_PT, min(usual.size_pt, 0.8 * box.height)), usual.face)
        self._page, self._box, self._name = page, box, _NAME[what]

    def fill(self, words: dict[str, str]) -> None:
        """In the middle of the box, smaller when it is narrow."""
        text, room = self.filled(words), self.open(words)[self._name]
        wide = width(text, self.style.size_pt, self.style.face)
        size = self.style.size_pt * min(1.0, room.width / wide)
        left = room.centre[0] - width(text, size, self.style.face) / 2
        style = Style(size, self.style.face, self.style.colour)
        inscribe(self._page, self._unturned(left, room.y0), self._direction(), text, style)

    def filled(self, words: dict[str, str]) -> str:
        """What the box will say."""
        return words[self._name]

    def open(self, words: dict[str, str]) -> dict[str, Box]:
        """The box emptied; its room for the words, the bottom on their baseline."""
        self._clear()
        size = self.style.size_pt
        baseline = self._box.centre[1] - 0.33 * size
        return {self._name: Box(self._box.x0 + 1, baseline, self._box.x1 - 1, baseline + size)}

    def _clear(self) -> None:
        import pymupdf

        box, half = self._box, 0.2 * self._box.height
        middle = Box(box.x0 + 0.4, box.centre[1] - half, box.x1 - 0.4, box.centre[1] + half)
        self._page.add_redact_annot(self._rect(middle), fill=False)
        self._page.apply_redactions(images=0, graphics=0)
        whole = self._rect(box)
        if any(pymupdf.Rect(image["bbox"]).intersects(whole) for image in self._page.get_image_info()):
            self._page.draw_rect(whole / sheet_in_child(self._page).unit, color=None, fill=self._paper(), overlay=True)

    def _paper(self) -> tuple[float, ...]:
        """The colour that the page has most of around here."""
        clip = self._rect(self._box) * upright(self._page)
        _, most = self._page.get_pixmap(dpi=60, clip=clip, alpha=False).color_topusage()
        return tuple(value / 255 for value in most[:3])

    def _rect(self, box: Box) -> Any:
        import pymupdf

        height = self._page.rect.height
        return pymupdf.Rect(box.x0, height - box.y1, box.x1, height - box.y0) * unturned(self._page)

    def _unturned(self, x: float, y: float) -> tuple[float, float]:
        import pymupdf

        point = pymupdf.Point(x, self._page.rect.height - y) * unturned(self._page)
        return point.x, point.y

    def _direction(self) -> tuple[float, float]:
        (x0, y0), (x1, y1) = self._unturned(0, 0), self._unturned(1, 0)
        return round(x1 - x0), round(y1 - y0)
