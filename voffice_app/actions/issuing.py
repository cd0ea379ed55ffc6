"""Issuing: one act, and the document is in every recipient's own queue (QC 6.2; ND30 Đ18)."""

from voffice_app.actions.delivery_parts import deliver
from voffice_app.actions.linking_parts import take_effect
from voffice_app.db.long_term import owe
from voffice_app.db.mail import mail_outsiders
from voffice_app.db.outgoing import list_recipients, load_outgoing, move
from voffice_app.db.session import Tx
from voffice_app.domain.outgoing import FLOW


def issue(tx: Tx, document_id: int) -> None:
    """Issue and deliver in one transaction; a double click finds it issued and changes nothing.

    What it declares of an earlier document takes effect with it: that one is replaced from now on.
    """
    document = load_outgoing(tx, document_id)
    step = FLOW.decide("issue", document.facts(), tx.actor)
    document.issued_at = tx.now
    recipients = list_recipients(tx.session, document_id)
    deliver(tx, document, recipients)
    owe(tx, document)
    mail_outsiders(tx, document_id)
    move(tx, document, step, reference=document.reference, recipients=len(recipients))
    take_effect(tx, document)
