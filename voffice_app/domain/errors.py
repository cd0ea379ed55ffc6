"""Refusals: facts with a code, never sentences (the sentences live in ``voffice_app.words``)."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reason:
    """One reason of a refusal: ``code`` names it, ``facts`` fill its sentence."""

    code: str
    facts: dict[str, object] = field(default_factory=dict)


class Refused(Exception):
    """An act was not done; nothing was changed. Carries every reason, not only the first."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = tuple(reasons)


class TransitionRefused(Refused):
    """The state table does not allow this step now, to this person, on these facts."""


class AlreadyDone(Refused):
    """The step was done before (double click, retry, second tab): calm news, no fault."""


class NotVisible(Refused):
    """The thing does not exist for this actor: same answer whether absent or forbidden."""


class Stale(Refused):
    """Somebody changed the document in the meantime."""


def refuse(code: str, **facts: object) -> Refused:
    """A refusal with a single reason."""
    return Refused([Reason(code, facts)])


def not_visible() -> NotVisible:
    return NotVisible([Reason("not_visible")])
