"""The rows behind one figure of one unit."""

from dataclasses import dataclass

import reflex as rx

from dashboards.progress_state import period_name
from state.base import Office
from voffice_app.arguments import whole
from voffice_app.db import people
from voffice_app.db.figure_rows import KINDS, FactRow, list_facts
from voffice_app.domain.errors import Refused, not_visible
from voffice_app.domain.people import Actor
from voffice_app.domain.periods import read_period
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Tab
from voffice_app.words import INCOMING_STATUS, day

OWN = "don-vi"
LABELS = {
    "overdue": "Đang quá hạn",
    "waiting": "Chờ tiếp nhận, phân công",
    "open": "Đang xử lý",
    "acknowledged": "Đến hạn vào sổ",
    "acknowledged_late": "Vào sổ chậm",
    "finished": "Đến hạn xử lý",
    "finished_late": "Xử lý quá hạn",
}


@dataclass(frozen=True)
class FactLine:
    """One counted document, ready to read; ``late`` says in which way it cost points."""

    reference: str
    abstract: str
    issuing_body: str
    status: str
    status_word: str
    arrived: str
    registered: str
    registered_late: bool
    due: str
    completed: str
    completed_late: bool
    href: str


def line(row: FactRow, own: bool) -> FactLine:
    done_late = bool(row.completed_on and row.completed_on > row.due_sort)
    return FactLine(
        reference=row.reference or "(chưa vào sổ)", abstract=row.abstract or "Văn bản riêng của trường",
        issuing_body=row.issuing_body, status=str(row.status), status_word=INCOMING_STATUS[row.status],
        arrived=day(row.arrived_on), registered=f"{day(row.registered_on)} (hạn {day(row.register_due_on)})",
        registered_late=bool(row.registered_on and row.registered_on > row.register_due_on),
        due=day(row.due_on), completed=day(row.completed_on), completed_late=done_late,
        href=f"/van-ban-den/{row.id}" if own else "",
    )  # fmt: skip


def as_number(text: str) -> int | None:
    """A number of an address, small enough for the database."""
    return whole(text) or None


def asked_unit(text: str, actor: Actor) -> int:
    """The unit an address names, when this person may look at it: the own one, or a school for the office."""
    unit_id = actor.unit_id if text == OWN else as_number(text)
    if unit_id is None or (unit_id != actor.unit_id and not actor.oversees_schools):
        raise not_visible()
    return unit_id


class Facts(Office):
    """One page of rows behind a figure."""

    finding: str = ""
    below: str = ""
    kind: str = ""
    kinds: list[Tab] = []
    lines: list[FactLine] = []
    following: str = ""
    looked: bool = False

    @rx.event
    @secured("figures.read")
    async def look(self) -> None:
        """Only rows the person may follow: the unit is checked before anything is read."""
        actor, today = await self._actor(), database().today()
        asked = self.router.url.query_parameters
        named = self.router.url.path.rstrip("/").rsplit("/", 1)[-1]
        try:
            unit_id = asked_unit(named, actor)
            unit = await self._read(people.load_unit, unit_id)
        except Refused:
            return self._show_nothing()
        period = read_period(asked.get("ky", ""), today)
        self.kind = asked.get("muc", "") if asked.get("muc", "") in KINDS else "overdue"
        after = as_number(asked.get("sau", ""))
        rows, more = await self._read(list_facts, actor, unit_id, self.kind, period, today, after)
        self.lines = [line(row, unit_id == actor.unit_id) for row in rows]
        base = f"/theo-doi/{named}?ky={period.key}&muc="
        self.following = f"{base}{self.kind}&sau={rows[-1].id}" if more else ""
        self.kinds = [Tab(key, label, f"{base}{key}") for key, label in LABELS.items()]
        self.finding, self.below = unit.name, f"{LABELS[self.kind]} · {period_name(period)}"
        self.looked = True

    def _show_nothing(self) -> None:
        """Said in the page itself: a table that never fills would look like a slow network."""
        self.lines, self.kinds, self.following = [], [], ""
        self.finding, self.below = "Không có số liệu này", "Đơn vị không có, hoặc bạn không có quyền xem."
        self.looked = True
