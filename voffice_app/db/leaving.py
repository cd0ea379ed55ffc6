"""What a leaver holds besides open work: keys, powers, devices, log-ins; and how these end with the post."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlmodel import Session

from voffice_app.db.assignments import AbsenceCover, FieldAssignment
from voffice_app.db.certificates import Certificate, CertificateKind, CertificateStatus
from voffice_app.db.custody import custody_of
from voffice_app.db.delegations import Delegation
from voffice_app.db.desk_agents import DeskAgent
from voffice_app.db.door import LoginSession
from voffice_app.db.people import Position
from voffice_app.db.signing_attempts import AttemptStatus, SigningAttempt
from voffice_app.db.signing_authority import SigningAuthority

C: Any = Certificate
A: Any = SigningAttempt
P: Any = Position
L: Any = LoginSession
Agent: Any = DeskAgent
POWERS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Delegation, ("giver_position_id", "delegate_position_id")),
    (FieldAssignment, ("position_id",)),
    (AbsenceCover, ("absent_position_id", "cover_position_id")),
    (SigningAuthority, ("position_id",)),
)
"""What runs for a post and ends with it."""


def list_keys(session: Session, unit_id: int, position_id: int, today: date) -> list[tuple[Certificate, bool]]:
    """The unit's certificates in this post's hands: the holder's (True) and those lent by a written authority."""
    query = select(C).where(
        C.unit_id == unit_id, C.kind == CertificateKind.AGENCY, C.status == CertificateStatus.ACTIVE
    )
    rows = {row.id: row for row in session.scalars(query.order_by(C.id))}
    found = []
    for certificate_id, custody in custody_of(session, rows, today).items():
        lent = any(given.position_id == position_id for given in custody.authorities)
        if custody.holder == position_id or lent:
            found.append((rows[certificate_id], custody.holder == position_id))
    return found


def list_powers(session: Session, position_id: int, today: date) -> list[tuple[Any, int]]:
    """Running delegations, fields, covers and capacities of this post: (table, row)."""
    found: list[tuple[Any, int]] = []
    for table, columns in POWERS:
        mine = or_(*[getattr(table, column) == position_id for column in columns])
        open_end = or_(table.valid_to.is_(None), table.valid_to >= today)
        query = select(table.id).where(mine, open_end, table.ended_on.is_(None)).order_by(table.id)
        found += [(table, row_id) for row_id in session.scalars(query)]
    return found


def end_powers(session: Session, found: list[tuple[Any, int]], today: date) -> list[int]:
    """They hold no longer from today on; returns the delegations among them."""
    for table, row_id in found:
        session.execute(update(table).where(table.id == row_id).values(ended_on=today))
    return [row_id for table, row_id in found if table is Delegation]


def count_attempts(session: Session, position_id: int) -> int:
    """Signatures under way by this post."""
    query = select(A.id).where(A.position_id == position_id, A.status == AttemptStatus.OPEN)
    return len(session.scalars(query).all())


def list_devices(session: Session, account_id: int) -> list[str]:
    """The names of the computers paired with this person."""
    query = select(Agent.name).where(Agent.account_id == account_id, Agent.revoked_at.is_(None))
    return list(session.scalars(query.order_by(Agent.id)))


def has_other_post(session: Session, account_id: int, position_id: int, today: date) -> bool:
    query = select(P.id).where(P.account_id == account_id, P.id != position_id, *in_force_post(today))
    return session.execute(query).first() is not None


def in_force_post(today: date) -> list[Any]:
    return [P.valid_from <= today, or_(P.valid_to.is_(None), P.valid_to >= today)]


def revoke_devices(session: Session, account_id: int, now: datetime) -> None:
    """As the owner would: the key is emptied."""
    mine = (Agent.account_id == account_id, Agent.revoked_at.is_(None))
    session.execute(update(Agent).where(*mine).values(revoked_at=now, key=""))


def leave_post(session: Session, position_id: int) -> list[str]:
    """Log-ins in this post go to another of the person's posts, or end with it; returns their keys."""
    mine = (L.position_id == position_id, L.revoked_at.is_(None))
    keys = list(session.scalars(select(L.id_sha256).where(*mine)))
    session.execute(update(L).where(L.position_id == position_id).values(position_id=None, delegation_id=None))
    return keys
