"""`/lan-truy-cap`: a person's own month at the inbox; for leaders, that of everybody in the unit (QC 7.1)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

import reflex as rx

from state.base import Office
from voffice_app.actions.visits import visitor
from voffice_app.db.calendar import load_calendar
from voffice_app.db.session import Session
from voffice_app.db.visits import list_officials, list_ticks, list_visits
from voffice_app.domain.calendar import WorkCalendar
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission, may
from voffice_app.domain.visits import DayVisits, HalfDay, tally
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Tab
from voffice_app.words import clock, weekday
from voffice_app.words.visits import HALF, month_in_words

AT = "/lan-truy-cap"
SHOWN = 6
"""Months that can be looked back at."""


@dataclass(frozen=True)
class DayLine:
    """One working day of one's own."""

    day: str
    first: str
    second: str
    mvp: str
    state: str
    tone: str


@dataclass(frozen=True)
class OfficialLine:
    """One person of the unit in one month."""

    name: str
    title: str
    fulfilled: str
    missed: str
    mvp: str


@dataclass(frozen=True)
class Month:
    """What one look at the page found."""

    own: list[DayLine]
    finding: str
    officials: list[OfficialLine]


def read_month(session: Session, actor: Actor, first: date, today: date) -> Month:
    """The month up to today; whoever leads the unit reads everybody's too."""
    last = min(first.replace(day=monthrange(first.year, first.month)[1]), today)
    calendar, who = load_calendar(session, actor.unit_id), visitor(actor)
    visits, ticks = list_visits(session, [who], first, last)[who], list_ticks(session, [who], first, last)[who]
    days = [last - timedelta(days=n) for n in range((last - first).days + 1)]
    own = [_day(day, visits, ticks, today) for day in days if calendar.counts(day)]
    mine = tally(visits, calendar, first, last, today)
    others = _officials(session, actor, calendar, first, last, today) if may(actor, Permission.VISITS_READ) else []
    return Month(own, month_in_words(mine.fulfilled, mine.owed), others)


def _day(day: date, visits: dict[date, DayVisits], ticks: dict[date, set[HalfDay]], today: date) -> DayLine:
    seen = visits.get(day, DayVisits())
    first, second = (clock(at) if at else "—" for at in (seen.first_at, seen.second_at))
    said = ", ".join(HALF[half] for half in HalfDay if half in ticks.get(day, set()))
    state, tone = ("Đủ", "green") if seen.fulfilled else ("Hôm nay", "") if day == today else ("Thiếu", "amber")
    return DayLine(weekday(day), first, second, said or "—", state, tone)


def _officials(
    session: Session, actor: Actor, calendar: WorkCalendar, first: date, last: date, today: date
) -> list[OfficialLine]:
    people = list_officials(session, actor.unit_id, first, last)
    ids = [position.id or 0 for position, _ in people]
    visits, ticks = list_visits(session, ids, first, last), list_ticks(session, ids, first, last)
    lines = []
    for position, name in people:
        since, until = max(first, position.valid_from), min(last, position.valid_to or last)
        found = tally(visits.get(position.id or 0, {}), calendar, since, until, today)
        said = sum(len(halves) for halves in ticks.get(position.id or 0, {}).values())
        lines.append(OfficialLine(
            name, position.title, f"{found.fulfilled}/{found.owed}", str(found.owed - found.fulfilled or ""),
            f"{said} lần" if said else "—",
        ))  # fmt: skip
    return lines


def months(today: date) -> list[date]:
    """The first days of the months that can be looked at, this one first."""
    found = [today.replace(day=1)]
    while len(found) < SHOWN:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found


class VisitMonth(Office):
    """One month."""

    tabs: list[Tab] = []
    month: str = ""
    finding: str = ""
    own: list[DayLine] = []
    officials: list[OfficialLine] = []
    leads: bool = False
    looked: bool = False

    @rx.event
    @secured("incoming.read")
    async def look(self) -> None:
        actor, today = await self._actor(), database().today()
        known = {f"{first:%Y-%m}": first for first in months(today)}
        asked = self.router.url.query_parameters.get("thang", "")
        self.month = asked if asked in known else next(iter(known))
        self.tabs = [Tab(key, f"Tháng {first:%m/%Y}", f"{AT}?thang={key}") for key, first in known.items()]
        found = await self._read(read_month, actor, known[self.month], today)
        self.own, self.finding, self.officials = found.own, found.finding, found.officials
        self.leads = may(actor, Permission.VISITS_READ)
        self.looked = True
