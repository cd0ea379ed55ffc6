"""A file as it was when one of its signatures was made, beside the file of today."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

import reflex as rx

from signing.errors import SigningError
from state.base import Office
from state.signatures import field_of
from voffice_app.actions import checking
from voffice_app.arguments import whole
from voffice_app.db import files
from voffice_app.db.session import Session
from voffice_app.domain.errors import Refused, not_visible
from voffice_app.domain.people import Actor
from voffice_app.house import database, office
from voffice_app.policy import secured
from voffice_app.reading.errors import ReadingError
from voffice_app.shapes import PageSize


@dataclass(frozen=True)
class Asked:
    """Which file the address names: of a document, an upload, or one being checked; and which signature."""

    family: str
    name: str
    field: str

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Asked":
        families = (("tep", "files"), ("tep_moi", "uploads"), ("tam", "checks"))
        family, name = next(((family, query[key]) for key, family in families if key in query), ("", ""))
        return cls(family, name if name.isalnum() and len(name) <= 32 else "0", query.get("o", "")[:200])

    @property
    def signed_at(self) -> str:
        return f"/api/signed/{self.family}/{self.name}/{quote(self.field, safe='')}"

    @property
    def present_at(self) -> str:
        return {"files": "/api/pages/", "uploads": "/api/uploads/", "checks": "/api/checks/"}[self.family] + self.name

    @property
    def download(self) -> str:
        return "" if self.family == "checks" else f"/api/{self.family}/{self.name}"


class Compare(Office):
    """Two rows of pages; only this person's own reading rights open either."""

    looked: bool = False
    absent: bool = False
    title: str = ""
    field_download: str = ""
    download: str = ""
    signed_at: str = ""
    present_at: str = ""
    signed_pages: list[PageSize] = []
    present_pages: list[PageSize] = []

    @rx.event
    @secured("home")
    async def look(self) -> None:
        asked = Asked.read(self.router.url.query_parameters)
        actor = await self._actor()
        try:
            name, content = await self._run(_content, actor, asked)
            self.signed_pages, self.present_pages = await self._run(_measured, content, field_of(asked.field))
        except (Refused, ReadingError, SigningError):
            self.looked = self.absent = True
            self.signed_pages, self.present_pages = [], []
            return
        self.title, self.signed_at, self.present_at = name, asked.signed_at, asked.present_at
        self.field_download, self.download = f"{asked.signed_at}.pdf", asked.download
        self.looked, self.absent = True, False


def _content(actor: Actor, asked: Asked) -> tuple[str, bytes]:
    """The name and the bytes, for whoever may read them. Raises NotVisible."""
    if asked.family == "checks":
        return "Tệp đang kiểm tra", checking.content_of(office(), actor, asked.name)
    with database().read() as session:
        file = _found(session, actor, asked)
    return file.name, database().vault.get(file.sha256)


def _found(session: Session, actor: Actor, asked: Asked) -> files.ReadableFile:
    find = {"files": files.find_readable, "uploads": files.find_readable_upload}.get(asked.family)
    number = whole(asked.name)
    file = find(session, actor, number) if find else None
    if file is None:
        raise not_visible()
    return file


def _measured(content: bytes, field: str) -> tuple[list[PageSize], list[PageSize]]:
    """The pages then and now. Raises ReadingError or SigningError when either cannot be drawn."""
    call = office().workshop.call
    then = call("signing.revisions:as_signed", content, field)
    then_pages, now_pages = (call("voffice_app.reading.pages:page_sizes", each) for each in (then, content))
    return [PageSize(p.width, p.height) for p in then_pages], [PageSize(p.width, p.height) for p in now_pages]
