"""One receiver's paper is taken back, or given again: state, work in hand, history (ND30 Đ18 k4; PL VI I.III.8)."""

from collections.abc import Iterable, Sequence

from voffice_app.actions.assigning_parts import end_all
from voffice_app.db.changes import ChangeAnswer, IssuedChange
from voffice_app.db.incoming import SUBJECT, IncomingDocument
from voffice_app.db.incoming_work import list_in_hand, revive
from voffice_app.db.notices import ABSTRACT, posts_with, tell, tell_each
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.people import find_actor
from voffice_app.db.session import Tx
from voffice_app.domain.changes import AnswerState, is_recallable, is_unread
from voffice_app.domain.errors import refuse
from voffice_app.domain.incoming import IncomingStatus, RecallState
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.people import Role


def ordered_by(tx: Tx, document: OutgoingDocument, position_id: int | None) -> int:
    """Who ordered a recall: the head, or the leader who signed the document (QĐ28 Đ8; ND30 Đ13).

    The head's own act is the head's own order; whoever acts for the head gives it in the head's stead, and is named.
    Raises Refused ``recall_order_missing``.
    """
    if tx.actor.acting_position_id is not None:
        return tx.actor.acting_position_id
    named = tx.actor.position_id if tx.actor.role is Role.HEAD else position_id
    leader = find_actor(tx.session, named, tx.today) if named else None
    fits = leader is not None and leader.stands_for(document.unit_id) and leader.is_leader
    if leader is None or not fits or (leader.role is not Role.HEAD and named != document.signer_position_id):
        raise refuse("recall_order_missing")
    return leader.position_id


def take_back(tx: Tx, change: IssuedChange, rows: Sequence[IncomingDocument]) -> int:
    """Close these papers: at once where nobody had opened them, else until the receiver answers. Returns how many."""
    taken = [row for row in rows if is_recallable(row.status)]
    for row in taken:
        unread = is_unread(row.status, row.opened_at is not None)
        leads = {each.position_id for each in list_in_hand(tx.session, row.id or 0)}
        end_all(tx, row, change.reason)
        before = row.status
        row.recalled_from, row.status = row.status, IncomingStatus.RECALLED
        row.recall_state = RecallState.AT_ONCE if unread else RecallState.ASKED
        tx.session.add_all((row, _question(tx, change, row, unread)))
        tx.record(
            "recalled_by_issuer", SUBJECT, row.id or 0, from_state=before, to_state=row.status, comment=change.reason
        )
        told(tx, NoticeKind.RECALLED, row, leads)
    tell_clerks(tx, NoticeKind.RECALLED, taken)
    return len(taken)


def _question(tx: Tx, change: IssuedChange, row: IncomingDocument, unread: bool) -> ChangeAnswer:
    return ChangeAnswer(
        change_id=change.id or 0, incoming_id=row.id or 0, unit_id=row.unit_id, asked_at=tx.now,
        state=AnswerState.AT_ONCE if unread else AnswerState.ASKED, answered_at=tx.now if unread else None,
    )  # fmt: skip


def give_again(tx: Tx, act: str, row: IncomingDocument, answer: ChangeAnswer, comment: str) -> None:
    """The paper is what it was before the recall, and the work that ended with it goes on."""
    before, row.status = row.status, row.recalled_from or IncomingStatus.RECEIVED
    row.recalled_from = row.recall_state = None
    tx.session.add(row)
    people = revive(tx, row.id or 0, answer.asked_at)
    tx.record(act, SUBJECT, row.id or 0, from_state=before, to_state=row.status, comment=comment)
    told(tx, NoticeKind.RECALL_OVER, row, people)


def told(tx: Tx, kind: NoticeKind, row: IncomingDocument, positions: Iterable[int], **facts: int) -> None:
    """A notice about the receiver's own paper."""
    said: dict[str, str | int] = {"reference": row.reference, "abstract": row.abstract[:ABSTRACT]}
    tell(tx, kind, positions, SUBJECT, row.id or 0, **said, from_unit=row.issuing_body, **facts)


def tell_clerks(tx: Tx, kind: NoticeKind, rows: Sequence[IncomingDocument]) -> None:
    """Each receiver's clerks hear of it, whatever the number of receivers in three statements."""
    if not rows:
        return
    papers = {row.unit_id: row.id or 0 for row in rows}
    clerks = posts_with(tx.session, papers, Role.CLERK)
    subjects = {post: papers[unit] for unit, posts in clerks.items() for post in posts}
    said = {"reference": rows[0].reference, "abstract": rows[0].abstract[:ABSTRACT], "from_unit": rows[0].issuing_body}
    tell_each(tx, kind, SUBJECT, subjects, **said)


def tell_issuer(tx: Tx, kind: NoticeKind, document: OutgoingDocument, **facts: str) -> None:
    """The issuer's clerks and the drafter."""
    clerks = posts_with(tx.session, [document.unit_id], Role.CLERK).get(document.unit_id, [])
    said = {"reference": document.reference, "abstract": document.abstract[:ABSTRACT]} | facts
    tell(tx, kind, [*clerks, document.drafter_position_id], "outgoing", document.id or 0, **said)
