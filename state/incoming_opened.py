"""Everything one look at an incoming document needs, read in one go: whatever its reader may know, nothing else."""

from dataclasses import dataclass
from datetime import date

from state.incoming_address import Asked
from state.incoming_work_read import WorkRows, read_work
from voffice_app.db import people
from voffice_app.db.assignments import suggest_deputy
from voffice_app.db.audit import AuditEntry, list_history
from voffice_app.db.calendar import load_calendar
from voffice_app.db.files import Direction, DocumentFile, list_files
from voffice_app.db.incoming import SUBJECT, IncomingDocument
from voffice_app.db.incoming_details import AssigneeRow, find_answer, list_assignees, read_document
from voffice_app.db.incoming_lists import IncomingRow, list_incoming
from voffice_app.db.incoming_work import facts_of
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.people import PersonRow
from voffice_app.db.session import Session
from voffice_app.domain.deadlines import queue_on
from voffice_app.domain.errors import Reason
from voffice_app.domain.incoming import ANSWERS, FLOW, IncomingFacts, IncomingStatus
from voffice_app.domain.people import Actor, Role
from voffice_app.words.incoming import DUE_CHOICES


@dataclass(frozen=True)
class Opened:
    """A document of the reader's unit. ``offers`` maps each step the reader may see to what still hinders it."""

    document: IncomingDocument
    actor: Actor
    lead: tuple[str, str]
    received_by: tuple[str, str]
    passed_to: tuple[str, str]
    assignees: list[AssigneeRow]
    files: list[DocumentFile]
    history: list[AuditEntry]
    answer: OutgoingDocument | None
    offers: dict[str, list[Reason]]
    colleagues: list[PersonRow]
    due_choices: list[tuple[int, date]]
    today: date
    previous: IncomingRow | None
    following: IncomingRow | None
    work: WorkRows
    suggested: tuple[int, str] | None

    @property
    def unseen(self) -> bool:
        """Whether the reader was assigned this and has not opened it before."""
        return any(row.position_id == self.actor.position_id and row.seen_at is None for row in self.assignees)

    @property
    def unopened(self) -> bool:
        """Whether it came within the system and nobody of the unit has opened it: its issuer is told when."""
        return self.document.origin_outgoing_id is not None and self.document.opened_at is None


def read_opened(session: Session, actor: Actor, today: date, document_id: int, asked: Asked) -> Opened:
    """Raises NotVisible when the unit has no such document: absent and forbidden look the same."""
    document = read_document(session, actor, document_id)
    before, after = _neighbours(session, actor, today, document, asked)
    calendar = load_calendar(session, actor.unit_id)
    facts = facts_of(session, document, today, has_result=True)
    return Opened(
        document, actor,
        people.person_name(session, document.lead_position_id),
        people.person_name(session, document.received_by_position_id),
        people.person_name(session, document.passed_to_position_id),
        list_assignees(session, document_id),
        [] if document.status is IncomingStatus.RECALLED else list_files(session, Direction.INCOMING, document_id),
        list_history(session, SUBJECT, document_id),
        find_answer(session, actor, document.answer_outgoing_id),
        _offers(actor, facts),
        [p for p in people.list_people(session, actor.unit_id, today) if p.role is not Role.IT],
        [(days, calendar.add(today, days)) for days in DUE_CHOICES],
        today, before, after, read_work(session, actor, document, facts.granters, today),
        suggest_deputy(session, actor.unit_id, document.subject_area, today),
    )  # fmt: skip


def _offers(actor: Actor, facts: IncomingFacts) -> dict[str, list[Reason]]:
    """The buttons are the table's, the reasons its guards; a result comes with the very act of completing."""
    return {
        step.name: FLOW.reasons(step, facts, actor) for step in FLOW.available(facts, actor) if step.name not in ANSWERS
    }


def _neighbours(
    session: Session, actor: Actor, today: date, document: IncomingDocument, asked: Asked
) -> tuple[IncomingRow | None, IncomingRow | None]:
    """The rows before and behind it in the list it was opened from, found even when it has left that list."""
    values = {
        "arrived": document.arrived_on, "due": document.due_sort, "number": document.book_order,
        "queue": queue_on(document.urgency, document.due_sort),
    }  # fmt: skip
    value = values[asked.order]
    if not asked.tab or value is None:
        return None, None
    key = (value, document.id or 0)
    before, after = (
        list_incoming(session, actor, today, asked.filter(), asked.order, way, key)[0]
        for way in (not asked.descending, asked.descending)
    )
    return (before[0] if before else None), (after[0] if after else None)
