"""Legal terms counted in working days (ND30 Đ4, Đ18, Đ23)."""

from datetime import date
from enum import StrEnum

from voffice_app.domain.calendar import WorkCalendar
from voffice_app.domain.incoming import Urgency

URGENT_ON = {
    Urgency.EXPRESS: date(1, 1, 1), Urgency.VERY_URGENT: date(1, 1, 2), Urgency.URGENT: date(1, 1, 3),
}  # fmt: skip
"""Before every real day, so that one value sorts a queue: how urgent it is, then when it is due."""

URGENT_RANK = {Urgency.EXPRESS: 3, Urgency.VERY_URGENT: 2, Urgency.URGENT: 1}
"""Of what is to be drafted, signed and issued, where no term is counted: the most urgent first, then the newest."""


class TermKind(StrEnum):
    """What must be done by a day: enter it in the register, or finish it."""

    REGISTER = "register"
    FINISH = "finish"


def queue_on(urgency: Urgency, due_sort: date) -> date:
    """The place in a queue: express, very urgent, urgent (ND30 Đ4, Đ24: at once), then the others by their due day."""
    return URGENT_ON.get(urgency, due_sort)


def queue_rank(urgency: Urgency) -> int:
    return URGENT_RANK.get(urgency, 0)


def register_due(arrived_on: date, urgency: Urgency, calendar: WorkCalendar) -> date:
    """Register, submit or hand over that day, at the latest the next working day; urgent: at once."""
    if urgency is not Urgency.NORMAL:
        return calendar.on_or_after(arrived_on)
    return calendar.add(arrived_on, 1)
