"""What a screen draws: plain rows that state fills and ui shows. Standard library only, below state.

Texts are ready to read (dates, counts and names already written in Vietnamese by words.py); `href` is always a path
of this site built from ids, never text a person typed.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class MenuItem:
    """One line of the left rail. `section` opens a new heading above it; `key` is the second letter of `g …`."""

    label: str
    href: str
    icon: str = "circle"
    count: str = ""
    alert: bool = False
    section: str = ""
    key: str = ""


@dataclass(frozen=True)
class Option:
    """One choice of a select, a radio group or the position switcher."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Tab:
    """One filter with its counter; `key` is compared with the tab in force."""

    key: str
    label: str
    href: str
    count: str = ""
    alert: bool = False


@dataclass(frozen=True)
class Entry:
    """One sentence of a timeline: "08:14 · Văn thư Nguyễn Thị Hoa · cấp số 226/QĐ-PGDĐT"."""

    at: str
    who: str
    act: str
    note: str = ""
    role: str = ""


@dataclass(frozen=True)
class Fact:
    """One line of a key-value list."""

    label: str
    value: str


@dataclass(frozen=True)
class Bar:
    """One horizontal bar: lengths in per cent of the longest, the late part drawn inside and at the end."""

    label: str
    value: str
    percent: float
    late: str = ""
    late_percent: float = 0.0
    href: str = ""


@dataclass(frozen=True)
class Seal:
    """The verdict on one signature; `outcome` is valid, invalid or undetermined (signing.md: three outcomes).

    `as_signed` is the address of the file as it was when this was signed, "" when it is that still.
    """

    outcome: str
    who: str
    at: str
    reason: str
    kind: str = "sign"
    facts: list[Fact] = field(default_factory=list)
    as_signed: str = ""


@dataclass(frozen=True)
class PageSize:
    """The size of one page as displayed, in PDF points (1/72 inch)."""

    width: float
    height: float


@dataclass(frozen=True)
class Box:
    """A rectangle on a page, in PDF points from the page's bottom left corner; pages count from 1.

    `tone` is a colour of the theme; `round` draws the seal's circle.
    """

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    label: str = ""
    tone: str = "blue"
    round: bool = False


@dataclass(frozen=True)
class NoticeLine:
    """A notice ready to read; ``mark`` is "unread" until it was."""

    id: int
    text: str
    at: str
    href: str
    mark: str
