"""Certified copies of what came, on paper: listed beside it, numbered by the clerk (ND30 Đ25)."""

from dataclasses import dataclass, field
from datetime import date
from secrets import token_hex
from typing import Any

import reflex as rx

from state.base import Office
from state.outgoing_paper_view import CopyLine, copy_lines, copy_signers
from voffice_app.actions.certified_copies import CopyWanted, number_copy
from voffice_app.arguments import whole
from voffice_app.db.certified_copies import CopyForm
from voffice_app.db.files import Direction, FileKind, list_files
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.session import Session
from voffice_app.domain.errors import NotVisible, not_visible
from voffice_app.domain.people import Actor, Role
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Option
from voffice_app.words.drafting import COPY_FORM


@dataclass(frozen=True)
class CopiesView:
    """``may_copy``: the clerk, of a document that has its paper here."""

    lines: list[CopyLine] = field(default_factory=list)
    signers: list[Option] = field(default_factory=list)
    forms: list[Option] = field(default_factory=list)
    may_copy: bool = False


class IncomingCopies(Office):
    """Read with the page, emptied with it."""

    view: CopiesView = CopiesView()

    _document: int = 0
    _key: str = ""

    @rx.event
    @secured("incoming.read")
    async def look(self) -> None:
        await self._load()

    @rx.event
    @secured("incoming.read")
    async def leave(self) -> None:
        self.view, self._document = CopiesView(), 0

    @rx.event
    @secured("outgoing.clerk")
    async def number(self, form: dict[str, Any]) -> None:
        """The next number of the joint series."""
        kind = str(form.get("form") or "")
        wanted = CopyWanted(
            Direction.INCOMING, self._document, CopyForm(kind) if kind in set(CopyForm) else CopyForm.TRUE,
            whole(form.get("signer")), whole(form.get("copy_count")), str(form.get("copy_given_to") or ""), self._key,
        )  # fmt: skip
        given = await self._act(number_copy, wanted)
        await self._load()
        self._say(f"Đã cấp số {given:02d} cho bản sao.")

    async def _load(self) -> None:
        self._document = self._number()
        self._key = token_hex(16)
        try:
            self.view = await self._read(_read, await self._actor(), self._document, database().today())
        except NotVisible:
            self.view = CopiesView()


def _read(session: Session, actor: Actor, document_id: int, today: date) -> CopiesView:
    document = session.get(IncomingDocument, document_id)
    if document is None or not document.is_visible(actor):
        raise not_visible()
    files = list_files(session, Direction.INCOMING, document_id)
    may_copy = actor.role is Role.CLERK and any(file.kind is FileKind.MAIN for file in files)
    return CopiesView(
        copy_lines(session, actor, Direction.INCOMING, document_id),
        copy_signers(session, actor, today) if may_copy else [],
        [Option(key, label) for key, label in COPY_FORM.items()], may_copy,
    )  # fmt: skip
