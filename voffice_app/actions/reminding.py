"""Reminders to receivers that have not registered a document, or not answered a recall: numbered, never taken back."""

from collections.abc import Sequence
from datetime import timedelta

from voffice_app.actions.recall_parts import told
from voffice_app.db.changes import DeliveryReminder, list_reminders
from voffice_app.db.deliveries import Delivery, list_deliveries
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.notices import posts_with
from voffice_app.db.outgoing import OutgoingDocument, load_outgoing
from voffice_app.db.session import Tx
from voffice_app.domain.changes import AnswerState, Reminded
from voffice_app.domain.errors import refuse
from voffice_app.domain.incoming import DeliveryCode
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.people import Role

PAUSE = timedelta(hours=1)
"""A second click, or a colleague's, is not a second reminder."""


def remind(tx: Tx, document_id: int, what: Reminded, unit_ids: Sequence[int] = ()) -> int:
    """Remind every receiver that is due for it, or of those only ``unit_ids``; returns how many were reminded.

    Raises Refused: ``wrong_person``, ``nobody_to_remind``.
    """
    document = load_outgoing(tx, document_id, inherited=True)
    if not tx.actor.is_leader and tx.actor.role is not Role.CLERK and not _drafted(tx, document):
        raise refuse("wrong_person", step="remind_delivery", who="clerk_or_drafter")
    due = [row for row in list_deliveries(tx.session, tx.actor, document_id, tx.today) if is_due(row, what)]
    before = list_reminders(tx.session, document_id, what)
    late = [
        row
        for row in due
        if (not unit_ids or row.unit_id in unit_ids)
        and not (row.recipient_id in before and before[row.recipient_id][1] > tx.now - PAUSE)
    ]
    if not late:
        raise refuse("nobody_to_remind")
    _write(
        tx, document_id, what, late, {row.recipient_id: before.get(row.recipient_id, (0, tx.now))[0] for row in late}
    )
    tx.record("remind_delivery", "outgoing", document_id, facts={"what": str(what), "units": len(late)})
    return len(late)


def is_due(row: Delivery, what: Reminded) -> bool:
    """Whether this receiver owes it."""
    if what is Reminded.ANSWER:
        return row.answer is not None and row.answer.state is AnswerState.ASKED
    return row.code is DeliveryCode.DELIVERED and not row.removed


def _drafted(tx: Tx, document: OutgoingDocument) -> bool:
    return document.drafter_position_id == tx.actor.position_id


def _write(tx: Tx, document_id: int, what: Reminded, rows: list[Delivery], times: dict[int, int]) -> None:
    clerks = posts_with(tx.session, [row.unit_id for row in rows], Role.CLERK)
    for row in rows:
        number = times[row.recipient_id] + 1
        tx.session.add(
            DeliveryReminder(
                outgoing_id=document_id, recipient_id=row.recipient_id, what=what, number=number,
                position_id=tx.actor.position_id or None, sent_at=tx.now,
            )
        )  # fmt: skip
        paper = tx.session.get_one(IncomingDocument, row.incoming_id)
        told(tx, NoticeKind.DELIVERY_REMINDED, paper, clerks.get(row.unit_id, []), number=number)
