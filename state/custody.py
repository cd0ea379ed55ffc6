"""One certificate and the record of its custody; the acts that keep it (QC 6.5; ND30 Đ32)."""

from typing import Any

import reflex as rx

from state import custody_view as told
from state.admin_accounts import as_date
from state.base import Office
from state.custody_offers import Offer, offers_for, people_of
from state.custody_view import EventLine
from voffice_app.actions import certificates, custody
from voffice_app.actions.certificates import Key
from voffice_app.actions.custody_parts import Paper
from voffice_app.arguments import whole
from voffice_app.db.certificates import KeyHome
from voffice_app.db.custody_lists import find_certificate, list_record
from voffice_app.domain.errors import refuse
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Fact, Option

DONE = {
    "hand_over": "Đã ghi bàn giao; từ nay người nhận đóng dấu được.",
    "authorise": "Đã ghi ủy quyền; hết ngày cuối, quyền tự chấm dứt.",
    "end_authority": "Đã chấm dứt ủy quyền.",
    "give_back": "Đã ghi nhận lại; chưa ai đóng dấu được cho đến khi bàn giao tiếp.",
    "report_lost": "Đã ghi báo mất. Chứng thư này không ký được nữa; văn bản đã ký trước đó giữ nguyên.",
    "revoke": "Đã ghi thu hồi. Chứng thư này không ký được nữa; văn bản đã ký trước đó giữ nguyên.",
    "report_found": "Đã ghi tìm thấy. Chứng thư cơ quan cần được bàn giao lại mới đóng dấu được.",
}


class CustodyDetail(Office):
    """What this person may know of one certificate, and the form of the act being written."""

    certificate_id: int = 0
    looked: bool = False
    absent: bool = False
    title: str = ""
    serial: str = ""
    below: str = ""
    status: str = ""
    status_tone: str = ""
    holder: str = ""
    holder_below: str = ""
    alert: bool = False
    ends: str = ""
    ends_tone: str = ""
    agency: bool = False
    facts: list[Fact] = []
    record: list[EventLine] = []
    offers: list[Offer] = []
    asking: str = ""
    clerks: list[Option] = []
    lent: list[Option] = []
    pem: str = ""
    token: str = ""
    home: str = ""
    homes: list[Option] = []
    turn: int = 0

    @rx.event
    @secured("home")
    async def look(self) -> None:
        self.certificate_id = self._number()
        self.asking = self.pem = self.token = self.home = ""
        await self._show()

    @rx.event
    @secured("home")
    async def ask(self, act: str) -> None:
        """Open the form of an act, or close it again."""
        self.asking = "" if act == self.asking else act if act in [offer.act for offer in self.offers] else ""

    @rx.event
    @secured("home")
    async def hand_over(self, form: dict[str, Any]) -> None:
        """The minutes say from whom to whom, when, by which decision."""
        holder, on = _position(form), as_date(str(form.get("on", "")))
        await self._act(custody.hand_over, self.certificate_id, holder, str(form.get("given_by", "")), on, _paper(form))
        await self._told("hand_over")

    @rx.event
    @secured("home")
    async def authorise(self, form: dict[str, Any]) -> None:
        """Somebody else may use it between two dates, by a written permission."""
        since, until = as_date(str(form.get("from_on", ""))), as_date(str(form.get("to_on", "")))
        await self._act(custody.authorise, self.certificate_id, _position(form), since, until, _paper(form))
        await self._told("authorise")

    @rx.event
    @secured("home")
    async def end_authority(self, form: dict[str, Any]) -> None:
        await self._act(custody.end_authority, self.certificate_id, _position(form), str(form.get("comment", "")))
        await self._told("end_authority")

    @rx.event
    @secured("home")
    async def give_back(self, form: dict[str, Any]) -> None:
        """The holder returns it, with minutes."""
        await self._act(custody.give_back, self.certificate_id, as_date(str(form.get("on", ""))), _paper(form))
        await self._told("give_back")

    @rx.event
    @secured("home")
    async def report_lost(self, form: dict[str, Any]) -> None:
        await self._act(custody.report_lost, self.certificate_id, str(form.get("comment", "")))
        await self._told("report_lost")

    @rx.event
    @secured("admin")
    async def revoke(self, form: dict[str, Any]) -> None:
        await self._act(custody.revoke, self.certificate_id, str(form.get("comment", "")))
        await self._told("revoke")

    @rx.event
    @secured("admin")
    async def report_found(self, form: dict[str, Any]) -> None:
        await self._act(custody.report_found, self.certificate_id, str(form.get("comment", "")))
        await self._told("report_found")

    @rx.event
    @secured("admin")
    async def renew(self, form: dict[str, Any]) -> rx.event.EventSpec:
        """The next certificate takes its place; the address becomes the new one's."""
        key = key_of(form)
        paper = Paper(str(form.get("decision", "")), _upload(form))
        new_id = await self._act(certificates.renew, self.certificate_id, key, paper)
        self._say("Đã thay bằng chứng thư mới; chứng thư cũ không ký được nữa.")
        return rx.redirect(f"/chung-thu/{new_id}")

    @rx.event
    @secured("admin")
    async def picked(self, pem: str, token: str) -> None:
        """A certificate of a token plugged in at IT's own computer: its key stays there."""
        self.pem, self.token, self.home = pem[:100_000], token[:60], str(KeyHome.DESK)

    async def _told(self, act: str) -> None:
        self.asking = ""
        self.turn += 1
        await self._show()
        self._say(DONE[act])

    async def _show(self) -> None:
        actor, now = await self._actor(), database().clock()
        row = await self._read(find_certificate, actor, now, self.certificate_id)
        self.looked, self.absent = True, row is None
        if row is None:
            self.facts, self.record, self.offers = [], [], []
            return
        line = told.line(row, now, database().today())
        self.title, self.below = f"{line.kind}: {line.whose}", line.unit
        self.serial = f"Số {line.serial}"
        self.status, self.status_tone, self.agency = line.status, line.status_tone, row.certificate.account_id is None
        self.holder, self.holder_below, self.alert = line.holder, line.holder_below, line.alert
        self.ends, self.ends_tone = line.ends, line.ends_tone
        self.facts = told.facts(row, now)
        self.record = [told.event_line(each) for each in await self._read(list_record, self.certificate_id)]
        self.offers = offers_for(actor, row)
        self.clerks, self.lent, self.homes = await self._read(people_of, row)


def key_of(form: dict[str, Any]) -> Key:
    """Where the key is, as the form says. Raises Refused when no certificate was given."""
    home = str(form.get("home", ""))
    if home not in list(KeyHome):
        raise refuse("certificate_unreadable")
    texts = {name: str(form.get(name, "")) for name in ("pem", "token_label", "key_label", "token_serial")}
    return Key(home=KeyHome(home), **texts)


def _position(form: dict[str, Any]) -> int:
    chosen = whole(form.get("holder"))
    if not chosen:
        raise refuse("person_unknown")
    return chosen


def _upload(form: dict[str, Any]) -> int:
    return whole(str(form.get("minutes")).split(",")[0])


def _paper(form: dict[str, Any]) -> Paper:
    return Paper(str(form.get("decision", "")), _upload(form))
