"""Biên bản bàn giao: what a leaver hands over and to whom, to print and sign (ND30 Đ31 k3đ)."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from voffice_app.printing.press import pressed


@dataclass(frozen=True)
class Part:
    """One kind of business: its heading, who takes it, and its lines."""

    heading: str
    taker: str
    lines: Sequence[str]


@dataclass(frozen=True)
class Minutes:
    """``day`` and ``last_day`` as written on paper; ``paper`` is the decision behind the hand-over."""

    unit: str
    place: str
    day: str
    leaver: str
    title: str
    reason: str
    paper: str
    last_day: str
    parts: Sequence[Part]


def minutes(told: Minutes) -> bytes:
    """The PDF, A4 upright, every line numbered through its part, room for three signatures."""
    return pressed("handover", minutes=json.dumps(asdict(told), ensure_ascii=False))
