"""When papers reach the desks on which the visitor finds them."""

from datetime import date, datetime

from voffice_app.demo.desk import Agenda
from voffice_app.demo.month import Month


class Waiting:
    """The last working day before the visitor comes."""

    def __init__(self, month: Month, agenda: Agenda, today: date) -> None:
        self.month, self.agenda, self.today = month, agenda, today
        self.hours, self.rng, self.desk = month.hours, month.rng, month.desk
        self.office = month.town.office
        self.day = self.hours.days_ago(today, 1)

    def is_open(self) -> bool:
        return self.hours.calendar.is_working(self.today)

    def morning(self) -> datetime:
        return self.hours.at(self.day, 7 * 60 + 31, 7 * 60 + 50)

    def noon(self) -> datetime:
        return self.hours.at(self.day, 13 * 60 + 30, 15 * 60)

    def evening(self) -> datetime:
        return self.hours.at(self.day, 16 * 60 + 30, 16 * 60 + 55)
