"""IT's screen of working days: what differs from the plain week, each with its decision."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import reflex as rx

from state.admin_accounts import as_date
from state.base import Office
from voffice_app.actions import calendar as acts
from voffice_app.actions.calendar import DayForm
from voffice_app.arguments import whole
from voffice_app.db.calendar import CalendarDay, list_days
from voffice_app.db.outages import Outage
from voffice_app.db.people import list_units
from voffice_app.db.session import Session
from voffice_app.domain.calendar import DayKind
from voffice_app.domain.errors import refuse
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Option, Tab
from voffice_app.words import DAY_KIND, weekday

KINDS = [Option(key, label) for key, label in DAY_KIND.items()]
EVERYBODY = "Toàn ngành"
Row = TypeVar("Row", CalendarDay, Outage)
Line = TypeVar("Line")
SWAP = "swap_"
"""The fields of the second form of the page."""


@dataclass(frozen=True)
class DayLine:
    """One day of the calendar; ``unit_id`` "" is everybody's."""

    key: str
    unit_id: str
    day: str
    kind: str
    unit: str
    name: str
    decided_by: str


def read_days(session: Session, year: int) -> tuple[list[DayLine], list[Option]]:
    """The year's days and the units that may have days of their own."""
    return with_units(session, list_days(session, year), _line)


def with_units(
    session: Session, rows: Sequence[Row], line: Callable[[Row, str], Line]
) -> tuple[list[Line], list[Option]]:
    """Each row as a line that names whom it is for, and the units that may have such rows of their own."""
    units = [Option(str(unit.id), unit.name) for unit in list_units(session)]
    names = {unit.value: unit.label for unit in units}
    return [line(row, names.get(str(row.unit_id), EVERYBODY)) for row in rows], units


def _line(row: CalendarDay, unit: str) -> DayLine:
    return DayLine(
        row.day.isoformat(), str(row.unit_id or ""), weekday(row.day), DAY_KIND[row.kind], unit, row.name,
        row.decided_by,
    )  # fmt: skip


def moved_in_words(moved: int) -> str:
    """What the act did to open terms."""
    return f"{moved} văn bản đang mở được tính lại hạn." if moved else "Không văn bản đang mở nào đổi hạn."


def unit_of(form: dict[str, Any]) -> int | None:
    sent = str(form.get("unit_id", ""))
    return whole(sent) or None


def form_of(form: dict[str, Any]) -> DayForm:
    return DayForm(str(form.get("name", "")), str(form.get("decided_by", "")), unit_of(form))


class Days(Office):
    """One year of days."""

    year: str = ""
    years: list[Tab] = []
    lines: list[DayLine] = []
    kinds: list[Option] = KINDS
    units: list[Option] = []
    turn: int = 0
    looked: bool = False

    @rx.event
    @secured("admin")
    async def look(self) -> None:
        now = database().today().year
        asked = self.router.url.query_parameters.get("nam", "")
        self.year = asked if 2000 <= whole(asked) <= 2100 else str(now)
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
        moved = await self._act(acts.set_day, day, DayKind(kind), form_of(form))
        await self._saved(day.year, f"Đã lưu ngày. {moved_in_words(moved)}")

    @rx.event
    @secured("admin")
    async def swap(self, form: dict[str, Any]) -> None:
        """A Saturday worked for a weekday off: one decision, one act."""
        worked, off = as_date(str(form.get("worked", ""))), as_date(str(form.get("off", "")))
        fields = {name.removeprefix(SWAP): value for name, value in form.items()}
        moved = await self._act(acts.swap_days, worked, off, form_of(fields))
        await self._saved(off.year, f"Đã đổi ngày. {moved_in_words(moved)}")

    @rx.event
    @secured("admin")
    async def remove(self, key: str, unit_id: str) -> None:
        """Make a day plain again."""
        day = as_date(key)
        moved = await self._act(acts.clear_day, day, unit_of({"unit_id": unit_id}))
        await self._saved(day.year, f"Đã bỏ; ngày này lại tính như tuần thường. {moved_in_words(moved)}")

    async def _saved(self, year: int, told: str) -> None:
        self.year, self.turn = str(year), self.turn + 1
        await self._load()
        self._say(told)

    async def _load(self) -> None:
        self.lines, self.units = await self._read(read_days, int(self.year))
        self.looked = True
