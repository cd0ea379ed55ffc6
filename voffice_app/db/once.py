"""What one form asks for twice (double click, retry) is made once: its key is unique in the unit."""

from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.session import Session, Tx

Made = type[IncomingDocument] | type[OutgoingDocument]


def find_made(session: Session, table: Made, unit_id: int, request_key: str | None) -> int | None:
    """The document that the form with this key made before."""
    if not request_key:
        return None
    known: Any = table
    query = select(known.id).where(col(known.unit_id) == unit_id, col(known.request_key) == request_key)
    return session.exec(query).first()


def add_once(tx: Tx, document: IncomingDocument | OutgoingDocument) -> int | None:
    """Store a new document; the id of the earlier one, and nothing stored, when the same form made it before.

    Two requests at the same moment meet at the unique key: the second waits there for the first to commit.
    """
    table, key = type(document), document.request_key
    made = find_made(tx.session, table, document.unit_id, key)
    if made is not None:
        return made
    try:
        with tx.session.begin_nested():
            tx.session.add(document)
            tx.session.flush()
    except IntegrityError:
        made = find_made(tx.session, table, document.unit_id, key)
        if made is None:
            raise
    return made
