"""The signing queue as its screen draws it: rows, tabs with counters, and how a batch is getting on."""

from dataclasses import dataclass, replace
from datetime import datetime

from state.outgoing_address import LIST
from state.signing_address import Asked
from voffice_app.actions.signing_attempt_parts import WAY_OF
from voffice_app.actions.signing_intent_parts import choose_certificate
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.session import Session
from voffice_app.db.signing_attempts import AttemptStatus, SigningAttempt, Way
from voffice_app.db.signing_lists import (
    TABS,
    QueueRow,
    count_queue,
    find_running_batch,
    kind_of,
    list_batch,
    list_queue,
    paging_key,
)
from voffice_app.domain.errors import Refused
from voffice_app.domain.numbering import TYPE_BY_KEY
from voffice_app.domain.people import Actor
from voffice_app.shapes import Tab
from voffice_app.words import OUTGOING_STANDING, count, moment, sentence, sentences
from voffice_app.words.signing_queue import FINDING, NOTHING, STATUS, TAB

MOST = 50
"""Documents of one batch, as the route allows."""
CAME_FROM = {"leader": "to_sign", "agency": "to_seal"}


@dataclass(frozen=True)
class QueueLine:
    """A row as the screen shows it; ``pickable`` when a PIN would sign it now."""

    id: int
    href: str
    reference: str
    kind: str
    abstract: str
    urgency: str
    recipients: str
    label: str
    tone: str
    icon: str
    told: str
    pickable: bool


@dataclass(frozen=True)
class FateLine:
    """One document of a batch under way."""

    href: str
    reference: str
    state: str
    label: str
    tone: str
    icon: str
    told: str


@dataclass(frozen=True)
class Page:
    """What one look at the queue found."""

    asked: Asked
    counts: dict[str, int]
    rows: list[QueueRow]
    running: str
    previous: str = ""
    following: str = ""


def read_page(session: Session, actor: Actor, asked: Asked, now: datetime) -> Page:
    """The tabs' counters and one page; counter and rows come from one condition."""
    asked = asked if asked.tab else replace(asked, tab="waiting")
    backward = asked.key(asked.before)
    key = backward or asked.key(asked.after)
    rows, more = list_queue(session, actor, now, asked.tab, key, descending=not backward)
    rows = rows[::-1] if backward else rows
    earlier, later = (more, True) if backward else (key is not None, more)
    return Page(
        asked, count_queue(session, actor, now, *TABS), rows, find_running_batch(session, actor, now),
        asked.href(before=paging_key(rows[0], asked.tab)) if earlier and rows else "",
        asked.href(after=paging_key(rows[-1], asked.tab)) if later and rows else "",
    )  # fmt: skip


def line(row: QueueRow, actor: Actor, tab: str, now: datetime) -> QueueLine:
    kind = kind_of(actor)
    state, told = _standing(row, tab, now)
    label, tone, icon = STATUS[kind][state]
    name = TYPE_BY_KEY[row.type_key].name if row.type_key in TYPE_BY_KEY else row.type_key
    return QueueLine(
        row.id, _href(row.id, kind), row.reference, name, row.abstract, str(row.urgency),
        f"{row.recipient_count} đơn vị" if row.recipient_count else "—", label, tone, icon, told,
        row.waits and (tab in ("waiting", "failed") or _left_lying(row, actor)),
    )  # fmt: skip


def _left_lying(row: QueueRow, actor: Actor) -> bool:
    """Begun at this person's own PC, which may have forgotten it: the person may begin anew."""
    attempt = row.attempt
    return attempt is not None and attempt.way is not Way.SERVER and attempt.position_id == actor.position_id


def _standing(row: QueueRow, tab: str, now: datetime) -> tuple[str, str]:
    """Which word the row wears, and what stands below it."""
    attempt = row.attempt
    if tab == "signed":
        at = attempt.finished_at if attempt and attempt.status is AttemptStatus.DONE else None
        return "done", ", ".join(part for part in (moment(at) if at else "", OUTGOING_STANDING[row.standing]) if part)
    if attempt is None or attempt.status is AttemptStatus.SUPERSEDED:
        return "waits", ""
    if tab == "signing":
        return "open", f"từ {moment(attempt.created_at)}"
    if fate(attempt, now) != "failed":
        return "waits", ""
    return ("failed", why(attempt)) if tab == "failed" else ("again", "")


def fate(attempt: SigningAttempt, now: datetime) -> str:
    """``open``, ``done`` or ``failed``; an open one whose time is over has failed."""
    if attempt.status is AttemptStatus.OPEN:
        return "open" if attempt.expires_at > now else "failed"
    return "done" if attempt.status is AttemptStatus.DONE else "failed"


def why(attempt: SigningAttempt) -> str:
    """The sentence of a failed attempt."""
    if attempt.code:
        return sentence(attempt.code, attempt.facts)
    if attempt.status is AttemptStatus.SUPERSEDED:
        return sentence("attempt_ended", {"reason": "superseded"})
    return sentence("stale", {"reason": "expired"})


def _href(document_id: int, kind: str) -> str:
    """The document with its neighbours in the list of what waits."""
    return f"{LIST}/{document_id}?tab={CAME_FROM[kind]}"


def fates(session: Session, actor: Actor, batch: str, now: datetime) -> list[FateLine]:
    kind, lines = kind_of(actor), []
    for attempt, document in list_batch(session, actor, batch):
        state = fate(attempt, now)
        told = why(attempt) if state == "failed" else ""
        lines.append(FateLine(_href(document.id or 0, kind), document.reference, state, *STATUS[kind][state], told))
    return lines


def shared_reason(lines: list[FateLine]) -> str:
    """What is told once above the pile because it stopped all of it: a refused PIN, a token that is not there."""
    told = {line.told for line in lines}
    return told.pop() if len(lines) > 1 and len(told) == 1 else ""


def left_out(session: Session, actor: Actor, chosen: list[int], batch: str) -> list[str]:
    """References of the chosen documents that the batch did not take up."""
    taken = {document.id for _, document in list_batch(session, actor, batch)}
    wanted = [number for number in chosen if number not in taken]
    found = [session.get(OutgoingDocument, number) for number in wanted]
    return [row.reference for row in found if row is not None and row.unit_id == actor.unit_id]


def tabs(page: Page, actor: Actor) -> list[Tab]:
    labels = TAB[kind_of(actor)]
    fresh = Asked()
    return [Tab(key, label, fresh.href(tab=key), count(page.counts[key])) for key, label in labels.items()]


def finding(page: Page, actor: Actor) -> str:
    kind, waiting = kind_of(actor), page.counts["waiting"]
    return FINDING[kind].format(count=count(waiting)) if waiting else NOTHING[kind]


def key_of(session: Session, actor: Actor, now: datetime) -> tuple[str, str, str]:
    """The way this person signs (``server``, ``desk``, ``plugin``), whose certificate, or why there is none."""
    try:
        row = choose_certificate(session, actor, kind_of(actor), now)
    except Refused as no:
        return "", "", sentences(no.reasons)[0]
    names = dict(part.strip().split("=", 1) for part in row.subject.split(",") if "=" in part)
    return str(WAY_OF[row.home]), names.get("CN", names.get("Common Name", row.subject)), ""
