"""How the office kept its working time: looks at the inbox, sources looked at, one morning without electricity."""

from datetime import date, datetime, timedelta
from random import Random

from voffice_app.actions.calendar import OutageForm, declare_outage
from voffice_app.actions.office import Office
from voffice_app.actions.sources import PlaceForm, look, save_place
from voffice_app.db.incoming import insert_rows
from voffice_app.db.visits import InboxVisit, MvpTick
from voffice_app.demo.hours import Hours
from voffice_app.demo.staff import Seat, Town
from voffice_app.domain.incoming import Source
from voffice_app.domain.people import Actor, Role
from voffice_app.domain.visits import APART, half_day

DAYS, SCHOOLS = 30, 12
DILIGENT, FORGETFUL = 0.93, 0.7
PLACES = (
    PlaceForm("Trang thông tin Sở GD&ĐT", "thaibinh.edu.vn", Source.WEBSITE),
    PlaceForm("Trang thông tin Bộ GD&ĐT", "moet.gov.vn", Source.WEBSITE),
    PlaceForm("Hộp thư của Phòng", "phonggddt.tt@thaibinh.gov.vn", Source.EMAIL),
    PlaceForm("MVP của tỉnh", "tài khoản phonggddt.ubtt", Source.MVP),
)
OUTAGE = ("Toàn hệ thống", "Mất điện khu vực, máy chủ ngừng chạy")


class WorkingTime:
    """The last weeks, seen from today."""

    def __init__(self, office: Office, town: Town, hours: Hours, today: date) -> None:
        self.office, self.town, self.hours, self.today = office, town, hours, today
        self.rng = Random(len(town.schools))  # noqa: S311 - the same weeks every time

    def fill(self) -> None:
        seats = [self.town.office, *self.town.schools[:SCHOOLS]]
        days = [self.hours.days_ago(self.today, n) for n in range(1, DAYS + 1)]
        with self.office.db.act(self.town.office.clerk) as tx:
            insert_rows(tx, InboxVisit, [row for seat in seats for row in self._visits(seat, days)])
            insert_rows(tx, MvpTick, self._ticks(self.town.office, days))
            tx.now = self.hours.at(days[0], 8 * 60, 9 * 60)
            for place in PLACES:
                look(tx, save_place(tx, place), place.source is Source.EMAIL)
        self._without_electricity()

    def _visits(self, seat: Seat, days: list[date]) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = []
        for person in _people(seat):
            habit = self.rng.choice((DILIGENT, DILIGENT, FORGETFUL))
            for day in days:
                first = self.hours.at(day, 7 * 60 + 25, 9 * 60)
                second = first + APART + timedelta(minutes=self.rng.randint(5, 300))
                both = self.rng.random() < habit
                row = {"position_id": person.position_id, "day": day, "first_at": first}
                rows.append({**row, "second_at": second if both else None})
        return rows

    def _ticks(self, seat: Seat, days: list[date]) -> list[dict[str, object]]:
        told: list[tuple[Actor, datetime]] = [
            (person, self.hours.at(day, *span))
            for person in _people(seat) for day in days for span in ((460, 690), (810, 1000))
            if self.rng.random() < FORGETFUL
        ]  # fmt: skip
        return [
            {"position_id": person.position_id, "day": at.date(), "half": half_day(at), "ticked_at": at}
            for person, at in told
        ]

    def _without_electricity(self) -> None:
        """Most of one working day, three weeks ago."""
        day = self.hours.days_ago(self.today, 15)
        begins = self.hours.at(day, 8 * 60 + 5, 8 * 60 + 6)
        form = OutageForm(begins, begins + timedelta(hours=6, minutes=20), *OUTAGE)
        with self.office.db.act(self.town.office.people[Role.IT][0]) as tx:
            declare_outage(tx, form)


def _people(seat: Seat) -> list[Actor]:
    return [person for role, people in seat.people.items() if role is not Role.IT for person in people]
