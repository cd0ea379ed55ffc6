"""The signing queue: what waits, a pile chosen for one PIN, and how it gets on, also after coming back."""

import reflex as rx

from state import signing_rows as view
from state.base import Office
from state.menu import menu as rail
from state.signing_address import Asked
from state.signing_rows import FateLine, QueueLine
from voffice_app.db.signing_lists import find_newest_batch, kind_of
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Tab
from voffice_app.words.signing_queue import EMPTY, PROGRESS, PROGRESS_FAILED

LONGEST_TICKS = 660
"""Seconds a page follows a batch: a little more than an attempt lives."""


class SigningQueue(Office):
    """One tab of the queue; the PIN goes past it, from the form straight to the route."""

    rows: list[QueueLine] = []
    tabs: list[Tab] = []
    tab: str = ""
    previous: str = ""
    following: str = ""
    summary: str = ""
    finding: str = ""
    empty_title: str = ""
    empty_hint: str = ""
    looked: bool = False

    kind: str = ""
    way: str = ""
    certificate: str = ""
    hindered: str = ""
    chosen: list[int] = []
    chosen_lines: list[QueueLine] = []
    pickable: bool = False
    whole_page: bool = False

    batch: str = ""
    fates: list[FateLine] = []
    progress: str = ""
    percent: int = 0
    reason: str = ""
    running: bool = False
    left_out: str = ""

    _ticks: int = 0
    _known: str = ""

    @rx.event
    @secured("outgoing.sign")
    async def look(self) -> None:
        """Read the page that the address asks for; a batch that is still being signed comes back into view."""
        self.chosen = []
        running = await self._show()
        if running and running != self.batch:
            self.batch, self._ticks, self.left_out = running, 0, ""
        self._known = await self._read(find_newest_batch, await self._actor())
        await self._follow()

    @rx.event
    @secured("outgoing.sign")
    async def choose(self, document_id: int) -> None:
        """Take a document into the pile, or out of it."""
        self._put_away()
        pickable = {row.id for row in self.rows if row.pickable}
        kept = [number for number in self.chosen if number != document_id]
        if document_id in pickable and document_id not in self.chosen:
            kept = [*kept, document_id][: view.MOST]
        self._choose(kept)

    @rx.event
    @secured("outgoing.sign")
    async def choose_page(self) -> None:
        """All documents of the page, or none when all were chosen."""
        self._put_away()
        pickable = [row.id for row in self.rows if row.pickable][: view.MOST]
        self._choose([] if self.whole_page else pickable)

    @rx.event
    @secured("outgoing.sign")
    async def begun(self, ok: bool, code: str) -> None:
        """The key was asked, wherever it is. Whatever batch came of it is shown; the attempts tell the rest."""
        actor, wanted = await self._actor(), self.chosen
        newest = await self._read(find_newest_batch, actor)
        if newest != self._known:
            self.batch = self._known = newest
            lost = await self._read(view.left_out, actor, wanted, newest)
            self.left_out, self.chosen, self._ticks = ", ".join(lost), [], 0
        await self._show()
        await self._follow()

    @rx.event
    @secured("outgoing.sign")
    async def tick(self) -> None:
        """A second went by while a batch is being signed."""
        self._ticks += 1
        was = self.progress
        await self._follow()
        if self.progress != was or not self.running:
            await self._show()
            self.menu = await self._read(rail, await self._actor(), database())

    @rx.event
    @secured("outgoing.sign")
    async def put_away(self) -> None:
        """The batch is read; the place is free for the next one."""
        self._put_away()

    @rx.event
    @secured("outgoing.sign")
    async def leave(self) -> None:
        """Nothing is kept for a page nobody looks at; what is being signed goes on."""
        self.rows, self.chosen, self.chosen_lines, self.looked = [], [], [], False
        self.running = False
        self._put_away()

    def _put_away(self) -> None:
        """A batch that is still being signed keeps its place."""
        if not self.running:
            self.batch, self.fates, self.progress, self.reason, self.left_out = "", [], "", "", ""

    async def _show(self) -> str:
        """The rows anew; the batch that is being signed now, if any."""
        actor, now = await self._actor(), database().clock()
        page = await self._read(view.read_page, actor, Asked.read(self.router.url.query_parameters), now)
        self.kind, self.tab = kind_of(actor), page.asked.tab
        self.rows = [view.line(row, actor, self.tab, now) for row in page.rows]
        self.tabs, self.finding = view.tabs(page, actor), view.finding(page, actor)
        self.previous, self.following = page.previous, page.following
        self.summary = f"{len(page.rows)} văn bản trên trang này" if page.rows else ""
        self.empty_title, self.empty_hint = EMPTY[self.kind][self.tab]
        self.way, self.certificate, self.hindered = await self._read(view.key_of, actor, now)
        self._choose([number for number in self.chosen if any(row.id == number for row in self.rows)])
        self.looked = True
        return page.running

    def _choose(self, numbers: list[int]) -> None:
        pickable = {row.id: row for row in self.rows if row.pickable}
        self.chosen = [number for number in numbers if number in pickable]
        self.chosen_lines = [pickable[number] for number in self.chosen]
        self.pickable = bool(pickable)
        self.whole_page = bool(pickable) and len(self.chosen) == min(len(pickable), view.MOST)

    async def _follow(self) -> None:
        """How the batch stands; the page stops asking when all has ended, or far too long has gone by."""
        if not self.batch:
            return
        actor = await self._actor()
        self.fates = await self._read(view.fates, actor, self.batch, database().clock())
        self.reason = view.shared_reason(self.fates)
        states = [fate.state for fate in self.fates]
        done, failed, total = states.count("done"), states.count("failed"), len(states)
        told = [PROGRESS[self.kind].format(done=done, total=total)]
        told += [PROGRESS_FAILED.format(failed=failed)] if failed else []
        self.progress, self.percent = ", ".join(told), round(100 * (done + failed) / total) if total else 100
        self.running = done + failed < total and self._ticks < LONGEST_TICKS
