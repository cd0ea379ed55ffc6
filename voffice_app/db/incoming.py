"""Incoming documents: tables, the live object of an act, deliveries from inside the system."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, insert, text, update
from sqlmodel import Field, SQLModel, col, select

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.notices import posts_with, tell_step
from voffice_app.db.session import Session, Tx
from voffice_app.domain import notices
from voffice_app.domain.calendar import WorkCalendar
from voffice_app.domain.errors import not_visible
from voffice_app.domain.folding import fold
from voffice_app.domain.incoming import AssignmentKind, IncomingFacts, IncomingStatus, RecallState, Source, Urgency
from voffice_app.domain.numbering import BOOK_YEAR, book_order
from voffice_app.domain.people import Actor, Role
from voffice_app.domain.permissions import Permission, may
from voffice_app.domain.secrecy import Secrecy, refuse_secret
from voffice_app.domain.workflow import Step

NO_DUE = date(9999, 12, 31)
FILTERED = ("urgency", "source", "lead_position_id", "subject_area")
"""A filter that nothing meets is answered from the index: 9 ms against 42 over 100,000 documents."""
PASSED = text("passed_to_position_id IS NOT NULL")
BOOK_ORDER = text(f"(arrival_year * {BOOK_YEAR} + arrival_number)")
QUEUE_ORDER = text(
    "(CASE WHEN urgency = 'express' THEN '0001-01-01' WHEN urgency = 'very_urgent' THEN '0001-01-02' "
    "WHEN urgency = 'urgent' THEN '0001-01-03' ELSE due_sort END)"
)
SUBJECT = "incoming"


class IncomingDocument(SQLModel, table=True):
    """A document that reached the unit (fields of ND30 PL VI II.II, with lĩnh vực and ngày ký of QC 6.1).

    ``due_sort`` is the working day on which the term truly ends, :data:`NO_DUE` when there is none:
    one indexed column to sort and judge by. ``opened_at``: when the first person of the unit opened what came
    within the system. A recalled row keeps the state it was ``recalled_from``.
    """

    __tablename__ = "incoming_document"
    __table_args__ = (
        one_of("status", IncomingStatus),
        one_of("urgency", Urgency),
        one_of("source", Source),
        one_of("recalled_from", IncomingStatus),
        one_of("recall_state", RecallState),
        CheckConstraint(
            "(status = 'recalled') = (recalled_from IS NOT NULL AND recall_state IS NOT NULL)",
            name="recalled_keeps_state",
        ),
        CheckConstraint("arrival_number IS NULL OR arrival_number > 0", name="arrival_number_positive"),
        CheckConstraint("status <> 'voided' OR arrival_number IS NOT NULL", name="voided_keeps_number"),
        CheckConstraint("status <> 'completed' OR completed_on IS NOT NULL", name="completed_has_date"),
        UniqueConstraint("register_id", "arrival_year", "arrival_number"),
        UniqueConstraint("recipient_id"),
        UniqueConstraint("unit_id", "request_key"),
        # Every order of the list, for all documents of a unit and behind one status: a page never sorts the register.
        Index("ix_incoming_unit", "unit_id", "id"),
        Index("ix_incoming_unit_arrived", "unit_id", "arrived_on", "id", *FILTERED),
        Index("ix_incoming_unit_due", "unit_id", "due_sort", "id", "completed_on", "status"),
        Index("ix_incoming_unit_number", "unit_id", BOOK_ORDER, "id"),
        Index("ix_incoming_status_arrived", "unit_id", "status", "arrived_on", "id"),
        Index("ix_incoming_status_due", "unit_id", "status", "due_sort", "id"),
        Index("ix_incoming_unit_queue", "unit_id", QUEUE_ORDER, "id"),
        Index("ix_incoming_status_queue", "unit_id", "status", QUEUE_ORDER, "id"),
        Index("ix_incoming_status_number", "unit_id", "status", BOOK_ORDER, "id"),
        # Figures of a period, from the index alone (as is the one by due date).
        Index("ix_incoming_unit_completed", "unit_id", "completed_on", "arrived_on"),
        Index("ix_incoming_unit_register_due", "unit_id", "register_due_on", "registered_on", "status"),
        Index(
            "ix_incoming_passed", "passed_to_position_id", "arrived_on", "id",
            sqlite_where=PASSED, postgresql_where=PASSED,
        ),
        Index("ix_incoming_received_by", "received_by_position_id", "arrived_on", "id"),
        Index("ix_incoming_reference", "unit_id", "code_number", "code_notation"),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    register_id: int | None = Field(default=None, foreign_key="register.id")
    status: IncomingStatus = Field(default=IncomingStatus.RECEIVED, sa_type=EnumText(IncomingStatus))
    arrival_number: int | None = None
    arrival_year: int | None = None
    arrived_on: date
    arrived_at: datetime = Field(sa_type=UtcDateTime)
    registered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    registered_on: date | None = None
    register_due_on: date
    type_key: str = Field(default="CV", max_length=10)
    code_number: str = Field(default="", max_length=11)
    code_notation: str = Field(default="", max_length=30)
    issuing_body: str = Field(default="", max_length=200)
    issued_on: date | None = None
    signed_on: date | None = None
    signer_name: str = Field(default="", max_length=50)
    signer_title: str = Field(default="", max_length=100)
    abstract: str = Field(default="", max_length=500)
    subject_area: str = Field(default="", max_length=100)
    pages: int = 0
    copies: int = 1
    urgency: Urgency = Field(default=Urgency.NORMAL, sa_type=EnumText(Urgency))
    source: Source = Field(sa_type=EnumText(Source))
    note: str = Field(default="", max_length=500)
    due_on: date | None = None
    due_sort: date = NO_DUE
    completed_on: date | None = None
    result: str = Field(default="", max_length=2000)
    answer_outgoing_id: int | None = Field(default=None, foreign_key="outgoing_document.id")
    lead_position_id: int | None = Field(default=None, foreign_key="position.id")
    instruction: str = Field(default="", max_length=1000)
    passed_to_position_id: int | None = Field(default=None, foreign_key="position.id")
    received_by_position_id: int | None = Field(default=None, foreign_key="position.id")
    origin_outgoing_id: int | None = Field(default=None, foreign_key="outgoing_document.id", index=True)
    recipient_id: int | None = Field(default=None, foreign_key="outgoing_recipient.id")
    request_key: str | None = Field(default=None, max_length=32)
    opened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    recalled_from: IncomingStatus | None = Field(default=None, sa_type=EnumText(IncomingStatus))
    recall_state: RecallState | None = Field(default=None, sa_type=EnumText(RecallState))
    fold: str = Field(default=" ", max_length=1400)

    @property
    def reference(self) -> str:
        return f"{self.code_number}/{self.code_notation}" if self.code_number else self.code_notation

    @property
    def book_order(self) -> int | None:
        """Its place among the unit's numbers, of all years."""
        return book_order(self.arrival_year, self.arrival_number)

    def facts(self, has_result: bool = False) -> IncomingFacts:
        """What the state table must know; a result may come with the very act of completing."""
        return IncomingFacts(
            status=self.status, unit_id=self.unit_id, source=self.source,
            lead_position_id=self.lead_position_id, receiver_position_id=self.passed_to_position_id,
            has_result=has_result or bool(self.result) or self.answer_outgoing_id is not None,
            recall_asked=self.recall_state is RecallState.ASKED,
        )  # fmt: skip

    def is_visible(self, actor: Actor) -> bool:
        """The unit sees what it holds or has inherited; what was addressed to a person, only that person, the finder
        and the clerk.

        Whoever acts for somebody needs a scope that opens incoming documents, and opens no letter to that person.
        """
        if not actor.stands_for(self.unit_id) or not may(actor, Permission.INCOMING_READ):
            return False
        concerned = () if actor.is_acting else (self.passed_to_position_id, self.received_by_position_id)
        return self.status is not IncomingStatus.PASSED_ON or actor.role is Role.CLERK or actor.position_id in concerned

    def set_due(self, due_on: date | None, calendar: WorkCalendar) -> None:
        """A term that ends on a day off ends on the next working day (BLDS Đ148): that day is judged."""
        self.due_on, self.due_sort = due_on, calendar.on_or_after(due_on) if due_on else NO_DUE

    def refold(self) -> None:
        """Renew the searchable text after its parts changed."""
        self.fold = f" {fold(f'{self.reference} {self.abstract} {self.issuing_body} {self.signer_name}')} "


class IncomingAssignment(SQLModel, table=True):
    """Who was assigned what, by whom; ended, never deleted.

    ``parent_id`` is the lead's row within which it was given onward, None for what the head gave.
    """

    __tablename__ = "incoming_assignment"
    __table_args__ = (
        one_of("kind", AssignmentKind),
        Index("ix_incoming_assignment_open", "position_id", "ended_at", "incoming_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    incoming_id: int = Field(foreign_key="incoming_document.id", index=True)
    position_id: int = Field(foreign_key="position.id")
    kind: AssignmentKind = Field(sa_type=EnumText(AssignmentKind))
    due_on: date | None = None
    assigned_by: int = Field(foreign_key="position.id")
    assigned_at: datetime = Field(sa_type=UtcDateTime)
    parent_id: int | None = Field(default=None, foreign_key="incoming_assignment.id")
    instruction: str = Field(default="", max_length=1000, sa_column_kwargs={"server_default": ""})
    seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def load_incoming(tx: Tx, document_id: int, *, inherited: bool = False) -> IncomingDocument:
    """The live document of the actor's unit, locked for this act; ``inherited``: also one of a unit it succeeds."""
    units = tx.actor.unit_ids if inherited else [tx.actor.unit_id]
    query = select(IncomingDocument).where(IncomingDocument.id == document_id, col(IncomingDocument.unit_id).in_(units))
    document = tx.session.exec(query.with_for_update(key_share=True)).first()
    if document is None:
        raise not_visible()
    return document


def move(tx: Tx, document: IncomingDocument, step: Step[IncomingFacts], comment: str = "", **facts: object) -> None:
    """Write the step's target and its audit row; nothing that was said with it may be a state secret (QC 5.3)."""
    refuse_secret(Secrecy.NONE, comment, document.instruction, document.result)
    before, document.status = document.status, IncomingStatus(step.target or document.status)
    tx.session.add(document)
    tx.record(
        step.name, SUBJECT, document.id or 0,
        from_state=before, to_state=document.status, comment=comment, facts=facts,
    )  # fmt: skip
    told = notices.INCOMING.get(step.name, ())
    tell_step(tx, told, lambda audience: _people(tx, document, audience), SUBJECT, document)


def _people(tx: Tx, document: IncomingDocument, audience: notices.Audience) -> list[int | None]:
    wanted = notices.Audience
    if audience in (wanted.HEAD, wanted.CLERKS):
        role = Role.HEAD if audience is wanted.HEAD else Role.CLERK
        return [*posts_with(tx.session, [document.unit_id], role).get(document.unit_id, [])]
    if audience in (wanted.SUPPORT, wanted.INFO):
        given = list_open_assignments(tx, document.id or 0)
        return [row.position_id for row in given if str(row.kind) == audience]
    return [{
        wanted.LEAD: document.lead_position_id, wanted.RECEIVER: document.passed_to_position_id,
        wanted.FINDER: document.received_by_position_id,
    }[audience]]  # fmt: skip


def list_open_assignments(tx: Tx, incoming_id: int) -> list[IncomingAssignment]:
    return list(
        tx.session.exec(
            select(IncomingAssignment).where(
                IncomingAssignment.incoming_id == incoming_id, col(IncomingAssignment.ended_at).is_(None)
            )
        ).all()
    )


def mark_seen(tx: Tx, incoming_id: int) -> None:
    """Remember when the acting person first opened what was assigned to them."""
    tx.session.exec(
        update(IncomingAssignment)
        .where(
            col(IncomingAssignment.incoming_id) == incoming_id,
            col(IncomingAssignment.position_id) == tx.actor.position_id,
            col(IncomingAssignment.seen_at).is_(None),
        )
        .values(seen_at=tx.now)
    )


def list_delivered(
    session: Session, outgoing_id: int, recipient_ids: Sequence[int] | None = None
) -> list[tuple[int, int]]:
    """The incoming rows an issued document became, for all its recipients or for these: (id, unit)."""
    query = select(IncomingDocument.id, IncomingDocument.unit_id).where(
        IncomingDocument.origin_outgoing_id == outgoing_id, col(IncomingDocument.recipient_id).is_not(None)
    )
    if recipient_ids is not None:
        query = query.where(col(IncomingDocument.recipient_id).in_(recipient_ids))
    return [(i or 0, u) for i, u in session.exec(query)]


def find_by_recipient(tx: Tx, recipient_id: int) -> IncomingDocument | None:
    """The paper that a recipient's row became, locked."""
    query = select(IncomingDocument).where(IncomingDocument.recipient_id == recipient_id)
    return tx.session.exec(query.with_for_update(key_share=True)).first()


def mark_opened(tx: Tx, incoming_id: int) -> None:
    """Remember when the first person of the unit opened what came within the system: from then on a recall asks."""
    tx.session.exec(
        update(IncomingDocument)
        .where(
            col(IncomingDocument.id) == incoming_id,
            col(IncomingDocument.unit_id).in_(tx.actor.unit_ids),
            col(IncomingDocument.opened_at).is_(None),
            col(IncomingDocument.status) != IncomingStatus.RECALLED,
        )
        .values(opened_at=tx.now)
    )


def insert_rows(tx: Tx, table: type[SQLModel], rows: list[dict[str, object]]) -> None:
    """Core insert: eight to twelve times faster than adding objects, for deliveries to 104 units."""
    if rows:
        tx.session.execute(insert(table), rows)
