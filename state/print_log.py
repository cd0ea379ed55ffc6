"""`/tra-cuu`: what a code on paper stands for, and what the unit printed lately."""

from typing import Any

import reflex as rx

from state.base import Office
from state.printing_rows import PrintLine, print_line
from voffice_app.db.audit import AuditEntry
from voffice_app.db.custody_lists import find_certificate
from voffice_app.db.incoming_details import read_document
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.paper_prints import PrintRow, find_print, list_prints, list_reprints
from voffice_app.db.session import Database, Session
from voffice_app.domain.errors import Refused
from voffice_app.domain.lookup_codes import read_code
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission, may
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Fact
from voffice_app.words import moment
from voffice_app.words import printing as words


class PrintLog(Office):
    """The print-out of the address, if it names one, and the unit's latest."""

    asked: str = ""
    absent: bool = False
    what: str = ""
    facts: list[Fact] = []
    original: str = ""
    lines: list[PrintLine] = []
    looked: bool = False

    @rx.event
    @secured("home")
    async def look(self) -> None:
        """Who holds the paper may ask what it is; the original opens for whoever may read it."""
        actor = await self._actor()
        named = self.router.url.path.strip("/").partition("/")[2]
        self.asked, self.what, self.facts, self.original = named[:30], "", [], ""
        row = await self._read(find_print, read_code(named)) if named else None
        self.absent = bool(named) and row is None
        if row is not None:
            self.what, self.facts = row.what, facts(row, await self._read(list_reprints, row))
            self.original = await self._read(original_at, actor, row, database())
        listed = await self._read(list_prints, actor) if may(actor, Permission.BOOKS_PRINT) else []
        self.lines = [print_line(each) for each in listed]
        self.looked = True

    @rx.event
    @secured("home")
    async def ask(self, form: dict[str, Any]) -> rx.event.EventSpec:
        code = read_code(str(form.get("code", ""))[:60])
        return rx.redirect(f"/tra-cuu/{code or 'khong-dung'}")


def facts(row: PrintRow, again: list[AuditEntry]) -> list[Fact]:
    line = print_line(row)
    told = [
        Fact("Mã tra cứu", row.code), Fact("Bản in", row.what), Fact("Người in", line.who),
        Fact("Đơn vị", row.unit_name), Fact("In lúc", moment(row.printed_at)), Fact("Số trang", line.size),
    ]  # fmt: skip
    if again:
        last = f"{len(again)} lần, lần cuối {moment(again[0].at)}, {again[0].actor_title} {again[0].actor_name}"
        told.append(Fact("Tải bản in", last))
    return told


def original_at(session: Session, actor: Actor, row: PrintRow, base: Database) -> str:
    """The address of the complete original, "" when this person may not read it."""
    return words.SUBJECT_AT[row.subject].format(id=row.subject_id) if _readable(session, actor, row, base) else ""


def _readable(session: Session, actor: Actor, row: PrintRow, base: Database) -> bool:
    if row.subject == "incoming":
        return may(actor, Permission.INCOMING_READ) and _arrival_readable(session, actor, row.subject_id)
    if row.subject == "outgoing":
        document = session.get(OutgoingDocument, row.subject_id)
        return document is not None and document.is_visible(actor)
    if row.subject == "certificate":
        return find_certificate(session, actor, base.clock(), row.subject_id) is not None
    return row.subject in words.SUBJECT_AT and row.unit_id == actor.unit_id and may(actor, Permission.BOOKS_PRINT)


def _arrival_readable(session: Session, actor: Actor, document_id: int) -> bool:
    try:
        read_document(session, actor, document_id)
    except Refused:
        return False
    return True
