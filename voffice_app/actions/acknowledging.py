"""The clerk tells an outside sender that the document arrived (ND30 Đ21 k2 c)."""

from voffice_app.db.acknowledgements import Acknowledgement
from voffice_app.db.incoming import SUBJECT, load_incoming
from voffice_app.db.session import Tx
from voffice_app.domain.acknowledging import Way
from voffice_app.domain.comments import required
from voffice_app.domain.errors import refuse
from voffice_app.domain.incoming import Source
from voffice_app.domain.permissions import Permission


def acknowledge(tx: Tx, document_id: int, way: Way, told: str) -> None:
    """Remember that, how and with which words the sender was told; inside the system the state itself tells."""
    tx.require(Permission.INCOMING_REGISTER)
    document = load_incoming(tx, document_id)
    if document.source is Source.VOFFICE:
        raise refuse("acknowledged_by_itself")
    if document.arrival_number is None:
        raise refuse("not_registered_yet")
    row = Acknowledgement(
        incoming_id=document_id, way=way, told=required(told), told_at=tx.now, told_by=tx.actor.position_id
    )
    tx.session.add(row)
    tx.record("acknowledge", SUBJECT, document_id, facts={"way": way, "registered": document.arrival_number})
