"""The list of outgoing documents: by what waits, narrowed and turned by its address, one unit only."""

from typing import Any

import pytest

from state.outgoing import OutgoingList
from state.outgoing_address import Asked, tabs_of
from tests.core.conftest import small as small
from tests.core.factories import SmallOffice, approved, draft, numbered, submitted
from tests.pages.outgoing_screen import Screen, furnish, screen
from voffice_app.db.paging import PAGE_SIZE
from voffice_app.domain.people import Actor


@pytest.fixture
def office(small: SmallOffice, monkeypatch: Any) -> SmallOffice:
    furnish(monkeypatch, small)
    return small


def listed(person: Actor, query: str = "") -> Screen:
    shown = screen(person, OutgoingList).at(f"/van-ban-di{query}")
    shown.press(OutgoingList.look)
    return shown


def abstracts(shown: Screen) -> list[str]:
    return [row.abstract for row in shown.state.rows]


def test_each_role_opens_on_what_waits_for_it(office: SmallOffice) -> None:
    submitted(office, abstract="Chờ duyệt")
    approved(office, abstract="Chờ thể thức")
    draft(office, abstract="Còn soạn")
    assert [(s.state.tab, abstracts(s)) for s in map(listed, (office.deputy, office.clerk, office.officer))] == [
        ("to_approve", ["Chờ duyệt"]), ("to_check", ["Chờ thể thức"]), ("my_drafts", ["Còn soạn"]),
    ]  # fmt: skip


def test_the_counter_of_a_tab_is_the_number_of_its_rows(office: SmallOffice) -> None:
    for _ in range(3):
        submitted(office)
    numbered(office)
    for tab in listed(office.deputy).state.tabs:
        rows = listed(office.deputy, tab.href.removeprefix("/van-ban-di")).state.rows
        assert tab.count == (str(len(rows)) if rows else "")


def test_another_unit_sees_nothing_of_it(office: SmallOffice) -> None:
    draft(office)
    shown = listed(office.school1_clerk, "?tab=all")
    assert shown.state.rows == []
    assert shown.state.empty_title == "Chưa có văn bản nào ở đây"


def test_words_find_with_and_without_diacritics(office: SmallOffice) -> None:
    draft(office, abstract="Về việc đánh giá viên chức")
    draft(office, abstract="Về việc khen thưởng")
    for words in ("danh gia", "đánh giá", "%C4%90%C3%81NH"):
        assert abstracts(listed(office.officer, f"?tab=all&q={words}")) == ["Về việc đánh giá viên chức"]
    assert listed(office.officer, "?tab=all&q=xyz").state.empty_title == "Không tìm thấy văn bản nào"


def test_filters_become_an_address_that_can_be_sent(office: SmallOffice) -> None:
    draft(office, abstract="Một", type_key="CV")
    draft(office, abstract="Hai", type_key="QĐ", urgency="express")
    shown = listed(office.officer, "?tab=all")
    move = shown.press(OutgoingList.narrow, {"q": "", "loai": "QĐ", "khan": "express", "linh-vuc": "bịa"})
    assert "loai=Q%C4%90&khan=express" in str(move)
    assert "linh-vuc" not in str(move)
    assert abstracts(listed(office.officer, "?tab=all&loai=QĐ&khan=express")) == ["Hai"]


def test_pages_turn_forward_and_back_by_key_and_lose_nobody(office: SmallOffice) -> None:
    names = [f"Văn bản {n:02}" for n in range(PAGE_SIZE + 5)]
    for name in names:
        draft(office, abstract=name)
    first = listed(office.officer, "?tab=all")
    assert (first.state.previous, len(first.state.rows)) == ("", PAGE_SIZE)
    second = listed(office.officer, first.state.following.removeprefix("/van-ban-di"))
    assert abstracts(first) + abstracts(second) == names[::-1]
    assert second.state.following == ""
    back = listed(office.officer, second.state.previous.removeprefix("/van-ban-di"))
    assert abstracts(back) == abstracts(first)


def test_a_mangled_address_shows_the_first_page(office: SmallOffice) -> None:
    draft(office)
    shown = listed(office.officer, "?tab=bịa&xep=;drop&sau=x~y&loai=<b>")
    assert (shown.state.tab, len(shown.state.rows)) == ("my_drafts", 1)
    assert Asked.read({"tab": "bịa", "xep": ";drop"}) == Asked()


def test_a_document_knows_its_neighbours_in_the_list_it_was_opened_from(office: SmallOffice) -> None:
    ids = [draft(office, abstract=f"Văn bản {n}") for n in range(3)]
    shown = screen(office.officer).look(ids[1], "?tab=my_drafts")
    assert shown.state.previous == f"/van-ban-di/{ids[2]}?tab=my_drafts"
    assert shown.state.following == f"/van-ban-di/{ids[0]}?tab=my_drafts"
    assert screen(office.officer).look(ids[0], "?tab=my_drafts").state.following == ""


def test_the_neighbours_of_a_number_are_the_numbers_beside_it(office: SmallOffice) -> None:
    ids = [numbered(office) for _ in range(3)]
    shown = screen(office.clerk).look(ids[1], "?tab=all&xep=-number")
    assert shown.state.previous == f"/van-ban-di/{ids[2]}?tab=all&xep=-number"
    assert shown.state.following == f"/van-ban-di/{ids[0]}?tab=all&xep=-number"


def test_every_role_has_its_own_tabs(office: SmallOffice) -> None:
    assert "to_seal" in tabs_of(office.clerk, "")
    assert "to_seal" not in tabs_of(office.head, "")
    assert tabs_of(office.head, "numbered")[-1] == "numbered"
