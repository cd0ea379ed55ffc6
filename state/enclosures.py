"""The enclosures of a draft on its page: their order, taken off again, the .docx sent or kept (QC 5.5)."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from state.base import Office
from state.outgoing_detail import OutgoingDetail
from voffice_app.actions import enclosures as acts
from voffice_app.db.files import Direction, FileKind, list_enclosed, list_files
from voffice_app.db.outgoing import read_outgoing
from voffice_app.db.session import Session
from voffice_app.domain.errors import NotVisible
from voffice_app.domain.outgoing import available_names
from voffice_app.domain.people import Actor
from voffice_app.policy import secured


@dataclass(frozen=True)
class Enclosure:
    """One enclosure in its place."""

    id: int
    name: str
    first: bool
    last: bool


@dataclass(frozen=True)
class Found:
    """What one look found; ``editable``: it is this person's draft."""

    files: list[Enclosure]
    has_source: bool
    sends_source: bool
    editable: bool


class Enclosures(Office):
    """Read with the page, emptied with it."""

    files: list[Enclosure] = []
    has_source: bool = False
    sends_source: bool = False
    editable: bool = False

    _document: int = 0

    @rx.event
    @secured("outgoing.read")
    async def look(self) -> None:
        await self._load()

    @rx.event
    @secured("outgoing.read")
    async def leave(self) -> None:
        self.files, self.editable, self.has_source, self._document = [], False, False, 0

    @rx.event
    @secured("outgoing.draft")
    async def withdraw(self, file_id: int) -> Any:
        await self._act(acts.withdraw_file, self._document, file_id)
        return await self._done("Đã bỏ tệp khỏi dự thảo; tệp vẫn còn trong lịch sử.")

    @rx.event
    @secured("outgoing.draft")
    async def move(self, file_id: int, by: int) -> Any:
        """One place up or down."""
        order = [file.id for file in self.files]
        if file_id not in order or by not in (-1, 1):
            return None
        at = order.index(file_id)
        to = min(max(at + by, 0), len(order) - 1)
        order[at], order[to] = order[to], order[at]
        await self._act(acts.order_files, self._document, tuple(order))
        return await self._done("Đã sắp lại tệp kèm theo.")

    @rx.event
    @secured("outgoing.draft")
    async def send_source(self) -> Any:
        sends = not self.sends_source
        await self._act(acts.send_source, self._document, sends)
        return await self._done("Tệp soạn thảo được gửi kèm." if sends else "Tệp soạn thảo không gửi kèm.")

    async def _done(self, said: str) -> Any:
        await self._load()
        self._say(said)
        return OutgoingDetail.look

    async def _load(self) -> None:
        self._document = self._number()
        try:
            found = await self._read(_read, await self._actor(), self._document)
        except NotVisible:
            found = Found([], False, False, False)
        self.files, self.has_source = found.files, found.has_source
        self.sends_source, self.editable = found.sends_source, found.editable


def _read(session: Session, actor: Actor, document_id: int) -> Found:
    document = read_outgoing(session, actor, document_id)
    rows = list_enclosed(session, Direction.OUTGOING, document_id)
    source = any(row.kind is FileKind.SOURCE for row in list_files(session, Direction.OUTGOING, document_id))
    files = [Enclosure(row.id or 0, row.name, i == 0, i == len(rows) - 1) for i, row in enumerate(rows)]
    return Found(files, source, document.sends_source, "edit" in available_names(document.facts(), actor))
