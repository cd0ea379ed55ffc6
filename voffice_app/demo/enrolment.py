"""Entering units, people, registers and rules of the demonstration in one transaction."""

from datetime import date
from random import Random

from voffice_app.db.files import Direction
from voffice_app.db.parameters import UnitParameter
from voffice_app.db.people import Account, Position, Unit
from voffice_app.db.sequences import Register
from voffice_app.db.session import Tx
from voffice_app.demo import places
from voffice_app.demo.names import People
from voffice_app.demo.staff import Seat, Town
from voffice_app.domain.parameters import Parameter
from voffice_app.domain.people import Actor, Level, Role, UnitKind

GROUPS = {
    "VP": "Văn phòng", "GDMN": "Giáo dục Mầm non", "GDTH": "Giáo dục Tiểu học",
    "GDTrH": "Giáo dục Trung học cơ sở", "TCCB": "Tổ chức cán bộ",
}  # fmt: skip
_OFFICE = (
    ("truongphong", Role.HEAD, "Trưởng phòng", "VP"),
    ("phophong", Role.DEPUTY, "Phó Trưởng phòng", "GDTrH"),
    ("phophong2", Role.DEPUTY, "Phó Trưởng phòng", "GDMN"),
    ("vanthu", Role.CLERK, "Văn thư", "VP"),
    ("chuyenvien", Role.OFFICER, "Chuyên viên", "VP"),
    ("cntt", Role.IT, "Bộ phận CNTT", ""),
    *((f"chuyenvien{n}", Role.OFFICER, "Chuyên viên", group)
      for n, group in enumerate(("GDMN", "GDMN", "GDTH", "GDTH", "GDTrH", "GDTrH", "TCCB", "TCCB", "VP"), 2)),
)  # fmt: skip
_SCHOOL = (
    ("hieutruong", Role.HEAD, "Hiệu trưởng", ""),
    ("phohieutruong", Role.DEPUTY, "Phó Hiệu trưởng", ""),
    ("vanthu", Role.CLERK, "Văn thư", "VP"),
    ("giaovien", Role.OFFICER, "Tổ trưởng chuyên môn", "CM"),
    ("ketoan", Role.OFFICER, "Kế toán", "KT"),
)
_PARTNER = (
    ("truongphong", Role.HEAD, "Trưởng phòng", ""),
    ("vanthu", Role.CLERK, "Văn thư", "VP"),
    ("chuyenvien", Role.OFFICER, "Chuyên viên", "VP"),
)
SECONDED = "vanthu.thcsdd"
"""The clerk of a school who is also an officer of the office: two positions, two worlds."""


class Enrolment:
    """Enters units and their people in one transaction."""

    def __init__(self, tx: Tx, rng: Random, password_hash: str) -> None:
        self.tx = tx
        self.names = People(rng)
        self.password_hash = password_hash
        self.since = date(tx.today.year - 3, 8, 1)

    def town(self, school_count: int) -> Town:
        office = self._seat(Unit(
            code="TT.PGDDT", kind=UnitKind.OFFICE, name=places.OFFICE_NAME, parent_name=places.DISTRICT,
            symbol=places.OFFICE_SYMBOL, place_name=places.PLACE, email="vanthu@pgd.example", phone="0227 0000 000",
            address="Khu hành chính huyện, thị trấn Diêm Điền",
        ), _OFFICE, "")  # fmt: skip
        schools = [self._school(school, office) for school in places.schools(school_count)]
        partners = [self._partner(name, symbol, office) for name, symbol in places.PARTNERS]
        self._second(office, schools)
        self._rules(office, schools)
        return Town(office, schools, partners, self.names)

    def _school(self, school: places.School, office: Seat) -> Seat:
        return self._seat(Unit(
            code=f"TT.{school.login.upper()}", kind=UnitKind.SCHOOL, level=school.level, name=school.name,
            parent_id=office.unit_id, parent_name=places.OFFICE_NAME.upper(), symbol=school.symbol,
            place_name=school.commune, email=f"{school.login}@truong.example", address=f"Xã {school.commune}",
            cluster=school.cluster,
        ), _SCHOOL, f".{school.login}")  # fmt: skip

    def _partner(self, name: str, symbol: str, office: Seat) -> Seat:
        return self._seat(Unit(
            code=f"TT.{symbol}", kind=UnitKind.PARTNER, name=name, parent_name=places.DISTRICT, symbol=symbol,
            place_name=places.PLACE, email=f"{symbol.lower()}@huyen.example",
        ), _PARTNER, f".{symbol.lower()}")  # fmt: skip

    def _seat(self, unit: Unit, posts: tuple[tuple[str, Role, str, str], ...], ending: str) -> Seat:
        self._add(unit)
        seat = Seat(unit)
        for login, role, title, symbol in posts:
            women = 0.95 if unit.level is Level.MN else 0.55
            account = Account(
                username=login + ending, full_name=self.names.draw(women), password_hash=self.password_hash
            )
            self._add(account)
            self._post(seat, account, role, title, symbol)
        incoming = Register(unit_id=seat.unit_id, direction=Direction.INCOMING, name="Sổ đăng ký văn bản đến")
        outgoing = Register(unit_id=seat.unit_id, direction=Direction.OUTGOING, name="Sổ đăng ký văn bản đi")
        self._add(incoming, outgoing)
        seat.incoming_register, seat.outgoing_register = incoming.id or 0, outgoing.id or 0
        return seat

    def _post(self, seat: Seat, account: Account, role: Role, title: str, symbol: str) -> None:
        position = Position(
            account_id=account.id or 0, unit_id=seat.unit_id, role=role, title=title, symbol=symbol,
            group_name=GROUPS.get(symbol, "") if seat.unit.kind is UnitKind.OFFICE else "", valid_from=self.since,
        )  # fmt: skip
        self._add(position)
        actor = Actor(
            account_id=account.id or 0, position_id=position.id or 0, unit_id=seat.unit_id, unit_kind=seat.unit.kind,
            unit_name=seat.unit.name, role=role, full_name=account.full_name, title=title,
        )  # fmt: skip
        seat.people.setdefault(role, []).append(actor)
        seat.symbols[actor.position_id] = symbol

    def _second(self, office: Seat, schools: list[Seat]) -> None:
        """One clerk of a school is seconded to the office as an officer."""
        seat = next((s for s in schools if s.unit.symbol == "THCSDĐ"), schools[-1])
        account = self.tx.session.get_one(Account, seat.clerk.account_id)
        self._post(office, account, Role.OFFICER, "Chuyên viên", "VP")

    def _rules(self, office: Seat, schools: list[Seat]) -> None:
        """A unit's own dated rules (QC Chương III), an earlier one replaced by a later one."""
        year = self.tx.today.year
        rules = (
            (office, Parameter.DUE_DAYS, "10", date(year - 2, 1, 1), "Quy chế làm việc của Phòng"),
            (office, Parameter.DUE_DAYS, "7", date(year - 1, 1, 1), "Quy chế làm việc sửa đổi của Phòng"),
            (schools[0], Parameter.DUE_DAYS, "5", date(year - 1, 1, 1), "Quy chế văn thư của trường"),
            (schools[-1], Parameter.WORKS_SATURDAY, "yes", date(year + 1, 1, 1), "Lịch làm việc năm mới của trường"),
        )
        office.due_days, schools[0].due_days = 7, 5
        self._add(*(
            UnitParameter(unit_id=seat.unit_id, name=name, value=value, valid_from=day, decided_by=decision)
            for seat, name, value, day, decision in rules
        ))  # fmt: skip

    def _add(self, *rows: object) -> None:
        self.tx.session.add_all(rows)
        self.tx.session.flush()
