"""A unit's own dated rules (QC Chương III): which there are, what they may say, which one is in force."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from voffice_app.domain.errors import refuse

LONGEST_TERM = 60
WORKING_MINUTES = 570
"""From 07:30 to 17:00."""


class Parameter(StrEnum):
    """``due_days``: working days to finish a document when the head sets no deadline (ND30 Đ24).

    ``numbers_at_issue``: the leader signs first, number and date are signed with the seal (ND30 Đ15 k3).
    ``outage_minutes``: so many working minutes out of order a day may have and still count (domain/outages.py).
    ``clerk_also_officer``: who is clerk and officer in one may check and number their own draft (QC Chương III).
    ``check_days``: working days in which the drafter checks the recorded data after issue (QC 7.2.3).
    ``signs_by_order``: the unit's regulation lets heads of its parts sign by order, TL. (ND30 Đ13 k4).
    ``bare_seal``: nothing stands beside the seal, as the decree has it; else the unit's name and the time (QC 4.5).
    ``officers_assign``: an officer who leads a group may assign onward what was assigned to them (QC Chương III).
    """

    WORKS_SATURDAY = "works_saturday"
    DUE_DAYS = "due_days"
    NUMBERS_AT_ISSUE = "numbers_at_issue"
    BARE_SEAL = "bare_seal"
    OFFICERS_ASSIGN = "officers_assign"
    OUTAGE_MINUTES = "outage_minutes"
    CLERK_ALSO_OFFICER = "clerk_also_officer"
    CHECK_DAYS = "check_days"
    SIGNS_BY_ORDER = "signs_by_order"


YES_OR_NO = (
    Parameter.WORKS_SATURDAY, Parameter.NUMBERS_AT_ISSUE, Parameter.BARE_SEAL, Parameter.CLERK_ALSO_OFFICER,
    Parameter.SIGNS_BY_ORDER, Parameter.OFFICERS_ASSIGN,
)  # fmt: skip


CALENDAR_RULES = (Parameter.WORKS_SATURDAY, Parameter.OUTAGE_MINUTES)
"""Who changes one of these changes which days count: the unit's open terms are counted anew."""

Dated = tuple[date, str]


def check(name: str, value: str) -> None:
    """Raise Refused unless the unit may set this."""
    if name in YES_OR_NO and value in ("yes", "no"):
        return
    if name in (Parameter.DUE_DAYS, Parameter.CHECK_DAYS) and value.isdecimal() and 1 <= int(value) <= LONGEST_TERM:
        return
    if name == Parameter.OUTAGE_MINUTES and value.isdecimal() and 0 <= int(value) <= WORKING_MINUTES:
        return
    raise refuse("parameter_unknown", most=LONGEST_TERM)


def in_force(rows: Iterable[Dated], day: date) -> str:
    """The value that holds on a day: the latest one that began; "" before the first."""
    begun = [row for row in rows if row[0] <= day]
    return max(begun, key=lambda row: row[0])[1] if begun else ""
