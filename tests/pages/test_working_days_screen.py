"""IT's screens of working days and outages: what is entered there, what is refused, and what is said of it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from state.admin_days import Days
from state.admin_outages import Outages
from tests.core.factories import SmallOffice, assigned, codes, small_office
from tests.pages.outgoing_screen import screen
from voffice_app.domain.errors import Refused

DECIDED = {"name": "Nghỉ bão", "decided_by": "Công điện 15/CĐ-UBND"}
OUTAGE = {
    "from_on": "2026-11-20", "from_at": "08:00", "to_on": "2026-11-20", "to_at": "16:00", "what": "Toàn hệ thống",
    "reason": "Mất điện máy chủ",
}  # fmt: skip


@pytest.fixture
def small(tmp_path: Path, monkeypatch: Any) -> SmallOffice:
    made = small_office(tmp_path)
    for module in ("state.base", "state.admin_days", "state.admin_outages"):
        monkeypatch.setattr(f"{module}.database", lambda: made.db)
    return made


def test_a_schools_own_day_is_entered_for_it_alone_and_taken_off_again(small: SmallOffice) -> None:
    it = screen(small.it, Days).at("/quan-tri/ngay-lam-viec")
    it.press(Days.look)
    own = {"day": "2026-11-24", "kind": "off", "unit_id": str(small.schools[0]), **DECIDED}
    it.press(Days.save, own)
    it.press(Days.save, own | {"unit_id": "", "kind": "working"})
    assert sorted((line.unit_id, line.kind) for line in it.state.lines) == [
        ("", "Ngày làm việc"), (str(small.schools[0]), "Ngày nghỉ"),
    ]  # fmt: skip
    it.press(Days.remove, "2026-11-24", str(small.schools[0]))
    assert [line.unit_id for line in it.state.lines] == [""]


def test_a_swap_says_how_many_documents_got_another_term(small: SmallOffice) -> None:
    assigned(small, due_on=date(2026, 11, 27))
    it = screen(small.it, Days).at("/quan-tri/ngay-lam-viec")
    decided = {f"swap_{name}": told for name, told in DECIDED.items()}
    it.press(Days.swap, {"worked": "2026-11-28", "off": "2026-11-27", **decided})
    assert it.state.notice == "Đã đổi ngày. 1 văn bản đang mở được tính lại hạn."
    assert [line.kind for line in it.state.lines] == ["Ngày nghỉ", "Ngày làm bù"]


def test_an_outage_shows_the_day_it_took_until_it_is_withdrawn(small: SmallOffice) -> None:
    it = screen(small.it, Outages).at("/quan-tri/su-co")
    it.press(Outages.declare, OUTAGE)
    (line,) = it.state.lines
    assert (line.took, line.standing, line.unit) == ("20/11/2026", True, "Toàn ngành")
    it.press(Outages.withdraw, line.id)
    (line,) = it.state.lines
    assert (line.took, line.standing) == ("Đã rút 23/11/2026", False)


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"from_at": "tám giờ"}, "outage_times_wrong"), ({"to_at": "07:00"}, "outage_times_wrong"),
     ({"from_on": ""}, "date_missing"), ({"reason": " "}, "comment_missing"), ({"unit_id": "999"}, "not_visible")],
)  # fmt: skip
def test_what_was_mistyped_is_refused_and_nothing_is_written(small: SmallOffice, changed: Any, code: str) -> None:
    it = screen(small.it, Outages).at("/quan-tri/su-co")
    with pytest.raises(Refused) as no:
        it.press(Outages.declare, OUTAGE | changed)
    assert codes(no) == [code]
    it.press(Outages.look)
    assert it.state.lines == []
