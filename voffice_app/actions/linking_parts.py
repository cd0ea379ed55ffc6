"""What a document declares of an earlier one takes effect when it is issued (ND30 Đ18 k3)."""

from voffice_app.actions.recall_parts import tell_clerks, tell_issuer
from voffice_app.db.changes import lock_receivers
from voffice_app.db.files import Direction
from voffice_app.db.links import list_links
from voffice_app.db.mail import tell_outsiders
from voffice_app.db.outgoing import OutgoingDocument, load_outgoing, move
from voffice_app.db.session import Tx
from voffice_app.domain.links import DECLARED, LinkKind
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.outgoing import FLOW, OutgoingStatus
from voffice_app.domain.outsiders import Matter

MATTER = {
    LinkKind.REPLACES: Matter.REPLACED, LinkKind.AMENDS: Matter.AMENDED, LinkKind.CORRECTS: Matter.CORRECTED,
}  # fmt: skip


def take_effect(tx: Tx, document: OutgoingDocument) -> None:
    """The document it replaces is shown as replaced from now on; one that was recalled before stays recalled.

    People outside hear of what is replaced, amended or corrected by letter.
    """
    for end in list_links(tx.session, (Direction.OUTGOING, document.id or 0)):
        if not end.forward or end.kind not in DECLARED or end.direction is not Direction.OUTGOING:
            continue
        old = load_outgoing(tx, end.document_id, inherited=True)
        if old.status is not OutgoingStatus.ISSUED:
            continue
        if end.kind is LinkKind.REPLACES:
            _replace(tx, document, old)
        tell_outsiders(tx, old.id or 0, MATTER[end.kind], document.id or 0)


def _replace(tx: Tx, document: OutgoingDocument, old: OutgoingDocument) -> None:
    step = FLOW.decide("replace", old.facts(), tx.actor)
    move(tx, old, step, f"Thay thế bằng {document.reference}", by=document.id)
    tell_clerks(tx, NoticeKind.REPLACED, lock_receivers(tx, old.id or 0))
    tell_issuer(tx, NoticeKind.REPLACED, old, from_unit=tx.actor.unit_name)
