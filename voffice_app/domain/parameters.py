"""A unit's own dated rules (QC Chương III): which there are, what they may say, which one is in force."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from voffice_app.domain.errors import refuse

LONGEST_TERM = 60


class Parameter(StrEnum):
    """``due_days``: working days to finish a document when the head sets no deadline (ND30 Đ24).

    ``numbers_at_issue``: the leader signs first, number and date are signed with the seal (ND30 Đ15 k3).
    ``bare_seal``: nothing stands beside the seal, as the decree has it; else the unit's name and the time (QC 4.5).
    """

    WORKS_SATURDAY = "works_saturday"
    DUE_DAYS = "due_days"
    NUMBERS_AT_ISSUE = "numbers_at_issue"
    BARE_SEAL = "bare_seal"


YES_OR_NO = (Parameter.WORKS_SATURDAY, Parameter.NUMBERS_AT_ISSUE, Parameter.BARE_SEAL)


Dated = tuple[date, str]


def check(name: str, value: str) -> None:
    """Raise Refused unless the unit may set this."""
    if name in YES_OR_NO and value in ("yes", "no"):
        return
    if name == Parameter.DUE_DAYS and value.isdecimal() and 1 <= int(value) <= LONGEST_TERM:
        return
    raise refuse("parameter_unknown", most=LONGEST_TERM)


def in_force(rows: Iterable[Dated], day: date) -> str:
    """The value that holds on a day: the latest one that began; "" before the first."""
    begun = [row for row in rows if row[0] <= day]
    return max(begun, key=lambda row: row[0])[1] if begun else ""
