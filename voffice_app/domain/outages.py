"""When the system was down: what that does to terms (QC 3.2; security.md 5).

The rule. A working day runs from 07:30 to 17:00 in Vietnam. The minutes of it that lie in declared outages are added
up, each minute once. More of them than ``limit`` (half of the day, 285 minutes, unless the unit has its own rule):
the day does not count, a term that would end on it ends on the next day that does. Fewer: nothing moves, for whoever
had half a day could still act in time. What lies outside working hours moves nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from voffice_app.domain.calendar import VIETNAM, vietnam_date
from voffice_app.domain.errors import refuse
from voffice_app.domain.parameters import WORKING_MINUTES, Dated, in_force

WORK_BEGINS, WORK_ENDS = time(7, 30), time(17, 0)
HALF_A_DAY = WORKING_MINUTES // 2
LONGEST = timedelta(days=31)


@dataclass(frozen=True)
class Window:
    """From one instant to another, the end not included."""

    from_at: datetime
    to_at: datetime


def check(window: Window, now: datetime) -> None:
    """Raise Refused unless it ended, after it began, and not a month later: that is no outage but a mistyped year."""
    if not window.from_at < window.to_at <= now:
        raise refuse("outage_times_wrong")
    if window.to_at - window.from_at > LONGEST:
        raise refuse("outage_too_long", days=LONGEST.days)


def limit_of(rules: Iterable[Dated], day: date) -> int:
    """The minutes a day may lose and still count, by the unit's own dated rules."""
    said = in_force(rules, day)
    return int(said) if said else HALF_A_DAY


def lost_days(windows: Iterable[Window], limit: Callable[[date], int]) -> frozenset[date]:
    """The days that lost more minutes of work than they may."""
    pieces: dict[date, list[Window]] = {}
    for window in windows:
        for day, piece in _by_day(window):
            pieces.setdefault(day, []).append(piece)
    return frozenset(day for day, found in pieces.items() if _minutes(found) > limit(day))


def _by_day(window: Window) -> Iterator[tuple[date, Window]]:
    """What the window takes of each day's working hours."""
    day = vietnam_date(window.from_at)
    while day <= vietnam_date(window.to_at):
        begins, ends = (datetime.combine(day, at, VIETNAM) for at in (WORK_BEGINS, WORK_ENDS))
        piece = Window(max(window.from_at, begins), min(window.to_at, ends))
        if piece.from_at < piece.to_at:
            yield day, piece
        day += timedelta(days=1)


def _minutes(pieces: list[Window]) -> float:
    """Together, each minute once."""
    total, reached = timedelta(), min(piece.from_at for piece in pieces)
    for piece in sorted(pieces, key=lambda piece: piece.from_at):
        total += max(piece.to_at - max(piece.from_at, reached), timedelta())
        reached = max(reached, piece.to_at)
    return total / timedelta(minutes=1)
