"""When things happen in an office: between half past seven and five, on working days."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from voffice_app.domain.calendar import VIETNAM, WorkCalendar, vietnam_date

_OPENS, _CLOSES = 7 * 60 + 30, 17 * 60


class Hours:
    """Draws believable instants (UTC) from a working calendar."""

    def __init__(self, calendar: WorkCalendar, rng: Random) -> None:
        self.calendar = calendar
        self.rng = rng

    def at(self, day: date, first_minute: int = _OPENS, last_minute: int = _CLOSES - 45) -> datetime:
        """An instant of that day, minutes counted from midnight in Vietnam."""
        return _instant(day, self.rng.uniform(first_minute, last_minute))

    def after(self, moment: datetime, least: int, most: int) -> datetime:
        """So many minutes of work later; what does not fit before five happens on the next working morning."""
        later = moment + timedelta(minutes=self.rng.uniform(least, most))
        local = later.astimezone(VIETNAM)
        minute = local.hour * 60 + local.minute
        day = vietnam_date(later)
        if self.calendar.is_working(day) and _OPENS <= minute < _CLOSES:
            return later
        if minute >= _CLOSES or not self.calendar.is_working(day):
            day += timedelta(days=1)
        return _instant(self.calendar.on_or_after(day), _OPENS + self.rng.uniform(2, 55))

    def working_days(self, first: date, last: date) -> list[date]:
        """Working days from `first` to `last`, both included."""
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in days if self.calendar.is_working(day)]

    def days_ago(self, today: date, working_days: int) -> date:
        """The working day so many working days before `today`."""
        day = today
        while working_days > 0:
            day -= timedelta(days=1)
            working_days -= self.calendar.is_working(day)
        return day


def _instant(day: date, minute: float) -> datetime:
    start = datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
    return (start + timedelta(minutes=minute)).astimezone(UTC).replace(microsecond=0)
