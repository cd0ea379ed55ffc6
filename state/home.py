"""Home: the work queue of a role, and the first rows of what waits."""

from dataclasses import dataclass

import reflex as rx

from state.base import NOT_YOURS, Office
from state.custody_view import line
from state.menu import count_waits, waits_of
from voffice_app.db import custody_lists, incoming_lists, outgoing_lists
from voffice_app.db.session import Database, Session
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission, may
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.words import count, day, due, sentence

TITLES = {
    ("in", "to_register"): ("Chờ vào sổ", "inbox"),
    ("in", "to_submit"): ("Chờ trình lãnh đạo", "send"),
    ("in", "to_assign"): ("Chờ phân công", "user-check"),
    ("in", "mine"): ("Được giao xử lý", "circle-dot"),
    ("in", "extensions"): ("Xin gia hạn", "clock"),
    ("in", "opinions"): ("Chờ ý kiến", "messages-square"),
    ("in", "to_read"): ("Để biết, chờ đọc", "eye"),
    ("in", "passed_to_me"): ("Gửi đích danh", "user-round"),
    ("out", "to_check"): ("Chờ duyệt thể thức", "file-check"),
    ("out", "to_number"): ("Chờ cấp số", "hash"),
    ("out", "to_seal"): ("Chờ đóng dấu, ban hành", "stamp"),
    ("out", "to_approve"): ("Chờ phê duyệt", "check"),
    ("out", "to_sign"): ("Chờ ký số", "signature"),
    ("out", "my_drafts"): ("Dự thảo của tôi", "pencil"),
    ("out", "to_verify"): ("Kiểm tra sau ban hành", "file-check"),
    ("out", "mistakes"): ("Báo sai sót", "flag"),
}
PLACE = {"in": "/van-ban-den", "out": "/van-ban-di"}
CERTIFICATES = ((Permission.ADMIN, "/quan-tri/chung-thu"), (Permission.CUSTODY_READ, "/chung-thu"))
SHOWN = 5


@dataclass(frozen=True)
class Waiting:
    """One document in a queue."""

    title: str
    reference: str
    below: str
    due: str
    due_tone: str
    href: str
    urgency: str = "normal"


@dataclass(frozen=True)
class Queue:
    """One verb of the day: how many, and the first of them."""

    title: str
    icon: str
    count: str
    href: str
    rows: list[Waiting]


def read_queues(session: Session, actor: Actor, base: Database) -> list[Queue]:
    """Every queue of the role with its first rows; counter, card and list are one condition."""
    counts = count_waits(session, actor, base)
    queues = []
    for kind, tab in waits_of(actor):
        title, icon = TITLES[kind, tab]
        read = _incoming if kind == "in" else _outgoing
        rows = read(session, actor, base, tab) if counts[kind, tab] else []
        queues.append(Queue(title, icon, count(counts[kind, tab]), f"{PLACE[kind]}?tab={tab}", rows))
    return queues + _expiring(session, actor, base)


def _expiring(session: Session, actor: Actor, base: Database) -> list[Queue]:
    """Certificates that end within 60 days, for their holder, the unit's head and IT (QC 6.5)."""
    now, today = base.clock(), base.today()
    rows = custody_lists.list_expiring(session, actor, now)
    if not rows:
        return []
    waiting = []
    for row in rows[:SHOWN]:
        told = line(row, now, today)
        below = f"{told.kind} · hạn dùng {day(row.certificate.valid_to)}"
        waiting.append(Waiting(told.whose, f"Số {told.serial}", below, told.ends, told.ends_tone, told.href))
    place = next((at for held, at in CERTIFICATES if may(actor, held)), waiting[0].href)
    return [Queue("Chứng thư sắp hết hạn", "key-round", count(len(rows)), place, waiting)]


def _incoming(session: Session, actor: Actor, base: Database, tab: str) -> list[Waiting]:
    today = base.today()
    rows, _ = incoming_lists.list_incoming(session, actor, today, incoming_lists.Filter(tab), "queue", descending=False)
    waiting = []
    for row in rows[:SHOWN]:
        text, tone = due(row.due_sort, today) if row.due_on else ("", "")
        below = " · ".join(filter(None, (row.issuing_body, f"đến {day(row.arrived_on)}")))
        waiting.append(
            Waiting(
                row.abstract, row.reference or "Chưa có số", below, text, tone, f"/van-ban-den/{row.id}", row.urgency
            )
        )
    return waiting


def _outgoing(session: Session, actor: Actor, base: Database, tab: str) -> list[Waiting]:
    rows, _ = outgoing_lists.list_outgoing(session, actor, outgoing_lists.Filter(tab), "queue")
    waiting = []
    for row in rows[:SHOWN]:
        below = f"{row.drafter_name} soạn · cập nhật {day(row.changed_at)}"
        waiting.append(Waiting(row.abstract, row.reference, below, "", "", f"/van-ban-di/{row.id}", row.urgency))
    return waiting


class Home(Office):
    """What waits for this person today."""

    queues: list[Queue] = []
    finding: str = ""
    nothing: bool = False
    looked: bool = False

    @rx.event
    @secured("home")
    async def look(self) -> None:
        actor = await self._actor()
        self.queues = await self._read(read_queues, actor, database())
        waiting = [queue for queue in self.queues if queue.count]
        self.nothing = not waiting
        told = ", ".join(f"{queue.count} {queue.title.lower()}" for queue in waiting[:3])
        self.finding = told[0].upper() + told[1:] if told else "Không còn việc nào chờ bạn"
        self.looked = True
        if NOT_YOURS in self.router.url.query_parameters:
            self._say(sentence("page_not_yours"), "refused")
