"""The sender hears of a receiver that refused its document (code 02 of law.md 4.3; ND30 Đ21 k2; QĐ28 Đ5 k4)."""

from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.notices import posts_with, tell
from voffice_app.db.outgoing import SUBJECT as OUTGOING
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.session import Tx
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.people import Role

REASON = 200
"""So many letters of the reason go into a notice."""


def tell_sender(tx: Tx, document: IncomingDocument, reason: str) -> None:
    """The sender's clerks and the drafter hear of the refusal; nobody when it came from outside the system."""
    sent = tx.session.get(OutgoingDocument, document.origin_outgoing_id) if document.origin_outgoing_id else None
    if sent is None:
        return
    clerks = posts_with(tx.session, [sent.unit_id], Role.CLERK).get(sent.unit_id, [])
    tell(
        tx, NoticeKind.REFUSED_BY_RECEIVER, [*clerks, sent.drafter_position_id], OUTGOING, sent.id or 0,
        reference=sent.reference, from_unit=tx.actor.unit_name, reason=reason[:REASON],
    )  # fmt: skip
