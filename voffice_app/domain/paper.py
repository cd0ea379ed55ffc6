"""Electronic only, or on paper too: whose word counts, and until when (QC 8.3, 6.2; ND30 Đ13 k1)."""

from voffice_app.domain.errors import Reason, Refused
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.people import Actor, Role

S = OutgoingStatus
DECIDED_IN = (S.SUBMITTED, S.APPROVED, S.FORMAT_CHECKED, S.NUMBERED, S.LEADER_SIGNED, S.SEALED)
"""From the moment leaders have it to the issue; before, the drafter only proposes."""
MOST_COPIES = 500


def decide_paper(
    status: OutgoingStatus, unit_id: int, signer_position_id: int | None, decided_by: Role | None, actor: Actor
) -> None:
    """The head decides. A deputy who signs the document may, in the head's place, until the head has decided.

    Raises Refused: ``paper_not_yours``, ``paper_too_late``.
    """
    head = actor.unit_id == unit_id and actor.role is Role.HEAD
    deputy = actor.unit_id == unit_id and actor.role is Role.DEPUTY and actor.position_id == signer_position_id
    reasons = []
    if not head and not (deputy and decided_by is not Role.HEAD):
        reasons.append(Reason("paper_not_yours"))
    if status not in DECIDED_IN:
        reasons.append(Reason("paper_too_late"))
    if reasons:
        raise Refused(reasons)
