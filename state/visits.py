"""Looking in at the incoming documents: counted when home or the list is opened, told to the person first (QC 7.1)."""

import reflex as rx

from state.base import Office
from voffice_app.actions.visits import look_in, tick_mvp, visitor
from voffice_app.db.calendar import load_calendar
from voffice_app.db.session import Session
from voffice_app.db.visits import find_visits, list_ticks
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission, may
from voffice_app.domain.visits import DayVisits, HalfDay, half_day
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.words import clock
from voffice_app.words.visits import HALF, today_in_words


def read_day(session: Session, actor: Actor) -> tuple[DayVisits, set[HalfDay], bool]:
    """The person's own day: looks, halves said to have looked at MVP, and whether the unit works today."""
    today, who = database().today(), visitor(actor)
    ticks = list_ticks(session, [who], today, today).get(who, {}).get(today, set())
    return find_visits(session, who, today), ticks, load_calendar(session, actor.unit_id).counts(today)


class Visits(Office):
    """The quiet line of home."""

    line: str = ""
    fulfilled: bool = False
    half: str = ""
    works: bool = False
    mvp_said: bool = False

    @rx.event
    @secured("home")
    async def look(self) -> None:
        """Opening the page is a look; it is written only when it adds something."""
        actor = await self._actor()
        self.line = ""
        if not may(actor, Permission.INCOMING_READ):
            return
        day, ticks, works = await self._read(read_day, actor)
        now = database().clock()
        if works and day.seen(now) != day:
            day = await self._act(look_in)
        self.line = today_in_words(day.count, clock(day.next_from) if day.next_from else "", works)
        self.fulfilled = day.fulfilled or not works
        self.works, self.half, self.mvp_said = works, HALF[half_day(now)], half_day(now) in ticks

    @rx.event
    @secured("incoming.read")
    async def tick(self) -> None:
        """The person's own word; this system cannot see the other one."""
        await self._act(tick_mvp)
        self.mvp_said = True
        self._say(f"Đã ghi: bạn tự khai đã vào MVP {self.half} nay.")
