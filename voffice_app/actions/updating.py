"""Corrections of the registered data of an issued document, told to every receiver (QC 7.2.3; ND30 Đ18).

Never the signed bytes, the number, the symbol or the date: what is on the paper is amended by another paper.
"""

from dataclasses import asdict, dataclass
from datetime import date

from voffice_app.actions.recall_parts import tell_clerks, tell_issuer
from voffice_app.db import changes as changes_db
from voffice_app.db.calendar import load_calendar
from voffice_app.db.changes import ChangeAnswer, IssuedChange
from voffice_app.db.deliveries import find_asked
from voffice_app.db.incoming import SUBJECT as INCOMING
from voffice_app.db.incoming import IncomingDocument, load_incoming
from voffice_app.db.mistakes import close_request
from voffice_app.db.outgoing import OutgoingDocument, load_outgoing, move
from voffice_app.db.session import Tx
from voffice_app.domain.changes import AnswerState, ChangeKind, may_answer, takes_update, takes_update_at_once
from voffice_app.domain.comments import required
from voffice_app.domain.errors import Reason, Refused, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.incoming import Urgency
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.outgoing import FLOW
from voffice_app.domain.secrecy import Secrecy, refuse_secret

LONGEST = {"abstract": 500, "subject_area": 100}


@dataclass(frozen=True)
class Correction:
    """The registered data as they should be (domain/changes.py ``UPDATABLE``)."""

    abstract: str
    subject_area: str
    urgency: Urgency
    reply_due_on: date | None = None


def update(tx: Tx, document_id: int, wanted: Correction, reason: str, mistake_id: int = 0) -> None:
    """The clerk corrects the data; a request of the drafter that asked for it is answered with it.

    Raises Refused: ``comment_missing``, ``abstract_missing``, ``too_long``, ``nothing_changed``, ``state_secret``.
    """
    document = load_outgoing(tx, document_id, inherited=True)
    step = FLOW.decide("update", document.facts(), tx.actor)
    said, data = required(reason), _checked(wanted)
    before = {name: getattr(document, name) for name in data}
    changed = [name for name in data if data[name] != before[name]]
    if not changed:
        raise refuse("nothing_changed")
    for name in changed:
        setattr(document, name, data[name])
    document.refold()
    told = {name: str(before[name] or "") for name in changed}, {name: str(data[name] or "") for name in changed}
    change = changes_db.open_change(tx, document_id, ChangeKind.UPDATE, said, before=told[0], after=told[1])
    close_request(tx, document_id, mistake_id)
    _offer(tx, change, document)
    move(tx, document, step, said, before=told[0], after=told[1])


def _checked(wanted: Correction) -> dict[str, object]:
    data = {name: clean(value) if isinstance(value, str) else value for name, value in asdict(wanted).items()}
    data["urgency"] = wanted.urgency
    refuse_secret(Secrecy.NONE, str(data["abstract"]), str(data["subject_area"]))
    reasons = [] if data["abstract"] else [Reason("abstract_missing")]
    reasons += [
        Reason("too_long", {"field": name, "limit": limit})
        for name, limit in LONGEST.items()
        if len(str(data[name])) > limit
    ]
    if reasons:
        raise Refused(reasons)
    return data


def _offer(tx: Tx, change: IssuedChange, document: OutgoingDocument) -> None:
    """Each receiver has the new data at once where nobody opened the paper, else is asked; older questions lapse."""
    papers = [row for row in changes_db.lock_receivers(tx, document.id or 0) if takes_update(row.status)]
    former = changes_db.list_in_force(tx, document.id or 0, ChangeKind.UPDATE)
    lapsed = [row.id or 0 for row in former if row.id != change.id]
    for answer in changes_db.list_answers(tx, lapsed, AnswerState.ASKED):
        changes_db.settle(tx, answer, AnswerState.WITHDRAWN)
    for paper in papers:
        at_once = takes_update_at_once(paper.status, paper.opened_at is not None)
        if at_once:
            _apply(tx, paper, document)
        tx.session.add(_question(tx, change, paper, at_once))
        tx.record("updated_by_issuer", INCOMING, paper.id or 0, comment=change.reason, facts={"after": change.after})
    tell_clerks(tx, NoticeKind.UPDATED, papers)


def _question(tx: Tx, change: IssuedChange, paper: IncomingDocument, at_once: bool) -> ChangeAnswer:
    return ChangeAnswer(
        change_id=change.id or 0, incoming_id=paper.id or 0, unit_id=paper.unit_id, asked_at=tx.now,
        state=AnswerState.AT_ONCE if at_once else AnswerState.ASKED, answered_at=tx.now if at_once else None,
    )  # fmt: skip


def _apply(tx: Tx, paper: IncomingDocument, document: OutgoingDocument) -> None:
    """The issuer's data as they are now. A deadline that the receiver's own head gave is kept."""
    given = paper.lead_position_id is not None
    paper.abstract, paper.urgency = document.abstract, document.urgency
    paper.subject_area = paper.subject_area if paper.arrival_number else document.subject_area
    if not given:
        paper.set_due(document.reply_due_on, load_calendar(tx.session, paper.unit_id))
    paper.refold()
    tx.session.add(paper)


def agree_update(tx: Tx, incoming_id: int) -> None:
    """The receiver's clerk or head takes the new data into its own register: code 15."""
    paper, answer, change = _asked(tx, incoming_id)
    _apply(tx, paper, tx.session.get_one(OutgoingDocument, change.outgoing_id))
    changes_db.settle(tx, answer, AnswerState.AGREED)
    tx.record("agree_update", INCOMING, incoming_id, facts={"after": change.after})


def refuse_update(tx: Tx, incoming_id: int, reason: str) -> None:
    """The receiver keeps the data it registered, and says why: code 16."""
    _, answer, change = _asked(tx, incoming_id)
    said = required(reason)
    changes_db.settle(tx, answer, AnswerState.REFUSED, said)
    tx.record("refuse_update", INCOMING, incoming_id, comment=said)
    document = tx.session.get_one(OutgoingDocument, change.outgoing_id)
    tell_issuer(tx, NoticeKind.CHANGE_REFUSED, document, from_unit=tx.actor.unit_name)


def _asked(tx: Tx, incoming_id: int) -> tuple[IncomingDocument, ChangeAnswer, IssuedChange]:
    paper = load_incoming(tx, incoming_id, inherited=True)
    found = find_asked(tx.session, incoming_id, ChangeKind.UPDATE)
    if not may_answer(tx.actor, paper.unit_id):
        raise refuse("wrong_person", step="agree_update", who="head_or_clerk")
    if found is None or not takes_update(paper.status):
        raise refuse("update_not_asked")
    return paper, *found
