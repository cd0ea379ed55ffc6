"""Comments on the page that is open: put by a box on the paper, listed beside it, answered and settled in place."""

from secrets import token_hex
from typing import Any

import reflex as rx

from state.base import Office
from state.page_comments_view import CommentLine, read_comments
from voffice_app.actions import page_comments as acts
from voffice_app.arguments import whole
from voffice_app.db.outgoing import read_outgoing
from voffice_app.db.session import Session
from voffice_app.domain.errors import NotVisible
from voffice_app.domain.page_comments import Anchor
from voffice_app.domain.people import Actor
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Box, Option
from voffice_app.words.drafting import COMMENT_SAID

FIRST = (70.0, 420.0, 300.0, 450.0)
"""Where the box waits for the person, in points."""


class PageComments(Office):
    """Emptied with the page; nothing of a document is kept for a page nobody looks at."""

    lines: list[CommentLine] = []
    marks: list[Box] = []
    may_comment: bool = False
    askable: list[Option] = []
    asked: list[str] = []
    place: Box | None = None
    answering: int = 0
    open_count: int = 0

    _key: str = ""
    _shown: tuple[int, int] = (0, 0)

    @rx.event
    @secured("outgoing.read")
    async def look(self) -> None:
        """The comments of the version that the address shows."""
        await self._load()

    @rx.event
    @secured("outgoing.read")
    async def leave(self) -> None:
        fresh = PageComments.get_fields()
        for name in PageComments.base_vars:
            setattr(self, name, fresh[name].default_value())

    @rx.event
    @secured("outgoing.read")
    async def start(self) -> None:
        """Take the box in hand, or put it away; sent twice it is one comment."""
        if self.place is None and self.may_comment:
            self._key = token_hex(16)
            self.place = Box(1, *FIRST, "Góp ý", "violet")
        else:
            self.place = None

    @rx.event
    @secured("outgoing.read")
    async def placed(self, page: int, x0: float, y0: float, x1: float, y1: float) -> None:
        if self.place is not None:
            self.place = Box(int(page), float(x0), float(y0), float(x1), float(y1), "Góp ý", "violet")

    @rx.event
    @secured("outgoing.read")
    async def send(self, form: dict[str, Any]) -> None:
        """The words go to the place where the box is now."""
        if self.place is None:
            return
        box, (document_id, file_id) = self.place, self._shown
        anchor = Anchor(box.page, box.x0, box.y0, box.x1, box.y1)
        await self._act(acts.comment, document_id, file_id, anchor, _text(form, "comment_text"), self._key)
        self.place = None
        await self._done("comment")

    @rx.event
    @secured("outgoing.read")
    async def answering_to(self, comment_id: int) -> None:
        """Open the field under a comment, or close it."""
        self.answering = 0 if self.answering == comment_id else comment_id

    @rx.event
    @secured("outgoing.read")
    async def answer(self, form: dict[str, Any]) -> None:
        await self._act(acts.answer_comment, self._shown[0], self.answering, _text(form, "answer_text"))
        self.answering = 0
        await self._done("answer")

    @rx.event
    @secured("outgoing.read")
    async def settle(self, comment_id: int) -> None:
        await self._act(acts.settle_comment, self._shown[0], comment_id)
        await self._done("settle")

    @rx.event
    @secured("outgoing.read")
    async def reopen(self, comment_id: int) -> None:
        await self._act(acts.reopen_comment, self._shown[0], comment_id)
        await self._done("reopen")

    @rx.event
    @secured("outgoing.read")
    async def ask(self, form: dict[str, Any]) -> None:
        """Somebody of the unit may comment from now on."""
        chosen = _text(form, "asked")
        if whole(chosen):
            await self._act(acts.ask_opinion, self._shown[0], whole(chosen))
            await self._done("ask")

    async def _done(self, what: str) -> None:
        await self._load()
        self._say(COMMENT_SAID[what])

    async def _load(self) -> None:
        document_id = self._number()
        wanted = self.router.url.query_parameters.get("tep", "")
        actor = await self._actor()
        try:
            file_id = await self._read(_shown_file, actor, document_id, wanted)
            found = await self._read(read_comments, actor, document_id, file_id, database().today())
        except NotVisible:
            self.lines, self.marks, self.may_comment, self.place = [], [], False, None
            return
        if (document_id, file_id) != self._shown:
            self.place, self.answering = None, 0
        self._shown = (document_id, file_id)
        self.lines, self.marks, self.may_comment = found.lines, found.marks, found.may_comment
        self.askable, self.asked = found.askable, found.asked
        self.open_count = sum(not line.settled for line in found.lines)


def _shown_file(session: Session, actor: Actor, document_id: int, wanted: str) -> int:
    """The file the address asks for, else the version that counts; whose it is the list checks itself."""
    document = read_outgoing(session, actor, document_id)
    named = whole(wanted)
    return named or document.current_file_id or 0


def _text(form: dict[str, Any], name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""
