"""The working-day calendar: "on time" means nothing without it (BLDS Đ147–148; BLLĐ Đ112)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from voffice_app.domain.parameters import in_force

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
SATURDAY, SUNDAY = 5, 6


class DayKind(StrEnum):
    OFF = "off"
    WORKING = "working"
    MAKE_UP = "make_up"


def vietnam_date(moment: datetime) -> date:
    """The date in Vietnam of an aware instant: 31/12 18:00 UTC is already the new year."""
    return moment.astimezone(VIETNAM).date()


@dataclass(frozen=True)
class WorkCalendar:
    """Weekends off, except days that are data: holidays, swapped days, make-up days.

    ``saturdays`` are the unit's dated rules ("yes" or "no") on working Saturdays, as schools may have them.
    """

    days: Mapping[date, DayKind] = field(default_factory=dict)
    saturdays: tuple[tuple[date, str], ...] = ()

    def is_working(self, day: date) -> bool:
        kind = self.days.get(day)
        if kind is not None:
            return kind is not DayKind.OFF
        return day.weekday() < SATURDAY or (day.weekday() == SATURDAY and in_force(self.saturdays, day) == "yes")

    def on_or_after(self, day: date) -> date:
        """The day itself when it is worked, else the next working day."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def add(self, day: date, working_days: int) -> date:
        """The working day ``working_days`` after ``day``; the first day is not counted."""
        for _ in range(working_days):
            day = self.on_or_after(day + timedelta(days=1))
        return day
