"""All of one's notices, the newest first, and the kinds one gets."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from state.base import Office
from state.bell import line, read_unread
from voffice_app.actions import notices as acts
from voffice_app.db.notice_lists import PAGE, list_notices, list_off
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import NoticeLine
from voffice_app.words.notices import GROUPS

AT = "/thong-bao"


@dataclass(frozen=True)
class Choice:
    """One kind with its box; ``heading`` stands above the first of a group."""

    kind: str
    label: str
    wanted: bool
    heading: str = ""


def choices(off: set[str]) -> list[Choice]:
    """Every kind, group by group."""
    return [
        Choice(kind, label, kind not in off, group if number == 0 else "")
        for group, kinds in GROUPS.items()
        for number, (kind, (label, _)) in enumerate(kinds.items())
    ]


class Notices(Office):
    """The page ``/thong-bao``; ``older`` is the address of the next rows, "" when there are none."""

    lines: list[NoticeLine] = []
    kinds: list[Choice] = []
    older: str = ""
    looked: bool = False

    @rx.event
    @secured("home")
    async def look(self) -> None:
        actor, today = await self._actor(), database().today()
        before = self.router.url.query_parameters.get("truoc", "")
        wanted = int(before) if before.isdecimal() and len(before) < 19 else None
        rows = await self._read(list_notices, actor, wanted)
        self.lines = [line(row, today) for row in rows[:PAGE]]
        self.older = f"{AT}?truoc={rows[PAGE - 1].id}" if len(rows) > PAGE else ""
        self.kinds = choices(await self._read(list_off, actor))
        self.looked = True

    @rx.event
    @secured("home")
    async def read_all(self) -> None:
        await self._act(acts.read)
        self.unread = await self._read(read_unread, await self._actor())
        await self.look()
        self._say("Đã đánh dấu đọc tất cả.")

    @rx.event
    @secured("home")
    async def choose(self, form: dict[str, Any]) -> None:
        """A box that is off is absent from the form."""
        await self._act(acts.choose, set(form))
        self.kinds = choices(await self._read(list_off, await self._actor()))
        self._say("Đã lưu; từ nay chuông chỉ báo những việc bạn chọn.")
