"""Periods that are counted: a month, or a school year (September to August)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """First and last day, both counted. ``key`` is ``2026-11``, or ``nam-2026`` for school year 2026–2027."""

    key: str
    first: date
    last: date

    @property
    def is_month(self) -> bool:
        return not self.key.startswith("nam-")


def month_of(day: date) -> Period:
    last = monthrange(day.year, day.month)[1]
    return Period(f"{day:%Y-%m}", day.replace(day=1), day.replace(day=last))


def school_year_of(day: date) -> Period:
    year = day.year if day.month >= 9 else day.year - 1
    return Period(f"nam-{year}", date(year, 9, 1), date(year + 1, 8, 31))


def before(period: Period) -> Period:
    """The period of the same kind just before."""
    eve = period.first - timedelta(days=1)
    return month_of(eve) if period.is_month else school_year_of(eve)


def read_period(key: str, today: date) -> Period:
    """The period an address names; a mangled one means the present month."""
    try:
        if key.startswith("nam-"):
            return school_year_of(date(int(key[4:]), 9, 1))
        return month_of(date.fromisoformat(f"{key}-01"))
    except ValueError:
        return month_of(today)


def recent(today: date, months: int = 12) -> list[Period]:
    """The present month and those before it, then the present school year and the one before."""
    found = [month_of(today)]
    while len(found) < months:
        found.append(before(found[-1]))
    year = school_year_of(today)
    return [*found, year, before(year)]
