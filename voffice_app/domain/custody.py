"""Who keeps a unit's certificate, read off the record of its hand-overs (QC 6.5; ND30 Đ32)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class CustodyAct(StrEnum):
    ENTERED = "entered"
    HANDED_OVER = "handed_over"
    TEMPORARY_AUTHORITY = "temporary_authority"
    AUTHORITY_ENDED = "authority_ended"
    RETURNED = "returned"
    REVOKED = "revoked"
    LOST = "lost"
    FOUND = "found"
    RENEWED = "renewed"


A = CustodyAct
ENDS = frozenset({A.REVOKED, A.LOST, A.RENEWED})
MOVES = frozenset({A.HANDED_OVER, A.RETURNED, A.FOUND, *ENDS})
"""After one of these the key device is with somebody else: authorities given before it are void."""

WARN_DAYS = (60, 30, 7)
REMEMBERED_DAYS = 30
"""How long an expired certificate is still spoken of."""


@dataclass(frozen=True)
class CustodyFact:
    """One row of the record: what happened, to whom, from which day, and for an authority until which day."""

    act: CustodyAct
    position_id: int | None
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True)
class Custody:
    """The state on a day: who holds it, who may use it besides (with dates), and how it ended if it did."""

    holder: int | None = None
    authorities: tuple[CustodyFact, ...] = ()
    ended: CustodyAct | None = None

    def may_use(self, position_id: int, day: date) -> bool:
        """The holder, or whoever has a running written authority from the time of this holder (ND30 Đ32)."""
        if self.ended is not None or self.holder is None:
            return False
        lent = (fact for fact in self.authorities if fact.position_id == position_id)
        return self.holder == position_id or any(is_running(fact, day) for fact in lent)


def is_running(fact: CustodyFact, day: date) -> bool:
    """Within its dates, both included."""
    return fact.from_on <= day and (fact.to_on is None or day <= fact.to_on)


def custody_on(record: Iterable[CustodyFact], day: date) -> Custody:
    """The record told up to the end of `day`, in the order it was written; later facts are not known yet.

    An authority is known from the moment it is written: :meth:`Custody.may_use` looks at its dates.
    """
    state = Custody()
    for fact in record:
        if fact.act is A.TEMPORARY_AUTHORITY:
            state = replace(state, authorities=(*state.authorities, fact))
        elif fact.from_on <= day:
            state = _after(state, fact)
    return state


def _after(state: Custody, fact: CustodyFact) -> Custody:
    if fact.act is A.AUTHORITY_ENDED:
        left = tuple(given for given in state.authorities if given.position_id != fact.position_id)
        return replace(state, authorities=left)
    if fact.act in MOVES:
        holder = fact.position_id if fact.act is A.HANDED_OVER else None
        return Custody(holder, (), fact.act if fact.act in ENDS else None)
    return state


def warning(days_left: int) -> int | None:
    """Which warning is due: 60, 30 or 7 days ahead, 0 from the last day on; None when it is early or long past."""
    if days_left > WARN_DAYS[0] or days_left < -REMEMBERED_DAYS:
        return None
    return 0 if days_left <= 0 else min(days for days in WARN_DAYS if days_left <= days)
