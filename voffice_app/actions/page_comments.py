"""Comments on a place of a draft's page: made, answered, settled, opened again; opinions asked for (ND30 Đ10)."""

from dataclasses import asdict

from voffice_app.db import people as people_db
from voffice_app.db.files import Direction, DocumentFile
from voffice_app.db.notices import tell
from voffice_app.db.outgoing import SUBJECT, OutgoingDocument, load_outgoing
from voffice_app.db.page_comments import (
    OutgoingAsked,
    OutgoingComment,
    OutgoingCommentAnswer,
    commented,
    find_comment_by_key,
    list_asked,
    number_of,
)
from voffice_app.db.session import Tx
from voffice_app.domain import page_comments as rules
from voffice_app.domain.comments import required
from voffice_app.domain.errors import AlreadyDone, Reason, not_visible, refuse
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.page_comments import Anchor
from voffice_app.domain.people import Role


def comment(tx: Tx, document_id: int, file_id: int, anchor: Anchor, text: str, request_key: str | None = None) -> int:
    """A comment on a place of one version; returns its id, twice the same. Raises Refused (QC 5.3: no secrets)."""
    document = load_outgoing(tx, document_id)
    made = find_comment_by_key(tx.session, document_id, request_key)
    if made is not None:
        return made
    kind = rules.decide_comment(commented(tx.session, document), tx.actor)
    said, file = required(text), _file(tx, document, file_id)
    row = OutgoingComment(
        outgoing_id=document_id, file_id=file_id, position_id=tx.actor.position_id, kind=kind, text=said,
        created_at=tx.now, request_key=request_key, **asdict(rules.placed(anchor, file.pages)),
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    _tell(tx, document, row, "comment", NoticeKind.COMMENTED, [document.drafter_position_id], said)
    return row.id or 0


def answer_comment(tx: Tx, document_id: int, comment_id: int, text: str) -> None:
    """What the drafter, or somebody who may comment, says to it."""
    document, row = _load(tx, document_id, comment_id)
    rules.decide_answer(commented(tx.session, document), row.position_id, tx.actor)
    said = required(text)
    tx.session.add(
        OutgoingCommentAnswer(comment_id=comment_id, position_id=tx.actor.position_id, text=said, created_at=tx.now)
    )
    others = [document.drafter_position_id, row.position_id]
    _tell(tx, document, row, "answer_comment", NoticeKind.COMMENT_ANSWERED, others, said)


def settle_comment(tx: Tx, document_id: int, comment_id: int) -> None:
    """Mended, or no longer asked for."""
    document, row = _load(tx, document_id, comment_id)
    rules.decide_settle(commented(tx.session, document), row.position_id, tx.actor)
    if row.settled_at is not None:
        raise AlreadyDone([Reason("already_done", {"step": "settle_comment"})])
    row.settled_at, row.settled_by = tx.now, tx.actor.position_id
    tx.session.add(row)
    _tell(tx, document, row, "settle_comment", NoticeKind.COMMENT_ANSWERED, [row.position_id])


def reopen_comment(tx: Tx, document_id: int, comment_id: int) -> None:
    """Its author finds that it is not settled after all."""
    document, row = _load(tx, document_id, comment_id)
    rules.decide_reopen(commented(tx.session, document), row.position_id, tx.actor)
    if row.settled_at is None:
        raise AlreadyDone([Reason("already_done", {"step": "reopen_comment"})])
    row.settled_at = row.settled_by = None
    tx.session.add(row)
    _tell(tx, document, row, "reopen_comment", NoticeKind.COMMENTED, [document.drafter_position_id])


def ask_opinion(tx: Tx, document_id: int, position_id: int) -> None:
    """The drafter or the named signer asks somebody of the unit to comment; who may anyway is not asked."""
    document = load_outgoing(tx, document_id)
    if tx.actor.position_id not in (document.drafter_position_id, document.signer_position_id):
        raise refuse("ask_not_yours")
    if document.status not in rules.COMMENTED:
        raise refuse("comment_too_late")
    asked = people_db.find_actor(tx.session, position_id, tx.today)
    if asked is None or asked.unit_id != document.unit_id or asked.role is Role.IT:
        raise refuse("asked_unknown")
    known = {row.position_id for row in list_asked(tx.session, document_id)}
    if position_id in known or rules.kind_of(commented(tx.session, document), asked) is not None:
        raise AlreadyDone([Reason("already_done", {"step": "ask_opinion"})])
    tx.session.add(
        OutgoingAsked(outgoing_id=document_id, position_id=position_id, asked_by=tx.actor.position_id, asked_at=tx.now)
    )
    tx.record("ask_opinion", SUBJECT, document_id, facts={"whom": asked.full_name})
    said = {"reference": document.reference, "abstract": document.abstract[:160]}
    tell(tx, NoticeKind.DRAFT_OPINION_ASKED, [position_id], SUBJECT, document_id, **said)


def _load(tx: Tx, document_id: int, comment_id: int) -> tuple[OutgoingDocument, OutgoingComment]:
    document = load_outgoing(tx, document_id)
    row = tx.session.get(OutgoingComment, comment_id)
    if row is None or row.outgoing_id != document_id:
        raise not_visible()
    return document, row


def _file(tx: Tx, document: OutgoingDocument, file_id: int) -> DocumentFile:
    row = tx.session.get(DocumentFile, file_id)
    if row is None or (row.direction, row.document_id) != (Direction.OUTGOING, document.id):
        raise not_visible()
    return row


def _tell(
    tx: Tx, document: OutgoingDocument, row: OutgoingComment, act: str, kind: NoticeKind, whom: list[int],
    said: str = "",
) -> None:  # fmt: skip
    """History and notice; the place in the list is the comment's number."""
    number = number_of(tx.session, row)
    tx.record(act, SUBJECT, document.id or 0, comment=said, facts={"number": number, "page": row.page})
    facts = {"reference": document.reference, "abstract": document.abstract[:160]}
    tell(tx, kind, whom, SUBJECT, document.id or 0, **facts)
