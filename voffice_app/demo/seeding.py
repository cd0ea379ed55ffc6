"""Fills an empty demonstration database: people, keys, a year of work. The same every time, seen from today."""

import time
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from signing.pin import Pin
from voffice_app import passwords
from voffice_app.actions.office import Office
from voffice_app.db.bulk import read_before
from voffice_app.db.calendar import load_calendar, load_holidays
from voffice_app.demo.aftermath import follow_up
from voffice_app.demo.custody import enter_custody
from voffice_app.demo.enrolment import Enrolment
from voffice_app.demo.hours import Hours
from voffice_app.demo.images import enter_images, enter_signature
from voffice_app.demo.keys import Locksmith, Order
from voffice_app.demo.past import Extent, Past
from voffice_app.demo.print_outs import print_papers
from voffice_app.demo.receipts import tell_senders
from voffice_app.demo.registers import keep_books
from voffice_app.demo.staff import Seat, Town
from voffice_app.demo.standing import enter_standing
from voffice_app.domain.people import Actor, Role, UnitKind

__all__ = ["DEMO_PIN", "Extent", "NotADemonstration", "Past", "Summary", "enrol", "seed_demo"]

DEMO_PIN = "246810"
SOON_DAYS = 25
NOON = 12 * 60
NOBODY = Actor(0, 0, 0, UnitKind.OFFICE, "", Role.IT, "Dữ liệu trình diễn", "Hệ thống")


class NotADemonstration(Exception):
    """This installation keeps real papers: known passwords have no place in it."""


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
    town = enrol(office, rng, password, extent)
    watch.lap("people")
    _equip(office, town, Pin(pin), extent)
    watch.lap("keys")
    past = Past(office, town, rng, extent)
    summary.counts |= past.write(NOBODY)
    watch.lap("history")
    summary.counts["acts"] = past.live(pin)
    watch.lap("last month")
    _lived_in(office, town, watch)
    with office.db.act(NOBODY) as tx:  # what is still unread is of the last afternoon
        hours = Hours(load_calendar(tx.session, town.office.unit_id), rng)
        read_before(tx, hours.at(hours.days_ago(tx.today, 1), NOON, NOON))
    return summary


def _lived_in(office: Office, town: Town, watch: "_Watch") -> None:
    """What stands beside the papers of the month, and what followed them."""
    enter_standing(office, town.office)
    watch.lap("standing")
    keep_books(office, town.office)
    watch.lap("books")
    follow_up(office, town)
    watch.lap("after issue")
    print_papers(office, town.office)
    tell_senders(office, town.office)
    watch.lap("print-outs")


class _Watch:
    def __init__(self, summary: Summary) -> None:
        self.summary, self.started = summary, time.monotonic()

    def lap(self, part: str) -> None:
        now = time.monotonic()
        self.summary.seconds[part] = round(now - self.started, 2)
        self.started = now


def enrol(office: Office, rng: Random, password: str, extent: Extent) -> Town:
    with office.db.act(NOBODY) as tx:
        load_holidays(tx.session)
        return Enrolment(tx, rng, passwords.hashed(password)).town(extent.schools)


def _equip(office: Office, town: Town, pin: Pin, extent: Extent) -> None:
    """Keys and certificates for the office and the first schools; pictures for everybody who signs."""
    keyed = [town.office, *town.schools[: extent.keyed_schools]]
    smith = Locksmith(office, pin, office.db.clock(), extent.tokens)
    orders = _orders(office, keyed)
    certificates = smith.issue_all(orders)
    with office.db.act(NOBODY) as tx:
        enter_custody(tx, office.db.vault, list(zip(orders, certificates, strict=True)))
        for seat in keyed:
            enter_images(tx, office.db.vault, seat)
        for seat in town.schools[extent.keyed_schools :]:
            enter_signature(tx, office.db.vault, seat)


def _orders(office: Office, keyed: list[Seat]) -> list[Order]:
    """RSA and P-256 in turn, so that both are used; the office's last deputy must renew soon."""
    day = office.db.today() - timedelta(days=400)
    wanted: list[tuple[Seat, Actor | None]] = []
    for seat in keyed:
        leaders = seat.people[Role.HEAD] + (seat.people[Role.DEPUTY] if seat is keyed[0] else [])
        wanted += [(seat, person) for person in leaders] + [(seat, None)]
    soon = office.db.clock() + timedelta(days=SOON_DAYS)
    last = keyed[0].people[Role.DEPUTY][-1]
    return [
        Order(seat, person, "ec" if n % 2 else "rsa", day, soon if person is last else None)
        for n, (seat, person) in enumerate(wanted)
    ]
