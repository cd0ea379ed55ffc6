"""The rows behind every figure: the same conditions that counted them list them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, case, not_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session

from voffice_app.db import figures
from voffice_app.db.figures import D
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.paging import PAGE_SIZE, Order, page_query
from voffice_app.domain.incoming import IncomingStatus
from voffice_app.domain.people import Actor
from voffice_app.domain.periods import Period

Condition = Callable[[Period, date], Any]

KINDS: dict[str, Condition] = {
    "waiting": lambda period, today: figures.waiting(),
    "open": lambda period, today: figures.in_work(),
    "overdue": lambda period, today: figures.overdue(today),
    "acknowledged": lambda period, today: _judged(figures.judged_to_acknowledge, period, today),
    "acknowledged_late": lambda period, today: and_(
        _judged(figures.judged_to_acknowledge, period, today), not_(figures.acknowledged_in_time())
    ),
    "finished": lambda period, today: _judged(figures.judged_to_finish, period, today),
    "finished_late": lambda period, today: and_(
        _judged(figures.judged_to_finish, period, today), not_(figures.finished_in_time())
    ),
}


@dataclass(frozen=True)
class FactRow:
    """One counted document. ``abstract`` is empty when it is the other unit's own business."""

    id: int
    reference: str
    abstract: str
    issuing_body: str
    status: IncomingStatus
    arrived_on: date
    register_due_on: date
    registered_on: date | None
    due_on: date | None
    due_sort: date
    completed_on: date | None


def list_facts(
    session: Session, actor: Actor, unit_id: int, kind: str, period: Period, today: date, after: int | None = None
) -> tuple[list[FactRow], bool]:
    """One page of the rows behind a figure of a unit, newest first, and whether more follow.

    Of another unit the actor sees how each document is processed; its content only where the actor's
    own unit issued it (domain.md §1: the processing state, not the private files).
    """
    origin: Any = aliased(OutgoingDocument)
    ours = origin.unit_id == actor.unit_id
    shown = D.abstract if unit_id == actor.unit_id else case((ours, D.abstract), else_="")
    issuer = D.issuing_body if unit_id == actor.unit_id else case((ours, D.issuing_body), else_="")
    query = (
        select(
            D.id, D.code_number, D.code_notation, shown, issuer, D.status, D.arrived_on, D.register_due_on,
            D.registered_on, D.due_on, D.due_sort, D.completed_on,
        )
        .outerjoin(origin, origin.id == D.origin_outgoing_id)
        .where(D.unit_id == unit_id, KINDS.get(kind, KINDS["overdue"])(period, today))
    )  # fmt: skip
    key = None if after is None else (after, after)
    rows = session.execute(page_query(query, Order(D.id, D.id, True), key)).all()
    return [_row(*row) for row in rows[:PAGE_SIZE]], len(rows) > PAGE_SIZE


def _row(identity: int, number: str, notation: str, *rest: Any) -> FactRow:
    return FactRow(identity, f"{number}/{notation}" if number else notation, *rest)


def _judged(conditions: Callable[[date, date, date], list[Any]], period: Period, today: date) -> Any:
    return and_(*conditions(period.first, period.last, today))
