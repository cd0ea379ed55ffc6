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


@dataclass(frozen=True)
class Actor:
    """A person acting in one position of one unit; every act and every read is by one of these."""

    account_id: int
    position_id: int
    unit_id: int
    unit_kind: UnitKind
    unit_name: str
    role: Role
    full_name: str
    title: str

    @property
    def is_leader(self) -> bool:
        return self.role in LEADERS

    @property
    def oversees_schools(self) -> bool:
        """Leaders and clerk of the office follow the schools' progress (QC 6.4, 8.1)."""
        return self.unit_kind is UnitKind.OFFICE and (self.is_leader or self.role is Role.CLERK)


def system_actor(unit_id: int, unit_kind: UnitKind = UnitKind.OFFICE) -> Actor:
    """The system itself acting within one unit (start-up, jobs): no account, no position."""
    return Actor(0, 0, unit_id, unit_kind, "", Role.IT, "Hệ thống", "")
