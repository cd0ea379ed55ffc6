"""`/bao-cao`: the two reports on handling, on the screen; the same figures go to paper and spreadsheet."""

from dataclasses import dataclass
from datetime import date

import reflex as rx

from state.base import Office
from voffice_app.actions.reports import TITLES, Question, list_handling
from voffice_app.db.files import Direction
from voffice_app.domain.handling import (
    GROUPING_TITLES,
    INCOMING_TITLES,
    OUTGOING_TITLES,
    Grouping,
    Handled,
    summed,
)  # fmt: skip
from voffice_app.domain.periods import month_of
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Option, Tab
from voffice_app.words import day, number


@dataclass(frozen=True)
class ReportLine:
    """One line: a name and its seven figures; late ones stand out."""

    name: str
    total: str
    in_time: str
    late: str
    waiting: str
    in_term: str
    overdue: str
    aside: str


class Reports(Office):
    """The report that the address names."""

    title: str = ""
    period: str = ""
    direction: str = "incoming"
    directions: list[Tab] = []
    by: str = "person"
    groupings: list[Option] = []
    first: str = ""
    last: str = ""
    heads: list[str] = []
    lines: list[ReportLine] = []
    query: str = ""
    looked: bool = False

    @rx.event
    @secured("books.print")
    async def look(self) -> None:
        actor, today = await self._actor(), database().today()
        asked = asked_for(dict(self.router.url.query_parameters), today, actor.oversees_schools)
        rows = await self._read(list_handling, actor, asked, today)
        titles = INCOMING_TITLES if asked.direction is Direction.INCOMING else OUTGOING_TITLES
        self.title, self.direction, self.by = TITLES[asked.direction], str(asked.direction), str(asked.by)
        self.period = f"Từ {day(asked.first)} đến {day(asked.last)}"
        self.first, self.last = asked.first.isoformat(), asked.last.isoformat()
        self.heads = [GROUPING_TITLES[asked.by], "Tổng số", *titles.values()]
        self.lines = [line(row) for row in (*rows, summed(rows))] if rows else []
        self.groupings = [Option(str(by), GROUPING_TITLES[by]) for by in groupings(asked, actor.oversees_schools)]
        self.query = f"tu={self.first}&den={self.last}&theo={self.by}"
        self.directions = [Tab(str(d), TITLES[d].removeprefix("Báo cáo tình hình giải quyết ").capitalize(),
                               f"/bao-cao?huong={d}&tu={self.first}&den={self.last}") for d in Direction]  # fmt: skip
        self.looked = True

    @rx.event
    @secured("books.print")
    async def ask(self, form: dict[str, str]) -> rx.event.EventSpec:
        """Another period or grouping: its address."""
        first, last = day_in(str(form.get("first", ""))), day_in(str(form.get("last", "")))
        by = form.get("by", "") if form.get("by", "") in list(Grouping) else "person"
        found = f"/bao-cao?huong={self.direction}&theo={by}"
        return rx.redirect(f"{found}&tu={first.isoformat()}&den={last.isoformat()}" if first and last else found)


def day_in(text: str) -> date | None:
    """The day an address or a form names; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def groupings(asked: Question, oversees: bool) -> list[Grouping]:
    """By unit only where somebody follows schools, and only what arrived there."""
    wide = oversees and asked.direction is Direction.INCOMING
    return [by for by in Grouping if by is not Grouping.UNIT or wide]


def asked_for(told: dict[str, str], today: date, oversees: bool) -> Question:
    """The question of an address; the present month and what arrived where it says nothing sensible."""
    direction = Direction.OUTGOING if told.get("huong") == Direction.OUTGOING else Direction.INCOMING
    month = month_of(today)
    first, last = day_in(told.get("tu", "")) or month.first, day_in(told.get("den", "")) or month.last
    if first > last:
        first, last = month.first, month.last
    plain = Question(direction, first, last)
    wanted = told.get("theo", "")
    if wanted not in groupings(plain, oversees):
        return plain
    return Question(direction, first, last, Grouping(wanted))


def line(row: Handled) -> ReportLine:
    name, *counts = row.cells
    return ReportLine(str(name), *(number(int(count)) if count else "–" for count in counts))
