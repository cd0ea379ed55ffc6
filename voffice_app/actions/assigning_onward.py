"""Assigning onward: who leads gives the work to others within what was given to them (QC 8.3; ND30 Đ23).

The deadline given onward is never later than one's own; the chain is kept as rows within rows.
"""

from voffice_app.actions.assigning_parts import Assignment, end, give, people, tell_about, tell_given, unchanged
from voffice_app.db.incoming import IncomingAssignment, IncomingDocument, load_incoming, move
from voffice_app.db.incoming_work import below, chain_of, facts_of, list_in_hand
from voffice_app.db.session import Tx
from voffice_app.domain.comments import required
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.extensions import onward_due
from voffice_app.domain.incoming import FLOW, IncomingFacts
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.workflow import Step


def assign_onward(tx: Tx, document_id: int, wanted: Assignment) -> None:
    """A deputy who leads, or whoever else the unit's rule lets, gives it onward; what they were given stays theirs."""
    _onward(tx, document_id, "assign_onward", wanted, "")


def change_onward(tx: Tx, document_id: int, wanted: Assignment, comment: str) -> None:
    """Who gave it onward gives it to others, with a reason; everything below them ends, nothing above changes."""
    _onward(tx, document_id, "change_onward", wanted, required(comment))


def _onward(tx: Tx, document_id: int, name: str, wanted: Assignment, comment: str) -> None:
    document, rows, step = _decided(tx, document_id, name, wanted.seen)
    own = _own(tx, rows)
    if wanted.lead in {row.position_id for row in chain_of(rows)[: chain_of(rows).index(own) + 1]}:
        raise refuse("onward_to_self")
    parts = people(tx, wanted)
    due_on = onward_due(wanted.due_on, own.due_on, tx.today)
    end(tx, document, below(rows, own))
    move(tx, document, step, comment, **give(tx, document, wanted, parts, due_on, own))
    tell_given(tx, document, parts)


def take_back(tx: Tx, document_id: int, comment: str, seen: int = 0) -> None:
    """Who gave it onward does it themselves after all, with a reason."""
    said = required(comment)
    document, rows, step = _decided(tx, document_id, "take_back", seen)
    own = _own(tx, rows)
    gone = below(rows, own)
    end(tx, document, gone, said)
    document.lead_position_id = own.position_id
    move(tx, document, step, said)
    tell_about(tx, document, NoticeKind.TAKEN_BACK, [row.position_id for row in gone])


def return_onward(tx: Tx, document_id: int, comment: str) -> None:
    """The lead gives it back to the one who gave it, not past them to the head, with a reason."""
    said = required(comment)
    document, rows, step = _decided(tx, document_id, "return_onward", 0)
    giver = chain_of(rows)[-2]
    end(tx, document, below(rows, giver), said)
    document.lead_position_id = giver.position_id
    move(tx, document, step, said)
    tell_about(tx, document, NoticeKind.ASSIGNMENT_RETURNED, [giver.position_id])


def _decided(
    tx: Tx, document_id: int, name: str, seen: int
) -> tuple[IncomingDocument, list[IncomingAssignment], Step[IncomingFacts]]:
    document = load_incoming(tx, document_id)
    step = FLOW.decide(name, facts_of(tx.session, document, tx.today), tx.actor)
    rows = list_in_hand(tx.session, document_id)
    unchanged(seen, rows)
    return document, rows, step


def _own(tx: Tx, rows: list[IncomingAssignment]) -> IncomingAssignment:
    """The acting person's place in the chain."""
    own = next((row for row in chain_of(rows) if row.position_id == tx.actor.position_id), None)
    if own is None:
        raise not_visible()
    return own
