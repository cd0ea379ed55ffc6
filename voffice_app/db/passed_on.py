"""What a person passed to the clerk, and what became of it (QC 5.6, 7.3)."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from voffice_app.db.incoming import IncomingDocument
from voffice_app.domain.people import Actor

D: Any = IncomingDocument
SHOWN = 8


def list_passed(session: Session, actor: Actor) -> list[IncomingDocument]:
    """The person's last ones, the newest first; the unit's own alone."""
    query = (
        select(D)
        .where(D.received_by_position_id == actor.position_id, D.unit_id == actor.unit_id)
        .order_by(D.arrived_on.desc(), D.id.desc())
        .limit(SHOWN)
    )
    return list(session.scalars(query))
