"""The list of outgoing documents: one page of rows, the tabs of the role, filters kept in the address."""

from typing import Any

import reflex as rx

from state import outgoing_rows as view
from state.base import Office
from state.outgoing_address import Asked
from state.outgoing_rows import OutgoingLine
from voffice_app.domain.permissions import Permission, may
from voffice_app.policy import secured
from voffice_app.shapes import Tab
from voffice_app.words.outgoing import EMPTY, EMPTY_FOUND, EMPTY_OTHER


class OutgoingList(Office):
    """One view of the list; everything that was asked stands in the address."""

    rows: list[OutgoingLine] = []
    tabs: list[Tab] = []
    tab: str = ""
    words: str = ""
    type_key: str = ""
    urgency: str = ""
    subject_area: str = ""
    sort: str = ""
    previous: str = ""
    following: str = ""
    summary: str = ""
    finding: str = ""
    empty_title: str = ""
    empty_hint: str = ""
    narrowed: bool = False
    clear_href: str = ""
    may_draft: bool = False
    looked: bool = False

    _asked: Asked = Asked()

    @rx.event
    @secured("outgoing.read")
    async def look(self) -> None:
        """Read the page that the address asks for."""
        actor = await self._actor()
        page = await self._read(view.read_page, actor, Asked.read(self.router.url.query_parameters))
        self._asked = asked = page.asked
        self.rows = [view.line(row, asked) for row in page.rows]
        self.tabs, self.finding = view.tabs(page, actor), view.finding(page, actor)
        self.tab, self.words, self.sort = asked.tab, asked.words, asked.sorted_by
        self.type_key, self.urgency, self.subject_area = asked.type_key, asked.urgency, asked.subject_area
        self.previous, self.following = page.previous, page.following
        self.summary = f"{len(page.rows)} văn bản trên trang này" if page.rows else ""
        self.narrowed, self.clear_href = asked.narrowed, Asked(tab=asked.tab, sort=asked.sort).href()
        self.empty_title, self.empty_hint = EMPTY_FOUND if asked.narrowed else EMPTY.get(asked.tab, EMPTY_OTHER)
        self.may_draft = may(actor, Permission.OUTGOING_DRAFT)
        self.looked = True

    @rx.event
    @secured("outgoing.read")
    async def narrow(self, form: dict[str, Any]) -> Any:
        """The words and filters of the bar become an address."""
        wanted = Asked.read({name: str(value or "") for name, value in form.items()})
        return rx.redirect(
            self._asked.href(
                words=wanted.words, type_key=wanted.type_key, urgency=wanted.urgency,
                subject_area=wanted.subject_area,
            )
        )  # fmt: skip

    @rx.event
    @secured("outgoing.read")
    async def sort_by(self, sort: str) -> Any:
        """Another order becomes an address."""
        return rx.redirect(self._asked.href(sort=Asked.read({"xep": sort}).sort))

    @rx.event
    @secured("outgoing.read")
    async def leave(self) -> None:
        """Rows are not kept for a page nobody looks at."""
        self.rows, self.looked = [], False
