"""After issue: the drafter checks the data (QC 7.2.3), receivers report mistakes (QC 10.3), both are answered."""

from voffice_app.actions.recall_parts import tell_issuer
from voffice_app.db.changes import list_in_force
from voffice_app.db.incoming import load_incoming
from voffice_app.db.links import is_issued_link
from voffice_app.db.mistakes import Mistake, answer, load_mistake
from voffice_app.db.notices import ABSTRACT, tell
from voffice_app.db.outgoing import OutgoingDocument, load_outgoing, move
from voffice_app.db.session import Tx
from voffice_app.domain.changes import ASKABLE, ChangeKind, MistakeAnswer
from voffice_app.domain.comments import required
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.links import LinkKind
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.outgoing import FLOW, OutgoingStatus
from voffice_app.domain.people import Role
from voffice_app.domain.permissions import Permission
from voffice_app.domain.secrecy import Secrecy, refuse_secret

LONGEST = 500


def check_issued(tx: Tx, document_id: int) -> None:
    """The drafter found the registered data right; ticked twice it is one tick (QC 7.2.3)."""
    document = load_outgoing(tx, document_id, inherited=True)
    step = FLOW.decide("check_issued", document.facts(), tx.actor)
    if document.checked_at is None:
        document.checked_at = tx.now
        move(tx, document, step)


def ask_correction(tx: Tx, document_id: int, field: str, right_value: str, reason: str) -> int:
    """The drafter tells the clerk which datum is wrong, what is right, and why; returns the request."""
    document = load_outgoing(tx, document_id, inherited=True)
    step = FLOW.decide("ask_correction", document.facts(), tx.actor)
    said, right = required(reason), required(right_value)[:LONGEST]
    if field not in ASKABLE:
        raise refuse("nothing_changed")
    row = Mistake(
        outgoing_id=document_id, unit_id=document.unit_id, reporter_unit_id=tx.actor.unit_id,
        reporter_position_id=tx.actor.position_id, field=field, right_value=right, words=said, made_at=tx.now,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    move(tx, document, step, said, field=field, right_value=right)
    tell_issuer(tx, NoticeKind.MISTAKE_REPORTED, document, from_unit=tx.actor.full_name)
    return row.id or 0


def report_mistake(tx: Tx, incoming_id: int, words: str, page: int = 0) -> int:
    """Anybody of a receiver who can see the paper tells its issuer what is wrong, on which page (QC 10.3).

    Raises Refused: ``comment_missing``, ``not_from_voffice``, ``page_outside``.
    """
    tx.require(Permission.INCOMING_READ)
    paper = load_incoming(tx, incoming_id, inherited=True)
    if not paper.is_visible(tx.actor):
        raise not_visible()
    said = required(words)
    if paper.origin_outgoing_id is None:
        raise refuse("not_from_voffice")
    if not 0 <= page <= paper.pages:
        raise refuse("page_outside", pages=paper.pages)
    document = tx.session.get_one(OutgoingDocument, paper.origin_outgoing_id)
    row = Mistake(
        outgoing_id=document.id or 0, unit_id=document.unit_id, incoming_id=incoming_id, words=said, page=page,
        reporter_unit_id=tx.actor.unit_id, reporter_position_id=tx.actor.position_id, made_at=tx.now,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    tx.record("report_mistake", "incoming", incoming_id, comment=said, facts={"page": page, "mistake": row.id})
    tell_issuer(tx, NoticeKind.MISTAKE_REPORTED, document, from_unit=tx.actor.unit_name)
    return row.id or 0


def answer_mistake(tx: Tx, mistake_id: int, how: MistakeAnswer, words: str) -> None:
    """The issuer's clerk or the drafter answers; what is said to be done must have been done.

    Raises Refused: ``mistake_unknown``, ``mistake_answered``, ``comment_missing``, ``answer_without_act``.
    """
    row = load_mistake(tx, mistake_id)
    document = load_outgoing(tx, row.outgoing_id, inherited=True)
    if tx.actor.role is not Role.CLERK and tx.actor.position_id != document.drafter_position_id:
        raise refuse("wrong_person", step="answer_mistake", who="clerk_or_drafter")
    said = required(words) if how is MistakeAnswer.NO_MISTAKE else clean(words)
    refuse_secret(Secrecy.NONE, said)
    if how is not MistakeAnswer.NO_MISTAKE and not _was_done(tx, document, row, how):
        raise refuse("answer_without_act")
    answer(tx, row, how, said)
    facts = {"answer": str(how), "mistake": mistake_id}
    tx.record("answer_mistake", "outgoing", document.id or 0, comment=said, facts=facts)
    subject, subject_id = ("incoming", row.incoming_id) if row.incoming_id else ("outgoing", document.id or 0)
    shown = {"reference": document.reference, "abstract": document.abstract[:ABSTRACT]}
    tell(tx, NoticeKind.MISTAKE_ANSWERED, [row.reporter_position_id], subject, subject_id, **shown)


def _was_done(tx: Tx, document: OutgoingDocument, row: Mistake, how: MistakeAnswer) -> bool:
    if how is MistakeAnswer.RECALLED:
        return document.status is OutgoingStatus.RECALLED
    if how is MistakeAnswer.UPDATED:
        updates = list_in_force(tx, document.id or 0, ChangeKind.UPDATE)
        return any(change.made_at >= row.made_at for change in updates)
    kind = LinkKind.REPLACES if how is MistakeAnswer.REPLACED else LinkKind.CORRECTS
    return is_issued_link(tx.session, kind, document.id or 0)
