"""Looking at incoming documents at least twice each working day (QC 7.1)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from voffice_app.domain.calendar import VIETNAM, vietnam_date

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


def is_over(day: date, today: date) -> bool:
    """Only a day that is over can have been missed."""
    return day < today
