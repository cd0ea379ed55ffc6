"""A draft declares what it does to an earlier document of its unit: replaces, amends or corrects it (ND30 Đ18 k3)."""

from voffice_app.db.files import Direction
from voffice_app.db.links import add_link, drop_links
from voffice_app.db.outgoing import SUBJECT, OutgoingDocument, load_outgoing
from voffice_app.db.session import Tx
from voffice_app.domain.errors import refuse
from voffice_app.domain.links import DECLARED, LinkKind
from voffice_app.domain.outgoing import FLOW


def declare(tx: Tx, document_id: int, kind: LinkKind | None, target_id: int = 0) -> None:
    """The drafter's declaration in place of the one before; None takes it away. It takes effect at issue.

    Raises Refused ``link_target_unknown``: not issued, of another unit, or the draft itself.
    """
    document = load_outgoing(tx, document_id)
    FLOW.decide("edit", document.facts(), tx.actor)
    source = (Direction.OUTGOING, document_id)
    drop_links(tx, DECLARED, source)
    facts: dict[str, object] = {"kind": str(kind or "")}
    if kind is not None:
        target = tx.session.get(OutgoingDocument, target_id)
        issued = target is not None and tx.actor.stands_for(target.unit_id) and target.issued_at is not None
        if target is None or not issued or kind not in DECLARED or target_id == document_id:
            raise refuse("link_target_unknown")
        add_link(tx, kind, source, (Direction.OUTGOING, target_id))
        facts["target"] = target.reference
    tx.record("declare_link", SUBJECT, document_id, facts=facts)
