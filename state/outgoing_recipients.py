"""Whom a draft may be sent to: the units, the quick groups, and the search among them."""

from collections import Counter
from dataclasses import dataclass

from voffice_app.db.people import Unit, list_units
from voffice_app.db.session import Session
from voffice_app.domain.folding import fold
from voffice_app.domain.people import Actor, Level, UnitKind
from voffice_app.words import LEVEL, UNIT_KIND

ALL_SCHOOLS = "schools"
CLUSTER = "cluster:"


@dataclass(frozen=True)
class Recipient:
    """A unit to choose; ``groups`` are the quick groups it belongs to, ``fold`` what the search looks through."""

    id: int
    name: str
    groups: tuple[str, ...]
    fold: str


@dataclass(frozen=True)
class Choice:
    """A unit as the list shows it."""

    id: int
    name: str


@dataclass(frozen=True)
class Group:
    """A quick choice of many units."""

    key: str
    label: str
    count: int


LABELS = {
    ALL_SCHOOLS: "Tất cả các trường",
    UnitKind.OFFICE: "Phòng GD&ĐT",
    Level.MN: "Tất cả trường mầm non",
    Level.TH: "Tất cả trường tiểu học",
    Level.THCS: "Tất cả trường THCS",
    Level.TH_THCS: "Tất cả trường TH&THCS",
    UnitKind.PARTNER: "Phòng, ban, ngành",
}


def list_choices(session: Session, actor: Actor) -> list[Recipient]:
    """Every unit in force but the reader's own."""
    return [_recipient(unit) for unit in list_units(session) if unit.id != actor.unit_id]


def _recipient(unit: Unit) -> Recipient:
    note = LEVEL[unit.level] if unit.level else UNIT_KIND[unit.kind]
    school = unit.kind is UnitKind.SCHOOL
    groups = (ALL_SCHOOLS, str(unit.level)) if school else (str(unit.kind),)
    groups += (f"{CLUSTER}{unit.cluster}",) if unit.cluster else ()
    return Recipient(unit.id or 0, unit.name, groups, f" {fold(f'{unit.name} {unit.symbol} {note}')}")


def list_groups(choices: list[Recipient], actor: Actor) -> list[Group]:
    """The groups that have anybody in them; only the office writes to all schools at once."""
    counts = {key: sum(str(key) in choice.groups for choice in choices) for key in LABELS}
    office = actor.unit_kind is UnitKind.OFFICE
    found = [
        Group(str(key), LABELS[key], count) for key, count in counts.items() if count and (office or key != ALL_SCHOOLS)
    ]
    clusters = Counter(key for choice in choices for key in choice.groups if key.startswith(CLUSTER))
    return [*found, *(Group(key, key.removeprefix(CLUSTER), clusters[key]) for key in sorted(clusters))]


def members(choices: list[Recipient], key: str) -> list[int]:
    return [choice.id for choice in choices if key in choice.groups]


def matching(choices: list[Recipient], words: str) -> list[Choice]:
    """With or without diacritics, each word from its beginning."""
    wanted = [f" {word}" for word in fold(words).split()]
    return [Choice(choice.id, choice.name) for choice in choices if all(word in choice.fold for word in wanted)]
