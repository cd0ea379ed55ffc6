"""Beside an incoming document: the acknowledgement to an outside sender, and how its terms moved."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import reflex as rx

from state.base import Office
from state.incoming_rows import grouped
from state.mailing import MailLine, line
from voffice_app.actions import mailing
from voffice_app.actions.acknowledging import acknowledge, acknowledge_by_mail
from voffice_app.db.acknowledgements import find_address, list_acknowledgements, list_owed
from voffice_app.db.deadline_moves import list_moves
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.incoming_details import read_document
from voffice_app.db.mail import MailState
from voffice_app.db.session import Session
from voffice_app.domain.acknowledging import OWED_TO, Way
from voffice_app.domain.errors import Refused, refuse
from voffice_app.domain.incoming import IncomingStatus, Source
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission, may
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Entry, Option
from voffice_app.words import day, moment
from voffice_app.words.acknowledging import TERM, WAY, letter, subject

REMEMBERED, SHOWN = timedelta(days=7), 5
WAYS = [Option(key, label) for key, label in WAY.items()]


@dataclass(frozen=True)
class Found:
    """What stands beside the document."""

    document: IncomingDocument
    told: list[Entry]
    letters: list[MailLine]
    reached: bool
    address: str
    moves: list[str]


def read_arrival(session: Session, actor: Actor, document_id: int) -> Found:
    """Raises NotVisible when the unit has no such document."""
    document, today = read_document(session, actor, document_id), database().today()
    rows = list_acknowledgements(session, document_id)
    told = [Entry(moment(row.told_at, today), name, f"báo nhận: {WAY[row.way]}", row.told) for row, name, _ in rows]
    letters = [line(mail) for _, _, mail in rows if mail]
    reached = any(mail is None or mail.state is not MailState.FAILED for _, _, mail in rows)
    address = find_address(session, actor.unit_id, document.issuing_body)
    moves = [
        f"{TERM[row.kind]} chuyển từ {day(row.before_on)} sang {day(row.after_on)}: {row.why}"
        for row in list_moves(session, document_id)
    ]
    return Found(document, told, letters, reached, address, moves)


class Arrival(Office):
    """Read with the document's page; ``owed`` asks for the acknowledgement, ``offered`` allows it."""

    document_id: int = 0
    offered: bool = False
    owed: bool = False
    text: str = ""
    mail_to: str = ""
    address: str = ""
    letters: list[MailLine] = []
    ways: list[Option] = WAYS
    told: list[Entry] = []
    moves: list[str] = []

    @rx.event
    @secured("incoming.read")
    async def look(self) -> None:
        """Nothing at all for a document that is not this person's to read."""
        self.document_id, self.offered, self.owed, self.told, self.moves = 0, False, False, [], []
        self.letters, self.address = [], ""
        asked = self._number()
        actor = await self._actor()
        try:
            found = await self._read(read_arrival, actor, asked)
        except Refused:
            return
        document = found.document
        self.document_id, self.told, self.moves, self.letters = asked, found.told, found.moves, found.letters
        registered = document.arrival_number is not None and document.status is not IncomingStatus.VOIDED
        self.offered = registered and document.source is not Source.VOFFICE and may(actor, Permission.INCOMING_REGISTER)
        self.owed = self.offered and document.source in OWED_TO and not found.reached
        self.address = found.address if self.offered else ""
        self.text = letter(
            actor.unit_name, document.reference, document.abstract, document.issuing_body or "nơi gửi",
            grouped(document.arrival_number or 0), day(document.registered_on),
        )  # fmt: skip
        self.mail_to = f"mailto:?subject={quote(subject(document.reference))}&body={quote(self.text)}"

    @rx.event
    @secured("incoming.register")
    async def acknowledge(self, form: dict[str, Any]) -> None:
        """The sender was told; by which way and with which words is kept."""
        way = str(form.get("way", ""))
        if way not in set(Way):
            raise refuse("way_unknown")
        await self._act(acknowledge, self.document_id, Way(way), str(form.get("told", "")))
        await self.look()
        self._say("Đã ghi: đã báo nhận cho nơi gửi.")

    @rx.event
    @secured("incoming.register")
    async def tell_by_mail(self, form: dict[str, Any]) -> None:
        """A letter to the sender, once for each address."""
        await self._act(acknowledge_by_mail, self.document_id, str(form.get("address", "")))
        await self.look()
        self._say("Thư báo nhận đã ở trong hàng đợi; trạng thái hiện bên dưới.", "done")

    @rx.event
    @secured("incoming.register")
    async def send_again(self, mail_id: int) -> None:
        """A letter that failed, or is in doubt, goes once more."""
        await self._act(mailing.retry, mail_id)
        await self.look()
        self._say("Đã xếp thư vào hàng đợi; hệ thống gửi trong ít phút.", "done")


@dataclass(frozen=True)
class OwedLine:
    """A document whose sender waits for word."""

    name: str
    about: str
    when: str
    tone: str
    href: str


def read_owed(session: Session, actor: Actor) -> list[OwedLine]:
    """Those of today, and those of the last days that should have been told: red until they are."""
    today = database().today()
    rows = list_owed(session, actor.unit_id, today - REMEMBERED, SHOWN)
    return [
        OwedLine(
            row.reference or "Chưa có số", f"{row.issuing_body} · {row.abstract}",
            *(("Hôm nay", "amber") if row.arrived_on == today else (f"Từ {day(row.arrived_on)}", "red")),
            f"/van-ban-den/{row.id}",
        )
        for row in rows
    ]  # fmt: skip


class Owed(Office):
    """On the clerk's home: who was not told yet today."""

    lines: list[OwedLine] = []

    @rx.event
    @secured("home")
    async def look(self) -> None:
        actor = await self._actor()
        clerk = may(actor, Permission.INCOMING_REGISTER)
        self.lines = await self._read(read_owed, actor) if clerk else []
