"""More receivers after issue: the document is delivered to them anew, as it stands (QC 7.2.3: danh sách nơi nhận)."""

from collections.abc import Sequence

from voffice_app.actions.delivery_parts import deliver
from voffice_app.db.changes import open_change
from voffice_app.db.incoming import IncomingDocument, find_by_recipient
from voffice_app.db.outgoing import OutgoingDocument, OutgoingRecipient, find_recipient, load_outgoing
from voffice_app.db.people import load_unit
from voffice_app.db.session import Tx
from voffice_app.domain.changes import ChangeKind
from voffice_app.domain.comments import required
from voffice_app.domain.errors import refuse
from voffice_app.domain.incoming import IncomingStatus, RecallState
from voffice_app.domain.outgoing import FLOW


def add_receivers(tx: Tx, document_id: int, unit_ids: Sequence[int], reason: str) -> int:
    """The clerk sends an issued document to further units; those that have it are left alone. Returns how many.

    Raises Refused: ``recipients_missing`` when nobody is new, ``recipient_asked`` while a unit has not answered the
    recall by which it was taken off the list; TransitionRefused.
    """
    document = load_outgoing(tx, document_id)
    FLOW.decide("update", document.facts(), tx.actor)
    said = required(reason)
    rows = [row for unit in dict.fromkeys(unit_ids) if (row := _row(tx, document, unit)) is not None]
    if not rows:
        raise refuse("recipients_missing")
    fresh = [(row.id or 0, row.unit_id) for row in rows if find_by_recipient(tx, row.id or 0) is None]
    open_change(tx, document_id, ChangeKind.UPDATE, said, after={"units": sorted(row.unit_id for row in rows)})
    document.recipient_count += len(rows)
    document.changed_at = tx.now
    tx.session.add(document)
    deliver(tx, document, fresh)
    state = document.status
    facts = {"units": len(rows)}
    tx.record("deliver", "outgoing", document_id, from_state=state, to_state=state, comment=said, facts=facts)
    return len(rows)


def _row(tx: Tx, document: OutgoingDocument, unit_id: int) -> OutgoingRecipient | None:
    """The unit's row on the list, on it again or for the first time; None when it is on the list already."""
    row = find_recipient(tx, document.id or 0, unit_id)
    if row is None:
        if unit_id == document.unit_id or not load_unit(tx.session, unit_id).active:
            raise refuse("recipient_unknown")
        row = OutgoingRecipient(outgoing_id=document.id or 0, unit_id=unit_id)
    elif row.removed_at is None:
        return None
    else:
        _part(tx, find_by_recipient(tx, row.id or 0))
    row.added_at, row.removed_at = tx.now, None
    tx.session.add(row)
    tx.session.flush()
    return row


def _part(tx: Tx, paper: IncomingDocument | None) -> None:
    """A paper that was taken back stays in its register by itself; the unit is sent a new one.

    A unit that refused the recall has the paper still and needs no other.
    """
    if paper is None or paper.status is not IncomingStatus.RECALLED:
        return
    if paper.recall_state is RecallState.ASKED:
        raise refuse("recipient_asked")
    paper.recipient_id = None
    tx.session.add(paper)
    tx.session.flush()
