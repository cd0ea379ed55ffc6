"""The address of the incoming list: what was asked, read from it and written into it by known keys only."""

from collections.abc import Mapping
from dataclasses import dataclass

from state.address import Address
from voffice_app.arguments import whole
from voffice_app.db.incoming_lists import ORDERS, TABS, Filter
from voffice_app.domain.incoming import Source, Urgency
from voffice_app.domain.people import Actor, Role
from voffice_app.words.outgoing import SUBJECT_AREAS

LIST = "/van-ban-den"
SORTS = ("queue", "-arrived", "arrived", "due", "-due", "-number", "number")

_ALL = ("open", "overdue", "completed", "set_aside", "all")
WAITING = (
    "to_register", "to_submit", "to_assign", "extensions", "opinions", "mine", "to_read", "given", "passed_to_me",
    "open", "due_soon", "overdue",
)  # fmt: skip
"""Lists of what is still to be done: urgent ones first, then by due day, what waits longest first (ND30 Đ4, Đ24)."""
SOMETIMES = ("extensions", "opinions", "to_read", "given")
"""Tabs that are shown while something is in them."""
ROLE_TABS = {
    Role.CLERK: ("to_register", "to_submit", "to_assign", "mine", *SOMETIMES, *_ALL),
    Role.HEAD: ("to_assign", "extensions", "opinions", "mine", "to_read", "given", *_ALL),
    Role.DEPUTY: ("extensions", "opinions", "mine", "to_read", "given", "passed_to_me", "to_assign", *_ALL),
    Role.OFFICER: ("extensions", "opinions", "mine", "to_read", "given", "passed_to_me", *_ALL),
    Role.IT: ("all",),
}
QUEUES = {
    Role.CLERK: ("to_register", "to_submit", "opinions", "mine", "to_read"),
    Role.HEAD: ("to_assign", "extensions", "opinions", "mine", "to_read"),
    Role.DEPUTY: ("extensions", "opinions", "mine", "to_read", "passed_to_me"),
    Role.OFFICER: ("extensions", "opinions", "mine", "to_read", "passed_to_me"),
    Role.IT: (),
}


class ShortNumber:
    """Ids as an address may write them."""

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and whole(text) > 0


@dataclass(frozen=True, kw_only=True)
class Asked(Address):
    """One view of the incoming list."""

    source: str = ""
    lead: str = ""

    LIST = LIST
    ORDERS = ORDERS
    USUAL_SORT = ""
    NAMES = {
        "tab": "tab", "words": "q", "urgency": "khan", "source": "nguon", "subject_area": "linh-vuc",
        "lead": "chu-tri", "sort": "xep",
    }  # fmt: skip
    KNOWN = {
        "tab": TABS, "urgency": set(Urgency), "source": set(Source), "subject_area": SUBJECT_AREAS,
        "lead": ShortNumber(), "sort": SORTS,
    }  # fmt: skip

    @property
    def usual(self) -> str:
        return "queue" if self.tab in WAITING else "-arrived"

    def filter(self) -> Filter:
        return Filter(self.tab or "all", self.words, self.urgency, self.source, self.subject_area, int(self.lead or 0))


def tabs_of(actor: Actor, asked: str) -> tuple[str, ...]:
    """The tabs this role works with, and the one asked for when it comes from a dashboard."""
    usual = ROLE_TABS[actor.role]
    return usual if not asked or asked in usual else (*usual, asked)


def first_tab(actor: Actor, counts: Mapping[str, int]) -> str:
    """Without a tab in the address: the first queue of the role in which something waits, else everything."""
    return next((tab for tab in QUEUES[actor.role] if counts.get(tab)), "all")
