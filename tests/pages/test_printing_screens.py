"""The screens that print: which books a unit has, what the form asks for, what a code on paper tells to whom."""

from typing import Any

import pytest

from state.print_log import PrintLog
from state.printing import Printing
from state.reports import Reports
from tests.core.conftest import small as small
from tests.core.factories import SmallOffice, assigned, codes, registered
from tests.core.printing_room import drawing
from tests.pages.outgoing_screen import Screen, screen
from voffice_app.actions import book_export
from voffice_app.actions.working import work_next
from voffice_app.db.exports import KIND
from voffice_app.db.paper_prints import log_print
from voffice_app.domain.errors import NotVisible, Refused
from voffice_app.domain.people import Actor


@pytest.fixture(autouse=True)
def _furnished(monkeypatch: Any, small: SmallOffice) -> None:
    for module in ("state.base", "state.printing", "state.reports", "state.print_log"):
        monkeypatch.setattr(f"{module}.database", lambda: small.db)


def at_the_books(who: Actor) -> Screen:
    person = screen(who, Printing).at("/in-so")
    person.press(Printing.look)
    return person


@pytest.mark.law("ND30:PL6")
def test_the_clerk_finds_the_three_books_of_the_unit_and_what_each_holds(small: SmallOffice) -> None:
    registered(small)
    registered(small, code_number="124")
    clerk = at_the_books(small.clerk)
    assert [option.label for option in clerk.state.books] == [
        "Sổ đăng ký văn bản đến", "Sổ theo dõi giải quyết văn bản đến", "Sổ đăng ký văn bản đi",
    ]  # fmt: skip
    assert clerk.state.holds == "Sổ có 2 số, từ số 1 đến số 2, từ 23/11/2026 đến 23/11/2026."
    assert (clerk.state.year, clerk.state.first, clerk.state.last) == ("2026", "1", "2")
    clerk.press(Printing.choose_book, clerk.state.books[2].value)
    assert clerk.state.holds == "Sổ của năm này chưa có số nào."


def test_the_file_is_made_in_the_background_and_offered_when_it_is_done(small: SmallOffice) -> None:
    registered(small)
    clerk = at_the_books(small.clerk)
    clerk.press(Printing.export, {"year": "2026", "first": "1", "last": "", "form": "pdf", "volume": "01"})
    (line,) = clerk.state.exports
    assert (line.state, line.running, line.href, clerk.state.running) == ("Đang chờ", True, "", True)
    work_next(drawing(small), {KIND: book_export.export_book})
    clerk.press(Printing.tick)
    (line,) = clerk.state.exports
    assert (line.state, line.running, clerk.state.running) == ("Đã xong", False, False)
    assert line.href == f"/api/exports/{line.id}"
    assert line.title == "Sổ đăng ký văn bản đến năm 2026, từ số 1 đến số 1"
    assert line.reason == "1 dòng, 2 trang"
    assert at_the_books(small.head).state.exports == []


@pytest.mark.parametrize("wrong", ["-1", "1e9", "abc", "9" * 12])
def test_a_number_that_is_none_is_refused_and_nothing_is_exported(small: SmallOffice, wrong: str) -> None:
    clerk = at_the_books(small.clerk)
    with pytest.raises(Refused) as refusal:
        clerk.press(Printing.export, {"year": "2026", "first": wrong, "last": "5", "form": "pdf"})
    assert codes(refusal) == ["book_range_wrong"]
    clerk.press(Printing.tick)
    assert clerk.state.exports == []


def test_a_book_that_was_not_offered_is_not_chosen(small: SmallOffice) -> None:
    clerk, theirs = at_the_books(small.clerk), at_the_books(small.school1_clerk).state.books[0].value
    before = clerk.state.book
    clerk.press(Printing.choose_book, theirs)
    clerk.press(Printing.choose_year, "1999")
    assert (clerk.state.book, clerk.state.year) == (before, "2026")


def reports_at(who: Actor, query: str = "") -> Any:
    person = screen(who, Reports).at(f"/bao-cao{query}")
    person.press(Reports.look)
    return person.state


@pytest.mark.article("8.1")
def test_the_report_opens_with_this_month_and_adds_up(small: SmallOffice) -> None:
    assigned(small)
    registered(small, code_number="124")
    state = reports_at(small.head)
    assert (state.first, state.last) == ("2026-11-01", "2026-11-30")
    assert [(line.name, line.total) for line in state.lines] == [
        ("Chưa phân công", "1"), ("Người officer", "1"), ("Tổng cộng", "2"),
    ]  # fmt: skip
    assert state.query == "tu=2026-11-01&den=2026-11-30&theo=person"


@pytest.mark.parametrize("query", ["?tu=x&den=y&theo=z&huong=q", "?tu=2026-12-01&den=2026-11-01", "?theo=unit"])
def test_a_mangled_address_means_the_present_month_and_no_school_counts_others(small: SmallOffice, query: str) -> None:
    state = reports_at(small.school1_head, query)
    assert (state.first, state.last, state.by, state.direction) == ("2026-11-01", "2026-11-30", "person", "incoming")


def test_who_prints_no_books_sees_no_report(small: SmallOffice) -> None:
    with pytest.raises(NotVisible):
        reports_at(small.officer)


def looked_up(who: Actor, code: str) -> Any:
    person = screen(who, PrintLog).at(f"/tra-cuu/{code}")
    person.press(PrintLog.look)
    return person.state


@pytest.mark.law("ND137:5")
def test_the_code_tells_what_was_printed_by_whom_and_when_and_opens_the_original_to_its_readers(
    small: SmallOffice,
) -> None:
    document_id = registered(small)
    code = small.act(small.clerk, log_print, "Văn bản đến 123/SGDĐT (số đến 1)", "incoming", document_id, 2)
    reader = looked_up(small.officer, code.lower().replace("-", " "))
    assert [(fact.label, fact.value) for fact in reader.facts] == [
        ("Mã tra cứu", code), ("Bản in", "Văn bản đến 123/SGDĐT (số đến 1)"), ("Người in", "clerk Người clerk"),
        ("Đơn vị", "Phòng GD&ĐT Thái Thụy"), ("In lúc", "12:00 23/11/2026"), ("Số trang", "2 trang"),
    ]  # fmt: skip
    assert reader.original == f"/van-ban-den/{document_id}"
    for stranger in (small.school1_head, small.school1_officer, small.it):
        told = looked_up(stranger, code)
        assert told.facts[0].value == code
        assert told.original == "", "what it is, but not the original"


def test_a_code_that_stands_for_nothing_says_so_and_shows_nothing(small: SmallOffice) -> None:
    small.act(small.clerk, log_print, "Sổ", "register", 1, 2)
    for code in ("0000-0000-0000", "khong-dung", "%00"):
        state = looked_up(small.clerk, code)
        assert (state.absent, state.facts, state.original) == (True, [], "")


def test_the_log_is_the_units_own_and_for_those_who_print_books(small: SmallOffice) -> None:
    code = small.act(small.clerk, log_print, "Sổ đăng ký", "register", 1, 2, 3, True)
    small.act(small.school1_clerk, log_print, "Sổ của trường", "register", 2, 1)
    (line,) = looked_up(small.head, "").lines
    assert (line.code, line.size) == (code, "2 trang × 3 bản, đóng dấu treo")
    assert looked_up(small.officer, "").lines == []
