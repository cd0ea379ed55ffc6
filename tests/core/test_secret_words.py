"""State secrets enter by no field of what was added to the office's own records (QC 5.3, 10.4)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.core.factories import SmallOffice, codes
from voffice_app.actions import (
    book_export,
    delegating,
    deputising,
    empowering,
    instructions,
    recipients,
    registers,
    sources,
)
from voffice_app.db.files import Direction
from voffice_app.db.sequences import default_register
from voffice_app.domain.authority import Capacity
from voffice_app.domain.delegation import EVERY
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import Source

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
