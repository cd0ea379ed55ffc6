"""Electronic only or on paper too, and copies with their numbers: the small panel beside an outgoing document."""

from secrets import token_hex
from typing import Any

import reflex as rx

from state.base import Office
from state.outgoing_detail import OutgoingDetail
from state.outgoing_paper_view import PaperView, read_paper
from voffice_app.actions import certified_copies, paper
from voffice_app.arguments import whole
from voffice_app.db.certified_copies import CopyForm
from voffice_app.db.files import Direction
from voffice_app.domain.errors import NotVisible
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.words.drafting import PAPER_SAID


class OutgoingPaper(Office):
    """Read with the page, emptied with it."""

    view: PaperView = PaperView()

    _document: int = 0
    _key: str = ""

    @rx.event
    @secured("outgoing.read")
    async def look(self) -> None:
        await self._load()

    @rx.event
    @secured("outgoing.read")
    async def leave(self) -> None:
        self.view, self._document = PaperView(), 0

    @rx.event
    @secured("outgoing.decide")
    async def decide(self, also_paper: bool) -> Any:
        """The head's word, or the signing deputy's (QC 8.3)."""
        await self._act(paper.decide_paper, self._document, also_paper)
        await self._load()
        self._say(PAPER_SAID[also_paper])
        return OutgoingDetail.look

    @rx.event
    @secured("outgoing.clerk")
    async def record_copy(self, form: dict[str, Any]) -> Any:
        """So many copies printed, stamped and given to somebody."""
        count, whom = whole(form.get("copies")), str(form.get("given_to") or "")
        code = await self._act(paper.record_paper_copy, self._document, count, whom, self._key)
        await self._load()
        self._say(f"Đã ghi bản giấy đóng dấu treo, mã tra cứu {code}. Bấm “Tải bản in” ở dòng vừa ghi để in.")
        return OutgoingDetail.look

    @rx.event
    @secured("outgoing.clerk")
    async def number_copy(self, form: dict[str, Any]) -> Any:
        """A certified copy gets the next number of the joint series."""
        kind = str(form.get("form") or "")
        wanted = certified_copies.CopyWanted(
            Direction.OUTGOING, self._document, CopyForm(kind) if kind in set(CopyForm) else CopyForm.TRUE,
            whole(form.get("signer")), whole(form.get("copy_count")), str(form.get("copy_given_to") or ""), self._key,
        )  # fmt: skip
        number = await self._act(certified_copies.number_copy, wanted)
        await self._load()
        self._say(f"Đã cấp số {number:02d} cho bản sao.")
        return OutgoingDetail.look

    async def _load(self) -> None:
        self._document = self._number()
        self._key = token_hex(16)
        try:
            actor = await self._actor()
            self.view = await self._read(read_paper, actor, self._document, database().today())
        except NotVisible:
            self.view = PaperView()
