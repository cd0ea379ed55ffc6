"""Lists of outgoing documents as screens show them: badge, card and list come from one condition."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session

from voffice_app.db.mistakes import Mistake
from voffice_app.db.outgoing import OutgoingDocument, awaits_number, awaits_seal, awaits_signer
from voffice_app.db.paging import PAGE_SIZE, Order, book_order, capped_count, page_query, queue_rank
from voffice_app.db.people import Account, Position
from voffice_app.db.search import containing
from voffice_app.db.unit_history import UnitNames, names_of
from voffice_app.domain.incoming import Urgency
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.people import Actor

# To the type checker SQLModel's columns look like plain values; these names say that they are columns.
D: Any = OutgoingDocument
P: Any = Position
N: Any = Account
M: Any = Mistake
S = OutgoingStatus


def _status(*wanted: OutgoingStatus) -> Any:
    return D.status.in_(wanted)


def _mine(actor: Actor) -> Any:
    return D.drafter_position_id == actor.position_id


def _i_sign(actor: Actor) -> Any:
    return D.signer_position_id == actor.position_id


# One condition per tab; counts, badges and rows all use it.
TABS: dict[str, Callable[[Actor], Any]] = {
    "my_drafts": lambda actor: and_(_mine(actor), _status(S.DRAFT, S.RETURNED)),
    "my_waiting": lambda actor: and_(
        _mine(actor),
        _status(S.SUBMITTED, S.APPROVED, S.FORMAT_CHECKED, S.NUMBERED, S.LEADER_SIGNED, S.SEALED),
    ),
    "to_approve": lambda actor: and_(_i_sign(actor), _status(S.SUBMITTED)),
    "to_check": lambda actor: _status(S.APPROVED),
    "to_number": lambda actor: awaits_number(),
    "to_sign": lambda actor: and_(_i_sign(actor), awaits_signer()),
    "to_seal": lambda actor: or_(awaits_seal(), _status(S.SEALED)),
    "to_verify": lambda actor: and_(_mine(actor), _status(S.ISSUED), D.checked_at.is_(None)),
    "mistakes": lambda actor: D.id.in_(select(M.outgoing_id).where(M.unit_id == actor.unit_id, M.answer.is_(None))),
    "submitted": lambda actor: _status(S.SUBMITTED),
    "numbered": lambda actor: _status(S.NUMBERED),
    "under_way": lambda actor: ~_status(S.ISSUED, S.CANCELLED, S.RECALLED, S.REPLACED),
    "issued": lambda actor: _status(S.ISSUED),
    "withdrawn": lambda actor: _status(S.RECALLED, S.REPLACED),
    "cancelled": lambda actor: _status(S.CANCELLED),
    "all": lambda actor: D.id.is_not(None),
}

ORDERS: dict[str, tuple[Any, type]] = {
    "newest": (D.id, int),
    "queue": (queue_rank(D.urgency), int),
    "number": (book_order(D.year, D.number), int),
}


@dataclass(frozen=True)
class Filter:
    """What narrows a list; everything empty shows all of the unit."""

    tab: str = "all"
    words: str = ""
    type_key: str = ""
    urgency: str = ""
    subject_area: str = ""


@dataclass(frozen=True)
class OutgoingRow:
    """A line of the list. ``holder``: the unit that issued it, where that went into the reader's."""

    id: int
    status: OutgoingStatus
    standing: str
    number: int | None
    book_order: int | None
    reference: str
    type_key: str
    abstract: str
    urgency: Urgency
    issued_on: date | None
    changed_at: datetime
    drafter_name: str
    signer_name: str
    recipient_count: int
    outsider_count: int = 0
    signing_capacity: str = "own"
    holder: str = ""


def conditions(actor: Actor, wanted: Filter) -> list[Any]:
    """The documents the unit keeps (scoped here, in SQL) narrowed by tab and filters."""
    found: list[Any] = [D.unit_id.in_(actor.unit_ids), TABS.get(wanted.tab, TABS["all"])(actor)]
    for column, value in (
        (D.type_key, wanted.type_key), (D.urgency, wanted.urgency),
        (D.subject_area, wanted.subject_area),
    ):  # fmt: skip
        if value:
            found.append(column == value)
    return found


def list_outgoing(
    session: Session,
    actor: Actor,
    wanted: Filter,
    order: str = "newest",
    descending: bool = True,
    after: tuple[Any, int] | None = None,
) -> tuple[list[OutgoingRow], bool]:
    """One page of rows and whether more follow; ``after`` is (sort value, id) of the last row seen."""
    drafter, signer = aliased(N), aliased(N)
    drafting, signing = aliased(P), aliased(P)
    column, _ = ORDERS.get(order, ORDERS["newest"])
    query = (
        select(D, drafter.full_name, signer.full_name)
        .join(drafting, drafting.id == D.drafter_position_id)
        .join(drafter, drafter.id == drafting.account_id)
        .outerjoin(signing, signing.id == D.signer_position_id)
        .outerjoin(signer, signer.id == signing.account_id)
        .where(*conditions(actor, wanted), *containing(session, D, actor.unit_ids, wanted.words))
    )
    if order == "number":
        query = query.where(column.is_not(None))
    rows = session.execute(page_query(query, Order(column, D.id, descending), after)).all()
    inherited = names_of(session, actor.heritage)
    return [_row(row[0], row[1], row[2], inherited) for row in rows[:PAGE_SIZE]], len(rows) > PAGE_SIZE


def _row(document: OutgoingDocument, drafter_name: str, signer_name: str | None, inherited: UnitNames) -> OutgoingRow:
    return OutgoingRow(
        id=document.id or 0, status=document.status, standing=document.facts().standing,
        number=document.number, book_order=document.book_order, reference=document.reference,
        type_key=document.type_key, abstract=document.abstract, urgency=document.urgency, issued_on=document.issued_on,
        changed_at=document.changed_at, drafter_name=drafter_name, signer_name=signer_name or "",
        recipient_count=document.recipient_count, outsider_count=document.outsider_count,
        signing_capacity=document.signing_capacity,
        holder=inherited.on(document.unit_id, document.issued_on),
    )  # fmt: skip


def count_tabs(session: Session, actor: Actor, *tabs: str) -> dict[str, int]:
    """How many documents each tab holds, counted to 1,001 at the most."""
    return {tab: capped_count(session, D.id, *conditions(actor, Filter(tab))) for tab in tabs}
