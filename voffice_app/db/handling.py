"""The counts of the two reports on handling; the conditions are those of the lists and of the dashboards."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import case, func, select
from sqlmodel import Session

from voffice_app.db import figures
from voffice_app.db.calendar import load_calendar
from voffice_app.db.files import Direction, DocumentFile, FileKind
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.people import Account, Position, Unit
from voffice_app.domain.calendar import VIETNAM, vietnam_date
from voffice_app.domain.handling import NO_AREA, NOBODY, Grouping, Handled, Outcome, gathered, issued_outcome
from voffice_app.domain.incoming import IncomingStatus
from voffice_app.domain.outgoing import OutgoingStatus

# To the type checker SQLModel's columns look like plain values; these names say that they are columns.
D: Any = IncomingDocument
O: Any = OutgoingDocument  # noqa: E741 - beside D
File: Any = DocumentFile
P: Any = Position
N: Any = Account
U: Any = Unit
S = OutgoingStatus
SIGNED = (S.LEADER_SIGNED, S.NUMBERED, S.SEALED, S.ISSUED)


def of_period(first: date, last: date) -> list[Any]:
    """Documents entered in a book that arrived in the period; what was passed to a person by name is in none."""
    return [D.arrival_number.is_not(None), D.arrived_on >= first, D.arrived_on <= last]


def outcome(today: date) -> Any:
    """In which way an incoming document was handled, in SQL."""
    done = D.status == IncomingStatus.COMPLETED
    return case(
        (done & figures.finished_in_time(), Outcome.IN_TIME),
        (done, Outcome.LATE),
        (figures.waiting(), Outcome.WAITING),
        (figures.overdue(today), Outcome.OVERDUE),
        (figures.in_work(), Outcome.IN_TERM),
        else_=Outcome.ASIDE,
    )


def list_incoming_handling(
    session: Session, unit_ids: Sequence[int], first: date, last: date, today: date, by: Grouping = Grouping.PERSON
) -> list[Handled]:
    """Báo cáo tình hình giải quyết văn bản đến of these units, by lead, subject area or unit."""
    name = {Grouping.PERSON: N.full_name, Grouping.AREA: D.subject_area, Grouping.UNIT: U.name}[by]
    how = outcome(today)
    rows = session.execute(
        select(name, how, func.count())
        .select_from(D).join(U, U.id == D.unit_id)
        .outerjoin(P, P.id == D.lead_position_id).outerjoin(N, N.id == P.account_id)
        .where(D.unit_id.in_(unit_ids), *of_period(first, last)).group_by(name, how)
    ).all()  # fmt: skip
    nameless = NO_AREA if by is Grouping.AREA else NOBODY
    return gathered((named or nameless, Outcome(kind), count) for named, kind, count in rows)


def list_outgoing_handling(
    session: Session, unit_id: int, first: date, last: date, today: date, by: Grouping = Grouping.PERSON
) -> list[Handled]:
    """Báo cáo tình hình giải quyết văn bản đi: documents begun in the period, by drafter or subject area."""
    calendar = load_calendar(session, unit_id)
    name = O.subject_area if by is Grouping.AREA else N.full_name
    signed = (
        select(File.document_id, func.max(File.added_at).label("at"))
        .where(File.direction == Direction.OUTGOING, File.kind == FileKind.LEADER_SIGNED, File.unit_id == unit_id)
        .group_by(File.document_id).subquery()
    )  # fmt: skip
    rows = session.execute(
        select(name, O.status, O.issued_at, signed.c.at)
        .join(P, P.id == O.drafter_position_id).join(N, N.id == P.account_id)
        .outerjoin(signed, signed.c.document_id == O.id)
        .where(O.unit_id == unit_id, O.created_at >= _begin(first), O.created_at <= _end(last))
    ).all()  # fmt: skip
    found = []
    for named, status, issued_at, signed_at in rows:
        stands = signed_at is not None and (issued_at is not None or status in SIGNED)
        due = calendar.add(vietnam_date(signed_at), 1) if stands else None
        issued_on = vietnam_date(issued_at) if issued_at else None
        found.append((named or NO_AREA, issued_outcome(status, issued_on, due, today), 1))
    return gathered(found)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, VIETNAM)


def _end(day: date) -> datetime:
    return datetime.combine(day, time.max, VIETNAM)
