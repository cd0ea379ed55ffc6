"""One outgoing document on its screen: the page, the next act, its whole life. Acts are in `outgoing_acts.py`."""

from collections.abc import AsyncIterator
from datetime import datetime

import reflex as rx

from state import outgoing_boxes as boxes
from state import outgoing_facts as told
from state import outgoing_files as kept
from state import outgoing_steps as steps
from state.base import Office
from state.long_term import version_in_words
from state.menu import menu as rail
from state.outgoing_address import LIST, Asked
from state.outgoing_files import FileLine
from state.outgoing_opened import Opened, read_opened
from state.outgoing_steps import Offer
from state.paper import PDF, page_sizes
from state.signatures import report_of
from voffice_app.db.files import DocumentFile
from voffice_app.domain.errors import NotVisible
from voffice_app.house import database, office
from voffice_app.policy import secured
from voffice_app.shapes import Box, Entry, Fact, Option, PageSize, Seal, Tab
from voffice_app.words.outgoing import FILE_KIND, TAB, VERSION


class OutgoingDetail(Office):
    """Everything here may be seen by the person of this page now; it is emptied on leaving."""

    opened_id: int = 0
    looked: bool = False
    absent: bool = False

    reference: str = ""
    title: str = ""
    below: str = ""
    status: str = ""
    urgency: str = ""
    list_href: str = LIST
    list_label: str = ""
    previous: str = ""
    following: str = ""

    pages_at: str = ""
    pages: list[PageSize] = []
    overlay: list[Box] = []
    place: Box | None = None
    placing: str = ""
    missing: str = ""
    may_place: bool = False
    may_place_initial: bool = False
    versions: list[Tab] = []
    version: str = ""

    offers: list[Offer] = []
    blocked: list[str] = []
    asking: str = ""
    pin_for: str = ""
    way: str = ""
    download_href: str = ""
    certificate: str = ""
    certificate_below: str = ""
    bound_days: list[Option] = []
    bound_day: str = ""
    imprint_pending: bool = False
    numbers_at_issue: bool = False
    recipient_count: int = 0

    returned_by: str = ""
    returned_because: str = ""
    facts: list[Fact] = []
    recipients: list[str] = []
    seals: list[Seal] = []
    outcome: str = ""
    objections: list[str] = []
    files: list[FileLine] = []
    history: list[Entry] = []

    _seen_file: int = 0
    _seen_at: datetime | None = None

    @rx.event
    @secured("outgoing.read")
    async def look(self) -> AsyncIterator[None]:
        """Open the document that the address names; the one before it leaves the screen at once."""
        asked_id = self._number()
        if asked_id != self.opened_id:
            self._empty()
            self.opened_id = asked_id
            yield
        await self._show()

    @rx.event
    @secured("outgoing.read")
    async def leave(self) -> None:
        """Nothing of a document is kept for a page nobody looks at."""
        self._empty()

    def _empty(self) -> None:
        fresh = OutgoingDetail.get_fields()
        for name in OutgoingDetail.base_vars:
            setattr(self, name, fresh[name].default_value())

    async def _show(self) -> None:
        """Read the document anew and show it; said plainly when there is none for this person."""
        actor = await self._actor()
        asked = Asked.read(self.router.url.query_parameters)
        try:
            opened = await self._read(read_opened, office(), actor, self.opened_id, asked)
        except NotVisible:
            self._empty()
            self.absent = self.looked = True
            return
        current = await self._show_pages(opened, asked)
        self._show_head(opened, asked)
        self._show_steps(opened, not current)
        self._show_life(opened)
        self.menu = await self._read(rail, actor, database())
        self.looked, self.absent = True, False

    async def _show_pages(self, opened: Opened, asked: Asked) -> bool:
        """The version the address asks for, else the one that counts; whether it is the one that counts."""
        wanted = self.router.url.query_parameters.get("tep", "")
        papers = [file for file in opened.files if file.media_type == PDF]
        shown = next((file for file in papers if str(file.id) == wanted), None) or opened.current
        current = shown is opened.current
        self.pages = list(await self._run(page_sizes, shown.sha256)) if shown else []
        self.pages_at = f"/api/pages/{shown.id}" if shown else ""
        self.version = str(shown.id) if shown else ""
        self._seen_file = opened.document.current_file_id or 0
        self._seen_at = opened.document.changed_at
        self.versions = _versions(papers, asked.href_of(self.opened_id)) if len(papers) > 1 else []
        self.missing = boxes.missing(opened)
        self.may_place = shown is not None and current and "edit" in opened.offers
        self.may_place_initial = self.may_place and not opened.document.initialed
        self.placing = (self.placing or self.missing) if self.may_place else ""
        self.overlay = boxes.fixed(opened, self.placing) if current and shown else []
        last = self.pages[-1] if self.pages else PageSize(595, 842)
        self.place = boxes.movable(opened, self.placing, len(self.pages) - 1, last.width, last.height)
        self.seals, self.outcome, self.objections = report_of(shown)
        return current

    def _show_head(self, opened: Opened, asked: Asked) -> None:
        document = opened.document
        self.reference, self.title = document.reference, steps.title(opened)
        self.below = f"{document.abstract} · {told.recipients_in_words(opened)}"
        self.status, self.urgency = document.facts().standing, str(document.urgency)
        self.numbers_at_issue = document.numbers_at_issue
        self.list_href, self.list_label = asked.href(), TAB.get(asked.tab, "")
        self.previous = asked.href_of(opened.previous.id) if opened.previous else ""
        self.following = asked.href_of(opened.following.id) if opened.following else ""

    def _show_steps(self, opened: Opened, old: bool) -> None:
        self.offers, self.blocked = steps.offers(opened, old), steps.blocked(opened, old)
        names = {offer.step for offer in self.offers}
        self.asking = self.asking if self.asking in names else ""
        ready = [step for step in ("sign", "seal") if step in names and not old and not opened.offers[step]]
        self.pin_for = ready[0] if ready else ""
        self.way = told.way_of(opened)
        self.download_href = f"/api/files/{opened.document.current_file_id}" if self.pin_for else ""
        self.certificate, self.certificate_below = told.certificate_in_words(opened)
        self.bound_days = steps.bound_days(opened)
        self.bound_day = self.bound_days[0].value if self.bound_days else ""
        self.imprint_pending = opened.document.imprint_pending
        self.returned_by, self.returned_because = steps.returned_because(opened)

    def _show_life(self, opened: Opened) -> None:
        self.facts, self.history = told.facts(opened), told.history(opened)
        self.recipients = [unit.name for unit in opened.recipients]
        self.recipient_count = len(opened.recipients)
        self.files = kept.file_lines(opened)


def _versions(papers: list[DocumentFile], href: str) -> list[Tab]:
    """Tabs over the page, the newest first."""
    join = "&" if "?" in href else "?"
    return [
        Tab(str(file.id), version_in_words(file, FILE_KIND | VERSION), f"{href}{join}tep={file.id}")
        for file in reversed(papers)
    ]
