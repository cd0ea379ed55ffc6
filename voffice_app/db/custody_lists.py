"""What screens list of certificates: whose, who holds them, since when, and which end soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select, true
from sqlmodel import Session

from voffice_app.db.certificates import Certificate, CertificateKind, CertificateStatus
from voffice_app.db.custody import CustodyEvent, custody_of
from voffice_app.db.files import ReadableFile
from voffice_app.db.paging import PAGE_SIZE
from voffice_app.db.people import Account, Position, Unit
from voffice_app.domain.calendar import vietnam_date
from voffice_app.domain.custody import REMEMBERED_DAYS, WARN_DAYS, Custody, warning
from voffice_app.domain.people import Actor, Role
from voffice_app.domain.permissions import Permission, may

C: Any = Certificate
E: Any = CustodyEvent
N: Any = Account
P: Any = Position
U: Any = Unit
WHOLE_UNIT = frozenset({Role.HEAD, Role.DEPUTY, Role.CLERK})


@dataclass(frozen=True)
class Holder:
    """Who a position is, and until which day it is held; None is open-ended."""

    position_id: int
    full_name: str
    title: str
    until: date | None


@dataclass(frozen=True)
class CertificateRow:
    """A certificate with whose it is and its custody today."""

    certificate: Certificate
    unit_name: str
    person: str
    custody: Custody
    holder: Holder | None


@dataclass(frozen=True)
class EventRow:
    """One line of the record with the names of the people in it."""

    event: CustodyEvent
    holder: Holder | None
    recorded_by: str


def visible(actor: Actor) -> ColumnElement[bool]:
    """Certificates this person may know of: IT all; leaders and clerk the unit's; others what they own or hold."""
    if may(actor, Permission.ADMIN):
        return true()
    handed = select(E.id).where(E.certificate_id == C.id, E.position_id == actor.position_id).exists()
    mine = or_(C.account_id == actor.account_id, handed)
    clause: ColumnElement[bool] = (C.unit_id == actor.unit_id) & (true() if actor.role in WHOLE_UNIT else mine)
    return clause


def list_certificates(
    session: Session, actor: Actor, now: datetime, after: int = 0, unit_id: int = 0
) -> tuple[list[CertificateRow], bool]:
    """One page of the register as this person may see it, in order of entry."""
    query = _query().where(visible(actor), C.id > after).order_by(C.id).limit(PAGE_SIZE + 1)
    rows = session.execute(query.where(C.unit_id == unit_id) if unit_id else query).all()
    return _with_custody(session, rows[:PAGE_SIZE], now), len(rows) > PAGE_SIZE


def find_certificate(session: Session, actor: Actor, now: datetime, certificate_id: int) -> CertificateRow | None:
    """One certificate, when this person may know of it."""
    rows = session.execute(_query().where(visible(actor), C.id == certificate_id)).all()
    return next(iter(_with_custody(session, rows, now)), None)


def list_expiring(session: Session, actor: Actor, now: datetime) -> list[CertificateRow]:
    """Certificates in use that end within 60 days or ended lately, for those who must act: holder, head, IT."""
    today = vietnam_date(now)
    soon, past = now + timedelta(days=WARN_DAYS[0] + 1), now - timedelta(days=REMEMBERED_DAYS + 1)
    query = _query().where(
        visible(actor), C.status == CertificateStatus.ACTIVE, C.valid_to < soon, C.valid_to > past
    ).order_by(C.valid_to, C.id)  # fmt: skip
    rows = _with_custody(session, session.execute(query).all(), now)
    everything = may(actor, Permission.ADMIN) or actor.role is Role.HEAD
    due = [row for row in rows if warning(days_left(row, now)) is not None]
    return [row for row in due if everything or _concerns(row, actor, today)]


def _concerns(row: CertificateRow, actor: Actor, today: date) -> bool:
    if row.certificate.kind is CertificateKind.PERSONAL:
        return row.certificate.account_id == actor.account_id
    return row.custody.may_use(actor.position_id, today)


def days_left(row: CertificateRow, now: datetime) -> int:
    """Whole days in Vietnam from today to its last day; negative when that is past."""
    return (vietnam_date(row.certificate.valid_to) - vietnam_date(now)).days


def list_record(session: Session, certificate_id: int) -> list[EventRow]:
    """The record of one certificate, the newest first."""
    events = session.scalars(select(E).where(E.certificate_id == certificate_id).order_by(E.id.desc())).all()
    known = _holders(session, {each for e in events for each in (e.position_id, e.recorded_by) if each})
    return [EventRow(e, known.get(e.position_id), _name(known.get(e.recorded_by))) for e in events]


def find_paper(session: Session, actor: Actor, event_id: int) -> ReadableFile | None:
    """The minutes or decision of an event, when the actor may know of its certificate."""
    row = session.get(CustodyEvent, event_id)
    if row is None or not row.sha256:
        return None
    if session.execute(select(C.id).where(visible(actor), C.id == row.certificate_id)).first() is None:
        return None
    return ReadableFile(row.sha256, row.name, row.media_type, row.pages)


def _query() -> Any:
    return select(C, U.name, N.full_name).join(U, U.id == C.unit_id).outerjoin(N, N.id == C.account_id)


def _with_custody(session: Session, rows: Sequence[Any], now: datetime) -> list[CertificateRow]:
    """The custody and the holders of all these rows, by one query each."""
    custody = custody_of(session, [row[0].id for row in rows], vietnam_date(now))
    known = _holders(session, {state.holder for state in custody.values() if state.holder})
    return [
        CertificateRow(c, unit, person or "", custody[c.id], known.get(custody[c.id].holder or 0))
        for c, unit, person in rows
    ]


def _holders(session: Session, position_ids: set[int]) -> dict[int, Holder]:
    query = select(P.id, N.full_name, P.title, P.valid_to).join(N, N.id == P.account_id).where(P.id.in_(position_ids))
    return {row[0]: Holder(*row) for row in session.execute(query).all()}


def _name(holder: Holder | None) -> str:
    return f"{holder.title} {holder.full_name}" if holder else "Hệ thống"
