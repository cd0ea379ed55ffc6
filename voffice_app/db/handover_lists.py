"""What the hand-over's screens list: people of a unit, and the hand-overs written so far with their minutes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from voffice_app.db.files import ReadableFile
from voffice_app.db.handovers import Handover
from voffice_app.db.people import Account, Position
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission, may


@dataclass(frozen=True)
class HandoverRow:
    """One hand-over: who left, why, by which decision, on which last day."""

    id: int
    person: str
    title: str
    reason: str
    decided_by: str
    last_day: date


def list_rows(session: Session, unit_id: int, limit: int = 100) -> list[HandoverRow]:
    """The unit's hand-overs, newest first."""
    h: Any = Handover
    p: Any = Position
    a: Any = Account
    rows = session.execute(
        select(h.id, a.full_name, p.title, h.reason, h.decided_by, h.last_day)
        .join(p, p.id == h.position_id)
        .join(a, a.id == p.account_id)
        .where(h.unit_id == unit_id)
        .order_by(h.id.desc())
        .limit(limit)
    )
    return [HandoverRow(*row) for row in rows]


def find_minutes(session: Session, actor: Actor, handover_id: int) -> ReadableFile | None:
    """The minutes, for the unit's head and the office's IT."""
    row = session.get(Handover, handover_id)
    own = row is not None and row.unit_id == actor.unit_id and may(actor, Permission.UNIT_RULES)
    if row is None or not (own or may(actor, Permission.ADMIN)):
        return None
    return ReadableFile(row.sha256, f"bien-ban-ban-giao-{handover_id}.pdf", "application/pdf", 1)
