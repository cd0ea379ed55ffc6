"""Comments on a place of a page: who may make one, who may settle it, and where it stands (ND30 Đ10 k2–3, Đ12)."""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from voffice_app.domain.errors import Reason, Refused
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.people import Actor, Role

S = OutgoingStatus
COMMENTED = (S.DRAFT, S.RETURNED, S.SUBMITTED, S.APPROVED, S.FORMAT_CHECKED, S.NUMBERED, S.LEADER_SIGNED)
"""While something may still come of it: a sealed document is not changed any more."""
SETTLED_IN = (*COMMENTED, S.SEALED)


class CommentKind(StrEnum):
    """What is spoken of: a leader answers for the content, the clerk for the format, a supporter has an opinion."""

    CONTENT = "content"
    FORMAT = "format"
    OPINION = "opinion"


@dataclass(frozen=True)
class Anchor:
    """Where on a page: a rectangle in PDF points from the bottom left, or a point (both corners the same)."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Commented:
    """What the rules must know of the document that is commented on."""

    status: OutgoingStatus
    unit_id: int
    drafter_position_id: int
    signer_position_id: int | None
    asked: frozenset[int] = frozenset()
    """The positions whose opinion was asked for."""


def kind_of(document: Commented, actor: Actor) -> CommentKind | None:
    """In which quality this person may comment; None: not at all."""
    if document.unit_id != actor.unit_id:
        return None
    if actor.is_leader or actor.position_id == document.signer_position_id:
        return CommentKind.CONTENT
    if actor.role is Role.CLERK:
        return CommentKind.FORMAT
    return CommentKind.OPINION if actor.position_id in document.asked else None


def decide_comment(document: Commented, actor: Actor) -> CommentKind:
    """The quality of a new comment. Raises Refused with every reason."""
    kind = kind_of(document, actor)
    reasons = [] if kind else [Reason("comment_not_yours")]
    if document.status not in COMMENTED:
        reasons.append(Reason("comment_too_late"))
    if kind is None or reasons:
        raise Refused(reasons)
    return kind


def decide_answer(document: Commented, author_position_id: int, actor: Actor) -> None:
    """The drafter answers, and so may its author and whoever may comment. Raises Refused."""
    reasons = []
    if not _takes_part(document, author_position_id, actor) and kind_of(document, actor) is None:
        reasons.append(Reason("comment_not_yours"))
    if document.status not in SETTLED_IN:
        reasons.append(Reason("comment_too_late"))
    if reasons:
        raise Refused(reasons)


def decide_settle(document: Commented, author_position_id: int, actor: Actor) -> None:
    """The drafter who mended it, or its author, calls it settled. Raises Refused."""
    reasons = [] if _takes_part(document, author_position_id, actor) else [Reason("settle_not_yours")]
    if document.status not in SETTLED_IN:
        reasons.append(Reason("comment_too_late"))
    if reasons:
        raise Refused(reasons)


def decide_reopen(document: Commented, author_position_id: int, actor: Actor) -> None:
    """Only who made it says that it is not settled after all. Raises Refused."""
    reasons = []
    if document.unit_id != actor.unit_id or author_position_id != actor.position_id:
        reasons.append(Reason("reopen_not_yours"))
    if document.status not in COMMENTED:
        reasons.append(Reason("comment_too_late"))
    if reasons:
        raise Refused(reasons)


def placed(anchor: Anchor, pages: int) -> Anchor:
    """The anchor with its corners in order. Raises Refused ``anchor_off_page`` when it is on no page of the file."""
    numbers = (anchor.x0, anchor.y0, anchor.x1, anchor.y1)
    if not 1 <= anchor.page <= pages or not all(isfinite(n) and -1e5 < n < 1e5 for n in numbers):
        raise Refused([Reason("anchor_off_page")])
    (x0, x1), (y0, y1) = sorted((anchor.x0, anchor.x1)), sorted((anchor.y0, anchor.y1))
    return Anchor(anchor.page, x0, y0, x1, y1)


def _takes_part(document: Commented, author_position_id: int, actor: Actor) -> bool:
    inside = document.unit_id == actor.unit_id
    return inside and actor.position_id in (document.drafter_position_id, author_position_id)
