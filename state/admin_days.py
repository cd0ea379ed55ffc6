"""IT's screen of working days: what differs from the plain week, each with its decision."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import reflex as rx

from state.admin_accounts import as_date
from state.base import Office
from voffice_app.actions import people as acts
from voffice_app.db.calendar import CalendarDay, list_days
from voffice_app.domain.calendar import DayKind
from voffice_app.domain.errors import refuse
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Option, Tab
from voffice_app.words import DAY_KIND, weekday

KINDS = [Option(key, label) for key, label in DAY_KIND.items()]


@dataclass(frozen=True)
class DayLine:
    """One day of the calendar."""

    key: str
    day: str
    kind: str
    name: str
    decided_by: str
    common: bool


def line(row: CalendarDay) -> DayLine:
    return DayLine(
        row.day.isoformat(), weekday(row.day), DAY_KIND[row.kind], row.name, row.decided_by, row.unit_id is None
    )


class Days(Office):
    """One year of days."""

    year: str = ""
    years: list[Tab] = []
    lines: list[DayLine] = []
    kinds: list[Option] = KINDS
    looked: bool = False

    @rx.event
    @secured("admin")
    async def look(self) -> None:
        now = database().today().year
        asked = self.router.url.query_parameters.get("nam", "")
        self.year = asked if asked.isdecimal() and 2000 <= int(asked) <= 2100 else str(now)
        self.years = [Tab(str(y), str(y), f"/quan-tri/ngay-lam-viec?nam={y}") for y in range(now - 1, now + 2)]
        await self._load()

    @rx.event
    @secured("admin")
    async def save(self, form: dict[str, Any]) -> None:
        """Enter or change a day; without its decision nothing is written."""
        kind = str(form.get("kind", ""))
        if kind not in list(DayKind):
            raise refuse("decision_missing")
        day = as_date(str(form.get("day", "")))
        await self._act(acts.set_day, day, DayKind(kind), str(form.get("name", "")), str(form.get("decided_by", "")))
        self.year = str(day.year)
        await self._load()
        self._say("Đã lưu ngày; hạn giao từ nay tính theo lịch mới.")

    @rx.event
    @secured("admin")
    async def remove(self, key: str) -> None:
        """Make a day plain again."""
        await self._act(acts.set_day, date.fromisoformat(key), None, "", "")
        await self._load()
        self._say("Đã bỏ; ngày này lại tính như tuần thường.")

    async def _load(self) -> None:
        self.lines = [line(row) for row in await self._read(list_days, int(self.year))]
        self.looked = True
