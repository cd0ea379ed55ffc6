"""The address of the outgoing list: what was asked, read from it and written into it by known keys only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from state.address import Address
from voffice_app.db.outgoing_lists import ORDERS, TABS, Filter
from voffice_app.domain.incoming import Urgency
from voffice_app.domain.numbering import TYPE_BY_KEY
from voffice_app.domain.people import Actor, Role
from voffice_app.words.outgoing import SUBJECT_AREAS

LIST = "/van-ban-di"
SORTS = ("-queue", "-newest", "newest", "-number", "number")

_DRAFTS = ("my_drafts", "my_waiting")
_ALL = ("under_way", "issued", "withdrawn", "cancelled", "all")
ROLE_TABS = {
    Role.HEAD: ("to_approve", "to_sign", *_ALL),
    Role.DEPUTY: ("to_approve", "to_sign", *_DRAFTS, *_ALL),
    Role.CLERK: ("to_check", "to_number", "to_seal", *_ALL),
    Role.OFFICER: (*_DRAFTS, *_ALL),
    Role.IT: ("all",),
}
WAITING = ("to_approve", "to_sign", "to_check", "to_number", "to_seal", "my_drafts", "my_waiting", "under_way")
"""Lists of what is still to be done: the most urgent first (ND30 Đ4, Đ18)."""
QUEUES = ("to_approve", "to_sign", "to_check", "to_number", "to_seal", "my_drafts")


@dataclass(frozen=True, kw_only=True)
class Asked(Address):
    """One view of the outgoing list."""

    type_key: str = ""

    LIST = LIST
    ORDERS = ORDERS
    USUAL_SORT = ""
    NAMES = {
        "tab": "tab", "words": "q", "type_key": "loai", "urgency": "khan", "subject_area": "linh-vuc", "sort": "xep",
    }  # fmt: skip
    KNOWN = {
        "tab": TABS, "type_key": TYPE_BY_KEY, "urgency": set(Urgency), "subject_area": SUBJECT_AREAS, "sort": SORTS,
    }  # fmt: skip

    @property
    def usual(self) -> str:
        return "-queue" if self.tab in WAITING else "-newest"

    def filter(self) -> Filter:
        return Filter(self.tab or "all", self.words, self.type_key, self.urgency, self.subject_area)


def tabs_of(actor: Actor, asked: str) -> tuple[str, ...]:
    """The tabs this role works with, and the one asked for when it comes from a dashboard."""
    usual = ROLE_TABS[actor.role]
    if actor.may_sign and not actor.is_leader:  # an officer who signs by a paper
        usual = ("to_approve", "to_sign", *usual)
    return usual if not asked or asked in usual else (*usual, asked)


def first_tab(counts: Mapping[str, int]) -> str:
    """Without a tab in the address: the first queue in which something waits, else everything."""
    return next((tab for tab in QUEUES if counts.get(tab)), "all")


def parse_day(text: str) -> date | None:
    """A date of a form; None when it is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
