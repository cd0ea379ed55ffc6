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
    ``lost`` are the days that an outage took (domain/outages.py): people came to work, but no term runs on them.
    """

    days: Mapping[date, DayKind] = field(default_factory=dict)
    saturdays: tuple[tuple[date, str], ...] = ()
    lost: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        kind = self.days.get(day)
        if kind is not None:
            return kind is not DayKind.OFF
        return day.weekday() < SATURDAY or (day.weekday() == SATURDAY and in_force(self.saturdays, day) == "yes")

    def counts(self, day: date) -> bool:
        """A term runs on this day and may end on it: worked, and not lost to an outage."""
        return self.is_working(day) and day not in self.lost

    def on_or_after(self, day: date) -> date:
        """The day itself when it counts, else the next day that does."""
        while not self.counts(day):
            day += timedelta(days=1)
        return day

    def add(self, day: date, working_days: int) -> date:
        """The day that counts ``working_days`` after ``day``; the first day is not counted."""
        for _ in range(working_days):
            day = self.on_or_after(day + timedelta(days=1))
        return day
