"""What a Phiếu giải quyết văn bản đến is filled with: who was given what by whom, and what the handler proposed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from voffice_app.db.audit import AuditEntry
from voffice_app.db.incoming import SUBJECT, IncomingAssignment, IncomingDocument
from voffice_app.db.incoming_details import read_document
from voffice_app.db.people import Account, Position
from voffice_app.domain.errors import refuse
from voffice_app.domain.incoming import AssignmentKind
from voffice_app.domain.people import Actor

# To the type checker SQLModel's columns look like plain values; these names say that they are columns.
A: Any = IncomingAssignment
E: Any = AuditEntry
P: Any = Position
N: Any = Account
SAID_BY_HANDLER = ("record_progress", "complete")


@dataclass(frozen=True)
class GivenRow:
    """Somebody who has the document in hand; ``onward`` when a lead gave it on, not the head."""

    full_name: str
    kind: AssignmentKind
    due_on: date | None
    assigned_at: datetime
    onward: bool
    instruction: str


@dataclass(frozen=True)
class SlipRow:
    """The document, who has it, and the handler's last words with their moment."""

    document: IncomingDocument
    given: list[GivenRow]
    proposal: str
    proposed_at: datetime | None


def read_slip(session: Session, actor: Actor, document_id: int) -> SlipRow:
    """Raises NotVisible, or Refused ``arrival_number_missing`` before it is entered in the book."""
    document = read_document(session, actor, document_id)
    if document.arrival_number is None:
        raise refuse("arrival_number_missing")
    rows = session.execute(
        select(N.full_name, A.kind, A.due_on, A.assigned_at, A.parent_id.is_not(None), A.instruction)
        .join(P, P.id == A.position_id).join(N, N.id == P.account_id)
        .where(A.incoming_id == document_id, A.ended_at.is_(None), A.kind != AssignmentKind.INFO)
        .order_by(A.id)
    ).all()  # fmt: skip
    said = session.execute(
        select(E.comment, E.at)
        .where(E.subject == SUBJECT, E.subject_id == document_id, E.act.in_(SAID_BY_HANDLER), E.comment != "")
        .order_by(E.id.desc()).limit(1)
    ).first()  # fmt: skip
    return SlipRow(document, [GivenRow(*row) for row in rows], said[0] if said else "", said[1] if said else None)
