"""Who gets what, for one page of a book: receivers of issued documents, persons an incoming one was given to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from voffice_app.db.audit import AuditEntry
from voffice_app.db.incoming import IncomingAssignment
from voffice_app.db.outgoing import OutgoingDocument, OutgoingRecipient
from voffice_app.db.people import Account, Position, Unit
from voffice_app.db.recipients import OutgoingOutsider
from voffice_app.db.unit_history import names_of
from voffice_app.domain.calendar import vietnam_date
from voffice_app.domain.incoming import AssignmentKind
from voffice_app.domain.people import Level, UnitKind

# To the type checker SQLModel's columns look like plain values; these names say that they are columns.
A: Any = IncomingAssignment
E: Any = AuditEntry
N: Any = Account
O: Any = OutgoingDocument  # noqa: E741 - beside N and P
P: Any = Position
R: Any = OutgoingRecipient
U: Any = Unit
X: Any = OutgoingOutsider
NAMED = 5
"""So many receivers of one kind are named; more are counted: 104 names would fill a page of the book."""

_SCHOOLS = {Level.MN: "trường Mầm non", Level.TH: "trường Tiểu học", Level.THCS: "trường THCS",
            Level.TH_THCS: "trường TH và THCS"}  # fmt: skip
_PARTS = {AssignmentKind.LEAD: 0, AssignmentKind.SUPPORT: 1}
Group = tuple[UnitKind, Level | None]


@dataclass(frozen=True)
class Given:
    """To whom an incoming document was given, the lead first, and on which day."""

    names: str = ""
    on: date | None = None


def recipients_of(session: Session, outgoing_ids: Sequence[int]) -> dict[int, str]:
    """The receivers of each document as the book names them: by its own receivers alone, called as on its day, so
    that a school founded or renamed later changes no row of a book that was printed and closed. One taken off the list
    is none any more."""
    counted = session.execute(
        select(R.outgoing_id, U.kind, U.level, func.count())
        .join(U, U.id == R.unit_id).where(R.outgoing_id.in_(outgoing_ids), R.removed_at.is_(None))
        .group_by(R.outgoing_id, U.kind, U.level).order_by(U.kind, U.level)
    ).all()  # fmt: skip
    few = {row[0] for row in counted if row[3] <= NAMED}
    named = _names(session, [i for i in outgoing_ids if i in few])
    told: dict[int, list[str]] = defaultdict(list)
    for document_id, kind, level, count in counted:
        group = (kind, level)
        told[document_id] += named[document_id, *group] if count <= NAMED else [_counted(group, count)]
    return {document_id: "; ".join(parts) for document_id, parts in told.items()}


def _names(session: Session, outgoing_ids: Sequence[int]) -> dict[Any, list[str]]:
    rows = session.execute(
        select(R.outgoing_id, U.kind, U.level, R.unit_id, O.issued_on)
        .join(U, U.id == R.unit_id).join(O, O.id == R.outgoing_id)
        .where(R.outgoing_id.in_(outgoing_ids), R.removed_at.is_(None))
    ).all()  # fmt: skip
    names = names_of(session, {row.unit_id for row in rows})
    found: dict[Any, list[str]] = defaultdict(list)
    for document_id, kind, level, unit_id, day in rows:
        found[document_id, kind, level].append(names.on(unit_id, day))
    return {key: sorted(told) for key, told in found.items()}


def _counted(group: Group, count: int) -> str:
    kind, level = group
    what = _SCHOOLS[level] if kind is UnitKind.SCHOOL and level else "đơn vị"
    return f"{count} {what}"


def outsiders_of(session: Session, outgoing_ids: Sequence[int]) -> dict[int, list[str]]:
    """Receivers outside the system, by name."""
    rows = session.execute(
        select(X.outgoing_id, X.name).where(X.outgoing_id.in_(outgoing_ids)).order_by(X.outgoing_id, X.id)
    ).all()
    found: dict[int, list[str]] = defaultdict(list)
    for document_id, name in rows:
        found[document_id].append(name)
    return found


def given_of(session: Session, incoming_ids: Sequence[int]) -> dict[int, Given]:
    """Who has, or last had, each document in hand; those only informed are left out."""
    rows = session.execute(
        select(A.incoming_id, A.kind, A.assigned_at, A.ended_at, N.full_name)
        .join(P, P.id == A.position_id).join(N, N.id == P.account_id)
        .where(A.incoming_id.in_(incoming_ids), A.kind.in_(list(_PARTS))).order_by(A.id)
    ).all()  # fmt: skip
    of: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        of[row[0]].append(row)
    return {document_id: _given(mine) for document_id, mine in of.items()}


def _given(rows: list[Any]) -> Given:
    last = max((row.ended_at for row in rows if row.ended_at), default=None)
    now = [row for row in rows if row.ended_at is None] or [row for row in rows if row.ended_at == last]
    now.sort(key=lambda row: _PARTS[row.kind])
    names = [row.full_name if row.kind is AssignmentKind.LEAD else f"{row.full_name} (phối hợp)" for row in now]
    return Given("; ".join(names), vietnam_date(max(row.assigned_at for row in now)))


def reasons_of(session: Session, subject: str, act: str, ids: Sequence[int]) -> dict[int, str]:
    """What was said with the last such act on each document (cancelled: why)."""
    rows = session.execute(
        select(E.subject_id, E.comment)
        .where(E.subject == subject, E.subject_id.in_(ids), E.act == act)
        .order_by(E.id)
    ).all()  # fmt: skip
    return dict(rows)
