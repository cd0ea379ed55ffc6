"""Beside an issued document: the letters to people outside, and what the clerk does about those that did not go."""

from dataclasses import dataclass

import reflex as rx

from state.base import Office
from voffice_app.actions import mailing
from voffice_app.db.mail import MailState, OutgoingMail, list_mail_of
from voffice_app.policy import secured
from voffice_app.words import background as words
from voffice_app.words import moment, sentence


@dataclass(frozen=True)
class MailLine:
    """One letter: to whom, how it stands, and the server's own words."""

    id: int
    addressee: str
    state: str
    tone: str
    about: str
    open: bool


def line(row: OutgoingMail) -> MailLine:
    reason = sentence(row.reason) if row.reason else row.note
    said = f"Máy chủ thư trả lời: {row.answer}" if row.answer and row.state is not MailState.SENT else ""
    when = moment(row.sent_at) if row.sent_at else ""
    about = " ".join(filter(None, (words.MAIL_MATTER[row.matter], when, reason, said)))
    return MailLine(
        row.id or 0, f"{row.name} <{row.address}>", words.MAIL_STATE[row.state],
        words.MAIL_TONE.get(row.state, "amber"), about,
        row.state in mailing.SETTLED_BY_CLERK or row.state is MailState.WAITING,
    )  # fmt: skip


class Mailing(Office):
    """Empty for whatever is not this unit's own document."""

    letters: list[MailLine] = []
    noting: int = 0

    @rx.event
    @secured("outgoing.read")
    async def look(self) -> None:
        asked = self._number()
        self.letters = [line(row) for row in await self._read(list_mail_of, await self._actor(), asked)]
        self.noting = 0

    @rx.event
    @secured("outgoing.clerk")
    async def retry(self, mail_id: int) -> None:
        """Send a letter again."""
        await self._act(mailing.retry, mail_id)
        await self.look()
        self._say("Đã xếp thư vào hàng đợi; hệ thống gửi trong ít phút.", "done")

    @rx.event
    @secured("outgoing.clerk")
    async def note(self, mail_id: int) -> None:
        """Open the form for one letter; the same again closes it."""
        self.noting = 0 if self.noting == mail_id else mail_id

    @rx.event
    @secured("outgoing.clerk")
    async def settle(self, form: dict[str, str]) -> None:
        """Note how else it was sent."""
        await self._act(mailing.settle, self.noting, form.get("mail_note", ""))
        await self.look()
        self._say("Đã ghi cách gửi.", "done")
