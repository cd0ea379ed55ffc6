"""Beside an issued document: who refused it and why (ND30 Đ21; law.md 4.3, code 02)."""

import reflex as rx

from state.base import Office
from voffice_app.db.refused_deliveries import list_refused
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Entry
from voffice_app.words import moment


class RefusedDeliveries(Office):
    """Empty for whatever is not this unit's own document."""

    refused: list[Entry] = []

    @rx.event
    @secured("outgoing.read")
    async def look(self) -> None:
        path = self.router.url.path.strip("/").split("/")
        asked = int(path[1]) if len(path) > 1 and path[1].isdecimal() and len(path[1]) < 10 else 0
        actor, today = await self._actor(), database().today()
        rows = await self._read(list_refused, actor, asked)
        self.refused = [
            Entry(moment(row.refused_at, today), row.unit_name, "từ chối nhận", row.reason, row.by) for row in rows
        ]
