"""Recall of issued documents: the issuer's order, and each receiver's answer (QC 10.3; ND30 Đ18 k4; QĐ28 Đ8–9).

The head orders a recall, or the clerk carries out the head's (or the signer's) order and names it. From that
moment the content opens for no receiver and the work on it rests; where nobody had opened it the recall is in
force at once, elsewhere the receiver's clerk or head confirms (15) or refuses with a reason (16).
"""

from collections.abc import Sequence
from dataclasses import replace

from voffice_app.actions.recall_parts import give_again, ordered_by, take_back, tell_clerks, tell_issuer
from voffice_app.db import changes as changes_db
from voffice_app.db.deliveries import find_asked, is_confirmed
from voffice_app.db.incoming import SUBJECT as INCOMING
from voffice_app.db.incoming import IncomingDocument, load_incoming
from voffice_app.db.mail import send_withheld, tell_outsiders
from voffice_app.db.outgoing import OutgoingDocument, list_current_recipients, load_outgoing, move
from voffice_app.db.session import Tx
from voffice_app.domain.changes import AnswerState, ChangeKind
from voffice_app.domain.comments import required
from voffice_app.domain.errors import refuse
from voffice_app.domain.incoming import FLOW as INCOMING_FLOW
from voffice_app.domain.incoming import RecallState
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.outgoing import FLOW
from voffice_app.domain.outsiders import Matter

TAKEN = (AnswerState.ASKED, AnswerState.AT_ONCE)


def recall(tx: Tx, document_id: int, reason: str, ordered_by_id: int | None = None) -> None:
    """Recall a document from every receiver; it stays in the register, frozen.

    Raises Refused: ``comment_missing``, ``recall_order_missing``; TransitionRefused.
    """
    document = load_outgoing(tx, document_id, inherited=True)
    step = FLOW.decide("recall", document.facts(), tx.actor)
    said = required(reason)
    order = ordered_by(tx, document, ordered_by_id)
    change = changes_db.open_change(tx, document_id, ChangeKind.RECALL, said, ordered_by_position_id=order)
    taken = take_back(tx, change, changes_db.lock_receivers(tx, document_id))
    tell_outsiders(tx, document_id, Matter.RECALLED, change.id or 0)
    move(tx, document, step, said, receivers=taken, ordered_by=order)
    tell_issuer(tx, NoticeKind.RECALL_MADE, document)


def recall_from(
    tx: Tx, document_id: int, unit_ids: Sequence[int], reason: str, ordered_by_id: int | None = None
) -> None:
    """Take single receivers off the list: for them it is a recall, for the others nothing changes.

    Raises Refused also: ``recipient_unknown``, ``recall_all`` when nobody would be left.
    """
    document = load_outgoing(tx, document_id, inherited=True)
    FLOW.decide("recall", document.facts(), tx.actor)
    said = required(reason)
    order = ordered_by(tx, document, ordered_by_id)
    current = {row.unit_id: row for row in list_current_recipients(tx, document_id)}
    wanted = [current[unit] for unit in dict.fromkeys(unit_ids) if unit in current]
    if not wanted or len(wanted) < len(set(unit_ids)):
        raise refuse("recipient_unknown")
    if len(wanted) == len(current):
        raise refuse("recall_all")
    papers = changes_db.lock_receivers(tx, document_id, [row.id or 0 for row in wanted])
    names = {"units": sorted(row.unit_id for row in wanted)}
    change = changes_db.open_change(
        tx, document_id, ChangeKind.RECALL, said, ordered_by_position_id=order, before=names
    )
    for row in wanted:
        row.removed_at = tx.now
        tx.session.add(row)
    document.recipient_count -= len(wanted)
    take_back(tx, change, papers)
    _note(tx, document, "recall_from", said, receivers=len(wanted), ordered_by=order)


def withdraw_recall(tx: Tx, document_id: int, reason: str) -> None:
    """The issuer takes its order back, as long as no receiver has confirmed it: every paper is again what it was.

    Raises Refused ``recall_confirmed``: somebody answered first, the document stays recalled.
    """
    document = load_outgoing(tx, document_id, inherited=True)
    said = required(reason)
    papers = {row.id: row for row in changes_db.lock_receivers(tx, document_id)}
    facts = replace(document.facts(), recall_confirmed=is_confirmed(tx.session, document_id))
    step = FLOW.decide("withdraw_recall", facts, tx.actor)
    changes = changes_db.list_in_force(tx, document_id, ChangeKind.RECALL)
    given = []
    for answer in changes_db.list_answers(tx, [row.id or 0 for row in changes], *TAKEN):
        if answer.incoming_id in papers:
            given.append(papers[answer.incoming_id])
            give_again(tx, "recall_withdrawn", given[-1], answer, said)
            changes_db.settle(tx, answer, AnswerState.WITHDRAWN, said)
    for change in changes:
        change.withdrawn_at = tx.now if not change.before else change.withdrawn_at
        tx.session.add(change)
        tell_outsiders(tx, document_id, Matter.VALID_AGAIN, change.id or 0)
    send_withheld(tx, document_id)
    tell_clerks(tx, NoticeKind.RECALL_OVER, given)
    move(tx, document, step, said, receivers=len(given))


def confirm_recall(tx: Tx, incoming_id: int) -> None:
    """The receiver cancels the paper and tells the issuer so: code 15 (QĐ28 Đ9 k2)."""
    paper = load_incoming(tx, incoming_id, inherited=True)
    INCOMING_FLOW.decide("confirm_recall", paper.facts(), tx.actor)
    answer, _ = _asked(tx, paper)
    paper.recall_state = RecallState.AGREED
    tx.session.add(paper)
    changes_db.settle(tx, answer, AnswerState.AGREED)
    tx.record("confirm_recall", INCOMING, incoming_id, from_state=paper.status, to_state=paper.status)


def refuse_recall(tx: Tx, incoming_id: int, reason: str) -> None:
    """The receiver keeps the paper and says why: code 16. Its work goes on where it rested."""
    paper = load_incoming(tx, incoming_id, inherited=True)
    INCOMING_FLOW.decide("refuse_recall", paper.facts(), tx.actor)
    said = required(reason)
    answer, change = _asked(tx, paper)
    give_again(tx, "refuse_recall", paper, answer, said)
    changes_db.settle(tx, answer, AnswerState.REFUSED, said)
    document = tx.session.get_one(OutgoingDocument, change.outgoing_id)
    tell_issuer(tx, NoticeKind.CHANGE_REFUSED, document, from_unit=tx.actor.unit_name)


def _asked(tx: Tx, paper: IncomingDocument) -> tuple[changes_db.ChangeAnswer, changes_db.IssuedChange]:
    found = find_asked(tx.session, paper.id or 0, ChangeKind.RECALL)
    if found is None:
        raise refuse("recall_not_asked")
    return found


def _note(tx: Tx, document: OutgoingDocument, act: str, comment: str, **facts: object) -> None:
    """An act that leaves the state as it is."""
    document.changed_at = tx.now
    tx.session.add(document)
    state = document.status
    tx.record(act, "outgoing", document.id or 0, from_state=state, to_state=state, comment=comment, facts=facts)
