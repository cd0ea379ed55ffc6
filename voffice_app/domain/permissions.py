"""What each role may attempt at all; the state tables and the unit decide on the single object.

Default-deny: a permission that is not listed here belongs to nobody.
"""

from enum import StrEnum

from voffice_app.domain.delegation import opens
from voffice_app.domain.people import Actor, Role, UnitKind

EVERYBODY = frozenset(Role)
OFFICE_WORK = EVERYBODY - {Role.IT}


class Permission(StrEnum):
    HOME = "home"
    INCOMING_READ = "incoming.read"
    INCOMING_INTAKE = "incoming.intake"
    INCOMING_REGISTER = "incoming.register"
    INCOMING_ASSIGN = "incoming.assign"
    INCOMING_WORK = "incoming.work"
    INCOMING_GRANT = "incoming.grant"
    OUTGOING_READ = "outgoing.read"
    OUTGOING_DRAFT = "outgoing.draft"
    OUTGOING_APPROVE = "outgoing.approve"
    OUTGOING_DECIDE = "outgoing.decide"
    OUTGOING_CLERK = "outgoing.clerk"
    OUTGOING_SIGN = "outgoing.sign"
    FIGURES_READ = "figures.read"
    VISITS_READ = "visits.read"
    RANKING_READ = "ranking.read"
    CUSTODY_READ = "custody.read"
    REGISTER_READ = "register.read"
    REGISTER_KEEP = "register.keep"
    BOOKS_PRINT = "books.print"
    UNIT_RULES = "unit.rules"
    STANDING_READ = "standing.read"
    HANDOVER = "handover"
    ADMIN = "admin"


ROLES: dict[Permission, frozenset[Role]] = {
    Permission.HOME: EVERYBODY,
    Permission.INCOMING_READ: OFFICE_WORK,
    Permission.INCOMING_INTAKE: OFFICE_WORK,
    Permission.INCOMING_REGISTER: frozenset({Role.CLERK}),
    Permission.INCOMING_ASSIGN: frozenset({Role.HEAD, Role.DEPUTY}),
    Permission.INCOMING_WORK: OFFICE_WORK,
    Permission.INCOMING_GRANT: OFFICE_WORK,
    Permission.OUTGOING_READ: OFFICE_WORK,
    Permission.OUTGOING_DRAFT: frozenset({Role.OFFICER, Role.DEPUTY}),
    Permission.OUTGOING_APPROVE: frozenset({Role.HEAD, Role.DEPUTY}),
    Permission.OUTGOING_DECIDE: frozenset({Role.HEAD, Role.DEPUTY, Role.CLERK}),
    Permission.OUTGOING_CLERK: frozenset({Role.CLERK}),
    Permission.OUTGOING_SIGN: frozenset({Role.HEAD, Role.DEPUTY, Role.CLERK}),
    Permission.VISITS_READ: frozenset({Role.HEAD, Role.DEPUTY}),
    Permission.FIGURES_READ: frozenset({Role.HEAD, Role.DEPUTY, Role.CLERK}),
    Permission.RANKING_READ: frozenset({Role.HEAD, Role.DEPUTY, Role.CLERK}),
    Permission.CUSTODY_READ: frozenset({Role.HEAD, Role.DEPUTY, Role.CLERK}),
    Permission.REGISTER_READ: frozenset({Role.HEAD, Role.DEPUTY, Role.CLERK}),
    Permission.REGISTER_KEEP: frozenset({Role.CLERK}),
    Permission.BOOKS_PRINT: frozenset({Role.HEAD, Role.DEPUTY, Role.CLERK}),
    Permission.UNIT_RULES: frozenset({Role.HEAD}),
    Permission.STANDING_READ: EVERYBODY,
    Permission.HANDOVER: frozenset({Role.HEAD, Role.IT}),
    Permission.ADMIN: frozenset({Role.IT}),
}


BY_PAPER = frozenset({Permission.OUTGOING_APPROVE, Permission.OUTGOING_SIGN})
"""What an officer may attempt while a written capacity holds; the state table then asks for exactly that document."""

# Figures and ranking of schools are the sector's own business, not that of partner departments (QC 9).
SCHOOLS_FOLLOWED = frozenset({Permission.FIGURES_READ, Permission.RANKING_READ})


def may(actor: Actor, permission: str) -> bool:
    """True when the actor's role holds the permission; administration is the office's IT only.

    Whoever acts for somebody holds only what the scopes open.
    """
    try:
        wanted = Permission(permission)
    except ValueError:
        return False
    if wanted is Permission.ADMIN and actor.unit_kind is not UnitKind.OFFICE:
        return False
    if wanted in SCHOOLS_FOLLOWED and actor.unit_kind is UnitKind.PARTNER:
        return False
    if actor.is_acting and not opens(wanted, actor.scopes):
        return False
    return actor.role in ROLES[wanted] or (wanted in BY_PAPER and actor.may_sign)
