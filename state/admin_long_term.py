"""IT's screen of the long-term archive: what waits for a time-stamp or for proof, what failed and why."""

from dataclasses import dataclass
from datetime import datetime

import reflex as rx

from state.base import Office
from voffice_app.actions import keeping
from voffice_app.db.long_term import OpenWork, WorkState, count_work, list_open
from voffice_app.house import database, office
from voffice_app.policy import secured
from voffice_app.settings import settings
from voffice_app.words import long_term as words
from voffice_app.words import moment, number, sentence

CERTAIN = {WorkState.WAITING: "amber", WorkState.DOING: "blue", WorkState.FAILED: "red"}


@dataclass(frozen=True)
class WorkLine:
    """One work that is not done."""

    id: int
    reference: str
    unit: str
    wanted: str
    state: str
    tone: str
    reason: str
    next_try: str
    may_retry: bool


def line(row: OpenWork, now: datetime, configured: bool = True) -> WorkLine:
    """Without an authority nothing is tried, so nothing may be tried again either."""
    work = row.work
    unset = "" if configured else words.NO_SERVER
    waiting = work.state is WorkState.WAITING and work.next_try_at > now
    return WorkLine(
        work.id or 0, row.reference, row.unit_name, words.WANTED[work.wanted], words.STATE[work.state],
        CERTAIN[work.state], sentence(work.last_error, {}) if work.last_error else unset,
        moment(work.next_try_at) if waiting else "", configured and work.state is not WorkState.DOING,
    )  # fmt: skip


class LongTerm(Office):
    """The open work of all units."""

    configured: bool = False
    about: str = ""
    counted: str = ""
    lines: list[WorkLine] = []
    looked: bool = False

    @rx.event
    @secured("admin")
    async def look(self) -> None:
        await self._load()

    @rx.event
    @secured("admin")
    async def retry(self, work_id: int) -> None:
        """Have one work tried in the next round."""
        await self._act(keeping.retry, work_id)
        await self._load()
        self._say("Đã xếp lại vào hàng đợi; hệ thống thử lại trong vòng một phút.", "done")

    async def _load(self) -> None:
        now = database().clock()
        self.configured = office().terms.patient is not None
        self.about = words.SET.format(url=settings.tsa_url) if self.configured else words.UNSET
        backlog = await self._read(count_work, now)
        figures = {name: number(getattr(backlog, name)) for name in ("done", "waiting", "failed", "overdue")}
        self.counted = words.COUNTED.format(**figures)
        self.lines = [line(row, now, self.configured) for row in await self._read(list_open, now)]
        self.looked = True
