"""Lists of incoming documents as screens show them: badge, card and list come from one condition."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlmodel import Session

from voffice_app.db import incoming_waits as waits
from voffice_app.db.duplicates import Written, list_same
from voffice_app.db.files import Direction, DocumentFile
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.paging import PAGE_SIZE, Order, book_order, capped_count, page_query, queue_order
from voffice_app.db.people import Account, Position
from voffice_app.db.search import containing
from voffice_app.domain.deadlines import queue_on
from voffice_app.domain.incoming import OPEN_WORK, IncomingStatus, Source, Urgency
from voffice_app.domain.people import Actor, Role

# To the type checker SQLModel's columns look like plain values; these names say that they are columns.
D: Any = IncomingDocument
P: Any = Position
File: Any = DocumentFile
N: Any = Account
S = IncomingStatus


def _status(*wanted: IncomingStatus) -> Any:
    return D.status.in_(wanted)


# One condition per tab; counts, badges and rows all use it.
TABS: dict[str, Callable[[Actor, date], Any]] = {
    "to_register": lambda actor, today: _status(S.RECEIVED),
    "to_submit": lambda actor, today: _status(S.REGISTERED),
    "to_assign": lambda actor, today: _status(S.SUBMITTED),
    "mine": waits.to_do,
    "given": waits.given_onward,
    "to_read": waits.to_read,
    "extensions": waits.extensions,
    "opinions": waits.opinions,
    "passed_to_me": lambda actor, today: D.passed_to_position_id == actor.position_id,
    "open": lambda actor, today: _status(*OPEN_WORK),
    "due_soon": lambda actor, today: and_(_status(*OPEN_WORK), D.due_sort == today),
    "overdue": lambda actor, today: and_(_status(*OPEN_WORK), D.due_sort < today),
    "completed": lambda actor, today: _status(S.COMPLETED),
    "set_aside": lambda actor, today: _status(S.ARCHIVED_ONLY, S.PASSED_ON, S.RETURNED, S.RECALLED, S.VOIDED),
    "all": lambda actor, today: D.id.is_not(None),
}

ORDERS: dict[str, tuple[Any, type]] = {
    "arrived": (D.arrived_on, date),
    "due": (D.due_sort, date),
    "queue": (queue_order(D.urgency, D.due_sort), date),
    "number": (book_order(D.arrival_year, D.arrival_number), int),
}


@dataclass(frozen=True)
class Filter:
    """What narrows a list; everything empty shows all of the unit."""

    tab: str = "all"
    words: str = ""
    urgency: str = ""
    source: str = ""
    subject_area: str = ""
    lead_position_id: int = 0


@dataclass(frozen=True)
class IncomingRow:
    """A line of the list."""

    id: int
    status: IncomingStatus
    arrival_number: int | None
    book_order: int | None
    arrived_on: date
    reference: str
    issuing_body: str
    abstract: str
    urgency: Urgency
    source: Source
    due_on: date | None
    due_sort: date
    completed_on: date | None
    lead_name: str

    @property
    def queue_on(self) -> date:
        """Its place among what waits: urgent first, then by due day."""
        return queue_on(self.urgency, self.due_sort)


def conditions(actor: Actor, today: date, wanted: Filter) -> list[Any]:
    """The documents the unit keeps (scoped here, in SQL) narrowed by tab and filters."""
    found: list[Any] = [D.unit_id.in_(actor.unit_ids), TABS.get(wanted.tab, TABS["all"])(actor, today)]
    if actor.role is not Role.CLERK:  # IncomingDocument.is_visible, in SQL
        me = 0 if actor.is_acting else actor.position_id
        concerned = or_(D.passed_to_position_id == me, D.received_by_position_id == me)
        found.append(or_(D.status != S.PASSED_ON, concerned))
    for column, value in (
        (D.urgency, wanted.urgency), (D.source, wanted.source),
        (D.subject_area, wanted.subject_area), (D.lead_position_id, wanted.lead_position_id),
    ):  # fmt: skip
        if value:
            found.append(column == value)
    return found


def list_incoming(
    session: Session,
    actor: Actor,
    today: date,
    wanted: Filter,
    order: str = "arrived",
    descending: bool = True,
    after: tuple[Any, int] | None = None,
) -> tuple[list[IncomingRow], bool]:
    """One page of rows and whether more follow; ``after`` is (sort value, id) of the last row seen."""
    column, _ = ORDERS.get(order, ORDERS["arrived"])
    query = _row_query().where(*conditions(actor, today, wanted))
    query = query.where(*containing(session, D, actor.unit_ids, wanted.words))
    if order == "number":
        query = query.where(column.is_not(None))
    rows = session.execute(page_query(query, Order(column, D.id, descending), after)).all()
    return [_row(*row) for row in rows[:PAGE_SIZE]], len(rows) > PAGE_SIZE


def _row_query() -> Select[Any]:
    return select(D, N.full_name).outerjoin(P, P.id == D.lead_position_id).outerjoin(N, N.id == P.account_id)


def _row(document: IncomingDocument, lead_name: str | None) -> IncomingRow:
    return IncomingRow(
        id=document.id or 0, status=document.status, arrival_number=document.arrival_number,
        book_order=document.book_order, arrived_on=document.arrived_on, reference=document.reference,
        issuing_body=document.issuing_body, abstract=document.abstract, urgency=document.urgency,
        source=document.source, due_on=document.due_on, due_sort=document.due_sort, completed_on=document.completed_on,
        lead_name=lead_name or "",
    )  # fmt: skip


def count_tabs(session: Session, actor: Actor, today: date, *tabs: str) -> dict[str, int]:
    """How many documents each tab holds, counted to 1,001 at the most."""
    return {tab: capped_count(session, D.id, *conditions(actor, today, Filter(tab))) for tab in tabs}


def find_duplicates(
    session: Session, unit_id: int, wanted: Written, sha256: str = "", but: int = 0
) -> list[IncomingRow]:
    """Documents of the unit with the same reference and issuer, or the same file (QC; ND30 PL VI III.1.h).

    A wrong entry that was struck is none: its document is entered anew.
    """
    same_file = (
        select(File.document_id)
        .where(File.direction == Direction.INCOMING, File.sha256 == sha256)
    )  # fmt: skip
    alike = [D.id.in_(same_file)] if sha256 else []
    if wanted.bare:
        alike.append(D.id.in_(list_same(session, unit_id, wanted)))
    if not alike:
        return []
    query = _row_query().where(D.unit_id == unit_id, D.id != but, D.status != S.VOIDED, or_(*alike))
    return [_row(*row) for row in session.execute(query.order_by(D.id.desc()).limit(5)).all()]
