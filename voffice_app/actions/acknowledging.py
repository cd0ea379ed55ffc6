"""The clerk tells an outside sender that the document arrived (ND30 Đ21 k2 c)."""

from voffice_app.actions.receipt_parts import NAMELESS, may_be_told
from voffice_app.db.acknowledgements import Acknowledgement
from voffice_app.db.incoming import SUBJECT, IncomingDocument, load_incoming
from voffice_app.db.mail import ADDRESS, enqueue_receipt
from voffice_app.db.session import Tx
from voffice_app.domain.acknowledging import Way
from voffice_app.domain.comments import required
from voffice_app.domain.errors import refuse
from voffice_app.domain.permissions import Permission


def acknowledge(tx: Tx, document_id: int, way: Way, told: str) -> None:
    """Remember that, how and with which words the sender was told; inside the system the state itself tells."""
    _write(tx, _loaded(tx, document_id), way, required(told))


def acknowledge_by_mail(tx: Tx, document_id: int, address: str) -> None:
    """Tell the sender by a letter, queued in the same transaction; the same address twice is one letter.

    Raises Refused ``outsider_email_bad``, or what :func:`may_be_told` says.
    """
    document, address = _loaded(tx, document_id), address.strip().lower()
    if not ADDRESS.fullmatch(address):
        raise refuse("outsider_email_bad", email=address)
    mail_id, new = enqueue_receipt(tx, document_id, address, document.issuing_body or NAMELESS)
    if new:
        _write(tx, document, Way.EMAIL, f"Thư gửi {address}", mail_id)


def _loaded(tx: Tx, document_id: int) -> IncomingDocument:
    tx.require(Permission.INCOMING_REGISTER)
    document = load_incoming(tx, document_id)
    may_be_told(document)
    return document


def _write(tx: Tx, document: IncomingDocument, way: Way, told: str, mail_id: int | None = None) -> None:
    row = Acknowledgement(
        incoming_id=document.id or 0, way=way, told=told, told_at=tx.now, told_by=tx.actor.position_id, mail_id=mail_id
    )
    tx.session.add(row)
    facts = {"way": way, "registered": document.arrival_number}
    tx.record("acknowledge", SUBJECT, document.id or 0, facts=facts)
