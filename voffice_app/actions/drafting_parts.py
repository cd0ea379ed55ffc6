"""What every act of drafting shares: in which capacity the named signer signs, and whether that still holds."""

from datetime import date

from voffice_app.db import authority as authority_db
from voffice_app.db import people as people_db
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.session import Session, Tx
from voffice_app.domain.authority import Capacity, SignerOption
from voffice_app.domain.errors import Reason, Refused


def find_signer(tx: Tx, position_id: int, capacity: str, subject_area: str) -> SignerOption | None:
    """Somebody of the actor's unit in the capacity asked for; without one, in the first that holds today."""
    person = people_db.find_actor(tx.session, position_id, tx.today)
    if person is None or person.unit_id != tx.actor.unit_id:
        return None
    options = authority_db.list_signer_options(tx.session, tx.actor.unit_id, tx.today, subject_area)
    fitting = (option for option in options if option.position_id == position_id)
    return next((option for option in fitting if capacity in ("", option.capacity)), None)


def put_signer(document: OutgoingDocument, signer: SignerOption) -> None:
    """The document keeps who signs it, in which capacity, how that is written, and by which basis."""
    document.signer_position_id = signer.position_id
    document.signing_capacity = str(signer.capacity)
    document.signing_lines, document.signing_basis = "\n".join(signer.lines)[:300], signer.basis[:300]


def lost_capacity(session: Session, document: OutgoingDocument, today: date) -> list[Reason]:
    """Why the named signer may not sign it today; empty while the capacity holds (ND30 Đ13)."""
    signer, capacity = document.signer_position_id, Capacity(document.signing_capacity)
    if signer is None:
        return []
    if authority_db.capacity_holds(session, signer, capacity, document.unit_id, today, document.subject_area):
        return []
    name, _ = people_db.person_name(session, signer)
    return [Reason("capacity_ended", {"signer": name, "capacity": document.signing_lines.replace("\n", ", ")})]


def must_hold_capacity(tx: Tx, document: OutgoingDocument) -> None:
    """Raises Refused ``capacity_ended``."""
    reasons = lost_capacity(tx.session, document, tx.today)
    if reasons:
        raise Refused(reasons)
