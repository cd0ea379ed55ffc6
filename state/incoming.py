"""The list of incoming documents: one page of rows, the tabs of the role, filters kept in the address."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import reflex as rx

from state.base import Office
from state.incoming_address import LIST, QUEUES, SOMETIMES, Asked, first_tab, tabs_of
from state.incoming_rows import IncomingLine, line
from voffice_app.db import people
from voffice_app.db.incoming_details import Beside, find_beside
from voffice_app.db.incoming_lists import IncomingRow, count_tabs, list_incoming
from voffice_app.db.session import Session
from voffice_app.domain.people import Actor, Role
from voffice_app.domain.permissions import Permission, may
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Option, Tab
from voffice_app.words import SOURCE, URGENCY, count
from voffice_app.words.incoming import EMPTY, EMPTY_FOUND, EMPTY_OTHER, TAB
from voffice_app.words.outgoing import SUBJECT_AREAS

AREA_OPTIONS = [Option(area, area) for area in SUBJECT_AREAS]
URGENCY_OPTIONS = [Option(key, label) for key, label in URGENCY.items()]
SOURCE_OPTIONS = [Option(key, label) for key, label in SOURCE.items()]
ALERTS = ("overdue",)


@dataclass(frozen=True)
class Page:
    """What one look at the list found."""

    asked: Asked
    counts: dict[str, int]
    rows: list[IncomingRow]
    beside: dict[int, Beside]
    leads: list[Option]
    today: date
    previous: str = ""
    following: str = ""


def read_page(session: Session, actor: Actor, today: date, asked: Asked) -> Page:
    """The tabs' counters and one page; counter and rows come from one condition."""
    counts = count_tabs(session, actor, today, *tabs_of(actor, asked.tab))
    asked = asked if asked.tab else replace(asked, tab=first_tab(actor, counts))
    backward = asked.key(asked.before)
    key = backward or asked.key(asked.after)
    descending = asked.descending is not bool(backward)
    rows, more = list_incoming(session, actor, today, asked.filter(), asked.order, descending, key)
    rows = rows[::-1] if backward else rows
    earlier, later = (more, True) if backward else (key is not None, more)
    return Page(
        asked, counts, rows, find_beside(session, actor, [row.id for row in rows]),
        [Option(str(p.position_id), p.full_name) for p in people.list_people(session, actor.unit_id, today)
         if p.role is not Role.IT], today,
        asked.href(before=key_of(asked, rows[0])) if earlier and rows else "",
        asked.href(after=key_of(asked, rows[-1])) if later and rows else "",
    )  # fmt: skip


def key_of(asked: Asked, row: IncomingRow) -> str:
    """The paging key of a row in the order asked for."""
    keys: dict[str, object] = {
        "arrived": row.arrived_on, "due": row.due_sort, "number": row.book_order, "queue": row.queue_on,
    }  # fmt: skip
    return f"{keys[asked.order]}~{row.id}"


def tabs(page: Page, actor: Actor) -> list[Tab]:
    fresh = Asked(sort=page.asked.sort)
    return [
        Tab(key, TAB[key], fresh.href(tab=key), count(page.counts[key]), key in ALERTS and page.counts[key] > 0)
        for key in tabs_of(actor, page.asked.tab)
        if key not in SOMETIMES or page.counts[key] or key == page.asked.tab
    ]


def finding(page: Page, actor: Actor) -> tuple[str, str]:
    """The title says what waits for this person, the line below how the unit stands."""
    waiting = [(page.counts[key], TAB[key].lower()) for key in QUEUES[actor.role] if page.counts.get(key)]
    told = ", ".join(f"{count(n)} {label}" for n, label in waiting)
    late = page.counts.get("overdue", 0)
    below = f"{count(late)} quá hạn trong toàn đơn vị" if late else "Không có văn bản nào quá hạn trong đơn vị"
    return f"Văn bản đến: {told}" if told else "Văn bản đến", below


class IncomingList(Office):
    """One view of the list; everything that was asked stands in the address."""

    rows: list[IncomingLine] = []
    tabs: list[Tab] = []
    leads: list[Option] = []
    tab: str = ""
    words: str = ""
    urgency: str = ""
    source: str = ""
    subject_area: str = ""
    lead: str = ""
    sort: str = ""
    previous: str = ""
    following: str = ""
    summary: str = ""
    finding: str = ""
    below: str = ""
    empty_title: str = ""
    empty_hint: str = ""
    narrowed: bool = False
    clear_href: str = LIST
    may_register: bool = False
    looked: bool = False

    _asked: Asked = Asked()

    @rx.event
    @secured("incoming.read")
    async def look(self) -> None:
        """Read the page that the address asks for."""
        actor = await self._actor()
        wanted = Asked.read(self.router.url.query_parameters)
        page = await self._read(read_page, actor, database().today(), wanted)
        self._asked = asked = page.asked
        self.rows, self.leads = [line(row, page.beside[row.id], asked, page.today) for row in page.rows], page.leads
        self.tabs, (self.finding, self.below) = tabs(page, actor), finding(page, actor)
        self.tab, self.words, self.sort, self.lead = asked.tab, asked.words, asked.sorted_by, asked.lead
        self.urgency, self.source, self.subject_area = asked.urgency, asked.source, asked.subject_area
        self.previous, self.following = page.previous, page.following
        self.summary = f"{len(page.rows)} văn bản trên trang này" if page.rows else ""
        self.narrowed, self.clear_href = asked.narrowed, Asked(tab=asked.tab, sort=asked.sort).href()
        self.empty_title, self.empty_hint = EMPTY_FOUND if asked.narrowed else EMPTY.get(asked.tab, EMPTY_OTHER)
        self.may_register = may(actor, Permission.INCOMING_REGISTER)
        self.looked = True

    @rx.event
    @secured("incoming.read")
    async def narrow(self, form: dict[str, Any]) -> Any:
        """The words and filters of the bar become an address."""
        wanted = Asked.read({name: str(value or "") for name, value in form.items()})
        return rx.redirect(
            self._asked.href(
                words=wanted.words, urgency=wanted.urgency, source=wanted.source,
                subject_area=wanted.subject_area, lead=wanted.lead,
            )
        )  # fmt: skip

    @rx.event
    @secured("incoming.read")
    async def sort_by(self, sort: str) -> Any:
        """Another order becomes an address."""
        return rx.redirect(self._asked.href(sort=Asked.read({"xep": sort}).sort))

    @rx.event
    @secured("incoming.read")
    async def leave(self) -> None:
        """Rows are not kept for a page nobody looks at."""
        self.rows, self.looked = [], False
