"""One page of the outgoing list as its screen draws it: rows, tabs with counters, the finding."""

from dataclasses import dataclass, replace

from state.outgoing_address import Asked, first_tab, tabs_of
from voffice_app.db.outgoing_lists import OutgoingRow, count_tabs, list_outgoing
from voffice_app.db.session import Session
from voffice_app.domain.authority import Capacity
from voffice_app.domain.deadlines import queue_rank
from voffice_app.domain.numbering import TYPE_BY_KEY, TYPES
from voffice_app.domain.people import Actor
from voffice_app.shapes import Option, Tab
from voffice_app.words import URGENCY, clock, count, day
from voffice_app.words.outgoing import SUBJECT_AREAS, TAB

TYPE_OPTIONS = [Option(kind.key, kind.name) for kind in TYPES]
AREA_OPTIONS = [Option(area, area) for area in SUBJECT_AREAS]
URGENCY_OPTIONS = [Option(key, label) for key, label in URGENCY.items()]
ALERTS = ("to_approve", "to_sign", "to_seal")


@dataclass(frozen=True)
class OutgoingLine:
    """A row as the screen shows it."""

    href: str
    reference: str
    kind: str
    abstract: str
    urgency: str
    drafter: str
    signer: str
    day: str
    day_note: str
    recipients: str
    status: str


@dataclass(frozen=True)
class Page:
    """What one look at the list found."""

    asked: Asked
    counts: dict[str, int]
    rows: list[OutgoingRow]
    previous: str = ""
    following: str = ""


def read_page(session: Session, actor: Actor, asked: Asked) -> Page:
    """The tabs' counters and one page; counter and rows come from one condition."""
    counts = count_tabs(session, actor, *tabs_of(actor, asked.tab))
    asked = asked if asked.tab else replace(asked, tab=first_tab(counts))
    backward = asked.key(asked.before)
    key = backward or asked.key(asked.after)
    descending = asked.descending is not bool(backward)
    rows, more = list_outgoing(session, actor, asked.filter(), asked.order, descending, key)
    rows = rows[::-1] if backward else rows
    earlier, later = (more, True) if backward else (key is not None, more)
    return Page(
        asked, counts, rows,
        asked.href(before=_key(asked, rows[0])) if earlier and rows else "",
        asked.href(after=_key(asked, rows[-1])) if later and rows else "",
    )  # fmt: skip


def _key(asked: Asked, row: OutgoingRow) -> str:
    keys = {"number": row.book_order, "queue": queue_rank(row.urgency), "newest": row.id}
    return f"{keys[asked.order]}~{row.id}"


def line(row: OutgoingRow, asked: Asked) -> OutgoingLine:
    kind = TYPE_BY_KEY[row.type_key].name if row.type_key in TYPE_BY_KEY else row.type_key
    return OutgoingLine(
        asked.href_of(row.id), row.reference, f"{kind} · {row.holder}" if row.holder else kind, row.abstract,
        str(row.urgency), row.drafter_name,
        signer_in_words(row), day(row.issued_on or row.changed_at),
        "ngày văn bản" if row.issued_on else f"lúc {clock(row.changed_at)}",
        recipients_in_words(row), row.standing,
    )  # fmt: skip


def recipients_in_words(row: OutgoingRow) -> str:
    """38 đơn vị, 2 nơi ngoài."""
    told = [f"{row.recipient_count} đơn vị"] if row.recipient_count else []
    told += [f"{row.outsider_count} nơi ngoài"] if row.outsider_count else []
    return ", ".join(told) or "—"


def signer_in_words(row: OutgoingRow) -> str:
    """KT. Nguyễn Văn An; the head's own name alone."""
    mark = "" if row.signing_capacity == Capacity.OWN else f"{row.signing_capacity.upper()}. "
    return f"{mark}{row.signer_name}" if row.signer_name else "—"


def tabs(page: Page, actor: Actor) -> list[Tab]:
    fresh = Asked(sort=page.asked.sort)
    return [
        Tab(key, TAB[key], fresh.href(tab=key), count(page.counts[key]), key in ALERTS and page.counts[key] > 0)
        for key in tabs_of(actor, page.asked.tab)
    ]


def finding(page: Page, actor: Actor) -> str:
    """The title says what waits for this person."""
    waiting = [(page.counts[key], TAB[key].lower()) for key in tabs_of(actor, "") if key in ALERTS]
    told = ", ".join(f"{count(n)} {label}" for n, label in waiting if n)
    return f"Văn bản đi: {told}" if told else "Văn bản đi"
