"""A unit's own dated rules (QC Chương III): which there are, what they may say, which one is in force."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from voffice_app.domain.errors import refuse

LONGEST_TERM = 60


class Parameter(StrEnum):
    """``due_days``: working days to finish a document when the head sets no deadline (ND30 Đ24)."""

    WORKS_SATURDAY = "works_saturday"
    DUE_DAYS = "due_days"


Dated = tuple[date, str]


def check(name: str, value: str) -> None:
    """Raise Refused unless the unit may set this."""
    if name == Parameter.WORKS_SATURDAY and value in ("yes", "no"):
        return
    if name == Parameter.DUE_DAYS and value.isdecimal() and 1 <= int(value) <= LONGEST_TERM:
        return
    raise refuse("parameter_unknown", most=LONGEST_TERM)


def in_force(rows: Iterable[Dated], day: date) -> str:
    """The value that holds on a day: the latest one that began; "" before the first."""
    begun = [row for row in rows if row[0] <= day]
    return max(begun, key=lambda row: row[0])[1] if begun else ""
