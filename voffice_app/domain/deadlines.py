"""Legal terms counted in working days (ND30 Đ4, Đ18, Đ23)."""

from datetime import date

from voffice_app.domain.calendar import WorkCalendar
from voffice_app.domain.incoming import Urgency


def register_due(arrived_on: date, urgency: Urgency, calendar: WorkCalendar) -> date:
    """Register, submit or hand over that day, at the latest the next working day; urgent: at once."""
    if urgency is not Urgency.NORMAL:
        return calendar.on_or_after(arrived_on)
    return calendar.add(arrived_on, 1)
