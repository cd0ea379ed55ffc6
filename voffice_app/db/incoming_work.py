"""Who has a document in hand, as one tree: what was given onward within what, and what the state table must know."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from voffice_app.db.extensions import ask_again, list_extensions
from voffice_app.db.incoming import IncomingAssignment, IncomingDocument
from voffice_app.db.notices import posts_with
from voffice_app.db.opinions import find_open_round, list_answers, reopen_round
from voffice_app.db.parameters import value_on
from voffice_app.db.people import Position, find_actor
from voffice_app.db.session import Tx
from voffice_app.domain.incoming import AssignmentKind, ExtensionState, IncomingFacts
from voffice_app.domain.parameters import Parameter
from voffice_app.domain.people import Role


def list_in_hand(session: Session, incoming_id: int) -> list[IncomingAssignment]:
    """The assignments in force, in the order they were given."""
    rows = select(IncomingAssignment).where(
        IncomingAssignment.incoming_id == incoming_id, col(IncomingAssignment.ended_at).is_(None)
    )
    return list(session.exec(rows.order_by(col(IncomingAssignment.id))).all())


def chain_of(rows: Sequence[IncomingAssignment]) -> list[IncomingAssignment]:
    """The leads' rows, from the one the head named to the one who does the work."""
    onward = {row.parent_id: row for row in rows if row.kind is AssignmentKind.LEAD}
    chain, row = [], onward.get(None)
    while row is not None:
        chain.append(row)
        row = onward.get(row.id)
    return chain


def below(rows: Sequence[IncomingAssignment], root: IncomingAssignment) -> list[IncomingAssignment]:
    """Everything that was given onward within this row, at any depth."""
    found: list[IncomingAssignment] = []
    for row in rows:  # in the order given: a row comes after the one it was given within
        if row.parent_id == root.id or any(row.parent_id == above.id for above in found):
            found.append(row)
    return found


def facts_of(session: Session, document: IncomingDocument, today: date, has_result: bool = False) -> IncomingFacts:
    """The facts of the document with everything that hangs on its work."""
    rows = list_in_hand(session, document.id or 0)
    asked = find_open_round(session, document.id or 0)
    answers = list_answers(session, asked.id or 0) if asked else []
    return replace(
        document.facts(has_result),
        chain=tuple(row.position_id for row in chain_of(rows)),
        passes_on=_passes_on(session, document, today),
        supporters=tuple(row.position_id for row in rows if row.kind is AssignmentKind.SUPPORT),
        granters=_granters(session, document, today),
        invited=tuple(row.position_id for row in answers),
        round_open=asked is not None,
        acted_on=_acted_on(session, document),
    )


def _acted_on(session: Session, document: IncomingDocument) -> bool:
    """Whether anybody was ever assigned it; what came of that is history, whoever has it now."""
    given = select(IncomingAssignment.id).where(IncomingAssignment.incoming_id == document.id)
    return session.exec(given.limit(1)).first() is not None


def _passes_on(session: Session, document: IncomingDocument, today: date) -> bool:
    """An officer who leads a group, where the unit's rule lets them assign onward (QC Chương III)."""
    lead = session.get(Position, document.lead_position_id) if document.lead_position_id else None
    return bool(lead and lead.leads_group) and value_on(
        session, document.unit_id, Parameter.OFFICERS_ASSIGN, today
    ) == "yes"  # fmt: skip


def _granters(session: Session, document: IncomingDocument, today: date) -> tuple[int, ...]:
    """Who was asked for more time; the unit's head for those who left office since."""
    found: list[int] = []
    for row in list_extensions(session, document.id or 0):
        if row.state is ExtensionState.WAITING:
            in_office = find_actor(session, row.granter_position_id, today) is not None
            heads = posts_with(session, [document.unit_id], Role.HEAD).get(document.unit_id, [])
            found += [row.granter_position_id] if in_office else heads
    return tuple(found)


def revive(tx: Tx, incoming_id: int, ended_at: datetime) -> list[int]:
    """Put what ended at this instant in force again: parts, requests for time, opinions asked for; returns whose."""
    rows = tx.session.exec(
        select(IncomingAssignment).where(
            IncomingAssignment.incoming_id == incoming_id, IncomingAssignment.ended_at == ended_at
        )
    ).all()
    for row in rows:
        row.ended_at = None
        tx.session.add(row)
    asked = reopen_round(tx, incoming_id, ended_at)
    granters = ask_again(tx, incoming_id, ended_at)
    return list(dict.fromkeys([*(row.position_id for row in rows), *asked, *granters]))
