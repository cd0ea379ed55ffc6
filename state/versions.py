"""All versions of a document's paper: who made each, when and why; each can be opened and held against another."""

from dataclasses import dataclass
from datetime import date

import reflex as rx

from state.base import Office
from state.long_term import version_in_words
from state.paper import PDF
from voffice_app.db.files import Direction, DocumentFile, FileKind, list_files
from voffice_app.db.outgoing import read_outgoing
from voffice_app.db.page_comments import list_comments
from voffice_app.db.people import person_name
from voffice_app.db.session import Session
from voffice_app.domain.errors import NotVisible
from voffice_app.domain.people import Actor
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.words import moment
from voffice_app.words.outgoing import FILE_KIND

BESIDE = (FileKind.ATTACHMENT, FileKind.SOURCE)


@dataclass(frozen=True)
class VersionLine:
    """One version, the newest first; ``against`` compares it with the one before it."""

    label: str
    about: str
    note: str
    comments: str
    href: str
    against: str
    current: bool


class Versions(Office):
    """Read with the page, emptied with it."""

    versions: list[VersionLine] = []

    @rx.event
    @secured("outgoing.read")
    async def look(self) -> None:
        number = self._number()
        try:
            self.versions = await self._read(_read, await self._actor(), number, database().today())
        except NotVisible:
            self.versions = []

    @rx.event
    @secured("outgoing.read")
    async def leave(self) -> None:
        self.versions = []


def list_papers(session: Session, document_id: int) -> list[DocumentFile]:
    """The versions of the paper itself, oldest first."""
    files = list_files(session, Direction.OUTGOING, document_id)
    return [file for file in files if file.media_type == PDF and file.kind not in BESIDE]


def _read(session: Session, actor: Actor, document_id: int, today: date) -> list[VersionLine]:
    document = read_outgoing(session, actor, document_id)
    papers = list_papers(session, document_id)
    said = [comment.file_id for comment in list_comments(session, document_id)]
    lines = []
    for place, file in enumerate(papers):
        who, _ = person_name(session, file.added_by)
        before = papers[place - 1].id if place else None
        lines.append(
            VersionLine(
                f"Bản {place + 1} · {version_in_words(file, FILE_KIND)}",
                " · ".join(part for part in (who or "Hệ thống", moment(file.added_at, today)) if part), file.note,
                f"{said.count(file.id)} góp ý" if file.id in said else "", f"/van-ban-di/{document_id}?tep={file.id}",
                f"/so-sanh?truoc={before}&sau={file.id}" if before else "", file.id == document.current_file_id,
            )
        )  # fmt: skip
    return lines[::-1]
