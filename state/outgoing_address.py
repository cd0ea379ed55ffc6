"""The address of the outgoing list: what was asked, read from it and written into it by known keys only."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from voffice_app.db.outgoing_lists import ORDERS, TABS, Filter
from voffice_app.db.paging import parse_after
from voffice_app.domain.incoming import Urgency
from voffice_app.domain.numbering import TYPE_BY_KEY
from voffice_app.domain.people import Actor, Role
from voffice_app.words.outgoing import SUBJECT_AREAS

LIST = "/van-ban-di"
SORTS = ("-newest", "newest", "-number", "number")
LONGEST = 100

_DRAFTS = ("my_drafts", "my_waiting")
_ALL = ("under_way", "issued", "cancelled", "all")
ROLE_TABS = {
    Role.HEAD: ("to_approve", "to_sign", *_ALL),
    Role.DEPUTY: ("to_approve", "to_sign", *_DRAFTS, *_ALL),
    Role.CLERK: ("to_check", "to_number", "to_seal", *_DRAFTS, *_ALL),
    Role.OFFICER: (*_DRAFTS, *_ALL),
    Role.IT: ("all",),
}
QUEUES = ("to_approve", "to_sign", "to_check", "to_number", "to_seal", "my_drafts")


@dataclass(frozen=True)
class Asked:
    """One view of the list. ``after`` and ``before`` are paging keys; at most one of them is set."""

    tab: str = ""
    words: str = ""
    type_key: str = ""
    urgency: str = ""
    subject_area: str = ""
    sort: str = "-newest"
    after: str = ""
    before: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """From the address; whatever is not known there counts as not asked."""

        def known(name: str, values: Any) -> str:
            value = query.get(name, "")
            return value if value in values else ""

        return cls(
            known("tab", TABS), query.get("q", "").strip()[:LONGEST], known("loai", TYPE_BY_KEY),
            known("khan", set(Urgency)), known("linh-vuc", SUBJECT_AREAS), known("xep", SORTS) or "-newest",
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
        return bool(self.words or self.type_key or self.urgency or self.subject_area)

    def filter(self) -> Filter:
        return Filter(self.tab or "all", self.words, self.type_key, self.urgency, self.subject_area)

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
            "tab": asked.tab, "q": asked.words, "loai": asked.type_key, "khan": asked.urgency,
            "linh-vuc": asked.subject_area, "xep": asked.sort if asked.sort != "-newest" else "",
            "sau": asked.after, "truoc": asked.before,
        }  # fmt: skip
        kept = {name: value for name, value in pairs.items() if value}
        return f"?{urlencode(kept)}" if kept else ""


def tabs_of(actor: Actor, asked: str) -> tuple[str, ...]:
    """The tabs this role works with, and the one asked for when it comes from a dashboard."""
    usual = ROLE_TABS[actor.role]
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
