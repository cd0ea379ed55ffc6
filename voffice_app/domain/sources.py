"""Where documents are looked for, and how long a look lasts (QC 6.1.2: the clerk looks regularly)."""

from datetime import date, datetime

from voffice_app.domain.calendar import WorkCalendar, vietnam_date


def is_stale(looked_at: datetime | None, today: date, calendar: WorkCalendar) -> bool:
    """A look lasts for its day: on a working day a source that nobody looked at today is to be looked at."""
    return calendar.counts(today) and (looked_at is None or vietnam_date(looked_at) < today)
