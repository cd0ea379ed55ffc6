"""Answering an incoming document with an outgoing one, linked from the first draft on (QC 6.1 Bước 3)."""

from voffice_app.db.answering import link
from voffice_app.db.incoming import SUBJECT, load_incoming
from voffice_app.db.incoming_work import facts_of
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.session import Tx
from voffice_app.domain.errors import refuse
from voffice_app.domain.incoming import FLOW


def link_answer(tx: Tx, document_id: int, outgoing_id: int) -> None:
    """The acting person's own draft answers this document, which they have in hand; said twice it is linked once."""
    document = load_incoming(tx, document_id)
    step = FLOW.decide("draft_answer", facts_of(tx.session, document, tx.today), tx.actor)
    draft = tx.session.get(OutgoingDocument, outgoing_id)
    if draft is None or draft.unit_id != tx.actor.unit_id or draft.drafter_position_id != tx.actor.position_id:
        raise refuse("draft_absent")
    if link(tx, document_id, outgoing_id):
        tx.record(step.name, SUBJECT, document_id, facts={"outgoing_id": outgoing_id, "about": draft.abstract})
