"""Who may sign in which capacity on a day, and by which assignment or paper (ND30 Đ13)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from voffice_app.db.assignments import list_assignments, list_covers
from voffice_app.db.people import PersonRow, Position, list_people, load_unit
from voffice_app.db.signing_authority import SigningAuthority, list_papers
from voffice_app.domain.authority import BY_PAPER, HEAD_TITLE, Capacity, SignerOption, may_hold, title_lines
from voffice_app.domain.people import Role


@dataclass(frozen=True)
class _Unit:
    """What the options of one unit on one day are made from."""

    people: dict[int, PersonRow]
    papers: list[SigningAuthority]
    head_title: str

    def option(self, person: int, capacity: Capacity, basis: str, body: str = "", title: str = "") -> SignerOption:
        row = self.people[person]
        lines = title_lines(capacity, title or row.title, self.head_title, body)
        return SignerOption(person, capacity, row.full_name, lines, basis)


def list_signer_options(session: Session, unit_id: int, day: date, subject_area: str = "") -> list[SignerOption]:
    """Everybody who may sign for the unit on a day, each in a capacity, the head first.

    With a field, deputies are those in charge of it; without one, those in charge of any. Where the unit has written
    no assignment down, every deputy may be named, and the basis says so (ND30 Đ13 k1 leaves it to the head).
    """
    unit = _unit(session, unit_id, day)
    acting = {row.position_id for row in unit.papers if row.capacity is Capacity.Q}
    heads = [
        unit.option(person.position_id, Capacity.OWN, "Người đứng đầu đơn vị")
        for person in unit.people.values()
        if person.role is Role.HEAD and person.position_id not in acting
    ]
    return [*heads, *_deputies(session, unit, unit_id, day, subject_area), *_written(unit)]


def capacity_holds(
    session: Session, position_id: int, capacity: Capacity, unit_id: int, day: date, subject_area: str
) -> bool:
    """Whether this person may sign the unit's document of a field in this capacity on a day."""
    options = list_signer_options(session, unit_id, day, subject_area)
    return any((option.position_id, option.capacity) == (position_id, capacity) for option in options)


def _unit(session: Session, unit_id: int, day: date) -> _Unit:
    people = {person.position_id: person for person in list_people(session, unit_id, day)}
    papers = [
        row
        for row in list_papers(session, unit_id, day)
        if row.position_id in people and may_hold(row.capacity, people[row.position_id].role)
    ]
    return _Unit(people, papers, _head_title(session, unit_id))


def _head_title(session: Session, unit_id: int) -> str:
    """How the head's post is called: that of the present head, else of the last one."""
    query = select(Position.title).where(Position.unit_id == unit_id, Position.role == Role.HEAD)
    last = session.exec(query.order_by(col(Position.valid_from).desc(), col(Position.id).desc())).first()
    return last or HEAD_TITLE[load_unit(session, unit_id).kind]


def _deputies(session: Session, unit: _Unit, unit_id: int, day: date, subject_area: str) -> list[SignerOption]:
    """Deputies for the head (KT.): in charge of the field, or covering whoever is."""
    charge: dict[int, str] = {}
    assigned = list_assignments(session, unit_id, day)
    for row in assigned:
        if subject_area in ("", row.subject_area):
            words = f"Phụ trách lĩnh vực {row.subject_area} ({row.decided_by})"
            charge.setdefault(row.position_id, words)
    for cover in list_covers(session, unit_id, day):
        absent = unit.people.get(cover.absent_position_id)
        if absent is not None and (absent.role is Role.HEAD or cover.absent_position_id in charge):
            words = f"Phụ trách khi {absent.full_name} vắng mặt ({cover.valid_from:%d/%m}–{cover.valid_to:%d/%m/%Y})"
            charge.setdefault(cover.cover_position_id, words)
    deputies = [person for person, row in unit.people.items() if row.role is Role.DEPUTY]
    if not assigned:
        charge = {person: charge.get(person, "Đơn vị chưa ghi phân công lĩnh vực") for person in deputies}
    return [unit.option(person, Capacity.KT, charge[person]) for person in deputies if person in charge]


def _written(unit: _Unit) -> list[SignerOption]:
    """What is written down for single persons, with the paper's dates."""
    order = {capacity: place for place, capacity in enumerate(BY_PAPER)}
    return [
        unit.option(row.position_id, row.capacity, _basis(row), row.body, row.body_title)
        for row in sorted(unit.papers, key=lambda row: order[row.capacity])
    ]


def _basis(row: SigningAuthority) -> str:
    until = f" đến {row.valid_to:%d/%m/%Y}" if row.valid_to else ""
    limit = f"; {row.content}" if row.content else ""
    return f"{row.decided_by}, từ {row.valid_from:%d/%m/%Y}{until}{limit}"
