"""What happens to a document after it was issued: recall, update, and the answers to them (ND30 Đ18 k4; QĐ28 Đ8–9)."""

from enum import StrEnum

from voffice_app.domain.incoming import IncomingStatus
from voffice_app.domain.people import Actor, Role


class ChangeKind(StrEnum):
    """A recall, from every receiver or from some; an update of the registered data."""

    RECALL = "recall"
    UPDATE = "update"


class AnswerState(StrEnum):
    """One receiver's answer. ``at_once``: nobody there had opened it, so it took effect without being asked."""

    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"
    AT_ONCE = "at_once"
    WITHDRAWN = "withdrawn"


class Reminded(StrEnum):
    """What a receiver is reminded of: to register the document, or to answer a recall or an update."""

    REGISTER = "register"
    ANSWER = "answer"


class MistakeAnswer(StrEnum):
    """How a report of a mistake ended (QC 7.2.3, 10.3)."""

    NO_MISTAKE = "no_mistake"
    UPDATED = "updated"
    CORRECTED = "corrected"
    REPLACED = "replaced"
    RECALLED = "recalled"


UPDATABLE = ("abstract", "subject_area", "urgency", "reply_due_on")
"""What an update may change: data of the register, never the signed bytes, the number, the symbol or the date."""

ASKABLE = (*UPDATABLE, "recipients", "other")
"""What a drafter may ask the clerk to correct after issue (QC 7.2.3)."""


def is_unread(status: IncomingStatus, opened: bool) -> bool:
    """Nobody of the receiver has opened or registered it: a recall needs no confirmation there."""
    return status is IncomingStatus.RECEIVED and not opened


def is_recallable(status: IncomingStatus) -> bool:
    """Refused papers are not there any more, recalled ones were asked for before."""
    return status not in (IncomingStatus.RETURNED, IncomingStatus.RECALLED)


def takes_update(status: IncomingStatus) -> bool:
    """Papers that are not there any more have no data to correct."""
    return is_recallable(status)


def takes_update_at_once(status: IncomingStatus, opened: bool) -> bool:
    """Nobody there has looked at the data yet: nobody need agree to better ones."""
    return is_unread(status, opened)


def may_answer(actor: Actor, unit_id: int) -> bool:
    """The receiver's clerk or head answers for it (as for a recall, domain/incoming.py)."""
    return actor.stands_for(unit_id) and actor.role in (Role.HEAD, Role.CLERK) and not actor.is_acting
