"""Acts on assigned incoming documents: assign, progress, return, complete, reopen (QC 6.1, 7.1, 8.3)."""

from datetime import date

from voffice_app.actions.assigning_parts import Assignment, end_all, end_opinions, give, people, tell_about, unchanged
from voffice_app.db import incoming as incoming_db
from voffice_app.db.calendar import load_calendar
from voffice_app.db.extensions import lapse
from voffice_app.db.incoming import load_incoming, move
from voffice_app.db.incoming_work import chain_of, facts_of, list_in_hand
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.parameters import value_on
from voffice_app.db.session import Tx
from voffice_app.domain.calendar import WorkCalendar
from voffice_app.domain.comments import required
from voffice_app.domain.errors import refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.incoming import FLOW
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.parameters import Parameter
from voffice_app.domain.secrecy import Secrecy, refuse_secret


def assign(tx: Tx, document_id: int, wanted: Assignment) -> None:
    """The head assigns lead, support and for-information (QC 6.1 Bước 2, 8.3; ND30 Đ23)."""
    _assign(tx, document_id, "assign", wanted, "")


def reassign(tx: Tx, document_id: int, wanted: Assignment, comment: str) -> None:
    """The head gives the work to others, with a reason; the earlier assignments stay in the history."""
    _assign(tx, document_id, "reassign", wanted, required(comment))


def _assign(tx: Tx, document_id: int, name: str, wanted: Assignment, comment: str) -> None:
    document = load_incoming(tx, document_id)
    step = FLOW.decide(name, document.facts(), tx.actor)
    unchanged(wanted.seen, list_in_hand(tx.session, document_id))
    parts = people(tx, wanted)
    if wanted.due_on is not None and wanted.due_on < tx.today:
        raise refuse("due_in_past")
    end_all(tx, document, comment)
    document.instruction = clean(wanted.instruction)
    calendar = load_calendar(tx.session, document.unit_id)
    document.set_due(wanted.due_on or document.due_on or _own_term(tx, calendar), calendar)
    move(tx, document, step, comment, **give(tx, document, wanted, parts, document.due_on))


def record_progress(tx: Tx, document_id: int, comment: str) -> None:
    """The lead reports how far the work is (QC 7.1)."""
    said = required(comment)
    document = load_incoming(tx, document_id)
    move(tx, document, FLOW.decide("record_progress", document.facts(), tx.actor), said)


def return_assignment(tx: Tx, document_id: int, comment: str) -> None:
    """The lead gives it back to the head with a reason."""
    said = required(comment)
    document = load_incoming(tx, document_id)
    step = FLOW.decide("return_assignment", facts_of(tx.session, document, tx.today), tx.actor)
    end_all(tx, document, said)
    document.lead_position_id = None
    move(tx, document, step, said)


def complete(tx: Tx, document_id: int, result: str, answer_outgoing_id: int | None = None) -> None:
    """The lead marks it "hoàn thành", with a result text or a linked answer (QC 6.1 Bước 3)."""
    document = load_incoming(tx, document_id)
    told = clean(result)
    refuse_secret(Secrecy.NONE, told)
    step = FLOW.decide("complete", document.facts(bool(told) or answer_outgoing_id is not None), tx.actor)
    if answer_outgoing_id is not None:
        _check_answer(tx, answer_outgoing_id)
        document.answer_outgoing_id = answer_outgoing_id
    document.result, document.completed_on = told, tx.today
    lapse(tx, document_id, why=told)
    end_opinions(tx, document, told)
    move(tx, document, step, document.result)
    givers = chain_of(list_in_hand(tx.session, document_id))[:-1]
    tell_about(tx, document, NoticeKind.COMPLETED, [row.position_id for row in givers])


def reopen(tx: Tx, document_id: int, comment: str) -> None:
    """The head opens a completed document again, with a reason (QC 8.1)."""
    said = required(comment)
    document = load_incoming(tx, document_id)
    step = FLOW.decide("reopen", document.facts(), tx.actor)
    document.completed_on, document.answer_outgoing_id, document.result = None, None, ""
    move(tx, document, step, said)


def mark_seen(tx: Tx, document_id: int) -> None:
    """Remember when an assigned person first opened the document; not an act of its life."""
    incoming_db.mark_seen(tx, document_id)
    incoming_db.mark_opened(tx, document_id)


def _own_term(tx: Tx, calendar: WorkCalendar) -> date | None:
    """Without the head's deadline the unit's own rule counts (ND30 Đ24)."""
    days = value_on(tx.session, tx.actor.unit_id, Parameter.DUE_DAYS, tx.today)
    return calendar.add(tx.today, int(days)) if days else None


def _check_answer(tx: Tx, outgoing_id: int) -> None:
    answer = tx.session.get(OutgoingDocument, outgoing_id)
    if answer is None or answer.unit_id != tx.actor.unit_id:
        raise refuse("answer_unknown")
    if answer.status is not OutgoingStatus.ISSUED:
        raise refuse("answer_not_issued")
