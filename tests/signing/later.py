"""Signatures that come with their own field: an appendix, a copy, a confirmation, an arrival."""

from typing import Any

from signing.geometry import MM, Box, Spot
from signing.profiles import appendix_lines, copy_lines, stamp_lines
from tests.signing.conftest import OFFICE, SEAL_MM, seal_png

SCHOOL = "TRƯỜNG TIỂU HỌC THỤY LIÊN"
LOWER_LEFT = Spot(0, Box(30 * MM, 25 * MM, 112 * MM, 62 * MM))
UPPER_LEFT = Spot(0, Box(10 * MM, 240 * MM, 60 * MM, 275 * MM))

LATER: dict[str, dict[str, Any]] = {
    "appendix": {"lines": appendix_lines("226/QĐ-PGDĐT"), "image_png": b""},
    "copy": {"lines": copy_lines("Sao y", OFFICE), "image_png": b""},
    "confirmation": {
        "lines": ("XÁC NHẬN", OFFICE), "image_png": seal_png(), "diameter_mm": SEAL_MM, "spot": LOWER_LEFT,
    },
    "arrival": {"lines": stamp_lines(SCHOOL, "125", "22/11/2026"), "image_png": b"", "spot": UPPER_LEFT},
}  # fmt: skip
