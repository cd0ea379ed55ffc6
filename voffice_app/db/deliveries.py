"""Where an issued document stands at each receiver, in two statements for any number of them (codes of law.md 4.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from voffice_app.db.audit import AuditEntry
from voffice_app.db.changes import ChangeAnswer, DeliveryReminder, IssuedChange
from voffice_app.db.incoming import SUBJECT, IncomingAssignment, IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument, OutgoingRecipient
from voffice_app.db.people import Unit
from voffice_app.db.unit_history import names_of
from voffice_app.domain.changes import AnswerState, ChangeKind
from voffice_app.domain.incoming import DELIVERY_CODE, DeliveryCode, IncomingStatus
from voffice_app.domain.people import Actor

# To the type checker SQLModel's columns look like plain values; these names say that they are columns.
R: Any = OutgoingRecipient
D: Any = IncomingDocument
O: Any = OutgoingDocument  # noqa: E741 - beside R and D
U: Any = Unit
C: Any = IssuedChange
N: Any = ChangeAnswer
M: Any = DeliveryReminder
A: Any = IncomingAssignment
H: Any = AuditEntry


@dataclass(frozen=True)
class Answer:
    """One receiver's newest answer to a recall or an update."""

    kind: ChangeKind
    state: AnswerState
    reason: str
    answered_at: datetime | None

    @property
    def code(self) -> DeliveryCode:
        """13 while it is asked, 15 or 16 when it is answered; what took effect at once needed no 15."""
        known = {AnswerState.AGREED: DeliveryCode.CHANGE_AGREED, AnswerState.REFUSED: DeliveryCode.CHANGE_REFUSED}
        return known.get(self.state, DeliveryCode.RECALL_ASKED)


@dataclass(frozen=True)
class Delivery:
    """One receiver of an issued document. ``late``: registered after its term, or the term is over and it is not."""

    recipient_id: int
    unit_id: int
    unit_name: str
    incoming_id: int | None
    code: DeliveryCode | None
    delivered_at: datetime | None
    opened_at: datetime | None
    registered_at: datetime | None
    assigned_at: datetime | None
    completed_on: date | None
    late: bool
    removed: bool
    reminders: int
    reminded_at: datetime | None
    answer: Answer | None = None
    refused_because: str = ""
    refused_by: str = ""


def list_deliveries(session: Session, actor: Actor, document_id: int, today: date) -> list[Delivery]:
    """Every receiver of a document of the actor's unit, by level and name of its day; those taken off the list last."""
    rows = session.execute(_query(document_id, actor.unit_ids)).all()
    refused = [row.id for row in rows if row.status is IncomingStatus.RETURNED]
    because = _refusals(session, refused)
    names = names_of(session, (row.unit_id for row in rows))
    none = ("", "")
    return [_delivery(row, names.on(row.unit_id, row.issued_on), because.get(row.id, none), today) for row in rows]


def _query(document_id: int, unit_ids: Sequence[int]) -> Any:
    newest = select(func.max(N.id)).where(N.incoming_id == D.id).correlate(IncomingDocument).scalar_subquery()
    reminded = (
        select(M.recipient_id, func.count().label("times"), func.max(M.sent_at).label("last"))
        .where(M.outgoing_id == document_id)
        .group_by(M.recipient_id)
        .subquery()
    )
    given = select(func.min(A.assigned_at)).where(A.incoming_id == D.id).correlate(IncomingDocument).scalar_subquery()
    return (
        select(
            R.id.label("recipient_id"), R.unit_id, R.removed_at, O.issued_on, D.id, D.status, D.arrived_at, D.opened_at,
            D.registered_at, D.registered_on, D.register_due_on, D.completed_on, D.recalled_from,
            given.label("assigned_at"), reminded.c.times, reminded.c.last, C.kind, N.state, N.reason, N.answered_at,
        )
        .join(U, U.id == R.unit_id)
        .join(O, O.id == R.outgoing_id)
        .outerjoin(D, D.recipient_id == R.id)
        .outerjoin(N, N.id == newest)
        .outerjoin(C, C.id == N.change_id)
        .outerjoin(reminded, reminded.c.recipient_id == R.id)
        .where(R.outgoing_id == document_id, O.unit_id.in_(unit_ids))
        .order_by(R.removed_at.is_not(None), U.level, U.name, R.id)
    )  # fmt: skip


def _delivery(row: Any, name: str, refusal: tuple[str, str], today: date) -> Delivery:
    waits = row.registered_on is None and row.status is IncomingStatus.RECEIVED and row.register_due_on < today
    return Delivery(
        row.recipient_id, row.unit_id, name, row.id, DELIVERY_CODE[row.status] if row.status else None,
        row.arrived_at, row.opened_at, row.registered_at, row.assigned_at, row.completed_on,
        bool(waits or (row.registered_on and row.registered_on > row.register_due_on)), row.removed_at is not None,
        row.times or 0, row.last,
        Answer(row.kind, row.state, row.reason, row.answered_at) if row.state else None, *refusal,
    )  # fmt: skip


def _refusals(session: Session, incoming_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """What each receiver said when it sent the paper back, and who said it (code 02; ND30 Đ21 k2; QĐ28 Đ5 k4)."""
    if not incoming_ids:
        return {}
    query = select(H.subject_id, H.comment, H.actor_title, H.actor_name).where(
        H.subject == SUBJECT, H.act == "return_intake", H.subject_id.in_(incoming_ids)
    )
    rows = session.execute(query.order_by(H.id))
    return {row.subject_id: (row.comment, f"{row.actor_title} {row.actor_name}".strip()) for row in rows}


def list_changes(session: Session, actor: Actor, document_id: int) -> list[IssuedChange]:
    """Recalls and updates of a document of the actor's unit, the newest first."""
    query = select(C).where(C.outgoing_id == document_id, C.unit_id.in_(actor.unit_ids))
    return list(session.scalars(query.order_by(C.number.desc())))


def find_asked(session: Session, incoming_id: int, kind: ChangeKind) -> tuple[ChangeAnswer, IssuedChange] | None:
    """The question of this kind that a receiver has not answered yet; the newest one counts."""
    query = select(N, C).join(C, C.id == N.change_id).where(N.incoming_id == incoming_id, C.kind == kind)
    row = session.execute(query.where(N.state == AnswerState.ASKED).order_by(N.id.desc())).first()
    return (row[0], row[1]) if row else None


def find_recall(session: Session, incoming_id: int) -> tuple[ChangeAnswer, IssuedChange] | None:
    """The newest recall of a receiver's paper, however it was answered."""
    query = select(N, C).join(C, C.id == N.change_id).where(N.incoming_id == incoming_id, C.kind == ChangeKind.RECALL)
    row = session.execute(query.order_by(N.id.desc())).first()
    return (row[0], row[1]) if row else None


def is_confirmed(session: Session, document_id: int) -> bool:
    """Whether any receiver still on the list has agreed to the recall that is in force."""
    query = (
        select(N.id)
        .join(C, C.id == N.change_id)
        .join(D, D.id == N.incoming_id)
        .join(R, R.id == D.recipient_id)
        .where(C.outgoing_id == document_id, C.kind == ChangeKind.RECALL, C.withdrawn_at.is_(None))
        .where(N.state == AnswerState.AGREED, R.removed_at.is_(None))
    )
    return session.execute(query.limit(1)).first() is not None
