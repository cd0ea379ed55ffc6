"""Who refused an issued document and why, for its sender (code 02 of law.md 4.3; ND30 Đ21 k2; QĐ28 Đ5 k4)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from voffice_app.db.audit import AuditEntry
from voffice_app.db.incoming import SUBJECT, IncomingDocument
from voffice_app.db.notices import posts_with, tell
from voffice_app.db.outgoing import SUBJECT as OUTGOING
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.people import Unit
from voffice_app.db.session import Session, Tx
from voffice_app.domain.incoming import IncomingStatus
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.people import Actor, Role

D: Any = IncomingDocument
Sent: Any = OutgoingDocument
U: Any = Unit
E: Any = AuditEntry
REASON = 200
"""So many letters of the reason go into a notice."""


@dataclass(frozen=True)
class RefusedDelivery:
    """One receiver that returned it."""

    unit_name: str
    refused_at: datetime
    by: str
    reason: str


def list_refused(session: Session, actor: Actor, outgoing_id: int) -> list[RefusedDelivery]:
    """Of a document of the actor's own unit: the receivers in whose hands it stands returned, the latest first."""
    query = (
        select(U.name, E.at, E.actor_title, E.actor_name, E.comment)
        .join(D, D.id == E.subject_id)
        .join(U, U.id == D.unit_id)
        .join(Sent, Sent.id == D.origin_outgoing_id)
        .where(Sent.id == outgoing_id, Sent.unit_id == actor.unit_id, D.status == IncomingStatus.RETURNED)
        .where(E.subject == SUBJECT, E.act == "return_intake")
        .order_by(E.id.desc())
    )
    return [
        RefusedDelivery(unit, at, f"{title} {name}".strip(), reason)
        for unit, at, title, name, reason in session.execute(query)
    ]


def tell_sender(tx: Tx, document: IncomingDocument, reason: str) -> None:
    """The sender's clerks and the drafter hear of the refusal; nobody when it came from outside the system."""
    sent = tx.session.get(OutgoingDocument, document.origin_outgoing_id) if document.origin_outgoing_id else None
    if sent is None:
        return
    clerks = posts_with(tx.session, [sent.unit_id], Role.CLERK).get(sent.unit_id, [])
    tell(
        tx, NoticeKind.REFUSED_BY_RECEIVER, [*clerks, sent.drafter_position_id], OUTGOING, sent.id or 0,
        reference=sent.reference, from_unit=tx.actor.unit_name, reason=reason[:REASON],
    )  # fmt: skip
