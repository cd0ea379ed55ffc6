"""Comments on the screen: numbered marks on their own version, the list beside it, each person's buttons."""

from typing import Any

import pytest

from signing.geometry import Sizes
from state.outgoing_acts import OutgoingActs
from state.outgoing_paper import OutgoingPaper
from state.page_comments import PageComments
from tests.core.conftest import small as small
from tests.core.factories import LAYOUT, SmallOffice, draft, form, submitted
from tests.pages.outgoing_screen import Screen, furnish, screen
from voffice_app.actions import outgoing
from voffice_app.domain.people import Actor


@pytest.fixture
def office(small: SmallOffice, monkeypatch: Any) -> SmallOffice:
    furnish(monkeypatch, small)
    for module in ("state.page_comments", "state.outgoing_paper"):
        monkeypatch.setattr(f"{module}.database", lambda: small.db)
    for module in ("state.outgoing_opened", "voffice_app.actions.placing"):
        monkeypatch.setattr(f"{module}.true_sizes", lambda *_: Sizes())
    return small


def beside(person: Actor, document_id: int, kind: Any = PageComments, query: str = "") -> Screen:
    shown = screen(person, kind).at(f"/van-ban-di/{document_id}{query}")
    shown.press(kind.look)
    return shown


def commented(office: SmallOffice, document_id: int, text: str = "Sai căn cứ") -> Screen:
    shown = beside(office.deputy, document_id)
    shown.press(PageComments.start)
    shown.press(PageComments.placed, 1, 100.0, 700.0, 160.0, 720.0)
    shown.press(PageComments.send, {"comment_text": text})
    return shown


def test_a_leader_puts_a_box_on_the_page_and_its_number_stands_there(office: SmallOffice) -> None:
    document_id = submitted(office)
    shown = commented(office, document_id).state
    assert [(mark.page, mark.x0, mark.label, mark.tone) for mark in shown.marks] == [(1, 100.0, "1", "violet")]
    line = shown.lines[0]
    assert (line.number, line.kind, line.text, line.mark) == ("1", "Nội dung", "Sai căn cứ", "mark-1")
    assert shown.place is None


def test_who_may_not_comment_gets_no_box(office: SmallOffice) -> None:
    document_id = submitted(office)
    shown = beside(office.colleague, document_id)
    shown.press(PageComments.start)
    assert (shown.state.may_comment, shown.state.place) == (False, None)


def test_another_unit_sees_neither_marks_nor_words(office: SmallOffice) -> None:
    document_id = submitted(office)
    commented(office, document_id)
    shown = beside(office.school1_head, document_id).state
    assert (shown.lines, shown.marks, shown.may_comment) == ([], [], False)


def test_the_drafter_answers_and_settles_and_the_mark_turns_green(office: SmallOffice) -> None:
    document_id = submitted(office)
    commented(office, document_id)
    shown = beside(office.officer, document_id)
    assert shown.state.lines[0].may_settle
    shown.press(PageComments.answering_to, shown.state.lines[0].id)
    shown.press(PageComments.answer, {"answer_text": "Đã sửa"})
    shown.press(PageComments.settle, shown.state.lines[0].id)
    assert shown.state.marks[0].tone == "green"
    assert [said.text for said in shown.state.lines[0].answers] == ["Đã sửa"]
    assert not shown.state.lines[0].may_reopen
    assert beside(office.deputy, document_id).state.lines[0].may_reopen


def test_on_a_new_version_open_comments_are_carried_without_marks_and_the_old_page_keeps_its_own(
    office: SmallOffice,
) -> None:
    document_id = submitted(office)
    commented(office, document_id)
    old = office.document(document_id).current_file_id
    office.act(office.deputy, outgoing.send_back, document_id, "")
    office.act(office.officer, outgoing.edit_draft, document_id, form(office, abstract="Mới", layout=LAYOUT))
    now = beside(office.officer, document_id).state
    assert (now.marks, now.lines[0].where) == ([], "Trang 1 · trên bản trước")
    before = beside(office.officer, document_id, query=f"?tep={old}").state
    assert [mark.label for mark in before.marks] == ["1"]


def test_sent_back_by_comments_alone_the_drafter_is_told_how_many(office: SmallOffice) -> None:
    document_id = submitted(office)
    commented(office, document_id)
    screen(office.deputy, OutgoingActs).look(document_id).press(OutgoingActs.send_back, {"send_back_comment": ""})
    opened = screen(office.officer).look(document_id)
    assert opened.state.returned_because == "Xem 1 góp ý trên trang."


@pytest.mark.article("8.3")
def test_the_head_chooses_paper_on_the_screen_and_the_officer_has_no_choice(office: SmallOffice) -> None:
    document_id = submitted(office)
    shown = beside(office.head, document_id, OutgoingPaper)
    assert shown.state.view.decided == "Chỉ bản điện tử (người soạn đề nghị)"
    shown.press(OutgoingPaper.decide, True)
    assert shown.state.view.also_paper
    assert "quyết định" in shown.state.view.decided
    assert not beside(office.officer, document_id, OutgoingPaper).state.view.may_decide


@pytest.mark.law("ND30:PL-I-II.7")
@pytest.mark.parametrize(("titles", "warned"), [(["TRƯỞNG PHÒNG"], True), (["KT. TRƯỞNG PHÒNG"], False), ([], False)])
def test_a_page_of_another_capacity_is_told_before_it_is_submitted(
    office: SmallOffice, titles: list[str], warned: bool
) -> None:
    document_id = draft(office, layout=LAYOUT | {"titles": titles})
    view = beside(office.officer, document_id, OutgoingPaper).state.view
    assert bool(view.warning) is warned
