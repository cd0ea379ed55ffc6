"""Everything that still points to a post as somebody's business: what a hand-over finds, and what it moves.

Each column of the database that names a position stands either here or in :data:`HISTORY`; a test holds that list
against the tables, so that no new column is forgotten (ND30 Đ31 k3đ: nothing stays with who leaves).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, case, cast, func, select, update
from sqlmodel import Session

from voffice_app.db.extensions import IncomingExtension
from voffice_app.db.incoming import IncomingAssignment, IncomingDocument
from voffice_app.db.opinions import OpinionRound, RoundAnswer
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.page_comments import OutgoingAsked
from voffice_app.db.recipients import RecipientSet
from voffice_app.db.registers import HeldNumber
from voffice_app.domain.handing_over import WorkKind
from voffice_app.domain.incoming import OPEN_WORK, AssignmentKind, ExtensionState, IncomingStatus
from voffice_app.domain.outgoing import APPROVED_NOT_SIGNED, BEFORE_APPROVAL, NOT_ISSUED, OutgoingStatus
from voffice_app.domain.registers import HeldStatus

Came: Any = IncomingDocument
Sent: Any = OutgoingDocument
IN_HAND = select(Came.id).where(Came.status.in_(OPEN_WORK))
UNFINISHED = select(Sent.id).where(Sent.status.in_(NOT_ISSUED))
UNSIGNED = (*BEFORE_APPROVAL, OutgoingStatus.SUBMITTED, *APPROVED_NOT_SIGNED)
R: Any = OpinionRound
OPEN_ROUND = select(R.id).where(R.closed_at.is_(None))


@dataclass(frozen=True)
class Pointer:
    """A column, when it is still open, and which document (or words of its own) tells what it is about."""

    kind: WorkKind
    column: Any
    still: tuple[Any, ...]
    incoming: Any = None
    outgoing: Any = None
    words: Any = None

    @property
    def table(self) -> Any:
        return self.column.class_

    @property
    def name(self) -> str:
        return f"{self.table.__tablename__}.{self.column.key}"


def _pointers() -> Iterator[Pointer]:
    a: Any = IncomingAssignment
    e: Any = IncomingExtension
    q: Any = RoundAnswer
    asked: Any = OutgoingAsked
    held: Any = HeldNumber
    kept: Any = RecipientSet
    k = WorkKind
    in_round = select(R.incoming_id).where(R.id == q.round_id).scalar_subquery()
    yield Pointer(k.INCOMING, Came.lead_position_id, (Came.status.in_(OPEN_WORK),), incoming=Came.id)
    yield Pointer(k.INCOMING, a.position_id, (a.ended_at.is_(None), a.incoming_id.in_(IN_HAND)), incoming=a.incoming_id)
    waiting = e.state == ExtensionState.WAITING
    yield Pointer(k.INCOMING, e.asked_by, (waiting,), incoming=e.incoming_id)
    yield Pointer(k.INCOMING, e.granter_position_id, (waiting,), incoming=e.incoming_id)
    yield Pointer(k.INCOMING, R.asked_by, (R.closed_at.is_(None),), incoming=R.incoming_id)
    yield Pointer(k.OPINIONS, q.position_id, (q.stance.is_(None), q.round_id.in_(OPEN_ROUND)), incoming=in_round)
    yield Pointer(k.OPINIONS, asked.position_id, (asked.outgoing_id.in_(UNFINISHED),), outgoing=asked.outgoing_id)
    passed = Came.status == IncomingStatus.PASSED_ON
    yield Pointer(k.PERSONAL, Came.passed_to_position_id, (passed,), incoming=Came.id)
    yield Pointer(k.DRAFTS, Sent.drafter_position_id, (Sent.status.in_(NOT_ISSUED),), outgoing=Sent.id)
    unchecked = (Sent.status == OutgoingStatus.ISSUED, Sent.checked_at.is_(None))
    yield Pointer(k.CHECKS, Sent.drafter_position_id, unchecked, outgoing=Sent.id)
    yield Pointer(k.SIGNING, Sent.signer_position_id, (Sent.status.in_(UNSIGNED),), outgoing=Sent.id)
    yield Pointer(k.NUMBERS, held.held_by, (held.status == HeldStatus.HELD,), words=held.reason)
    yield Pointer(k.SETS, kept.owner_position_id, (kept.ended_at.is_(None),), words=kept.name)


POINTERS = tuple(_pointers())
ALONE = {"round_answer.position_id": "round_id", "outgoing_asked.position_id": "outgoing_id"}
"""Where the successor may have been asked the same already: one question to one person."""

ENDED = frozenset({
    "delegation.giver_position_id", "delegation.delegate_position_id", "field_assignment.position_id",
    "absence_cover.absent_position_id", "absence_cover.cover_position_id", "signing_authority.position_id",
    "login_session.position_id", "custody_event.position_id",
})  # fmt: skip
"""Not handed on but ended, or (custody) handed on by a row of its own."""

HISTORY = frozenset({
    "absence_cover.recorded_by", "acknowledgement.told_by", "backdate_permission.given_by",
    "certified_copy.position_id", "certified_copy.signer_position_id", "change_answer.answered_by",
    "custody_event.recorded_by", "delegation.recorded_by", "delivery_reminder.position_id",
    "document_file.added_by", "document_file.withdrawn_by", "document_link.position_id",
    "field_assignment.recorded_by", "handover.position_id", "handover.recorded_by",
    "handover_item.successor_position_id", "held_number.ended_by", "inbox_visit.position_id",
    "incoming_assignment.assigned_by", "incoming_document.received_by_position_id",
    "incoming_extension.answered_by", "incoming_opinion.position_id", "issued_change.ordered_by_position_id",
    "issued_change.position_id", "job.position_id", "mistake.answered_by", "mistake.reporter_position_id",
    "mvp_tick.position_id", "notice.position_id", "opinion_round.closed_by", "outage.declared_by",
    "outage.withdrawn_by", "outgoing_asked.asked_by", "outgoing_comment.position_id", "outgoing_comment.settled_by",
    "outgoing_comment_answer.position_id", "outgoing_document.paper_decided_by", "outgoing_mail.settled_by",
    "outgoing_paper_copy.position_id", "paper_print.position_id", "register_volume.closed_by",
    "signing_authority.given_by", "signing_authority.recorded_by", "source_look.position_id",
    "unit_change.recorded_by", "upload.position_id",
    # what is only one's own: habits of a desk, nobody's business but the person's
    "notice_choice.position_id", "people_set.position_id",
    # a signature under way stops the hand-over until it is finished or given up
    "signing_attempt.position_id", "plugin_ticket.position_id",
})  # fmt: skip
"""Who did something once: that stays told of them."""


def list_open(session: Session, pointer: Pointer, position_id: int) -> list[tuple[int, str]]:
    """The rows of one column that still are this post's business, each with the words of the minutes."""
    key = pointer.table.id
    query = select(key, _told(pointer)).where(pointer.column == position_id, *pointer.still).order_by(key)
    return [(row_id, text or "") for row_id, text in session.execute(query)]


def _told(pointer: Pointer) -> Any:
    """Reference and abstract of the document (a letter to a person has no reference), or the row's own words."""
    if pointer.words is not None:
        return pointer.words
    if pointer.incoming is not None:
        told = Came.code_number + "/" + Came.code_notation + " " + Came.abstract
        return _of(pointer, IncomingDocument, func.ltrim(told, "/ "), pointer.incoming)
    number = case((Sent.number < 10, "0"), else_="") + cast(Sent.number, String) + "/"
    told = func.coalesce(number, "") + Sent.notation + " " + Sent.abstract
    return _of(pointer, OutgoingDocument, told, pointer.outgoing)


def _of(pointer: Pointer, document: Any, about: Any, document_id: Any) -> Any:
    if pointer.table is document:
        return about
    return select(about).where(document.id == document_id).correlate(pointer.table).scalar_subquery()


def subject_ids(session: Session, pointer: Pointer, row_ids: list[int]) -> tuple[str, list[int]]:
    """The documents these rows are about: their history tells the hand-over."""
    about = pointer.incoming if pointer.incoming is not None else pointer.outgoing
    if about is None:
        return "", []
    found = session.execute(select(about).select_from(pointer.table).where(pointer.table.id.in_(row_ids)))
    return "incoming" if pointer.incoming is not None else "outgoing", sorted(set(found.scalars()))


def give(session: Session, pointer: Pointer, row_ids: list[int], successor_id: int, now: datetime) -> None:
    """The rows are the successor's from now on; nobody has the same thing twice."""
    table = pointer.table
    if table is IncomingAssignment:
        row_ids = _once(session, row_ids, successor_id, now)
    taken = ALONE.get(pointer.name)
    if taken:
        other = getattr(table, taken)
        asked = set(session.scalars(select(other).where(pointer.column == successor_id)))
        for row in session.scalars(select(table).where(table.id.in_(row_ids), other.in_(asked))).all():
            session.delete(row)
        session.flush()
    session.execute(update(table).where(table.id.in_(row_ids)).values({pointer.column.key: successor_id}))


def _once(session: Session, row_ids: list[int], successor_id: int, now: datetime) -> list[int]:
    """Of two assignments of one document the lead's stays, else the successor's own; the other ends."""
    a: Any = IncomingAssignment
    kept = []
    for row in session.scalars(select(a).where(a.id.in_(row_ids))).all():
        same = (a.incoming_id == row.incoming_id, a.position_id == successor_id, a.ended_at.is_(None))
        own = session.scalars(select(a).where(*same)).first()
        moves = own is None or (row.kind is AssignmentKind.LEAD and own.kind is not AssignmentKind.LEAD)
        for ended in [own] if moves and own else [] if moves else [row]:
            ended.ended_at = now
            session.add(ended)
        kept += [row.id] if moves else []
    session.flush()
    return kept
