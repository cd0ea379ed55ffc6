"""State secrets enter by no field of what was added to the office's own records (QC 5.3, 10.4)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.core.factories import NOON, SmallOffice, codes
from tests.core.test_handing_over import leave
from tests.core.test_reshaping import DECISION, NAMES, merge
from voffice_app.actions import (
    book_export,
    calendar,
    delegating,
    deputising,
    empowering,
    instructions,
    people,
    recipients,
    registers,
    reshaping,
    sources,
)
from voffice_app.actions.handing_over import NewPost
from voffice_app.db.files import Direction
from voffice_app.db.sequences import default_register
from voffice_app.domain.authority import Capacity
from voffice_app.domain.calendar import DayKind
from voffice_app.domain.delegation import EVERY
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import Source
from voffice_app.domain.people import Level, Role, UnitKind

MARKED = "TỐI MẬT"
FIRST, LAST = date(2026, 11, 23), date(2026, 11, 30)


def register(small: SmallOffice, **changes: Any) -> None:
    form = {"direction": Direction.OUTGOING, "name": "Sổ hội đồng", "type_keys": (), "first_year": 2026,
            "decided_by": "QĐ 1", "body_name": "Hội đồng", "symbol": "HĐ"}  # fmt: skip
    small.act(small.head, registers.add_register, registers.RegisterForm(**{**form, **changes}))


def delegated(small: SmallOffice) -> None:
    wanted = delegating.DelegationForm(small.head.position_id, small.deputy.position_id, FIRST, LAST, EVERY, MARKED)
    small.act(small.head, delegating.delegate, wanted)


def empowered(small: SmallOffice, **changes: Any) -> None:
    form = {"unit_id": small.head.unit_id, "position_id": small.deputy.position_id, "capacity": Capacity.TM,
            "valid_from": FIRST, "valid_to": LAST, "decided_by": "QĐ 2", "body": "Hội đồng",
            "body_title": "Chủ tịch"}  # fmt: skip
    small.act(small.head, empowering.give_authority, empowering.AuthorityForm(**{**form, **changes}))


def field(small: SmallOffice, area: str, paper: str) -> None:
    period = deputising.Period(FIRST, None, paper)
    small.act(small.head, deputising.assign_field, small.head.unit_id, small.deputy.position_id, area, period)


def place(small: SmallOffice, name: str, address: str) -> None:
    small.act(small.clerk, sources.save_place, sources.PlaceForm(name, address, Source.WEBSITE))


def volume(small: SmallOffice, told: str) -> None:
    order = book_export.Order("incoming", 1, 2026, 1, 9, "pdf", "https://vp.vn/tra-cuu", told)
    with small.db.read() as session:
        register_id = default_register(session, small.clerk.unit_id, Direction.INCOMING)
    small.act(small.clerk, book_export.begin_export, replace(order, register_id=register_id), "k")


def left(small: SmallOffice, what: str) -> None:
    new = NewPost(small.schools[0], Role.OFFICER, MARKED)
    changes: dict[str, Any] = {"decided_by": MARKED} if what == "paper" else {"new_post": new}
    leave(small, small.colleague, **changes)


def split_off(small: SmallOffice, code: str = "PGD-2", **changes: str) -> None:
    chosen = (small.officer.position_id,)
    small.act(
        small.it, reshaping.split_unit, small.head.unit_id, code, replace(NAMES, **changes), None, chosen, DECISION
    )


def new_unit(**changes: str) -> people.UnitForm:
    form = {"kind": UnitKind.SCHOOL, "level": Level.TH, "code": "TH-9", "name": "Trường", "parent_name": "UBND",
            "symbol": "TH9", "place_name": "Thái Thụy"}  # fmt: skip
    return people.UnitForm(**{**form, **changes})  # type: ignore[arg-type]


def post(small: SmallOffice, **changes: str) -> None:
    form = {"account_id": small.officer.account_id, "unit_id": small.schools[0], "role": Role.OFFICER,
            "title": "Giáo viên", "valid_from": FIRST}  # fmt: skip
    small.act(small.it, people.add_position, people.PositionForm(**{**form, **changes}))  # type: ignore[arg-type]


def free_day(small: SmallOffice, name: str = "Ngày truyền thống", decided_by: str = "QĐ 4") -> None:
    small.act(small.it, calendar.set_day, LAST, DayKind.OFF, calendar.DayForm(name, decided_by))


ACTS: dict[str, Callable[[SmallOffice], Any]] = {
    **{f"register {name}": lambda s, name=name: register(s, **{name: MARKED})
       for name in ("name", "body_name", "symbol", "decided_by")},
    "delegation paper": delegated,
    **{f"authority {name}": lambda s, name=name: empowered(s, **{name: MARKED})
       for name in ("content", "body", "body_title", "decided_by")},
    "field": lambda s: field(s, MARKED, "QĐ 3"),
    "field paper": lambda s: field(s, "Chuyên môn", MARKED),
    "place": lambda s: place(s, MARKED, ""),
    "place address": lambda s: place(s, "Sở", MARKED),
    "template": lambda s: s.act(s.head, instructions.add_template, MARKED),
    "set of people": lambda s: s.act(
        s.head, instructions.save_set, MARKED, instructions.Chosen(lead=(s.officer.position_id,))
    ),
    "volume on a cover": lambda s: volume(s, MARKED),
    **{f"hand-over {name}": lambda s, name=name: left(s, name) for name in ("paper", "new title")},
    **{f"new name of a unit, {name}": lambda s, name=name: s.act(
        s.it, reshaping.rename_unit, s.schools[0], replace(NAMES, **{name: MARKED}), DECISION
    ) for name in ("name", "parent_name", "symbol", "place_name")},
    "decision on a unit": lambda s: s.act(
        s.it, reshaping.rename_unit, s.schools[0], NAMES, replace(DECISION, paper=MARKED)
    ),
    "title after a merger": lambda s: merge(s, head_title=MARKED),
    **{f"split {name}": lambda s, name=name: split_off(s, **{name: MARKED}) for name in ("code", "name", "place_name")},
    **{f"unit {name}": lambda s, name=name: s.act(s.it, people.save_unit, new_unit(**{name: MARKED}))
       for name in ("code", "name", "symbol", "address", "cluster")},
    "account": lambda s: s.act(s.it, people.add_account, "lan", MARKED, "", "x", NOON),
    **{f"post {name}": lambda s, name=name: post(s, **{name: MARKED}) for name in ("title", "group_name", "symbol")},
    "rule": lambda s: s.act(s.head, people.set_parameter, s.head.unit_id, "check_days", "3", FIRST, MARKED),
    **{f"day {name}": lambda s, name=name: free_day(s, **{name: MARKED}) for name in ("name", "decided_by")},
    "set of receivers": lambda s: s.act(s.officer, recipients.save_set, MARKED, s.schools),
}  # fmt: skip


@pytest.mark.article("5.3")
@pytest.mark.parametrize("what", ACTS)
def test_what_reads_as_a_state_secret_is_refused_in_every_field(small: SmallOffice, what: str) -> None:
    with pytest.raises(Refused) as refusal:
        ACTS[what](small)
    assert codes(refusal) == ["state_secret"]


def test_the_same_acts_in_ordinary_words_are_done(small: SmallOffice) -> None:
    register(small)
    volume(small, "01")
    empowered(small)
    field(small, "Chuyên môn", "QĐ 3")
    place(small, "Sở GD&ĐT", "https://so.example.vn")
    small.act(small.it, people.save_unit, new_unit())
    post(small)
    free_day(small)
    small.act(small.it, reshaping.rename_unit, small.schools[0], NAMES, DECISION)
    split_off(small)
    leave(small, small.colleague)
