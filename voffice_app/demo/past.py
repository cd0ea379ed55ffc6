"""The year behind the visitor: months of history, then a month of acts."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from voffice_app.actions.office import Office
from voffice_app.db.calendar import load_calendar
from voffice_app.demo.desk import Agenda, Desk
from voffice_app.demo.history import Historian
from voffice_app.demo.hours import Hours
from voffice_app.demo.month import Month
from voffice_app.demo.planner import Planner
from voffice_app.demo.staff import Town
from voffice_app.demo.storing import store
from voffice_app.demo.waiting_drafting import DraftingDesks
from voffice_app.demo.waiting_incoming import IncomingDesks
from voffice_app.demo.waiting_outgoing import OutgoingDesks
from voffice_app.demo.working_time import WorkingTime
from voffice_app.domain.calendar import vietnam_date
from voffice_app.domain.people import Actor


@dataclass(frozen=True)
class Extent:
    """How much to make.

    `keyed_schools` have keys, seals and initials; the last `acted_days` working days (10 at the least) go through the
    acts themselves; `tokens` uses SoftHSM where it is.
    """

    schools: int = 104
    months: int = 12
    keyed_schools: int = 12
    acted_days: int = 21
    tokens: bool = True
    seed: int = 20261122


class Past:
    """The history of all months but the last, and what the last month needs to go on from there."""

    def __init__(self, office: Office, town: Town, rng: Random, extent: Extent) -> None:
        self.office, self.town, self.extent = office, town, extent
        with office.db.read() as session:
            self.hours = Hours(load_calendar(session), rng)
        self.now, self.today = office.db.clock(), office.db.today()
        last_day = self.hours.days_ago(self.today, extent.acted_days + 1)
        self.closing = self.hours.at(last_day, 16 * 60 + 40, 16 * 60 + 55)
        self.planner = Planner(town, self.hours, town.names)
        self.historian = Historian(town, self.planner, self.hours, self.closing, self.now)

    def write(self, actor: Actor) -> dict[str, int]:
        first = self.today - timedelta(days=round(30.4 * self.extent.months))
        return store(self.office, self.historian.tell(first, 1.3, 2.2, 0.7), actor)

    def live(self, pin: str) -> int:
        """The last month through the acts themselves; returns how many there were."""
        agenda, desk = Agenda(self.office), Desk(self.office, pin)
        month = Month(self.town, self.planner, desk, agenda, self.historian)
        first = self.hours.calendar.add(vietnam_date(self.closing), 1)
        keyed = self.town.schools[: self.extent.keyed_schools]
        month.ordinary(first, self.hours.days_ago(self.today, 1), keyed, 0.6)
        OutgoingDesks(month, agenda, self.today).fill(self.town.schools[0])
        DraftingDesks(month, agenda, self.today).fill()
        IncomingDesks(month, agenda, self.today).fill()
        with _quietly():
            done = agenda.run()
        WorkingTime(self.office, self.town, self.hours, self.today).fill()
        if self.office.keyring.tokens is not None:
            self.office.keyring.tokens.close()
        return done


@contextmanager
def _quietly() -> Iterator[None]:
    """A demonstration key warns at every signature; sixty warnings in a row say no more than none."""
    voice = logging.getLogger("signing.keys")
    voice.disabled = True
    try:
        yield
    finally:
        voice.disabled = False
