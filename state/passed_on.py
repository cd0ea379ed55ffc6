"""Below the intake form: what I passed to the clerk lately, and what became of it (QC 5.6, 7.3)."""

from dataclasses import dataclass

import reflex as rx

from state.base import Office
from state.incoming_rows import grouped
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.passed_on import list_passed
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.words import SOURCE, moment


@dataclass(frozen=True)
class PassedLine:
    """One of them."""

    title: str
    below: str
    reason: str
    status: str
    href: str


def line(document: IncomingDocument, reason: str) -> PassedLine:
    came = f"{SOURCE[document.source]} · {moment(document.arrived_at, database().today())}"
    number = f" · số đến {grouped(document.arrival_number)}" if document.arrival_number else ""
    return PassedLine(
        document.abstract or document.reference or "Tệp chưa ghi chú", came + number, reason, str(document.status),
        f"/van-ban-den/{document.id}",
    )  # fmt: skip


class PassedOn(Office):
    """The last few."""

    lines: list[PassedLine] = []

    @rx.event
    @secured("incoming.intake")
    async def look(self) -> None:
        self.lines = [line(*row) for row in await self._read(list_passed, await self._actor())]
