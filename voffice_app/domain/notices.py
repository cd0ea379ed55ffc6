"""Notices: what happened that a person should know of now, and whom each step of a document's life tells."""

from dataclasses import dataclass
from enum import StrEnum


class NoticeKind(StrEnum):
    """One kind = one sentence of ``words.notices`` = one line of the person's own choice."""

    ARRIVED = "arrived"
    URGENT_ARRIVED = "urgent_arrived"
    URGENT_TO_ASSIGN = "urgent_to_assign"
    URGENT_ASSIGNED = "urgent_assigned"
    REFUSED_BY_RECEIVER = "refused_by_receiver"
    TO_REGISTER = "to_register"
    TO_ASSIGN = "to_assign"
    ASSIGNED = "assigned"
    SUPPORTING = "supporting"
    INFORMED = "informed"
    PASSED_TO_YOU = "passed_to_you"
    HANDED_BACK = "handed_back"
    INTAKE_REGISTERED = "intake_registered"
    INTAKE_RETURNED = "intake_returned"
    ENTRY_VOIDED = "entry_voided"
    ASSIGNMENT_RETURNED = "assignment_returned"
    COMPLETED = "completed"
    REOPENED = "reopened"
    TAKEN_BACK = "taken_back"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_GRANTED = "extension_granted"
    EXTENSION_REFUSED = "extension_refused"
    OPINION_GIVEN = "opinion_given"
    ROUND_ASKED = "round_asked"
    ROUND_ANSWERED = "round_answered"
    ROUND_CLOSED = "round_closed"
    TO_APPROVE = "to_approve"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    TO_CHECK = "to_check"
    SENT_BACK = "sent_back"
    TO_SIGN = "to_sign"
    TO_SEAL = "to_seal"
    ISSUED = "issued"
    CANCELLED = "cancelled"
    ARCHIVE_WAITS = "archive_waits"
    ARCHIVE_WRONG = "archive_wrong"
    RECALLED = "recalled"
    RECALL_OVER = "recall_over"
    RECALL_MADE = "recall_made"
    UPDATED = "updated"
    REPLACED = "replaced"
    CHANGE_REFUSED = "change_refused"
    DELIVERY_REMINDED = "delivery_reminded"
    MISTAKE_REPORTED = "mistake_reported"
    MISTAKE_ANSWERED = "mistake_answered"
    DELEGATED = "delegated"
    DELEGATION_ENDED = "delegation_ended"
    COVERS_ABSENT = "covers_absent"
    FIELD_ASSIGNED = "field_assigned"
    AUTHORITY_GIVEN = "authority_given"
    WORK_HANDED_OVER = "work_handed_over"
    COMMENTED = "commented"
    COMMENT_ANSWERED = "comment_answered"
    DRAFT_OPINION_ASKED = "draft_opinion_asked"
    BACKDATE_ALLOWED = "backdate_allowed"


class Audience(StrEnum):
    """Who is told, seen from the document."""

    HEAD = "head"
    CLERKS = "clerks"
    LEAD = "lead"
    SUPPORT = "support"
    INFO = "info"
    RECEIVER = "receiver"
    FINDER = "finder"
    DRAFTER = "drafter"
    SIGNER = "signer"


@dataclass(frozen=True)
class Told:
    """The audience gets a notice of this kind when the step was taken."""

    kind: NoticeKind
    to: Audience


K, A = NoticeKind, Audience
AT_ONCE = {K.ARRIVED: K.URGENT_ARRIVED, K.TO_ASSIGN: K.URGENT_TO_ASSIGN, K.ASSIGNED: K.URGENT_ASSIGNED}


def hastened(kind: NoticeKind, urgency: str) -> NoticeKind:
    """An urgent document is told as one: it is registered, submitted and handled at once (ND30 Đ4 k2 c, Đ24 k2)."""
    return kind if urgency == "normal" else AT_ONCE.get(kind, kind)


INCOMING: dict[str, tuple[Told, ...]] = {
    "register": (Told(K.INTAKE_REGISTERED, A.FINDER),),
    "return_intake": (Told(K.INTAKE_RETURNED, A.FINDER),),
    "void_entry": (Told(K.ENTRY_VOIDED, A.HEAD), Told(K.ENTRY_VOIDED, A.FINDER)),
    "pass_on": (Told(K.PASSED_TO_YOU, A.RECEIVER),),
    "hand_back": (Told(K.HANDED_BACK, A.CLERKS),),
    "submit": (Told(K.TO_ASSIGN, A.HEAD),),
    "assign": (Told(K.ASSIGNED, A.LEAD), Told(K.SUPPORTING, A.SUPPORT), Told(K.INFORMED, A.INFO)),
    "reassign": (Told(K.ASSIGNED, A.LEAD), Told(K.SUPPORTING, A.SUPPORT), Told(K.INFORMED, A.INFO)),
    "return_assignment": (Told(K.ASSIGNMENT_RETURNED, A.HEAD),),
    "complete": (Told(K.COMPLETED, A.HEAD),),
    "reopen": (Told(K.REOPENED, A.LEAD),),
}
OUTGOING: dict[str, tuple[Told, ...]] = {
    "submit": (Told(K.TO_APPROVE, A.SIGNER),),
    "withdraw": (Told(K.WITHDRAWN, A.SIGNER),),
    "approve": (Told(K.TO_CHECK, A.CLERKS), Told(K.APPROVED, A.DRAFTER)),
    "send_back": (Told(K.SENT_BACK, A.DRAFTER),),
    "return_format": (Told(K.SENT_BACK, A.DRAFTER),),
    "assign_number": (Told(K.TO_SIGN, A.SIGNER),),
    "sign": (Told(K.TO_SEAL, A.CLERKS),),
    "issue": (Told(K.ISSUED, A.DRAFTER),),
    "cancel": (Told(K.CANCELLED, A.DRAFTER),),
}
AT_ISSUE: dict[str, tuple[Told, ...]] = OUTGOING | {
    "accept_format": (Told(K.TO_SIGN, A.SIGNER),),
    "assign_number": (),
}
"""Where the leader signs first, the number comes after (ND30 Đ15 k3)."""
