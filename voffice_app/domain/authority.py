"""In which capacity a person signs, and how that is written above the name (ND30 Đ13; PL I phần II mục II.7)."""

from dataclasses import dataclass
from enum import StrEnum

from voffice_app.domain.people import Role, UnitKind


class Capacity(StrEnum):
    """``own`` the head; ``kt`` a deputy for the head; ``tl`` by order; ``tuq`` by written authority; ``tm`` on behalf
    of a collective body; ``q`` acting head.
    """

    OWN = "own"
    KT = "kt"
    TL = "tl"
    TUQ = "tuq"
    TM = "tm"
    Q = "q"


BY_PAPER = (Capacity.TL, Capacity.TUQ, Capacity.TM, Capacity.Q)
"""Capacities that somebody wrote down for one person; the others go with the post."""

HEAD_TITLE = {
    UnitKind.OFFICE: "Trưởng phòng",
    UnitKind.SCHOOL: "Hiệu trưởng",
    UnitKind.PARTNER: "Thủ trưởng",
}
"""How a head is called where the unit has had none yet; else the title of the post, which is data."""


@dataclass(frozen=True)
class SignerOption:
    """Somebody who may sign on a day: ``lines`` stand above the name, ``basis`` says by which assignment or paper."""

    position_id: int
    capacity: Capacity
    full_name: str
    lines: tuple[str, ...]
    basis: str


def title_lines(capacity: Capacity, title: str, head_title: str, body: str = "") -> tuple[str, ...]:
    """The lines of a signature's title, in capitals, as PL I of ND30 writes them."""
    own, above = title.upper(), head_title.upper()
    match capacity:
        case Capacity.OWN:
            return (own,)
        case Capacity.Q:
            return (f"Q. {above}",)
        case Capacity.TM:
            return (f"TM. {body.upper()}", own)
        case Capacity.KT | Capacity.TL | Capacity.TUQ:
            return (f"{capacity.upper()}. {above}", own)


def may_hold(capacity: Capacity, role: Role) -> bool:
    """By which post a written capacity can be held: the clerk holds the seal and signs for nobody."""
    if capacity is Capacity.Q:
        return role in (Role.HEAD, Role.DEPUTY)
    if capacity in (Capacity.TL, Capacity.TUQ):
        return role in (Role.DEPUTY, Role.OFFICER)
    return capacity is Capacity.TM and role in (Role.HEAD, Role.DEPUTY, Role.OFFICER)
