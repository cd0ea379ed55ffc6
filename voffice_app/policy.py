"""Who may call a handler: every one says it, or it never runs (security.md 2.1). Standard library only.

Written BELOW the framework's decorator, so that the mark sits on the function itself::

    @rx.event
    @secured("incoming.register")
    async def register(self, form: dict[str, str]) -> None: ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

MARK = "__policy__"

Fn = TypeVar("Fn", bound=Callable[..., Any])


@dataclass(frozen=True)
class Policy:
    """`permission` is a name of the permission table; None lets anybody in, signed in or not."""

    permission: str | None


def secured(permission: str) -> Callable[[Fn], Fn]:
    """Only a signed-in person whose position holds `permission`; 'home' is every signed-in person."""
    if not permission:
        raise ValueError("secured() needs the name of a permission; public handlers say @public")

    def mark(fn: Fn) -> Fn:
        setattr(fn, MARK, Policy(permission))
        return fn

    return mark


def public(fn: Fn) -> Fn:
    """Anybody, before log-in too; such a handler may show nothing that belongs to anyone."""
    setattr(fn, MARK, Policy(None))
    return fn


def policy_of(fn: Callable[..., Any]) -> Policy | None:
    """The policy declared on a function, or None: then it never runs."""
    found = getattr(fn, MARK, None)
    return found if isinstance(found, Policy) else None
