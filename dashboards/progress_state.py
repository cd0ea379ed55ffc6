"""The progress dashboard: what waits where, what is late and with whom; every figure opens its rows."""

from dataclasses import dataclass
from datetime import date, timedelta

import plotly.graph_objects as go
import reflex as rx

from dashboards import charts, findings
from state.base import Office
from voffice_app.db import figures, incoming_lists, outgoing_lists
from voffice_app.db.figures import PersonLoad, Timeliness, UnitLoad
from voffice_app.db.session import Session
from voffice_app.domain.people import Actor, UnitKind
from voffice_app.domain.periods import Period, before, read_period, recent
from voffice_app.domain.scoring import SchoolFacts
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Bar, Option
from voffice_app.words import LEVEL, number

INWARD = (("to_register", "Chờ vào sổ"), ("to_submit", "Chờ trình"), ("to_assign", "Chờ phân công"))
OUTWARD = (
    ("submitted", "Chờ phê duyệt"), ("to_check", "Chờ duyệt thể thức"), ("to_number", "Chờ cấp số"),
    ("numbered", "Chờ lãnh đạo ký"), ("to_seal", "Chờ đóng dấu, ban hành"),
)  # fmt: skip
SHOWN_SCHOOLS = 12


@dataclass(frozen=True)
class Reading:
    """Everything one look at the dashboard reads."""

    now: Timeliness
    before: Timeliness
    people: list[PersonLoad]
    stages: list[tuple[str, str, int]]
    days: list[tuple[date, int, int]]
    schools: list[UnitLoad]
    facts: list[SchoolFacts]


@dataclass(frozen=True)
class SchoolLine:
    """One school with something late or waiting."""

    name: str
    level: str
    waiting: str
    open: str
    overdue: str
    href: str


def period_name(period: Period) -> str:
    if period.is_month:
        return f"Tháng {period.first.month}/{period.first.year}"
    return f"Năm học {period.first.year}–{period.last.year}"


def period_options(today: date) -> list[Option]:
    return [Option(period.key, period_name(period)) for period in recent(today)]


def read(session: Session, actor: Actor, period: Period, today: date) -> Reading:
    """A fixed number of queries, whatever the size of the office."""
    unit_id = actor.unit_id
    inward = incoming_lists.count_tabs(session, actor, today, *[tab for tab, _ in INWARD])
    outward = outgoing_lists.count_tabs(session, actor, *[tab for tab, _ in OUTWARD])
    stages = [(label, f"/van-ban-den?tab={tab}", inward[tab]) for tab, label in INWARD]
    stages += [(label, f"/van-ban-di?tab={tab}", outward[tab]) for tab, label in OUTWARD]
    earlier = before(period)
    oversees = actor.unit_kind is UnitKind.OFFICE
    return Reading(
        now=figures.timeliness(session, unit_id, period.first, period.last, today),
        before=figures.timeliness(session, unit_id, earlier.first, earlier.last, today),
        people=figures.list_person_loads(session, unit_id, today),
        stages=stages,
        days=figures.list_due_days(session, unit_id, today - timedelta(days=365), today, today),
        schools=figures.list_unit_loads(session, today) if oversees else [],
        facts=figures.school_facts(session, period.first, period.last, today) if oversees else [],
    )


def _bars(rows: list[tuple[str, str, int, int]]) -> list[Bar]:
    longest = max((count for _, _, count, _ in rows), default=0) or 1
    return [
        Bar(
            label, number(count), round(100 * count / longest, 1), f"{number(late)} quá hạn" if late else "",
            round(100 * late / longest, 1), href,
        )
        for label, href, count, late in rows
    ]  # fmt: skip


class Progress(Office):
    """What the dashboard shows."""

    period: str = ""
    periods: list[Option] = []
    finding: str = ""
    below: str = ""
    in_time: str = ""
    in_time_note: str = ""
    in_time_tone: str = ""
    overdue: str = ""
    overdue_note: str = ""
    overdue_tone: str = ""
    days: str = ""
    days_note: str = ""
    days_tone: str = ""
    schools: str = ""
    schools_note: str = ""
    people_title: str = ""
    people: list[Bar] = []
    stages: list[Bar] = []
    lines: list[SchoolLine] = []
    chart: go.Figure = go.Figure()
    has_chart: bool = False
    is_office: bool = False
    looked: bool = False

    @rx.event
    @secured("figures.read")
    async def look(self) -> None:
        """Read everything once and say what was found."""
        actor, today = await self._actor(), database().today()
        period = read_period(self.router.url.query_parameters.get("ky", ""), today)
        found = await self._read(read, actor, period, today)
        self.is_office = actor.unit_kind is UnitKind.OFFICE
        self.period, self.periods = period.key, period_options(today)
        self._tell_figures(found, period)
        self._tell_loads(found)
        months = await self._run(charts.monthly, found.days)
        self.has_chart = len(months) > 1
        self.chart = await self._run(charts.trend, months) if self.has_chart else go.Figure()
        self.looked = True

    @rx.event
    @secured("figures.read")
    async def choose(self, key: str) -> rx.event.EventSpec:
        """Another period: an address of its own."""
        return rx.redirect(f"/tien-do?ky={read_period(key, database().today()).key}")

    def _tell_figures(self, found: Reading, period: Period) -> None:
        late = sum(load.overdue for load in found.people)
        now, then = findings.share(found.now), findings.share(found.before)
        self.finding = findings.progress_title(found.now, found.before, late)
        self.below = f"{period_name(period)} · so với {period_name(before(period)).lower()}"
        self.in_time = f"{number(now, 1)} %" if now is not None else "—"
        self.in_time_note, self.in_time_tone = findings.change(now, then, "điểm")
        self.overdue, self.overdue_tone = number(late), "red" if late else ""
        holders = sum(1 for load in found.people if load.overdue)
        self.overdue_note = f"ở {number(holders)} người chủ trì" if late else "không có văn bản nào"
        self.days = f"{number(found.now.median_days, 1)} ngày" if found.now.median_days is not None else "—"
        self.days_note, self.days_tone = findings.change(
            found.now.median_days, found.before.median_days, "ngày", less_is_better=True
        )
        judged = [facts for facts in found.facts if facts.to_acknowledge]
        all_in_time = sum(1 for facts in judged if facts.acknowledged_in_time == facts.to_acknowledge)
        self.schools = f"{number(all_in_time)} / {number(len(judged))}"
        self.schools_note = f"{number(len(judged) - all_in_time)} trường còn tiếp nhận chậm"

    def _tell_loads(self, found: Reading) -> None:
        self.people_title = findings.people_title(found.people)
        self.people = _bars(
            [(p.name, f"/van-ban-den?tab=open&lead={p.position_id}", p.open, p.overdue) for p in found.people[:10]]
        )
        self.stages = _bars([(label, href, count, 0) for label, href, count in found.stages])
        worst = [load for load in found.schools if load.overdue or load.waiting][:SHOWN_SCHOOLS]
        self.lines = [
            SchoolLine(
                load.name, LEVEL.get(load.level, ""), number(load.waiting), number(load.open), number(load.overdue),
                f"/theo-doi/{load.unit_id}?muc=overdue",
            )
            for load in worst
        ]  # fmt: skip
