"""IT's page of the long-term archive: what waits, why, and one press that has it tried again."""

from pathlib import Path
from typing import Any

import pytest

from state.admin_long_term import LongTerm
from tests.core.factories import SmallOffice, sealed, small_office
from tests.pages.outgoing_screen import screen
from voffice_app.actions import issuing
from voffice_app.db import long_term
from voffice_app.db.long_term import LongTermWork, WorkState
from voffice_app.domain.errors import NotVisible
from voffice_app.domain.people import system_actor


@pytest.fixture
def small(tmp_path: Path, monkeypatch: Any) -> SmallOffice:
    small = small_office(tmp_path)
    for module in ("state.base", "state.admin_long_term"):
        monkeypatch.setattr(f"{module}.database", lambda: small.db, raising=False)
    monkeypatch.setattr("state.admin_long_term.office", lambda: small.office)
    document_id = sealed(small)
    small.act(small.clerk, issuing.issue, document_id)
    return small


def work(small: SmallOffice) -> LongTermWork:
    with small.db.read() as session:
        return session.get_one(LongTermWork, 1)


def test_without_an_authority_the_page_says_so_and_that_nothing_is_lost(small: SmallOffice) -> None:
    person = screen(small.it, LongTerm).at("/quan-tri/luu-tru-dai-han")
    person.press(LongTerm.look)
    assert not person.state.configured
    assert "Chưa cấu hình máy chủ dấu thời gian" in person.state.about
    assert person.state.counted == "0 tệp đã có bản lưu trữ, 1 đang chờ, 0 lỗi, 0 quá hạn."
    (line,) = person.state.lines
    assert (line.state, line.reason, line.next_try) == ("Đang chờ", "Chờ cấu hình máy chủ dấu thời gian", "")
    assert not line.may_retry, "without an authority nothing would come of it"
    assert line.reference.endswith("/QĐ-PGDĐT")


def test_a_failed_work_tells_why_and_is_tried_again_when_it_says_so(small: SmallOffice) -> None:
    with small.db.act(system_actor(0)) as tx:
        row = long_term.take(tx, "lease", long_term.USUAL_TIME)
        assert row is not None
        long_term.set_back(tx, row, WorkState.FAILED, "archive_not_valid", tx.now)
    person = screen(small.it, LongTerm).at("/quan-tri/luu-tru-dai-han")
    person.press(LongTerm.look)
    (line,) = person.state.lines
    assert (line.state, line.tone) == ("Lỗi", "red")
    assert line.reason.startswith("Bản lưu trữ dài hạn vừa tạo không kiểm tra được")
    person.press(LongTerm.retry, line.id)
    assert (work(small).state, work(small).next_try_at) == (WorkState.WAITING, small.clock.now)
    assert person.state.lines[0].state == "Đang chờ"


def test_a_work_that_is_not_there_is_refused(small: SmallOffice) -> None:
    person = screen(small.it, LongTerm).at("/quan-tri/luu-tru-dai-han")
    person.press(LongTerm.look)
    with pytest.raises(NotVisible):
        person.press(LongTerm.retry, 99)
    assert work(small).tries == 0
