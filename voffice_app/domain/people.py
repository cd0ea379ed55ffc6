"""Units, roles and the actor of an act (QC 1, 2, 9, 10)."""

from dataclasses import dataclass
from enum import StrEnum


class UnitKind(StrEnum):
    OFFICE = "office"
    SCHOOL = "school"
    PARTNER = "partner"


class Level(StrEnum):
    """Level of a school: mầm non, tiểu học, THCS, TH&THCS."""

    MN = "mn"
    TH = "th"
    THCS = "thcs"
    TH_THCS = "th_thcs"


class Role(StrEnum):
    HEAD = "head"
    DEPUTY = "deputy"
    CLERK = "clerk"
    OFFICER = "officer"
    IT = "it"


LEADERS = frozenset({Role.HEAD, Role.DEPUTY})
LONGEST_TITLE = 100


@dataclass(frozen=True)
class Actor:
    """A person acting in one position of one unit; every act and every read is by one of these.

    Acting for somebody (domain.md §1), position, role and unit are those of the person acted for, so that every table
    of states works unchanged; the account is that of the person who really acts, named by ``acting_…``, and the
    ``scopes`` bound what may be done (domain/delegation.py). ``capacities`` are those in which an officer may sign
    today by a paper (TUQ., TL., TM.: ND30 Đ13). ``heritage`` names the closed units that went into this one.
    """

    account_id: int
    position_id: int
    unit_id: int
    unit_kind: UnitKind
    unit_name: str
    role: Role
    full_name: str
    title: str
    acting_position_id: int | None = None
    acting_name: str = ""
    acting_title: str = ""
    delegation_id: int | None = None
    scopes: frozenset[str] = frozenset()
    capacities: frozenset[str] = frozenset()
    heritage: frozenset[int] = frozenset()

    @property
    def unit_ids(self) -> list[int]:
        """The units whose papers this person's unit keeps: its own, and those that went into it."""
        return [self.unit_id, *sorted(self.heritage)]

    def stands_for(self, unit_id: int) -> bool:
        """Whether this person's unit is that one, or its successor since it was closed."""
        return unit_id == self.unit_id or unit_id in self.heritage

    @property
    def is_acting(self) -> bool:
        return self.acting_position_id is not None

    @property
    def written_name(self) -> str:
        """Who really acted, as records name them."""
        return self.acting_name if self.is_acting else self.full_name

    @property
    def written_title(self) -> str:
        """In which post, and for whom: "Phó Trưởng phòng, thay Trưởng phòng Trần Văn A"."""
        if not self.is_acting:
            return self.title
        return f"{self.acting_title}, thay {self.title} {self.full_name}"[:LONGEST_TITLE]

    def acting_facts(self) -> dict[str, object]:
        """What an audit row keeps of an act for somebody: who acted, for whom, by which delegation."""
        return {
            "acting_position_id": self.acting_position_id, "acting_for": self.position_id,
            "delegation_id": self.delegation_id,
        }  # fmt: skip

    @property
    def is_leader(self) -> bool:
        return self.role in LEADERS

    @property
    def may_sign(self) -> bool:
        """Leaders by their posts, officers by a paper that holds today; who acts for somebody signs for nobody."""
        return self.is_leader or (self.role is Role.OFFICER and bool(self.capacities) and not self.is_acting)

    @property
    def oversees_schools(self) -> bool:
        """Leaders and clerk of the office follow the schools' progress (QC 6.4, 8.1)."""
        return self.unit_kind is UnitKind.OFFICE and (self.is_leader or self.role is Role.CLERK)


def system_actor(unit_id: int, unit_kind: UnitKind = UnitKind.OFFICE) -> Actor:
    """The system itself acting within one unit (start-up, jobs): no account, no position."""
    return Actor(0, 0, unit_id, unit_kind, "", Role.IT, "Hệ thống", "")
