"""What reading finds, as plain values. Pages count from 0; lengths are PDF points, y grows downward."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PageSize:
    """The page as it is seen: width and height after its rotation (0, 90, 180 or 270 degrees clockwise)."""

    width: float
    height: float
    rotation: int
