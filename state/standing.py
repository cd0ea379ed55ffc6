"""What the page of delegations and assignments shows: rows of a unit, and who can be chosen."""

from dataclasses import dataclass
from datetime import date

from voffice_app.db import people, standing_lists
from voffice_app.db.session import Session
from voffice_app.db.standing_lists import Standing
from voffice_app.domain.people import Role
from voffice_app.shapes import Option
from voffice_app.words import day
from voffice_app.words.people import CAPACITY, SCOPE

TABS = {"lam-thay": "Làm thay", "linh-vuc": "Lĩnh vực", "vang-mat": "Vắng mặt", "ky": "Tư cách ký"}


@dataclass(frozen=True)
class TermLine:
    """One row; ``may_end``: this person may end it now."""

    id: int
    who: str
    title: str
    what: str
    below: str
    dates: str
    paper: str
    state: str
    tone: str
    may_end: bool
    scan: str


def read_lines(session: Session, tab: str, unit_id: int, today: date, keeps: bool, mine: int) -> list[TermLine]:
    """The rows of a tab: those that run first, then what is to come, then what has ended."""
    read = {
        "lam-thay": standing_lists.list_delegations, "linh-vuc": standing_lists.list_fields,
        "vang-mat": standing_lists.list_absences, "ky": standing_lists.list_powers,
    }[tab]  # fmt: skip
    rows = [(state_of(row, today), row) for row in read(session, unit_id)]
    rows.sort(key=lambda pair: ("Đang áp dụng", "Sắp áp dụng", "Đã kết thúc").index(pair[0]))
    return [_line(tab, row, state, keeps or (tab == "lam-thay" and row.position_id == mine)) for state, row in rows]


def state_of(row: Standing, today: date) -> str:
    if row.term.holds(today):
        return "Đang áp dụng"
    return "Sắp áp dụng" if row.ended_on is None and row.valid_from > today else "Đã kết thúc"


def _line(tab: str, row: Standing, state: str, may_end: bool) -> TermLine:
    what, below = row.what, ""
    if tab == "lam-thay":
        what, below = f"Thay {row.other}", "; ".join(SCOPE[scope] for scope in row.scopes)
    elif tab == "vang-mat":
        what, below = f"Khi {row.other} vắng mặt", row.what
    elif tab == "ky":
        what, below = CAPACITY[row.what], row.other
    until = day(row.valid_to) if row.valid_to else "khi có thay đổi"
    ended = f", kết thúc {day(row.ended_on)}" if row.ended_on else ""
    tone = {"Đang áp dụng": "green", "Sắp áp dụng": "blue"}.get(state, "")
    return TermLine(
        row.id, row.person, row.title, what, below, f"{day(row.valid_from)} – {until}{ended}",
        "" if tab == "vang-mat" else row.paper, state, tone, may_end and state != "Đã kết thúc",
        f"/api/authority/{row.id}" if row.scan else "",
    )  # fmt: skip


def staff_options(session: Session, unit_id: int, today: date, *roles: Role) -> list[Option]:
    """People of the unit who can be chosen, by post."""
    found = people.list_people(session, unit_id, today, *roles)
    return [Option(str(person.position_id), f"{person.full_name} – {person.title}") for person in found]
