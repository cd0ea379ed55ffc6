"""What the screens of incoming documents need beside the rows of the lists: who has it in hand, who saw it, neighbours
of the origin, and the bodies that write to the unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlmodel import Session

from voffice_app.db.incoming import IncomingAssignment, IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.paging import words_match
from voffice_app.db.people import Account, Position
from voffice_app.db.unit_history import names_of
from voffice_app.domain.errors import not_visible
from voffice_app.domain.folding import fold
from voffice_app.domain.incoming import AssignmentKind
from voffice_app.domain.people import Actor

# To the type checker SQLModel's columns look like plain values; these names say that they are columns.
D: Any = IncomingDocument
A: Any = IncomingAssignment
O: Any = OutgoingDocument  # noqa: E741 - beside D and A
P: Any = Position
N: Any = Account
LATELY = 3000
"""The unit's newest documents that tell who writes to it: a register of 100,000 took 67 to 84 ms a keystroke."""


@dataclass(frozen=True)
class Beside:
    """What a line of the list shows beside its row. ``unseen``: assigned to the reader and never opened;
    ``holder``: the unit that had it, where that went into the reader's.

    ``own_due``: the reader's own deadline, where they have it in hand with one.
    """

    arrived_at: datetime
    supports: int = 0
    unseen: bool = False
    own_due: date | None = None
    holder: str = ""


@dataclass(frozen=True)
class AssigneeRow:
    """One person who has, or had, the document in hand."""

    position_id: int
    full_name: str
    title: str
    kind: AssignmentKind
    seen_at: datetime | None
    ended_at: datetime | None


def find_beside(session: Session, actor: Actor, ids: Sequence[int]) -> dict[int, Beside]:
    """For one page of rows that the actor's unit keeps."""
    mine = case((A.position_id == actor.position_id, A.seen_at.is_(None)), else_=False)
    supports = func.count(case((A.kind == AssignmentKind.SUPPORT, 1)))
    unseen = func.count(case((mine, 1)))
    work = (A.position_id == actor.position_id) & (A.kind != AssignmentKind.INFO)
    own_due = func.min(case((work, A.due_on)))
    rows = session.execute(
        select(D.id, D.arrived_at, supports, unseen, own_due, D.unit_id, D.arrived_on)
        .outerjoin(A, (A.incoming_id == D.id) & A.ended_at.is_(None))
        .where(D.unit_id.in_(actor.unit_ids), D.id.in_(ids))
        .group_by(D.id, D.arrived_at, D.unit_id, D.arrived_on)
    ).all()
    inherited = names_of(session, actor.heritage)
    return {row[0]: Beside(row[1], row[2], row[3] > 0, row[4], inherited.on(row[5], row[6])) for row in rows}


def read_document(session: Session, actor: Actor, document_id: int) -> IncomingDocument:
    """The document, when it is the actor's unit's; else the same refusal whether absent or forbidden."""
    document = session.get(IncomingDocument, document_id)
    if document is None or not document.is_visible(actor):
        raise not_visible()
    return document


def list_assignees(session: Session, incoming_id: int) -> list[AssigneeRow]:
    """Who has it in hand now: the lead first, then support, then for information."""
    order = case({AssignmentKind.LEAD: 0, AssignmentKind.SUPPORT: 1}, value=A.kind, else_=2)
    rows = session.execute(
        select(A.position_id, N.full_name, P.title, A.kind, A.seen_at, A.ended_at)
        .join(P, P.id == A.position_id)
        .join(N, N.id == P.account_id)
        .where(A.incoming_id == incoming_id, A.ended_at.is_(None))
        .order_by(order, A.id)
    ).all()
    return [AssigneeRow(*row) for row in rows]


def list_issuing_bodies(session: Session, unit_id: int, words: str, limit: int = 8) -> list[str]:
    """Bodies that wrote to the unit lately (:data:`LATELY`), the most frequent first; a clerk types a few letters."""
    newest = select(D.issuing_body, D.fold).where(D.unit_id == unit_id).order_by(D.id.desc()).limit(LATELY)
    lately = newest.subquery().c
    rows = session.execute(
        select(lately.issuing_body, func.count())
        .where(lately.issuing_body != "", *words_match(lately.fold, fold(words)))
        .group_by(lately.issuing_body)
        .order_by(func.count().desc(), lately.issuing_body)
        .limit(limit * 5)
    ).all()
    wanted = fold(words)
    return [body for body, _ in rows if all(word in fold(body) for word in wanted.split())][:limit]


def find_answer(session: Session, actor: Actor, outgoing_id: int | None) -> OutgoingDocument | None:
    """The outgoing document of the unit that answers this one."""
    row = session.get(OutgoingDocument, outgoing_id) if outgoing_id else None
    return row if row is not None and row.is_visible(actor) else None
