"""The work on an incoming document in words: a tree, requests, opinions with their totals. No database, no clock."""

from collections.abc import Iterable
from datetime import date

from state.incoming_work_read import WorkRows
from state.incoming_work_rows import Answering, Link, Request, Round, Voice, Work
from voffice_app.db.extensions import IncomingExtension
from voffice_app.db.incoming import IncomingAssignment
from voffice_app.domain.incoming import OPEN_WORK, AssignmentKind, ExtensionState, IncomingStatus, Stance
from voffice_app.domain.people import Actor
from voffice_app.shapes import Fact, Option
from voffice_app.words import ASSIGNMENT, OUTGOING_STANDING, day, due, moment
from voffice_app.words.labels import EXTENSION, STANCE

REQUEST_TONE = {"waiting": "violet", "granted": "green", "refused": "amber", "lapsed": ""}
STANCE_TONE = {"agree": "green", "disagree": "red", "other": "amber"}
K = AssignmentKind


def work_of(rows: WorkRows, actor: Actor, may: Iterable[str]) -> Work:
    """Everything as it is drawn; ``may`` are the steps the table offers this reader."""
    own = next((row for row in rows.chain if row.position_id == actor.position_id), None)
    return Work(
        may=sorted(may),
        seen=(rows.chain[-1].id or 0) if rows.chain else 0,
        tree=[_link(rows, row, depth) for row, depth in _ordered(rows, None, 0)],
        requests=[_request(rows, row, actor) for row in rows.extensions],
        opinions=[
            Voice(*rows.names[row.position_id], row.said, moment(row.said_at, rows.today),
                  file=rows.files.get(row.file_id or 0, ""), href=f"/api/files/{row.file_id}" if row.file_id else "")
            for row in rows.opinions
        ],
        round=_round(rows, actor),
        answering=[
            Answering(str(d.id), d.reference, d.abstract, OUTGOING_STANDING[d.facts().standing], f"/van-ban-di/{d.id}")
            for d in rows.answering
        ],
        templates=[Option(str(row.id), row.words) for row in rows.templates],
        sets=[Option(str(row.id), row.name, str(len(row.lead + row.support + row.info))) for row in rows.sets],
        own_due=own.due_on.isoformat() if own and own.due_on else "",
    )  # fmt: skip


def _ordered(rows: WorkRows, parent_id: int | None, depth: int) -> list[tuple[IncomingAssignment, int]]:
    """Who has it, the lead first, then what the lead gave onward, then the others beside."""
    order = (K.LEAD, K.SUPPORT, K.INFO)
    level = sorted((row for row in rows.in_hand if row.parent_id == parent_id), key=lambda row: order.index(row.kind))
    found = []
    for row in level:
        found += [(row, depth), *_ordered(rows, row.id, depth + 1)]
    return found


def _link(rows: WorkRows, row: IncomingAssignment, depth: int) -> Link:
    who, title = rows.names[row.position_id]
    text, tone = _due(rows, row.due_on) if row.kind is not K.INFO else ("", "")
    stands, colour = _stands(rows, row)
    seen = f"đã xem {moment(row.seen_at, rows.today)}" if row.seen_at else "chưa xem"
    words = row.instruction if depth and row.kind is K.LEAD else ""  # the head's own words stand above the tree
    return Link(depth, ASSIGNMENT[row.kind], who, title, words, text, tone, seen, stands, colour)


def _stands(rows: WorkRows, row: IncomingAssignment) -> tuple[str, str]:
    """What this person has done so far."""
    if row.kind is K.INFO:
        return ("đã đọc", "green") if row.seen_at else ("chờ đọc", "violet")
    if row.kind is K.SUPPORT:
        return ("đã cho ý kiến", "green") if row.position_id in {o.position_id for o in rows.opinions} else ("", "")
    if rows.document.status is IncomingStatus.COMPLETED:
        return "đã hoàn thành", "green"
    if rows.document.status not in OPEN_WORK:
        return "", ""
    return ("đang xử lý", "blue") if row is rows.chain[-1] else ("đã giao tiếp", "violet")


def _due(rows: WorkRows, due_on: date | None) -> tuple[str, str]:
    """A deadline, judged on the working day it ends by the calendar of now (BLDS Đ148); only work in hand is late."""
    if due_on is None:
        return "", ""
    text, tone = due(rows.calendar.on_or_after(due_on), rows.today) if rows.document.status in OPEN_WORK else ("", "")
    return (text, tone) if tone else (day(due_on), "")


def _request(rows: WorkRows, row: IncomingExtension, actor: Actor) -> Request:
    waiting = row.state is ExtensionState.WAITING
    stands = EXTENSION[row.state] + (f" đến {day(row.granted_on)}" if row.granted_on else "")
    return Request(
        row.id or 0, rows.names[row.asked_by][0], row.reason, moment(row.asked_at, rows.today),
        f"từ {day(row.old_due_on)} đến {day(row.wished_on)}", row.wished_on.isoformat(), stands,
        REQUEST_TONE[row.state], row.answer,
        waiting and actor.position_id in rows.granters and row.asked_by != actor.position_id,
    )  # fmt: skip


def _round(rows: WorkRows, actor: Actor) -> Round:
    asked = rows.asked
    if asked is None:
        return Round()
    text, tone = due(asked.due_on, rows.today) if asked.due_on and not asked.closed_at else ("", "")
    text = text if tone else f"trả lời trước hết ngày {day(asked.due_on)}" if asked.due_on else ""
    counted = [Fact(STANCE[s], str(sum(row.stance is s for row in rows.answers))) for s in Stance]
    silent = sum(row.stance is None for row in rows.answers)
    own = next((row for row in rows.answers if row.position_id == actor.position_id), None)
    return Round(
        asked.question, f"{rows.names[asked.asked_by][0]} hỏi {moment(asked.asked_at, rows.today)}", text, tone,
        f"kết thúc {moment(asked.closed_at, rows.today)}" if asked.closed_at else "", asked.conclusion,
        [*counted, Fact("Chưa trả lời", str(silent))],
        [
            Voice(
                *rows.names[row.position_id], row.said,
                moment(row.answered_at, rows.today) if row.answered_at else "",
                STANCE[row.stance] if row.stance else "Chưa trả lời", STANCE_TONE[row.stance] if row.stance else "",
            )
            for row in rows.answers
        ],
        str(own.stance or "") if own else "", own.said if own else "",
    )  # fmt: skip
