"""One incoming document on its screen: the page, the next act, its whole life. Acts are in `incoming_acts.py`."""

import reflex as rx

from state import incoming_view as view
from state.base import Office
from state.incoming_address import LIST, Asked
from state.incoming_history import history, returned_because
from state.incoming_opened import Opened, read_opened
from state.incoming_view import FileLine, Offer
from state.incoming_work_rows import Work
from state.incoming_work_view import work_of
from state.menu import menu as rail
from state.paper import PDF, page_sizes
from state.signatures import differences_of, report_of
from voffice_app.actions import assigning
from voffice_app.db.files import DocumentFile
from voffice_app.domain.errors import NotVisible
from voffice_app.domain.incoming import AssignmentKind
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Entry, Fact, Option, PageSize, Seal, Tab
from voffice_app.words.incoming import TAB


class IncomingDetail(Office):
    """Everything here may be seen by the person of this page now; it is emptied on leaving."""

    opened_id: int = 0
    looked: bool = False
    absent: bool = False

    reference: str = ""
    title: str = ""
    abstract: str = ""
    status: str = ""
    urgency: str = ""
    list_href: str = LIST
    list_label: str = ""
    previous: str = ""
    following: str = ""

    pages_at: str = ""
    pages: list[PageSize] = []
    papers: list[Tab] = []
    paper: str = ""
    download: str = ""

    offers: list[Offer] = []
    blocked: list[str] = []
    asking: str = ""
    may_assign: bool = False
    may_register: bool = False
    colleagues: list[Option] = []
    lead: list[Option] = []
    suggested: list[Option] = []
    support: list[Option] = []
    info: list[Option] = []
    instruction: str = ""
    due_on: str = ""
    due_choices: list[Option] = []
    answers: list[Option] = []
    answer: list[Option] = []

    returned_by: str = ""
    returned_because: str = ""
    told: str = ""
    result: str = ""
    answer_reference: str = ""
    answer_href: str = ""
    work: Work = Work()
    facts: list[Fact] = []
    seals: list[Seal] = []
    outcome: str = ""
    objections: list[str] = []
    files: list[FileLine] = []
    history: list[Entry] = []

    @rx.event
    @secured("incoming.read")
    async def look(self) -> None:
        """Open the document that the address names, and remember that the assigned person saw it."""
        asked_id = self._number()
        if asked_id != self.opened_id:
            self._empty()
            self.opened_id = asked_id
        await self._show()

    @rx.event
    @secured("incoming.read")
    async def leave(self) -> None:
        """Nothing of a document is kept for a page nobody looks at."""
        self._empty()

    def _empty(self) -> None:
        fresh = IncomingDetail.get_fields()
        for name in IncomingDetail.base_vars:
            setattr(self, name, fresh[name].default_value())

    async def _show(self) -> None:
        """Read the document anew and show it; said plainly when there is none for this person."""
        actor, today = await self._actor(), database().today()
        asked = Asked.read(self.router.url.query_parameters)
        try:
            opened = await self._read(read_opened, actor, today, self.opened_id, asked)
        except NotVisible:
            self._empty()
            self.absent = self.looked = True
            return
        if opened.unseen or opened.unopened:
            await self._act(assigning.mark_seen, self.opened_id)
        await self._show_paper(opened, asked)
        self._show_head(opened, asked)
        self._show_steps(opened)
        self._show_life(opened)
        self.menu = await self._read(rail, actor, database())
        self.looked, self.absent = True, False

    async def _show_work(self) -> None:
        """Only what hangs on the assignment, read anew."""
        asked = Asked.read(self.router.url.query_parameters)
        opened = await self._read(read_opened, await self._actor(), database().today(), self.opened_id, asked)
        self.work = work_of(opened.work, opened.actor, opened.offers)

    async def _show_paper(self, opened: Opened, asked: Asked) -> None:
        """The file the address asks for, else the main one."""
        wanted = self.router.url.query_parameters.get("tep", "")
        shown = next((file for file in opened.files if str(file.id) == wanted), None)
        shown = shown or next(iter(opened.files), None)
        drawn = shown is not None and shown.media_type == PDF
        self.pages = list(await self._run(page_sizes, shown.sha256)) if shown and drawn else []
        self.pages_at = f"/api/pages/{shown.id}" if shown and drawn else ""
        self.paper = str(shown.id) if shown else ""
        self.download = f"/api/files/{shown.id}" if shown else ""
        self.papers = _papers(opened.files, asked.href_of(self.opened_id)) if len(opened.files) > 1 else []
        self.seals, self.outcome, objections = report_of(shown)
        document, main = opened.document, next(iter(opened.files), None)
        differences = differences_of(main, document.issuing_body, document.signer_name) if shown is main else []
        self.objections = [*objections, *differences]

    def _show_head(self, opened: Opened, asked: Asked) -> None:
        document = opened.document
        self.reference = document.reference or "Chưa có số"
        self.title, self.abstract = view.title(opened), document.abstract
        self.status, self.urgency = str(document.status), str(document.urgency)
        self.list_href, self.list_label = asked.href(), TAB.get(asked.tab, "")
        self.previous = asked.href_of(opened.previous.id) if opened.previous else ""
        self.following = asked.href_of(opened.following.id) if opened.following else ""

    def _show_steps(self, opened: Opened) -> None:
        self.offers, self.blocked = view.offers(opened), view.blocked(opened)
        self.asking = self.asking if self.asking in opened.offers else ""
        self.may_assign, self.may_register = "assign" in opened.offers, "register" in opened.offers
        self.colleagues, self.due_choices = view.colleagues(opened), view.due_choices(opened)
        self.lead, self.suggested = view.chosen(opened, AssignmentKind.LEAD), view.suggested(opened)
        self.support = view.chosen(opened, AssignmentKind.SUPPORT)
        self.info = view.chosen(opened, AssignmentKind.INFO)
        self.instruction = opened.document.instruction
        self.due_on = opened.document.due_on.isoformat() if opened.document.due_on else ""
        self.returned_by, self.returned_because = returned_because(opened)

    def _show_life(self, opened: Opened) -> None:
        document, answer = opened.document, opened.answer
        self.told, self.result = document.instruction, document.result
        self.answer_reference = answer.reference if answer else ""
        self.answer_href = f"/van-ban-di/{answer.id}" if answer else ""
        self.work, self.facts = work_of(opened.work, opened.actor, opened.offers), view.facts(opened)
        self.files, self.history = view.file_lines(opened), history(opened)


def _papers(files: list[DocumentFile], href: str) -> list[Tab]:
    """Tabs over the page, the main file first."""
    join = "&" if "?" in href else "?"
    return [Tab(str(file.id), file.name, f"{href}{join}tep={file.id}") for file in files]
