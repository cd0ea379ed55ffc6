"""Papers before they are written: a unit's own, and those of others outside."""

from dataclasses import dataclass
from datetime import date

from voffice_app.demo.letterheads import Head, head_of, paper
from voffice_app.demo.places import OFFICE_NAME
from voffice_app.demo.staff import Seat
from voffice_app.demo.topics import Topic
from voffice_app.demo.wording import abstract_of
from voffice_app.domain.folding import fold
from voffice_app.domain.incoming import Source, Urgency
from voffice_app.domain.numbering import notation
from voffice_app.domain.people import Actor


@dataclass(frozen=True)
class Plan:
    """A paper of a unit of the system, before it is written."""

    seat: Seat
    topic: Topic
    day: date
    drafter: Actor
    signer: Actor
    recipients: tuple[Seat, ...]
    addressee: str
    reply_due_on: date | None = None

    @property
    def abstract(self) -> str:
        return abstract_of(self.topic, self.day)

    @property
    def drafting_symbol(self) -> str:
        return self.seat.symbols[self.drafter.position_id] or "VP"

    @property
    def notation(self) -> str:
        return notation(self.topic.type_key, self.seat.unit.symbol, self.drafting_symbol)

    @property
    def file_name(self) -> str:
        return file_name(self.abstract)

    def pdf(self, number: int | None = None, issued_on: date | None = None) -> bytes:
        """The paper; a draft while it has no number."""
        head = head_of(self.seat, self.signer)
        day = issued_on or self.day
        return paper(head, self.topic, day, self.drafting_symbol, self.addressee, number, self.reply_due_on)


@dataclass(frozen=True)
class OutsidePaper:
    """A paper that somebody outside the system wrote to the office."""

    head: Head
    topic: Topic
    day: date
    number: int
    source: Source
    urgency: Urgency
    reply_due_on: date | None

    @property
    def abstract(self) -> str:
        return abstract_of(self.topic, self.day)

    @property
    def notation(self) -> str:
        return notation(self.topic.type_key, self.head.symbol, self.topic.symbol)

    @property
    def file_name(self) -> str:
        return file_name(self.abstract)

    def pdf(self) -> bytes:
        return paper(self.head, self.topic, self.day, self.topic.symbol, OFFICE_NAME, self.number, self.reply_due_on)


def file_name(abstract: str) -> str:
    """A name for the file as people give it: the subject without diacritics."""
    return "-".join(fold(abstract).split()[:9]) + ".pdf"
