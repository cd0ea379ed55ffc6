"""What the addresses of the lists share: one view of a list, read from its address and written by known keys only."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self
from urllib.parse import urlencode

from voffice_app.db.paging import parse_after

LONGEST = 100
LONGEST_KEY = 60
PAGES = {"after": "sau", "before": "truoc"}


@dataclass(frozen=True, kw_only=True)
class Address:
    """``after`` and ``before`` are paging keys; at most one of them is set. Fields are written as ``NAMES`` says."""

    tab: str = ""
    words: str = ""
    urgency: str = ""
    subject_area: str = ""
    sort: str = ""
    after: str = ""
    before: str = ""

    LIST: ClassVar[str]
    ORDERS: ClassVar[Mapping[str, tuple[Any, type]]]
    NAMES: ClassVar[Mapping[str, str]]
    KNOWN: ClassVar[Mapping[str, Container[str]]]
    USUAL_SORT: ClassVar[str]

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """From the address; whatever is not known there counts as not asked."""
        found = {name: query.get(key, "") for name, key in cls.NAMES.items()}
        kept = {name: value for name, value in found.items() if value in cls.KNOWN.get(name, (value,))}
        kept |= {"words": query.get("q", "").strip()[:LONGEST], "sort": kept.get("sort") or cls.USUAL_SORT}
        kept |= {name: query.get(key, "")[:LONGEST_KEY] for name, key in PAGES.items()}
        return cls(**kept)

    @property
    def usual(self) -> str:
        """How the list is sorted when nothing is said."""
        return self.USUAL_SORT

    @property
    def sorted_by(self) -> str:
        return self.sort or self.usual

    @property
    def order(self) -> str:
        return self.sorted_by.removeprefix("-")

    @property
    def descending(self) -> bool:
        return self.sorted_by.startswith("-")

    @property
    def narrowed(self) -> bool:
        """Whether words or filters leave anything out."""
        return any(getattr(self, name) for name in self.NAMES if name not in ("tab", "sort"))

    def key(self, text: str) -> tuple[Any, int] | None:
        return parse_after(text, self.ORDERS[self.order][1])

    def href(self, **changes: str) -> str:
        """The list with these changes, from its first page unless the page is among them."""
        return self.LIST + replace(self, **{"after": "", "before": ""} | changes)._query()

    def href_of(self, document_id: int) -> str:
        """A document opened from this list: it remembers the list, so that its neighbours can be found."""
        return f"{self.LIST}/{document_id}{replace(self, after='', before='')._query()}"

    def _query(self) -> str:
        said = {key: getattr(self, name) for name, key in (self.NAMES | PAGES).items()}
        kept = {key: value for key, value in said.items() if value and (key, value) != ("xep", self.usual)}
        return f"?{urlencode(kept)}" if kept else ""
