"""The list of incoming documents: counters and rows are one condition, the address says everything, units are apart."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from state.incoming import IncomingList
from state.incoming_address import ROLE_TABS, SOMETIMES, Asked
from tests.core import factories
from tests.core.factories import SmallOffice, small_office
from tests.pages.incoming_screen import furnish, look
from tests.pages.outgoing_screen import Screen, screen
from voffice_app.actions import assigning, incoming
from voffice_app.actions.assigning import Assignment
from voffice_app.actions.incoming import Intake
from voffice_app.domain.incoming import Source, Urgency
from voffice_app.domain.people import Actor


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallOffice:
    small = small_office(tmp_path)
    furnish(monkeypatch, small)
    return small


def listed(actor: Actor, query: str = "") -> Screen:
    person = screen(actor, IncomingList).at(f"/van-ban-den{query}")
    person.press(IncomingList.look)
    return person


def references(person: Screen) -> list[str]:
    return [row.reference for row in person.state.rows]


def test_every_role_has_its_tabs_and_each_counter_is_the_number_of_its_rows(office: SmallOffice) -> None:
    factories.registered(office)
    factories.waiting(office)
    factories.assigned(office)
    office.act(office.officer, incoming.pass_to_clerk, Intake(Source.EMAIL, "Sở gửi"))
    for name in ("head", "deputy", "clerk", "officer"):
        actor = office.people[name]
        tabs = listed(actor, "?tab=all").state.tabs
        assert [tab.key for tab in tabs] == [key for key in ROLE_TABS[actor.role] if key not in SOMETIMES]
        asked_for = listed(actor, "?tab=to_read").state.tabs
        assert "to_read" in [tab.key for tab in asked_for], "an empty one is shown to who asks for it"
        for tab in tabs:
            assert len(listed(actor, f"?tab={tab.key}").state.rows) == int(tab.count or 0), (name, tab.key)


def test_another_unit_finds_none_of_it(office: SmallOffice) -> None:
    factories.waiting(office)
    for name in ("school1_head", "school1_clerk", "school1_officer"):
        assert listed(office.people[name], "?tab=all").state.rows == []


@pytest.mark.parametrize(
    "words",
    ["226", "226/QD", "226/QĐ-PGDĐT", "kiem tra", "Kiểm Tra", "kiểm tra định kỳ", "so giao duc", "dinh", "định"],
)
def test_it_is_found_with_and_without_diacritics(words: str, office: SmallOffice) -> None:
    factories.registered(
        office, code_number="226", code_notation="QĐ-PGDĐT", abstract="Về việc kiểm tra định kỳ",
        issuing_body="Sở Giáo dục và Đào tạo",
    )  # fmt: skip
    factories.registered(office, code_number="31", code_notation="TB-UBND", abstract="Nghỉ lễ", issuing_body="UBND xã")
    assert references(listed(office.clerk, f"?tab=all&q={words}")) == ["226/QĐ-PGDĐT"]


def test_filters_stand_in_the_address_and_narrow_the_rows(office: SmallOffice) -> None:
    factories.registered(office, code_number="1", urgency=Urgency.EXPRESS, source=Source.EMAIL)
    factories.registered(office, code_number="2", subject_area="Tổ chức cán bộ")
    lead = factories.assigned(office, code_number="3")
    officer = office.officer.position_id
    for query, found in (
        ("khan=express", ["1/SGDĐT-GDTrH"]), ("nguon=email", ["1/SGDĐT-GDTrH"]),
        ("linh-vuc=T%E1%BB%95+ch%E1%BB%A9c+c%C3%A1n+b%E1%BB%99", ["2/SGDĐT-GDTrH"]),
        (f"chu-tri={officer}", [office.arrived(lead).reference]),
        ("khan=express&nguon=paper", []),
    ):  # fmt: skip
        assert references(listed(office.clerk, f"?tab=all&{query}")) == found, query


def test_the_form_of_filters_becomes_an_address_that_is_read_back_the_same(office: SmallOffice) -> None:
    asked = Asked(
        tab="open",
        words="226/QĐ",
        urgency="express",
        source="email",
        subject_area="Tổ chức cán bộ",
        lead="12",
        sort="due",
    )
    query = asked.href().partition("?")[2]
    assert Asked.read(dict(parse_qsl(query))) == asked


@pytest.mark.parametrize("query", ["tab=x'--", "xep=drop", "khan=1", "sau=abc", "sau=2026-99-99~1", "chu-tri=-1"])
def test_a_mangled_address_asks_for_nothing_special(query: str, office: SmallOffice) -> None:
    document_id = factories.registered(office)
    assert [row.href.partition("?")[0] for row in listed(office.clerk, f"?{query}").state.rows] == [
        f"/van-ban-den/{document_id}"
    ]


@pytest.mark.parametrize("sort", ["-arrived", "arrived", "due", "-due", "number", "-number"])
def test_pages_go_forward_and_back_in_every_order_without_losing_a_row(
    sort: str, office: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("paging", "incoming_lists"):
        monkeypatch.setattr(f"voffice_app.db.{module}.PAGE_SIZE", 3)
    for number in range(1, 9):
        factories.registered(office, code_number=str(number))
    first = listed(office.clerk, f"?tab=all&xep={sort}")
    seen, here = references(first), first
    while here.state.following:
        here = listed(office.clerk, here.state.following.removeprefix("/van-ban-den"))
        seen += references(here)
    assert len(seen) == len(set(seen)) == 8
    while here.state.previous:
        here = listed(office.clerk, here.state.previous.removeprefix("/van-ban-den"))
    assert references(here) == references(first)


def test_the_neighbours_of_a_number_are_the_numbers_beside_it(office: SmallOffice) -> None:
    ids = [factories.registered(office) for _ in range(3)]
    shown = look(office.clerk, ids[1], "?tab=all&xep=-number").state
    assert shown.previous == f"/van-ban-den/{ids[2]}?tab=all&xep=-number"
    assert shown.following == f"/van-ban-den/{ids[0]}?tab=all&xep=-number"


def test_what_waits_to_be_registered_and_what_i_have_not_opened_is_bold(office: SmallOffice) -> None:
    office.act(office.officer, incoming.pass_to_clerk, Intake(Source.PAPER, "Giấy mời"))
    assert listed(office.clerk, "?tab=to_register").state.rows[0].unread
    document_id = factories.assigned(office)
    assert listed(office.officer, "?tab=mine").state.rows[0].unread
    assert not listed(office.head, "?tab=open").state.rows[0].unread
    look(office.officer, document_id)
    assert not listed(office.officer, "?tab=mine").state.rows[0].unread


def test_the_second_line_tells_the_arrival_number_or_when_and_how_it_came(office: SmallOffice) -> None:
    office.act(office.officer, incoming.pass_to_clerk, Intake(Source.PAPER, "Giấy mời"))
    assert listed(office.clerk, "?tab=to_register").state.rows[0].below == "đến 12:00 · bản giấy"
    document_id = factories.registered(office)
    assert listed(office.clerk, "?tab=to_submit").state.rows[0].below == "số đến 1"
    assert office.arrived(document_id).arrival_number == 1


@pytest.mark.article("8.1")
def test_overdue_is_told_in_days_and_supporters_are_counted(office: SmallOffice) -> None:
    document_id = factories.waiting(office)
    wanted = Assignment(
        office.officer.position_id, (office.colleague.position_id, office.deputy.position_id),
        due_on=office.db.today(),
    )  # fmt: skip
    office.act(office.head, assigning.assign, document_id, wanted)
    office.clock.pass_days(3)
    row = listed(office.head, "?tab=overdue").state.rows[0]
    assert (row.due, row.due_tone, row.supports) == ("Quá 3 ngày", "late", "+2 phối hợp")


def test_an_empty_tab_says_what_to_do(office: SmallOffice) -> None:
    person: Any = listed(office.head, "?tab=to_assign").state
    assert person.rows == []
    assert "phân công" in person.empty_hint
    assert "Bỏ bớt" in listed(office.head, "?tab=all&q=zzz").state.empty_hint
