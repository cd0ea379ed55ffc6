"""A row of the incoming list, in words."""

from dataclasses import dataclass, replace
from datetime import date

from state.incoming_address import Asked
from voffice_app.db.incoming_details import Beside
from voffice_app.db.incoming_lists import IncomingRow
from voffice_app.domain.incoming import OPEN_WORK, IncomingStatus
from voffice_app.words import SOURCE, clock, day, due


@dataclass(frozen=True)
class IncomingLine:
    """A row as the screen shows it."""

    href: str
    reference: str
    below: str
    abstract: str
    urgency: str
    issuing_body: str
    arrived: str
    lead: str
    supports: str
    due: str
    due_tone: str
    due_note: str
    status: str
    unread: bool


def line(row: IncomingRow, beside: Beside, asked: Asked, today: date) -> IncomingLine:
    own = own_due(row, beside)
    text, tone = due_in_words(row if own is None else replace(row, due_on=own, due_sort=own), today)
    return IncomingLine(
        asked.href_of(row.id), row.reference or "Chưa có số",
        held_in_words(arrival_in_words(row, beside, today), beside),
        row.abstract or "Chưa ghi trích yếu", str(row.urgency), row.issuing_body or "—", day(row.arrived_on),
        row.lead_name or "—",
        f"+{beside.supports} phối hợp" if beside.supports else "", text, tone,
        "hạn của bạn" if own else "", str(row.status),
        row.status is IncomingStatus.RECEIVED or beside.unseen,
    )  # fmt: skip


def held_in_words(arrival: str, beside: Beside) -> str:
    """Which unit's book its number stands in, where that unit went into this one."""
    return f"{arrival} · {beside.holder}" if beside.holder else arrival


def own_due(row: IncomingRow, beside: Beside) -> date | None:
    """The reader's own deadline, while the work is in hand and it is earlier than the document's."""
    own = beside.own_due if row.status in OPEN_WORK else None
    return own if own is not None and (row.due_on is None or own < row.due_on) else None


def arrival_in_words(row: IncomingRow, beside: Beside, today: date) -> str:
    """Số đến 1 204 once registered; before that how it came, and when if it was today."""
    if row.arrival_number is not None:
        return f"số đến {grouped(row.arrival_number)}"
    source = SOURCE[row.source]
    told = source if source[:2].isupper() else source[0].lower() + source[1:]
    return f"đến {clock(beside.arrived_at)} · {told}" if row.arrived_on == today else told


def grouped(number: int) -> str:
    """1 204: a blank that never breaks the line between thousands, as in the registers."""
    return f"{number:,}".replace(",", "\u00a0")


def due_in_words(row: IncomingRow, today: date) -> tuple[str, str]:
    """Judged by the working day on which the term truly ends; only work in hand can be late."""
    if row.due_on is None:
        return "—", ""
    if row.status not in OPEN_WORK:
        return day(row.due_on), "done" if row.status is IncomingStatus.COMPLETED else ""
    text, tone = due(row.due_sort, today)
    return (text, tone) if tone else (day(row.due_on), "")
