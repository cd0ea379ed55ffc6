"""Two versions side by side, for whoever may read both; anything else is absent, and nothing of it stays behind."""

from typing import Any

import pytest

from state.compare import Compare
from state.compare_versions import CompareVersions, WordChange
from tests.core.conftest import small as small
from tests.core.factories import LAYOUT, SmallOffice, draft, form
from tests.core.test_recall import WHY, at_work, issued
from tests.pages.outgoing_screen import SHEET, Screen, furnish, screen
from voffice_app.actions import outgoing, recalling
from voffice_app.db.files import Direction, list_files

CHANGE = WordChange("Trang 1", "báo cáo", "trước ngày 05", "trước ngày 10", "tháng 12")


@pytest.fixture
def office(small: SmallOffice, monkeypatch: Any) -> SmallOffice:
    furnish(monkeypatch, small)
    for module in ("state.compare", "state.compare_versions"):
        monkeypatch.setattr(f"{module}.database", lambda: small.db)
    monkeypatch.setattr("state.compare_versions.page_sizes", lambda _sha256: (SHEET,))
    monkeypatch.setattr("state.compare_versions.read_changes", lambda *_: ("1 chỗ khác nhau", [CHANGE]))
    return small


def papers(office: SmallOffice, document_id: int, direction: Direction = Direction.OUTGOING) -> list[int]:
    with office.db.read() as session:
        return [file.id or 0 for file in list_files(session, direction, document_id)]


def rewritten(office: SmallOffice) -> int:
    document_id = draft(office)
    changed = form(office, abstract="Mới", change_note="Sửa thời hạn", layout=LAYOUT)
    office.act(office.officer, outgoing.edit_draft, document_id, changed)
    return document_id


def comparing(office: SmallOffice, who: str, first: object, second: object) -> Screen:
    shown = screen(office.people[who], CompareVersions).at(f"/so-sanh?truoc={first}&sau={second}")
    shown.press(CompareVersions.look)
    return shown


@pytest.mark.law("ND30:10")
def test_two_versions_tell_which_is_which_what_was_mended_and_which_words_changed(office: SmallOffice) -> None:
    document_id = rewritten(office)
    first, second = papers(office, document_id)
    state = comparing(office, "deputy", first, second).state
    assert (state.absent, state.back) == (False, f"/van-ban-di/{document_id}")
    assert state.before.title.startswith("Bản 1 · ")
    assert state.after.title.startswith("Bản 2 · ")
    assert "Sửa thời hạn" in state.after.about
    assert (state.after.pages_at, state.after.download) == (f"/api/pages/{second}", f"/api/files/{second}")
    assert (state.words_said, state.changes) == ("1 chỗ khác nhau", [CHANGE])


def test_versions_of_two_documents_a_strangers_and_what_is_no_number_are_absent(office: SmallOffice) -> None:
    first, second = papers(office, rewritten(office))
    (other,) = papers(office, draft(office, abstract="Văn bản khác"))
    for who, one, two in (
        ("deputy", first, other), ("school1_head", first, second), ("deputy", first, 99_999), ("deputy", "x", "-1"),
    ):  # fmt: skip
        shown = comparing(office, who, one, two)
        assert (shown.state.absent, shown.state.before.title) == (True, ""), (who, one, two)


def test_what_was_compared_before_does_not_stay_when_the_next_is_refused(office: SmallOffice) -> None:
    first, second = papers(office, rewritten(office))
    shown = comparing(office, "deputy", first, second)
    shown.at(f"/so-sanh?truoc={first}&sau=99999").press(CompareVersions.look)
    assert shown.state.absent
    assert (shown.state.before_pages, shown.state.after_pages, shown.state.changes) == ([], [], [])


def test_a_paper_that_was_taken_back_is_not_shown_as_it_was_when_it_was_signed(office: SmallOffice) -> None:
    document_id = issued(office)
    paper = at_work(office, document_id)
    (file,) = papers(office, paper, Direction.INCOMING)
    office.act(office.head, recalling.recall, document_id, WHY)
    shown = screen(office.school1_officer, Compare).at(f"/doi-chieu?tep={file}&o=Signature1")
    shown.press(Compare.look)
    assert (shown.state.absent, shown.state.signed_pages, shown.state.title) == (True, [], "")
