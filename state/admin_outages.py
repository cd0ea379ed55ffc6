"""IT's screen of outages: what was down, from when to when, and which days it took (QC 3.2)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import reflex as rx

from state.admin_accounts import as_date
from state.admin_days import moved_in_words, unit_of, with_units
from state.base import Office
from voffice_app.actions import calendar as acts
from voffice_app.actions.calendar import OutageForm
from voffice_app.db.outages import Outage, list_outages
from voffice_app.db.session import Session
from voffice_app.domain.calendar import VIETNAM, vietnam_date
from voffice_app.domain.errors import refuse
from voffice_app.domain.outages import HALF_A_DAY, lost_days
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Option
from voffice_app.words import clock, day, moment

AT = "/quan-tri/su-co"


@dataclass(frozen=True)
class OutageLine:
    """One declared outage; ``standing`` while it was not withdrawn."""

    id: int
    period: str
    what: str
    reason: str
    unit: str
    took: str
    standing: bool


def read_outages(session: Session, year: int) -> tuple[list[OutageLine], list[Option]]:
    """The year's outages and the units that may have had one of their own."""
    return with_units(session, list_outages(session, year), _line)


def _line(row: Outage, unit: str) -> OutageLine:
    return OutageLine(
        row.id or 0, period(row), row.what, row.reason, unit, took(row),
        row.withdrawn_at is None,
    )  # fmt: skip


def period(row: Outage) -> str:
    """08:05 – 14:25 03/11/2026, or both days."""
    same = vietnam_date(row.from_at) == vietnam_date(row.to_at)
    return f"{clock(row.from_at) if same else moment(row.from_at)} – {moment(row.to_at)}"


def took(row: Outage) -> str:
    """The days that this outage alone takes from whoever has no rule of their own."""
    if row.withdrawn_at is not None:
        return f"Đã rút {day(row.withdrawn_at)}"
    lost = sorted(lost_days([row.window], lambda _: HALF_A_DAY))
    return ", ".join(day(each) for each in lost) if lost else "Không mất ngày nào"


def instant(form: dict[str, Any], name: str) -> datetime:
    """The date and the time of day that were typed, in Vietnam. Raises Refused when they are none."""
    on: date = as_date(str(form.get(f"{name}_on", "")))
    try:
        at = time.fromisoformat(str(form.get(f"{name}_at", "")).strip().zfill(5))
    except ValueError:
        raise refuse("outage_times_wrong") from None
    return datetime.combine(on, at.replace(tzinfo=None), VIETNAM)


class Outages(Office):
    """This year's outages."""

    lines: list[OutageLine] = []
    units: list[Option] = []
    turn: int = 0
    looked: bool = False

    @rx.event
    @secured("admin")
    async def look(self) -> None:
        self.lines, self.units = await self._read(read_outages, database().today().year)
        self.looked = True

    @rx.event
    @secured("admin")
    async def declare(self, form: dict[str, Any]) -> None:
        """What was down, with its reason; the terms that ended on a lost day move."""
        wanted = OutageForm(
            instant(form, "from"), instant(form, "to"), str(form.get("what", "")), str(form.get("reason", "")),
            unit_of(form),
        )  # fmt: skip
        _, moved = await self._act(acts.declare_outage, wanted)
        self.turn += 1
        await self.look()
        self._say(f"Đã khai báo sự cố. {moved_in_words(moved)}")

    @rx.event
    @secured("admin")
    async def withdraw(self, outage_id: int) -> None:
        """Declared by mistake."""
        moved = await self._act(acts.withdraw_outage, outage_id)
        await self.look()
        self._say(f"Đã rút khai báo; dòng này vẫn đọc được. {moved_in_words(moved)}")
