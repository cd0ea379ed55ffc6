"""The screens of the books: each person sees their unit's own, and what they may do is done in the book."""

from datetime import timedelta
from typing import Any

import pytest

from state.book_choice import IN_SILENCE, BookChoice
from state.incoming_form import fields_of, kept_for_next
from state.outgoing_acts import OutgoingActs
from state.outgoing_declared import declared
from state.register_acts import RegisterActs
from state.registers import Registers, RegistersOfUnits
from tests.core.conftest import small as small
from tests.core.factories import SmallOffice, draft, format_checked, numbered
from tests.core.test_registers import COUNCIL, TODAY, book, held, opened
from tests.core.test_volumes import issued
from tests.pages.outgoing_screen import Screen, furnish, screen
from voffice_app.actions import registers
from voffice_app.db.files import Direction
from voffice_app.domain.errors import Refused
from voffice_app.domain.people import Actor
from voffice_app.domain.registers import Entry

MODULES = ("registers", "register_detail", "register_acts", "book_choice")
FORM = {"name": "Sổ quyết định", "direction": "outgoing", "first_year": "2026", "decided_by": "QĐ 5", "type-QĐ": "on"}


@pytest.fixture
def office(small: SmallOffice, monkeypatch: Any) -> SmallOffice:
    furnish(monkeypatch, small)
    for module in MODULES:
        monkeypatch.setattr(f"state.{module}.database", lambda: small.db)
    monkeypatch.setattr("state.register_acts.office", lambda: small.office)
    return small


def listed(person: Actor, query: str = "") -> Screen:
    shown = screen(person, Registers).at(f"/so-van-ban{query}")
    shown.press(Registers.look)
    return shown


def detail(person: Actor, register_id: int, query: str = "") -> Screen:
    shown = screen(person, RegisterActs).at(f"/so-van-ban/{register_id}{query}")
    shown.press(RegisterActs.look)
    return shown


@pytest.mark.law("ND30:15")
def test_the_list_tells_the_last_number_what_is_held_and_that_none_is_missing(office: SmallOffice) -> None:
    numbered(office)
    held(office, book(office), 2)
    opened(office)
    lines = {line.name: line for line in listed(office.clerk).state.lines}
    mine = lines["Sổ outgoing"]
    assert (mine.last, mine.held, mine.voided, mine.whole, mine.tone) == ("3", "2", "0", "Đủ số", "green")
    assert lines[COUNCIL.name].below == "Văn bản đi · Hội đồng thi đua · ký hiệu HĐTĐ · từ năm 2026"
    assert COUNCIL.name not in [line.name for line in listed(office.clerk, "?nam=2025").state.lines]
    theirs = [line.href for line in listed(office.school1_clerk).state.lines]
    assert not {line.href for line in lines.values()} & set(theirs), "nobody sees the books of another unit"


def test_a_number_that_is_nowhere_is_named_in_red(office: SmallOffice) -> None:
    from voffice_app.db.bulk import advance_register

    numbered(office)
    with office.db.act(office.clerk) as tx:
        advance_register(tx, book(office), 2026, 3)
    mine = next(line for line in listed(office.clerk).state.lines if line.name == "Sổ outgoing")
    assert (mine.tone, mine.whole) == ("red", "Thiếu số 2, 3")


def test_the_head_opens_a_book_and_it_does_for_a_school(office: SmallOffice) -> None:
    shown = listed(office.head)
    shown.press(Registers.add, FORM)
    assert "Sổ quyết định" in [line.name for line in shown.state.lines]
    with pytest.raises(Refused):
        listed(office.clerk).press(Registers.add, FORM | {"name": "Sổ khác", "type-QĐ": None, "type-TB": "on"})
    far = screen(office.it, RegistersOfUnits).at("/quan-tri/so-van-ban")
    far.press(RegistersOfUnits.look)
    far.press(RegistersOfUnits.add, FORM | {"unit": str(office.schools[0])})
    assert "Sổ quyết định" in [line.name for line in listed(office.school1_clerk).state.lines]


def test_the_clerk_holds_and_voids_on_the_books_own_page(office: SmallOffice) -> None:
    shown = detail(office.clerk, book(office))
    shown.press(RegisterActs.begin)
    form = {"count": "2", "hold_reason": "Họp lùi", "request_key": shown.state.request_key}
    shown.press(RegisterActs.hold, form)
    shown.press(RegisterActs.hold, form)
    assert [(line.number, line.status) for line in shown.state.numbers] == [("1", "Đang giữ"), ("2", "Đang giữ")]
    shown.press(RegisterActs.ask_void, shown.state.numbers[0].id)
    shown.press(RegisterActs.void, {"void_reason": "Không họp nữa"})
    assert shown.state.numbers[0].reason == "Họp lùi · Hủy: Không họp nữa"
    assert (shown.state.held, shown.state.voided, shown.state.voiding) == ("1", "1", 0)
    assert shown.state.running
    assert not detail(office.clerk, book(office), "?nam=2025").state.running, "numbers are held in this year"
    assert [entry.act for entry in shown.state.history] == ["hủy số đã giữ 1", "giữ số 1–2"]
    with pytest.raises(Refused):
        shown.press(RegisterActs.hold, {"count": "nhiều", "hold_reason": "Vì"})


def test_the_head_permits_late_days_and_takes_that_back(office: SmallOffice) -> None:
    shown = detail(office.head, book(office))
    day = (TODAY - timedelta(days=1)).isoformat()
    shown.press(RegisterActs.allow, {
        "first_on": day, "last_on": day, "valid_until": TODAY.isoformat(), "allow_reason": "Mất điện",
    })  # fmt: skip
    given = shown.state.permissions_given[0]
    assert (given.days, given.running) == ("22/11/2026", True)
    shown.press(RegisterActs.end, given.id)
    assert not shown.state.permissions_given[0].running
    with pytest.raises(Refused):
        detail(office.clerk, book(office)).press(RegisterActs.allow, {"allow_reason": "Vì"})


@pytest.mark.law("ND30:16")
def test_a_volume_is_closed_and_compared_on_the_page(office: SmallOffice) -> None:
    issued(office)
    shown = detail(office.clerk, book(office))
    assert shown.state.closable
    shown.press(RegisterActs.close, {"last_number": "1"})
    assert not shown.state.closable
    volume = shown.state.volumes[0]
    assert (volume.name, volume.numbers, volume.days) == ("Quyển số 1", "1 – 1", "23/11/2026 – 23/11/2026")
    shown.press(RegisterActs.compare, volume.id)
    assert (shown.state.compared_kind, shown.state.changes) == ("done", [])
    stranger = detail(office.school1_clerk, book(office))
    assert (stranger.state.absent, stranger.state.volumes, stranger.state.history) == (True, [], [])
    with pytest.raises(Refused):
        stranger.press(RegisterActs.compare, volume.id)


def test_a_book_is_given_up_by_the_head(office: SmallOffice) -> None:
    council = opened(office)
    shown = detail(office.head, council)
    assert shown.state.retirable
    shown.press(RegisterActs.retire)
    assert not shown.state.retirable


def test_the_clerk_picks_a_number_held_for_the_document_that_is_open(office: SmallOffice) -> None:
    held(office, book(office), 1)
    held(office, opened(office), 1)
    document_id = format_checked(office)
    choice = screen(office.clerk, BookChoice).at(f"/van-ban-di/{document_id}")
    choice.press(BookChoice.for_number)
    assert [option.label for option in choice.state.held] == ["Số 1/2026 · Mất điện ngày 20/11"]
    shown = screen(office.clerk, OutgoingActs).look(document_id)
    shown.press(OutgoingActs.assign_number, {"held": choice.state.held[0].value, "entry_day": "", "day": None})
    assert office.document(document_id).number == 1
    assert numbered(office)
    assert office.document(numbered(office)).number == 3


def test_a_choice_of_books_is_shown_only_where_there_is_one(office: SmallOffice) -> None:
    def choice() -> list[str]:
        shown = screen(office.officer, BookChoice).at("/van-ban-di/soan")
        shown.press(BookChoice.for_draft)
        return [option.label for option in shown.state.books]

    assert choice() == []
    council = opened(office)
    assert choice() == [IN_SILENCE, "Sổ outgoing", "Sổ Hội đồng thi đua (HĐTĐ)"]
    edited = screen(office.officer, BookChoice).at(f"/van-ban-di/{draft(office, register_id=council)}/sua")
    edited.press(BookChoice.for_draft)
    assert edited.state.book == str(council)
    theirs = screen(office.school1_officer, BookChoice).at(f"/van-ban-di/{draft(office, register_id=council)}/sua")
    theirs.press(BookChoice.for_draft)
    assert (theirs.state.books, theirs.state.book) == ([], "")


def test_what_is_chosen_reaches_the_acts_and_the_next_paper_keeps_its_book(office: SmallOffice) -> None:
    sent = {"register": "7", "held": "3", "entry_day": "2026-11-20"}
    fields = fields_of(sent)
    assert fields.entry == Entry(7, 3, TODAY - timedelta(days=3))
    assert kept_for_next(fields)["register"] == "7"
    assert fields_of({"register": "x", "held": "9" * 12, "entry_day": "nay"}).entry == Entry()
    assert declared({"register": "7"}, ()).register_id == 7


def test_the_clerk_of_arrivals_chooses_among_books_and_numbers_held(office: SmallOffice) -> None:
    inward = book(office, Direction.INCOMING)
    held(office, inward, 1)
    office.act(office.head, registers.add_register, registers.RegisterForm(
        Direction.INCOMING, "Sổ đơn thư", 2026, "QĐ 3", body_name="Tiếp công dân",
    ))  # fmt: skip
    shown = screen(office.clerk, BookChoice).at("/van-ban-den/nhap")
    shown.press(BookChoice.for_entry)
    assert [option.label for option in shown.state.books] == [IN_SILENCE, "Sổ incoming", "Sổ đơn thư"]
    assert len(shown.state.held) == 1
