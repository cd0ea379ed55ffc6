"""The people of the demonstration by unit and role, to find them again while it is written."""

from dataclasses import dataclass, field

from voffice_app.db.people import Unit
from voffice_app.demo.names import People
from voffice_app.domain.people import Actor, Level, Role


@dataclass
class Seat:
    """A unit with its people and books, by role in the order of entry; `due_days` is its own rule, 0 without one."""

    unit: Unit
    incoming_register: int = 0
    outgoing_register: int = 0
    due_days: int = 0
    people: dict[Role, list[Actor]] = field(default_factory=dict)
    symbols: dict[int, str] = field(default_factory=dict)

    @property
    def unit_id(self) -> int:
        return self.unit.id or 0

    @property
    def head(self) -> Actor:
        return self.people[Role.HEAD][0]

    @property
    def clerk(self) -> Actor:
        return self.people[Role.CLERK][0]

    def drafters(self, symbol: str = "") -> list[Actor]:
        """Officers, of one group where it has any."""
        officers = self.people.get(Role.OFFICER) or [self.clerk]
        return [a for a in officers if self.symbols[a.position_id] == symbol] or officers


@dataclass
class Town:
    """Everybody: the office, its schools and the partner departments."""

    office: Seat
    schools: list[Seat]
    partners: list[Seat]
    names: People

    def seats(self) -> list[Seat]:
        return [self.office, *self.schools, *self.partners]

    def of_level(self, *levels: Level) -> list[Seat]:
        return [seat for seat in self.schools if seat.unit.level in levels]
