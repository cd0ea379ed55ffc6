"""The address of the incoming list: what was asked, read from it and written into it by known keys only."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from voffice_app.db.incoming_lists import ORDERS, TABS, Filter
from voffice_app.db.paging import parse_after
from voffice_app.domain.incoming import Source, Urgency
from voffice_app.domain.people import Actor, Role
from voffice_app.words.outgoing import SUBJECT_AREAS

LIST = "/van-ban-den"
SORTS = ("-arrived", "arrived", "due", "-due", "-number", "number")
LONGEST = 100

_ALL = ("open", "overdue", "completed", "set_aside", "all")
ROLE_TABS = {
    Role.CLERK: ("to_register", "to_submit", "to_assign", "mine", *_ALL),
    Role.HEAD: ("to_assign", "mine", *_ALL),
    Role.DEPUTY: ("mine", "passed_to_me", "to_assign", *_ALL),
    Role.OFFICER: ("mine", "passed_to_me", *_ALL),
    Role.IT: ("all",),
}
QUEUES = {
    Role.CLERK: ("to_register", "to_submit", "mine"),
    Role.HEAD: ("to_assign", "mine"),
    Role.DEPUTY: ("mine", "passed_to_me"),
    Role.OFFICER: ("mine", "passed_to_me"),
    Role.IT: (),
}


@dataclass(frozen=True)
class Asked:
    """One view of the list. ``after`` and ``before`` are paging keys; at most one of them is set."""

    tab: str = ""
    words: str = ""
    urgency: str = ""
    source: str = ""
    subject_area: str = ""
    lead: str = ""
    sort: str = "-arrived"
    after: str = ""
    before: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """From the address; whatever is not known there counts as not asked."""

        def known(name: str, values: Any) -> str:
            value = query.get(name, "")
            return value if value in values else ""

        lead = query.get("chu-tri", "")
        return cls(
            known("tab", TABS), query.get("q", "").strip()[:LONGEST], known("khan", set(Urgency)),
            known("nguon", set(Source)), known("linh-vuc", SUBJECT_AREAS),
            lead if lead.isdecimal() and len(lead) < 10 else "", known("xep", SORTS) or "-arrived",
            query.get("sau", "")[:60], query.get("truoc", "")[:60],
        )  # fmt: skip

    @property
    def order(self) -> str:
        return self.sort.removeprefix("-")

    @property
    def descending(self) -> bool:
        return self.sort.startswith("-")

    @property
    def narrowed(self) -> bool:
        """Whether words or filters leave anything out."""
        return bool(self.words or self.urgency or self.source or self.subject_area or self.lead)

    def filter(self) -> Filter:
        return Filter(
            self.tab or "all", self.words, self.urgency, self.source, self.subject_area, int(self.lead or 0)
        )  # fmt: skip

    def key(self, text: str) -> tuple[Any, int] | None:
        return parse_after(text, ORDERS[self.order][1])

    def href(self, **changes: str) -> str:
        """The list with these changes, from its first page unless the page is among them."""
        return LIST + self._query(replace(self, **{"after": "", "before": ""} | changes))

    def href_of(self, document_id: int) -> str:
        """A document opened from this list: it remembers the list, so that its neighbours can be found."""
        return f"{LIST}/{document_id}{self._query(replace(self, after='', before=''))}"

    @staticmethod
    def _query(asked: "Asked") -> str:
        pairs = {
            "tab": asked.tab, "q": asked.words, "khan": asked.urgency, "nguon": asked.source,
            "linh-vuc": asked.subject_area, "chu-tri": asked.lead,
            "xep": asked.sort if asked.sort != "-arrived" else "", "sau": asked.after, "truoc": asked.before,
        }  # fmt: skip
        kept = {name: value for name, value in pairs.items() if value}
        return f"?{urlencode(kept)}" if kept else ""


def tabs_of(actor: Actor, asked: str) -> tuple[str, ...]:
    """The tabs this role works with, and the one asked for when it comes from a dashboard."""
    usual = ROLE_TABS[actor.role]
    return usual if not asked or asked in usual else (*usual, asked)


def first_tab(actor: Actor, counts: Mapping[str, int]) -> str:
    """Without a tab in the address: the first queue of the role in which something waits, else everything."""
    return next((tab for tab in QUEUES[actor.role] if counts.get(tab)), "all")
