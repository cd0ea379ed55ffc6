"""The table type of every document's life: state × step × who × guards, each step citing its article.

One table draws the buttons (:meth:`Flow.available`), refuses the acts (:meth:`Flow.decide`) and prints
``docs/workflows.md``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from voffice_app.domain.delegation import covers
from voffice_app.domain.errors import AlreadyDone, Reason, TransitionRefused
from voffice_app.domain.people import Actor


class Facts(Protocol):
    """What a table must know of a document."""

    @property
    def status(self) -> StrEnum: ...
    @property
    def standing(self) -> str: ...
    @property
    def unit_id(self) -> int: ...


F = TypeVar("F", bound=Facts)


@dataclass(frozen=True)
class Who(Generic[F]):
    """A relation between the actor and the document, e.g. "the drafter"."""

    name: str
    holds: Callable[[F, Actor], bool]


@dataclass(frozen=True)
class Guard(Generic[F]):
    """A condition on the document; ``code`` names the refusal when it does not hold."""

    code: str
    holds: Callable[[F], bool]


@dataclass(frozen=True)
class Step(Generic[F]):
    """One row of the table. ``target`` None leaves the state as it is.

    A step that ``speaks`` carries words or choices of its own: taken a second time it is refused, never hushed
    as already done, because what was said the second time would be lost in silence. An ``inherited`` step may also be
    taken on a closed unit's document, by the unit it went into.
    """

    name: str
    sources: tuple[StrEnum, ...]
    target: StrEnum | None
    who: Who[F]
    cites: str
    guards: tuple[Guard[F], ...] = ()
    speaks: bool = False
    inherited: bool = False


def is_ours(step: Step[F], facts: F, actor: Actor) -> bool:
    """Whether the document is the actor's unit's; a closed unit's only for what its successor answers."""
    return facts.unit_id == actor.unit_id or (step.inherited and actor.stands_for(facts.unit_id))


def within(step: Step[F], actor: Actor) -> bool:
    """Whoever acts for somebody takes only the steps of the scopes given (domain/delegation.py)."""
    return not actor.is_acting or covers(step.name, actor.scopes)


@dataclass(frozen=True)
class Otherwise(Generic[F]):
    """Another table for those documents for which this holds: a unit may have a rule of its own (QC Chương III)."""

    holds: Callable[[F], bool]
    flow: "Flow[F]"


class Flow(Generic[F]):
    """All steps of one kind of document."""

    def __init__(self, *steps: Step[F], otherwise: Otherwise[F] | None = None) -> None:
        self.steps = {step.name: step for step in steps}
        self._otherwise = otherwise

    def of(self, facts: F) -> "Flow[F]":
        """The table this document lives by."""
        return self._otherwise.flow if self._otherwise and self._otherwise.holds(facts) else self

    def __iter__(self) -> Iterator[Step[F]]:
        return iter(self.steps.values())

    def decide(self, name: str, facts: F, actor: Actor) -> Step[F]:
        """The step to take, or :class:`TransitionRefused` with every reason."""
        step = self.of(facts).steps[name]
        reasons = self.reasons(step, facts, actor)
        entitled = is_ours(step, facts, actor) and step.who.holds(facts, actor) and within(step, actor)
        if reasons and facts.status == step.target and entitled:
            if step.speaks:
                raise TransitionRefused([Reason("said_before", {"step": name})])
            raise AlreadyDone([Reason("already_done", {"step": name})])
        if reasons:
            raise TransitionRefused(reasons)
        return step

    def reasons(self, step: Step[F], facts: F, actor: Actor) -> list[Reason]:
        found: list[Reason] = []
        if not is_ours(step, facts, actor):
            found.append(Reason("other_unit"))
        if not within(step, actor):
            found.append(Reason("acting_outside_scope"))
        if facts.status not in step.sources:
            found.append(Reason("wrong_state", {"step": step.name, "status": facts.standing}))
        if not step.who.holds(facts, actor):
            found.append(Reason("wrong_person", {"step": step.name, "who": step.who.name}))
        found += [Reason(guard.code) for guard in step.guards if not guard.holds(facts)]
        return found

    def available(self, facts: F, actor: Actor) -> list[Step[F]]:
        """The steps this actor may see a button for: right unit, state and person.

        Guards do not hide a button; they explain why it cannot be pressed yet (:meth:`reasons`).
        """
        return [
            step
            for step in self.of(facts)
            if is_ours(step, facts, actor)
            and facts.status in step.sources
            and step.who.holds(facts, actor)
            and within(step, actor)
        ]
