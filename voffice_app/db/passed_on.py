"""What a person passed to the clerk, and what became of it (QC 5.6, 7.3)."""

from typing import Any

from sqlalchemy import and_, func, select
from sqlmodel import Session

from voffice_app.db.audit import AuditEntry
from voffice_app.db.incoming import SUBJECT, IncomingDocument
from voffice_app.domain.incoming import IncomingStatus
from voffice_app.domain.people import Actor

D: Any = IncomingDocument
E: Any = AuditEntry
SHOWN = 8


def list_passed(session: Session, actor: Actor) -> list[tuple[IncomingDocument, str]]:
    """The person's last ones, the newest first, the unit's own alone; with the clerk's reason where it was returned."""
    said = select(func.max(E.id)).where(E.subject == SUBJECT, E.subject_id == D.id, E.act == "return_intake")
    query = (
        select(D, E.comment)
        .outerjoin(E, and_(D.status == IncomingStatus.RETURNED, E.id == said.correlate(D).scalar_subquery()))
        .where(D.received_by_position_id == actor.position_id, D.unit_id == actor.unit_id)
        .order_by(D.arrived_on.desc(), D.id.desc())
        .limit(SHOWN)
    )
    return [(document, reason or "") for document, reason in session.execute(query)]
