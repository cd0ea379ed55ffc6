"""What follows the issue of a document, as its screen tells it: receivers, changes, links, reports of mistakes."""

from dataclasses import dataclass
from datetime import date

from voffice_app.actions.reminding import is_due
from voffice_app.db.calendar import load_calendar
from voffice_app.db.changes import IssuedChange
from voffice_app.db.deliveries import Delivery, is_confirmed, list_changes, list_deliveries
from voffice_app.db.files import Direction
from voffice_app.db.links import Linked, list_linked
from voffice_app.db.mistakes import MistakeRow, list_mistakes
from voffice_app.db.outgoing import OutgoingDocument, read_outgoing
from voffice_app.db.parameters import value_on
from voffice_app.db.people import PersonRow, Position, Unit, list_people, list_units, person_name
from voffice_app.db.session import Session
from voffice_app.domain.calendar import vietnam_date
from voffice_app.domain.changes import AnswerState, Reminded
from voffice_app.domain.outgoing import AFTER_ISSUE, BEFORE_APPROVAL, FLOW
from voffice_app.domain.parameters import Parameter
from voffice_app.domain.people import Actor, Role
from voffice_app.shapes import Entry, Option
from voffice_app.words import clock, day, moment
from voffice_app.words.after_issue import ANSWER, CHANGE, FIELD, FILTER, LINK, MISTAKE_ANSWER, REPLACED_BY_UNSEEN

CHECK_DAYS = "2"
"""Working days in which the drafter looks the registered data over, where the unit says nothing (QC 7.2.3)."""


@dataclass(frozen=True)
class After:
    """One look at what followed. ``offers``: the steps of the table that the reader may take now."""

    document: OutgoingDocument
    deliveries: list[Delivery]
    changes: list[IssuedChange]
    makers: dict[int, str]
    linked: list[Linked]
    mistakes: list[MistakeRow]
    offers: list[str]
    leaders: list[PersonRow]
    units: list[Unit]
    check_due: date | None
    today: date
    actor: Actor


@dataclass(frozen=True)
class DeliveryLine:
    """One receiver: how far it is there, in one chip and one line."""

    unit_id: int
    unit: str
    code: str
    below: str
    late: bool


@dataclass(frozen=True)
class LinkLine:
    """A link: what it says, and where it leads."""

    label: str
    reference: str
    href: str
    abstract: str


@dataclass(frozen=True)
class MistakeLine:
    """A report of a mistake; ``answerable``: this reader answers it here."""

    id: int
    who: str
    words: str
    answer: str
    answerable: bool


def read_after(session: Session, actor: Actor, document_id: int, today: date) -> After:
    """Raises NotVisible: absent and another unit's look the same."""
    document = read_outgoing(session, actor, document_id)
    issued = document.issued_at is not None
    changes = list_changes(session, actor, document_id) if issued else []
    confirmed = issued and is_confirmed(session, document_id)
    return After(
        document, list_deliveries(session, actor, document_id, today) if issued else [], changes,
        {row.id or 0: _maker(session, row) for row in changes},
        list_linked(session, actor, (Direction.OUTGOING, document_id)),
        list_mistakes(session, outgoing_id=document_id) if issued else [],
        _offers(document, actor, confirmed), list_people(session, actor.unit_id, today, Role.HEAD, Role.DEPUTY),
        list_units(session) if issued and actor.role is Role.CLERK else [],
        _check_due(session, document), today, actor,
    )  # fmt: skip


def _maker(session: Session, row: IssuedChange) -> str:
    """Who did it: by whose order if not their own, for whom if they acted for the head."""
    made, ordered = _person(session, row.position_id), _person(session, row.ordered_by_position_id)
    if not ordered or row.ordered_by_position_id == row.position_id:
        return made
    post = session.get(Position, row.position_id)
    acted = post is not None and post.role is Role.HEAD
    return f"{ordered}, thay {made}" if acted else f"{made}, theo lệnh của {ordered}"


def _person(session: Session, position_id: int | None) -> str:
    name, title = person_name(session, position_id)
    return f"{title} {name}".strip()


def _offers(document: OutgoingDocument, actor: Actor, confirmed: bool) -> list[str]:
    found = [step.name for step in FLOW.available(document.facts(), actor) if step.name in AFTER_ISSUE]
    if confirmed and "withdraw_recall" in found:
        found.remove("withdraw_recall")
    if document.checked_at is not None and "check_issued" in found:
        found.remove("check_issued")
    declares = document.status in BEFORE_APPROVAL and document.drafter_position_id == actor.position_id
    return [*found, "declare"] if declares else found


def _check_due(session: Session, document: OutgoingDocument) -> date | None:
    if document.issued_at is None or document.checked_at is not None:
        return None
    issued_on = vietnam_date(document.issued_at)
    days = int(value_on(session, document.unit_id, Parameter.CHECK_DAYS, issued_on) or CHECK_DAYS)
    return load_calendar(session, document.unit_id).add(issued_on, days)


def check_in_words(after: After) -> str:
    """By when the drafter looks over the registered data, or since when that is overdue; nothing once it is done."""
    if after.check_due is None:
        return ""
    if after.check_due < after.today:
        return f"Hạn kiểm tra số liệu đăng ký đã qua ngày {day(after.check_due)}."
    return f"Kiểm tra số liệu đăng ký trước hết ngày {day(after.check_due)}."


FIRST = 8
"""So many receivers are shown at first: a hundred of them would push everything else off the page."""
KEPT = {
    "": lambda row: True,
    "waiting": lambda row: is_due(row, Reminded.REGISTER),
    "asked": lambda row: is_due(row, Reminded.ANSWER),
    "refused": lambda row: bool(row.refused_because) or bool(row.answer and row.answer.state is AnswerState.REFUSED),
    "late": lambda row: row.late,
    "removed": lambda row: row.removed,
}


def lines(after: After, wanted: str) -> list[DeliveryLine]:
    """The receivers of one filter."""
    return [_line(row, after.today) for row in after.deliveries if KEPT.get(wanted, KEPT[""])(row)]


def filters(after: After) -> list[Option]:
    """Those filters that hold somebody, with how many."""
    counts = {key: sum(1 for row in after.deliveries if keep(row)) for key, keep in KEPT.items()}
    return [Option(key, FILTER[key], str(n)) for key, n in counts.items() if n and (key or len(after.deliveries))]


def _line(row: Delivery, today: date) -> DeliveryLine:
    waits = row.delivered_at is not None and row.registered_at is None
    told = [
        f"đến {moment(row.delivered_at, today)}" if waits and row.delivered_at else "",
        f"mở {moment(row.opened_at, today)}" if waits and row.opened_at else "chưa ai mở" if waits else "",
        f"vào sổ {moment(row.registered_at, today)}" if row.registered_at else "",
        f"phân công {moment(row.assigned_at, today)}" if row.assigned_at else "",
        f"xong {day(row.completed_on)}" if row.completed_on else "",
        f"{row.refused_by} từ chối: {row.refused_because}" if row.refused_because else "",
        _answered(row),
        f"đã nhắc {row.reminders} lần, lần cuối {moment(row.reminded_at, today)}" if row.reminded_at else "",
        "đã rút khỏi danh sách nhận" if row.removed else "",
    ]
    recalled = row.answer is not None and row.code is not None and row.code == "13"
    code = str(row.answer.code) if recalled and row.answer else str(row.code or "")
    return DeliveryLine(row.unit_id, row.unit_name, code, " · ".join(part for part in told if part), row.late)


def _answered(row: Delivery) -> str:
    if row.answer is None:
        return ""
    why = f" ({row.answer.reason})" if row.answer.reason and row.answer.state is AnswerState.REFUSED else ""
    return f"{CHANGE[row.answer.kind].lower()}: {ANSWER[row.answer.state]}{why}"


def totals(after: After) -> str:
    """One sentence over the list."""
    rows = [row for row in after.deliveries if not row.removed]
    registered = sum(1 for row in rows if row.registered_at)
    opened = sum(1 for row in rows if row.opened_at and not row.registered_at)
    told = [f"{registered}/{len(rows)} đơn vị đã vào sổ", *([f"{opened} đã mở, chưa vào sổ"] if opened else [])]
    states = [row.answer.state for row in after.deliveries if row.answer]
    told += [f"{states.count(state)} {ANSWER[state]}" for state in AnswerState if states.count(state)]
    return ", ".join(told) if rows else ""


def change_entries(after: After) -> list[Entry]:
    """Recalls and updates as a timeline."""
    return [_entry(row, after) for row in after.changes]


def _entry(row: IssuedChange, after: After) -> Entry:
    changed = "; ".join(
        f"{FIELD.get(k, k)}: «{row.before.get(k, '')}» → «{v}»" for k, v in row.after.items() if k in FIELD
    )
    over = f" (đã rút lại {clock(row.withdrawn_at)} {day(row.withdrawn_at)})" if row.withdrawn_at else ""
    act = f"{CHANGE[row.kind].lower()} lần {row.number}{over}"
    return Entry(moment(row.made_at, after.today), after.makers.get(row.id or 0, ""), act, row.reason, changed)


def link_lines(linked: list[Linked]) -> list[LinkLine]:
    """Each link in the words of this end."""
    at = {Direction.OUTGOING: "/van-ban-di", Direction.INCOMING: "/van-ban-den"}
    return [
        LinkLine(
            LINK[row.kind][0 if row.forward else 1], row.reference or REPLACED_BY_UNSEEN,
            f"{at[row.direction]}/{row.document_id}" if row.document_id else "", row.abstract,
        )
        for row in linked
    ]  # fmt: skip


def mistake_lines(rows: list[MistakeRow], today: date, answers: bool) -> list[MistakeLine]:
    """Reports, oldest first."""
    return [_mistake(row, today, answers) for row in rows]


def _mistake(row: MistakeRow, today: date, answers: bool) -> MistakeLine:
    told, where = row.mistake, f" (trang {row.mistake.page})" if row.mistake.page else ""
    asked = f"{FIELD.get(told.field, '')} đúng là «{told.right_value}»: " if told.field else ""
    answer = ""
    if told.answer is not None and told.answered_at is not None:
        answer = f"{row.answerer} trả lời {moment(told.answered_at, today)}: {MISTAKE_ANSWER[told.answer]}"
        answer += f". {told.answer_text}" if told.answer_text else ""
    who = f"{row.reporter}, {row.unit_name} · {moment(told.made_at, today)}"
    return MistakeLine(told.id or 0, who, f"{asked}{told.words}{where}", answer, answers and told.answer is None)
