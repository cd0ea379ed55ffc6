"""What of the incoming documents waits for one person: conditions for the lists, their counters and the badge alike."""

from datetime import date
from typing import Any

from sqlalchemy import and_, exists, or_, select

from voffice_app.db.extensions import IncomingExtension
from voffice_app.db.incoming import IncomingAssignment, IncomingDocument
from voffice_app.db.opinions import OpinionRound, RoundAnswer
from voffice_app.db.people import Position
from voffice_app.domain.incoming import OPEN_WORK, AssignmentKind, ExtensionState, IncomingStatus
from voffice_app.domain.people import Actor, Role

# To the type checker SQLModel's columns look like plain values; these names say that they are columns.
D: Any = IncomingDocument
A: Any = IncomingAssignment
E: Any = IncomingExtension
R: Any = OpinionRound
V: Any = RoundAnswer
P: Any = Position
K = AssignmentKind
READABLE = (*OPEN_WORK, IncomingStatus.COMPLETED)


def _given(actor: Actor, *kinds: AssignmentKind) -> Any:
    """Assigned to this person and in force."""
    return exists().where(
        A.incoming_id == D.id, A.position_id == actor.position_id, A.ended_at.is_(None), A.kind.in_(kinds)
    )


def to_do(actor: Actor, today: date) -> Any:
    """To lead or to support; what was given onward waits for another."""
    lead = and_(D.lead_position_id == actor.position_id, _given(actor, K.LEAD))
    return and_(D.status.in_(OPEN_WORK), or_(lead, _given(actor, K.SUPPORT)))


def given_onward(actor: Actor, today: date) -> Any:
    """Led by this person and given onward: somebody below does the work."""
    return and_(D.status.in_(OPEN_WORK), D.lead_position_id != actor.position_id, _given(actor, K.LEAD))


def to_read(actor: Actor, today: date) -> Any:
    """Sent for information and never opened: opening it is the receipt."""
    unread = exists().where(
        A.incoming_id == D.id, A.position_id == actor.position_id, A.ended_at.is_(None), A.kind == K.INFO,
        A.seen_at.is_(None),
    )  # fmt: skip
    return and_(D.status.in_(READABLE), unread)


def extensions(actor: Actor, today: date) -> Any:
    """Somebody asks this person for more time; what was asked of who left office waits for the unit's head."""
    granter = E.granter_position_id == actor.position_id
    if actor.role is Role.HEAD:
        gone = select(P.id).where(P.unit_id == actor.unit_id, P.valid_to < today)
        granter = or_(granter, E.granter_position_id.in_(gone))
    return exists().where(E.incoming_id == D.id, E.state == ExtensionState.WAITING, granter)


def opinions(actor: Actor, today: date) -> Any:
    """A round asks this person and has no answer yet."""
    return exists().where(
        R.incoming_id == D.id, R.closed_at.is_(None), V.round_id == R.id, V.position_id == actor.position_id,
        V.stance.is_(None),
    )  # fmt: skip
