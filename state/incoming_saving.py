"""What a button of the clerk's form does, in one transaction; and the body as the house writes it."""

from voffice_app.actions import incoming as acts
from voffice_app.actions.incoming import Fields
from voffice_app.db import people
from voffice_app.db.incoming_details import list_issuing_bodies, read_document
from voffice_app.db.session import Session, Tx
from voffice_app.domain.folding import fold
from voffice_app.domain.incoming import IncomingStatus
from voffice_app.domain.people import Actor
from voffice_app.domain.secrecy import Secrecy

SAVES = {"submit": "register_and_submit", "archive": "register_and_archive", "next": "register", "keep": "register"}
"""The buttons of the form, each with the sentence that is told afterwards."""
THEN = {"submit": acts.submit, "archive": acts.archive_only}


def enter(
    tx: Tx, document_id: int, fields: Fields, uploads: tuple[int, ...], secrecy: Secrecy, then: str
) -> tuple[int, int]:
    """Register and, in the same transaction, submit or archive; returns the id and the arrival number.

    Sent twice by one form, the second finds everything done.
    """
    if document_id:
        acts.register(tx, document_id, fields, secrecy)
    else:
        document_id = acts.receive(tx, fields, uploads, secrecy)
    document = read_document(tx.session, tx.actor, document_id)
    if then in THEN and document.status is IncomingStatus.REGISTERED:
        THEN[then](tx, document_id)
    return document_id, document.arrival_number or 0


def known_body(session: Session, actor: Actor, read: str) -> str:
    """The body as the house writes it, when it is known; printed letterheads are all capitals."""
    units = [unit.name for unit in people.list_units(session)]
    for name in (*list_issuing_bodies(session, actor.unit_id, read), *units):
        if fold(name) == fold(read):
            return name
    return read[0] + read[1:].lower() if read.isupper() else read
