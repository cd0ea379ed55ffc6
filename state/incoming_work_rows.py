"""The work on an incoming document as its screen draws it: the tree of who has what, requests for time, opinions."""

from dataclasses import dataclass, field

from voffice_app.shapes import Fact, Option


@dataclass(frozen=True)
class Link:
    """One person of the tree; ``depth`` counts from the head's own assignment."""

    depth: int
    kind: str
    who: str
    title: str
    words: str
    due: str
    due_tone: str
    seen: str
    stands: str
    tone: str


@dataclass(frozen=True)
class Request:
    """One request for more time; ``waits_for_me`` draws its answer in place."""

    id: int
    who: str
    reason: str
    asked: str
    wished: str
    wished_on: str
    stands: str
    tone: str
    answer: str
    waits_for_me: bool


@dataclass(frozen=True)
class Voice:
    """What one person said, or that they have not yet."""

    who: str
    title: str
    said: str
    at: str
    stance: str = ""
    tone: str = ""
    file: str = ""
    href: str = ""


@dataclass(frozen=True)
class Round:
    """The newest round: its question, the totals, every voice."""

    question: str = ""
    asked: str = ""
    due: str = ""
    due_tone: str = ""
    closed: str = ""
    conclusion: str = ""
    totals: list[Fact] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    mine: str = ""
    mine_said: str = ""


@dataclass(frozen=True)
class Answering:
    """An outgoing document that is being written, or was issued, in answer."""

    id: str
    reference: str
    abstract: str
    status: str
    href: str


@dataclass(frozen=True)
class Work:
    """Everything that hangs on the assignment; ``seen`` names the lead's row that the reader has before their eyes."""

    seen: int = 0
    may: list[str] = field(default_factory=list)
    tree: list[Link] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    opinions: list[Voice] = field(default_factory=list)
    round: Round = field(default_factory=Round)
    answering: list[Answering] = field(default_factory=list)
    templates: list[Option] = field(default_factory=list)
    sets: list[Option] = field(default_factory=list)
    own_due: str = ""
