"""Places on a page. PDF coordinates: points, origin at the bottom left of the unrotated page."""

from dataclasses import asdict, dataclass
from typing import Any

MM = 72 / 25.4
"""Points in a millimetre."""

LEADER = "leader"
AGENCY = "agency"
"""The names of the two signature fields, which are also the two kinds of signature."""


@dataclass(frozen=True)
class Box:
    """A rectangle in points, x0 < x1 and y0 < y1."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def moved(self, dx: float, dy: float) -> "Box":
        return Box(self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy)

    def joined(self, other: "Box") -> "Box":
        """The smallest box around both."""
        x0, y0 = min(self.x0, other.x0), min(self.y0, other.y0)
        return Box(x0, y0, max(self.x1, other.x1), max(self.y1, other.y1))

    def overlaps(self, other: "Box") -> bool:
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1


def around(centre: tuple[float, float], width: float, height: float) -> Box:
    """The box of this size (points) around a centre."""
    x, y = centre
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


@dataclass(frozen=True)
class Spot:
    """A box on a page (counted from 0), as seen on the upright page: points, origin at its bottom left."""

    page_index: int
    box: Box


@dataclass(frozen=True)
class Sizes:
    """True sizes in millimetres of the leader's signature image and of the seal."""

    leader_width_mm: float = 50
    leader_height_mm: float = 22
    seal_mm: float = 36


@dataclass(frozen=True)
class Place:
    """Where the signatures go. Boxes are as seen on the upright page, origin at its bottom left, in points.

    `others` are the further signers of a document that several sign, in the order of their fields (`leader2`…).
    """

    page_index: int
    page_width: float
    page_height: float
    rotation: int
    leader: Box
    seal: Box
    text: Box
    score: float = 1.0
    others: tuple[Spot, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> "Place":
        boxes = {name: Box(**stored[name]) for name in ("leader", "seal", "text")}
        others = tuple(Spot(spot["page_index"], Box(**spot["box"])) for spot in stored.get("others", ()))
        return cls(**{**stored, **boxes, "others": others})


@dataclass(frozen=True)
class Mark:
    """The end mark `./.`: its box as seen on the upright page (points, bottom-left origin)."""

    page_index: int
    box: Box


@dataclass(frozen=True)
class Blank:
    """A gap for number, day, month or year: which letters it is, and from where to where (points along the line)."""

    name: str
    start: int
    end: int
    x0: float
    x1: float


@dataclass(frozen=True)
class BlankLine:
    """A printed line of page 1 with gaps. Origin and direction are in PyMuPDF's page space, lengths in points."""

    text: str
    origin: tuple[float, ...]
    direction: tuple[float, float]
    length: float
    size_pt: float
    italic: bool
    bold: bool
    colour: int
    blanks: tuple[Blank, ...]


@dataclass(frozen=True)
class Shown:
    """Where a person has shown number and date on page 1, as seen; None where the page has its own gap."""

    number: Box | None = None
    date: Box | None = None
