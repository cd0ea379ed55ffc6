"""On paper too, or electronic only; and each paper copy with the unit's stamp (QC 8.3, 6.2; ND30 Đ18 k5)."""

from voffice_app.db.outgoing import SUBJECT, load_file, load_outgoing
from voffice_app.db.paper_copies import OutgoingPaperCopy, find_paper_copy
from voffice_app.db.paper_prints import log_print
from voffice_app.db.people import Position
from voffice_app.db.session import Tx
from voffice_app.domain import paper as rules
from voffice_app.domain.comments import required
from voffice_app.domain.errors import AlreadyDone, Reason, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.permissions import Permission


def decide_paper(tx: Tx, document_id: int, also_paper: bool) -> None:
    """The head's word, or the signing deputy's until the head has spoken; recorded, changeable until the issue."""
    document = load_outgoing(tx, document_id)
    decider = tx.session.get(Position, document.paper_decided_by) if document.paper_decided_by else None
    rules.decide_paper(
        document.status, document.unit_id, document.signer_position_id, decider.role if decider else None, tx.actor
    )
    if decider is not None and decider.id == tx.actor.position_id and document.also_paper is also_paper:
        raise AlreadyDone([Reason("already_done", {"step": "decide_paper"})])
    document.also_paper = also_paper
    document.paper_decided_by, document.paper_decided_at = tx.actor.position_id, tx.now
    tx.session.add(document)
    tx.record("decide_paper", SUBJECT, document_id, facts={"also_paper": also_paper})


def record_paper_copy(tx: Tx, document_id: int, copies: int, given_to: str, request_key: str | None = None) -> str:
    """The clerk printed what was issued and stamped each copy; gives the look-up code, twice the same.

    Raises Refused: ``paper_not_issued``, ``copies_count_wrong``, ``paper_given_to_missing``.
    """
    tx.require(Permission.OUTGOING_CLERK)
    document = load_outgoing(tx, document_id)
    made = find_paper_copy(tx.session, document_id, request_key)
    if made is not None:
        return made.code
    if document.status is not OutgoingStatus.ISSUED:
        raise refuse("paper_not_issued")
    if not 1 <= copies <= rules.MOST_COPIES:
        raise refuse("copies_count_wrong", limit=rules.MOST_COPIES)
    if not clean(given_to):
        raise refuse("paper_given_to_missing")
    whom, file = required(given_to), load_file(tx.session, document.current_file_id)
    pages = max(1, file.pages)
    code = log_print(tx, f"Bản giấy {document.reference}", SUBJECT, document_id, pages, copies, stamped=True)
    tx.session.add(
        OutgoingPaperCopy(
            outgoing_id=document_id, file_id=file.id or 0, position_id=tx.actor.position_id, copies=copies, pages=pages,
            given_to=whom, code=code, printed_at=tx.now, request_key=request_key,
        )
    )  # fmt: skip
    tx.record("paper_copy", SUBJECT, document_id, facts={"copies": copies, "given_to": whom, "code": code})
    return code
