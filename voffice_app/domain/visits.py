"""Looking at incoming documents at least twice each working day (QC 7.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from voffice_app.domain.calendar import VIETNAM, WorkCalendar, vietnam_date

APART = timedelta(minutes=60)
"""Two looks at least this far apart are two visits: a second click is none."""
NOON = 12


class HalfDay(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"


def half_day(moment: datetime) -> HalfDay:
    return HalfDay.MORNING if moment.astimezone(VIETNAM).hour < NOON else HalfDay.AFTERNOON


@dataclass(frozen=True)
class DayVisits:
    """One person's day: the first look, and the first one at least an hour later."""

    first_at: datetime | None = None
    second_at: datetime | None = None

    @property
    def count(self) -> int:
        return sum(at is not None for at in (self.first_at, self.second_at))

    @property
    def fulfilled(self) -> bool:
        return self.second_at is not None

    @property
    def next_from(self) -> datetime | None:
        """From when on another look counts; None when nothing is owed any more, or when it counts at once."""
        return self.first_at + APART if self.first_at and not self.second_at else None

    def seen(self, now: datetime) -> "DayVisits":
        """The day after one more look; equal to this one when the look adds nothing, so that nothing is written."""
        if self.first_at is None:
            return DayVisits(now)
        same_day = vietnam_date(now) == vietnam_date(self.first_at)
        if self.second_at is None and same_day and now >= self.first_at + APART:
            return DayVisits(self.first_at, now)
        return self


@dataclass(frozen=True)
class Tally:
    """So many working days are over, on so many of them the person looked in twice."""

    owed: int = 0
    fulfilled: int = 0


def tally(days: Mapping[date, DayVisits], calendar: WorkCalendar, first: date, last: date, today: date) -> Tally:
    """Of the days from ``first`` to ``last``, both included: only a day that is over can have been missed."""
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    owed = [day for day in span if day < today and calendar.counts(day)]
    return Tally(len(owed), sum(days.get(day, DayVisits()).fulfilled for day in owed))
