"""Acting for the head: within which scopes, and what each scope opens (domain.md §1).

Signing, sealing and approving are in no scope: the named signer approves in person (ND30 Đ11), and signing power goes
by capacity, never by acting (ND30 Đ13). What is not listed here is refused to whoever acts for somebody.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Scope(StrEnum):
    """``incoming``: assign, grant time, reopen. ``outgoing``: cancel, also on paper, recall. ``following``: figures."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    FOLLOWING = "following"


EVERY = frozenset(Scope)

PERMISSIONS: dict[str, frozenset[Scope]] = {
    "home": EVERY,
    "standing.read": EVERY,
    "incoming.read": frozenset({Scope.INCOMING, Scope.FOLLOWING}),
    "incoming.assign": frozenset({Scope.INCOMING}),
    "incoming.grant": frozenset({Scope.INCOMING}),
    "outgoing.read": frozenset({Scope.OUTGOING, Scope.FOLLOWING}),
    "outgoing.decide": frozenset({Scope.OUTGOING}),
    "figures.read": frozenset({Scope.FOLLOWING}),
    "ranking.read": frozenset({Scope.FOLLOWING}),
}
"""Which permission which scope opens."""

STEPS: dict[str, Scope] = {
    "assign": Scope.INCOMING,
    "reassign": Scope.INCOMING,
    "grant_extension": Scope.INCOMING,
    "refuse_extension": Scope.INCOMING,
    "reopen": Scope.INCOMING,
    "cancel": Scope.OUTGOING,
    "recall": Scope.OUTGOING,
    "withdraw_recall": Scope.OUTGOING,
}
"""Which step of a document's life belongs to which scope."""

ACTS: dict[str, Scope] = STEPS | {
    "decide_paper": Scope.OUTGOING,
    "recall_from": Scope.OUTGOING,
    "recalled_by_issuer": Scope.OUTGOING,
    "recall_withdrawn": Scope.OUTGOING,
}
"""What is recorded besides: acts that are no steps, and what a step does at others."""

OWN_ACTS = frozenset({
    "refused", "sign_in", "sign_out", "choose_position", "act_for", "end_delegation", "change_password", "download",
    "view",
})  # fmt: skip
"""What a person does of their own while acting: coming and going, reading, giving the delegation back."""


def opens(permission: str, scopes: frozenset[str]) -> bool:
    """Whether somebody acting within these scopes holds the permission."""
    return bool(PERMISSIONS.get(permission, frozenset()) & scopes)


def covers(step: str, scopes: frozenset[str]) -> bool:
    """Whether a step may be taken within these scopes."""
    return step in STEPS and STEPS[step] in scopes


def may_record(act: str, scopes: frozenset[str]) -> bool:
    """Whether an act may be written at all: what no scope lists is rolled back, wherever it came from."""
    return act in OWN_ACTS or (act in ACTS and ACTS[act] in scopes)


@dataclass(frozen=True)
class Term:
    """A running time, both days included; ended early, it no longer counts from that day on."""

    valid_from: date
    valid_to: date | None = None
    ended_on: date | None = None

    def holds(self, day: date) -> bool:
        begun = self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        return begun and (self.ended_on is None or day < self.ended_on)

    def meets(self, other: "Term") -> bool:
        """Whether both hold on some same day."""
        first = max(self.valid_from, other.valid_from)
        return first <= min(self.last, other.last)

    @property
    def last(self) -> date:
        """The last day it holds; the end of all days when it is open."""
        ends = [self.valid_to or date.max]
        if self.ended_on is not None:
            ends.append(date.fromordinal(self.ended_on.toordinal() - 1))
        return min(ends)
