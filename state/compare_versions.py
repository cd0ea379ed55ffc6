"""Two versions of one document's paper side by side, for whoever may read both."""

from dataclasses import dataclass

import reflex as rx

from state.base import Office
from state.compare_words import WordChange, read_changes
from state.paper import PDF, page_sizes
from state.versions import list_papers
from voffice_app.arguments import whole
from voffice_app.db.files import Direction, DocumentFile
from voffice_app.db.outgoing import read_outgoing
from voffice_app.db.people import person_name
from voffice_app.db.session import Session
from voffice_app.domain.errors import NotVisible, not_visible
from voffice_app.domain.people import Actor
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import PageSize
from voffice_app.words import moment
from voffice_app.words.outgoing import FILE_KIND


@dataclass(frozen=True)
class Side:
    """One version as it is shown."""

    sha256: str = ""
    title: str = ""
    about: str = ""
    pages_at: str = ""
    download: str = ""


class CompareVersions(Office):
    """Only versions of one and the same document; anything else is absent."""

    looked: bool = False
    absent: bool = False
    back: str = ""
    before: Side = Side()
    after: Side = Side()
    before_pages: list[PageSize] = []
    after_pages: list[PageSize] = []
    changes: list[WordChange] = []
    words_said: str = ""

    @rx.event
    @secured("outgoing.read")
    async def look(self) -> None:
        query = self.router.url.query_parameters
        first, second = (whole(query.get(name, "")) for name in ("truoc", "sau"))
        try:
            self.back, self.before, self.after = await self._read(read_both, await self._actor(), first, second)
        except NotVisible:
            self.looked = self.absent = True
            self.before_pages, self.after_pages, self.changes, self.words_said = [], [], [], ""
            return
        self.before_pages = list(await self._run(page_sizes, self.before.sha256))
        self.after_pages = list(await self._run(page_sizes, self.after.sha256))
        self.words_said, self.changes = await self._run(read_changes, self.before.sha256, self.after.sha256)
        self.looked, self.absent = True, False


def read_both(session: Session, actor: Actor, first: int, second: int) -> tuple[str, Side, Side]:
    """The address to go back to, and both versions. Raises NotVisible: absent and another unit's look the same."""
    rows = [session.get(DocumentFile, file_id) for file_id in (first, second)]
    found = [row for row in rows if row is not None and row.direction is Direction.OUTGOING and row.media_type == PDF]
    if len(found) != 2 or found[0].document_id != found[1].document_id:
        raise not_visible()
    document = read_outgoing(session, actor, found[0].document_id)
    order = [file.id for file in list_papers(session, document.id or 0)]
    sides = [_side(session, row, order) for row in found]
    return f"/van-ban-di/{document.id}", sides[0], sides[1]


def _side(session: Session, file: DocumentFile, order: list[int | None]) -> Side:
    who, _ = person_name(session, file.added_by)
    place = f"Bản {order.index(file.id) + 1} · " if file.id in order else ""
    about = " · ".join(
        part for part in (who or "Hệ thống", moment(file.added_at, database().today()), file.note) if part
    )
    return Side(file.sha256, f"{place}{FILE_KIND[file.kind]}", about, f"/api/pages/{file.id}", f"/api/files/{file.id}")
