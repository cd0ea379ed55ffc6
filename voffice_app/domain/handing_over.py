"""What a leaver hands over, and to whom it can go (ND30 Đ31 k3đ)."""

from enum import StrEnum

from voffice_app.domain.people import Role


class WorkKind(StrEnum):
    """The kinds of open business, in the order of the minutes."""

    INCOMING = "incoming"
    OPINIONS = "opinions"
    PERSONAL = "personal"
    DRAFTS = "drafts"
    CHECKS = "checks"
    SIGNING = "signing"
    NUMBERS = "numbers"
    SETS = "sets"
    CERTIFICATES = "certificates"
    ENDING = "ending"


WORKERS = frozenset({Role.HEAD, Role.DEPUTY, Role.OFFICER})
EVERYBODY = frozenset({*WORKERS, Role.CLERK})

TAKERS: dict[WorkKind, frozenset[Role]] = {
    WorkKind.INCOMING: WORKERS,
    WorkKind.OPINIONS: EVERYBODY,
    WorkKind.PERSONAL: EVERYBODY,
    WorkKind.DRAFTS: frozenset({Role.DEPUTY, Role.OFFICER}),
    WorkKind.CHECKS: frozenset({Role.DEPUTY, Role.OFFICER}),
    WorkKind.SIGNING: frozenset({Role.HEAD, Role.DEPUTY}),
    WorkKind.NUMBERS: frozenset({Role.CLERK}),
    WorkKind.SETS: EVERYBODY,
    WorkKind.CERTIFICATES: frozenset({Role.CLERK}),
}
"""By which post each kind can be taken; what ends with the post is in nobody's."""


def can_take(kind: WorkKind, role: Role) -> bool:
    return role in TAKERS.get(kind, frozenset())
