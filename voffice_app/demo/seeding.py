"""Fills an empty demonstration database: people, keys, a year of work. The same every time, seen from today."""

import time
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from signing.pin import Pin
from voffice_app import passwords
from voffice_app.actions.office import Office
from voffice_app.db.calendar import load_calendar, load_holidays
from voffice_app.demo.desk import Agenda, Desk
from voffice_app.demo.history import Historian
from voffice_app.demo.hours import Hours
from voffice_app.demo.images import enter_images, enter_signature
from voffice_app.demo.keys import Locksmith, Order
from voffice_app.demo.month import Month
from voffice_app.demo.plans import Planner
from voffice_app.demo.staff import Enrolment, Seat, Town
from voffice_app.demo.storing import store
from voffice_app.demo.waiting import Waiting
from voffice_app.domain.calendar import vietnam_date
from voffice_app.domain.people import Actor, Role, UnitKind

DEMO_PIN = "246810"
NOBODY = Actor(0, 0, 0, UnitKind.OFFICE, "", Role.IT, "Dữ liệu trình diễn", "Hệ thống")


class NotADemonstration(Exception):
    """This installation keeps real papers: known passwords have no place in it."""


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


@dataclass
class Summary:
    """What was made, and how long each part took (seconds)."""

    counts: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)


def seed_demo(office: Office, password: str, pin: str = DEMO_PIN, extent: Extent | None = None) -> Summary:
    """Everything, in the order of dependence. Raises NotADemonstration outside a demonstration."""
    if office.keyring.demonstration is None:
        raise NotADemonstration()
    extent, summary = extent or Extent(), Summary()
    rng = Random(extent.seed)  # noqa: S311 - the same office every time is the point
    watch = _Watch(summary)
    town = _enrol(office, rng, password, extent)
    watch.lap("people")
    _equip(office, town, Pin(pin), extent)
    watch.lap("keys")
    past = Past(office, town, rng, extent)
    summary.counts |= past.write(NOBODY)
    watch.lap("history")
    summary.counts["acts"] = past.live(pin)
    watch.lap("last month")
    return summary


class _Watch:
    def __init__(self, summary: Summary) -> None:
        self.summary, self.started = summary, time.monotonic()

    def lap(self, part: str) -> None:
        now = time.monotonic()
        self.summary.seconds[part] = round(now - self.started, 2)
        self.started = now


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
        month.ordinary(first, self.hours.days_ago(self.today, 1), keyed, 0.85)
        Waiting(month, agenda, self.today).everywhere(self.town.schools[0])
        done = agenda.run()
        if self.office.keyring.worker is not None:
            self.office.keyring.worker.close()
        return done


def _enrol(office: Office, rng: Random, password: str, extent: Extent) -> Town:
    with office.db.act(NOBODY) as tx:
        load_holidays(tx.session)
        return Enrolment(tx, rng, passwords.hashed(password)).town(extent.schools)


def _equip(office: Office, town: Town, pin: Pin, extent: Extent) -> None:
    """Keys and certificates for the office and the first schools; pictures for everybody who signs."""
    keyed = [town.office, *town.schools[: extent.keyed_schools]]
    smith = Locksmith(office, pin, office.db.clock(), extent.tokens)
    certificates = smith.issue_all(_orders(office, keyed))
    with office.db.act(NOBODY) as tx:
        tx.session.add_all(certificates)
        for seat in keyed:
            enter_images(tx, office.db.vault, seat)
        for seat in town.schools[extent.keyed_schools :]:
            enter_signature(tx, office.db.vault, seat)


def _orders(office: Office, keyed: list[Seat]) -> list[Order]:
    """RSA and P-256 in turn, so that both are used."""
    day = office.db.today() - timedelta(days=400)
    wanted: list[tuple[Seat, Actor | None]] = []
    for seat in keyed:
        leaders = seat.people[Role.HEAD] + (seat.people[Role.DEPUTY] if seat is keyed[0] else [])
        wanted += [(seat, person) for person in leaders] + [(seat, None)]
    return [Order(seat, person, "ec" if n % 2 else "rsa", day) for n, (seat, person) in enumerate(wanted)]
