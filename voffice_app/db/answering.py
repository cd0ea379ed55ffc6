"""Which outgoing documents answer which incoming ones, from the first draft on, read from the links of both."""

from sqlmodel import Session

from voffice_app.db.files import Direction
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.links import add_link, list_links
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.session import Tx
from voffice_app.domain.links import LinkKind
from voffice_app.domain.people import Actor


def link(tx: Tx, incoming_id: int, outgoing_id: int) -> bool:
    """Once, however often it is said; True when it was new."""
    return add_link(tx, LinkKind.REPLIES_TO, (Direction.OUTGOING, outgoing_id), (Direction.INCOMING, incoming_id))


def list_answering(session: Session, actor: Actor, incoming_id: int) -> list[OutgoingDocument]:
    """The unit's outgoing documents written in answer to this one, the newest first."""
    ends = list_links(session, (Direction.INCOMING, incoming_id))
    wanted = [end for end in reversed(ends) if end.kind is LinkKind.REPLIES_TO and not end.forward]
    found = (session.get(OutgoingDocument, end.document_id) for end in wanted if end.direction is Direction.OUTGOING)
    return [document for document in found if document is not None and document.is_visible(actor)]


def list_answered(session: Session, actor: Actor, outgoing_id: int) -> list[IncomingDocument]:
    """The unit's incoming documents that this one answers, as far as the reader may see them."""
    ends = list_links(session, (Direction.OUTGOING, outgoing_id))
    wanted = [end for end in ends if end.kind is LinkKind.REPLIES_TO and end.forward]
    found = (session.get(IncomingDocument, end.document_id) for end in wanted if end.direction is Direction.INCOMING)
    return [document for document in found if document is not None and document.is_visible(actor)]
