"""What home says of the day: looks at the inbox, sources to look at, senders to be told, what became of a finding."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from state.after_issue import AfterIssue
from state.arrival import Arrival, Owed
from state.incoming_register import IncomingRegister
from state.passed_on import PassedOn
from state.sources import Sources
from state.visit_month import VisitMonth
from state.visits import Visits
from tests.core.factories import SmallOffice, codes, registered, sealed, small_office, upload
from tests.pages.outgoing_screen import screen
from voffice_app.actions import incoming, issuing
from voffice_app.actions.calendar import DayForm, set_day
from voffice_app.actions.incoming import Intake
from voffice_app.db.calendar import list_days
from voffice_app.db.incoming import list_delivered
from voffice_app.db.mail import MailState, OutgoingMail
from voffice_app.db.visits import find_visits
from voffice_app.domain.calendar import DayKind, vietnam_date
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import Source

MODULES = ("state.base", "state.visits", "state.visit_month", "state.sources", "state.arrival", "state.passed_on",
           "state.after_issue")  # fmt: skip
MORNING = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
"""Monday, five past eight in Vietnam."""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: Any) -> SmallOffice:
    made = small_office(tmp_path)
    made.clock.now = MORNING
    for module in MODULES:
        monkeypatch.setattr(f"{module}.database", lambda: made.db)
    return made


@pytest.mark.article("7.1")
def test_home_tells_the_day_and_turning_pages_adds_nothing(small: SmallOffice) -> None:
    officer = screen(small.officer, Visits).at("/")
    for minutes in (0, 1, 20, 59):
        small.clock.now = MORNING + timedelta(minutes=minutes)
        officer.press(Visits.look)
        assert officer.state.line == "Hôm nay: 1/2 lần vào văn bản đến, lần sau tính từ 09:05"
    small.clock.now = MORNING + timedelta(minutes=60)
    officer.press(Visits.look)
    assert (officer.state.line, officer.state.fulfilled) == ("Hôm nay: 2/2 lần vào văn bản đến", True)


def test_on_a_day_off_nothing_is_counted(small: SmallOffice) -> None:
    small.act(small.it, set_day, vietnam_date(MORNING), DayKind.OFF, DayForm("Nghỉ bão", "Công điện 1"))
    officer = screen(small.officer, Visits).at("/")
    officer.press(Visits.look)
    assert officer.state.line == "Hôm nay không tính lần vào văn bản đến"
    with small.db.read() as session:
        assert find_visits(session, small.officer.position_id, vietnam_date(MORNING)).count == 0
        assert len(list_days(session, 2026)) == 1


def test_whoever_keeps_the_system_is_told_nothing_of_looks(small: SmallOffice) -> None:
    it = screen(small.it, Visits).at("/")
    it.press(Visits.look)
    assert it.state.line == ""


def test_the_word_about_mvp_holds_for_its_half_of_the_day(small: SmallOffice) -> None:
    officer = screen(small.officer, Visits).at("/")
    officer.press(Visits.look)
    assert not officer.state.mvp_said
    officer.press(Visits.tick)
    assert (officer.state.mvp_said, officer.state.notice) == (True, "Đã ghi: bạn tự khai đã vào MVP sáng nay.")
    small.clock.now = MORNING + timedelta(hours=6)
    officer.press(Visits.look)
    assert (officer.state.half, officer.state.mvp_said) == ("chiều", False)


@pytest.mark.article("7.1")
def test_the_month_is_ones_own_and_the_leaders_see_their_units(small: SmallOffice) -> None:
    officer = screen(small.officer, Visits).at("/")
    for minutes in (0, 60):
        small.clock.now = MORNING + timedelta(minutes=minutes)
        officer.press(Visits.look)
    small.clock.pass_days(1)
    own = screen(small.officer, VisitMonth).at("/lan-truy-cap")
    own.press(VisitMonth.look)
    monday = next(line for line in own.state.own if line.day == "Thứ Hai 23/11/2026")
    assert (monday.first, monday.second, monday.state) == ("08:05", "09:05", "Đủ")
    assert (own.state.own[0].state, own.state.officials) == ("Hôm nay", [])
    head = screen(small.head, VisitMonth).at("/lan-truy-cap?thang=1999-01")
    head.press(VisitMonth.look)
    found = {line.name: line.fulfilled.partition("/")[0] for line in head.state.officials}
    assert found == {p.full_name: str(int(p is small.officer)) for n, p in small.people.items()
                     if p.unit_id == small.head.unit_id and n != "it"}  # fmt: skip


@pytest.mark.article("6.1")
def test_a_source_is_amber_until_somebody_looked_today_and_a_find_opens_the_form(small: SmallOffice) -> None:
    clerk = screen(small.clerk, Sources).at("/nguon-van-ban")
    clerk.press(Sources.look_at_all)
    clerk.press(Sources.save, {"name": "Website Sở", "address": "thaibinh.edu.vn", "source": "website"})
    (line,) = clerk.state.lines
    assert (line.stale, line.looked, clerk.state.stale) == (True, "Chưa ai xem", 1)
    clerk.press(Sources.looked_at, line.id, False)
    (line,) = clerk.state.lines
    assert not line.stale
    assert line.looked.startswith("Đã xem 08:05 bởi ")
    small.clock.pass_days(1)
    clerk.press(Sources.look)
    assert clerk.state.lines[0].stale
    sent = clerk.press(Sources.looked_at, line.id, True)
    assert "/van-ban-den/nhap?nguon=website" in str(sent)
    form = screen(small.clerk, IncomingRegister).at("/van-ban-den/nhap?nguon=website")
    form.press(IncomingRegister.begin)
    assert form.state.values["source"] == "website"
    form = screen(small.clerk, IncomingRegister).at("/van-ban-den/nhap?nguon=voffice")
    form.press(IncomingRegister.begin)
    assert form.state.values["source"] == "paper"


def test_home_shows_the_sources_to_the_clerk_alone(small: SmallOffice) -> None:
    clerk = screen(small.clerk, Sources).at("/nguon-van-ban")
    clerk.press(Sources.save, {"name": "Website Sở", "address": "", "source": "website"})
    clerk.press(Sources.edit, clerk.state.lines[0].id)
    clerk.press(Sources.save, {"name": "Website Sở GD&ĐT", "address": "", "source": "website"})
    assert [line.name for line in clerk.state.lines] == ["Website Sở GD&ĐT"]
    clerk.press(Sources.set_open, clerk.state.lines[0].id, False)
    clerk.press(Sources.look)
    assert clerk.state.lines == []
    head = screen(small.head, Sources).at("/")
    head.press(Sources.look)
    assert head.state.lines == []


@pytest.mark.law("ND30:21")
def test_the_clerk_tells_the_sender_and_the_warning_goes(small: SmallOffice) -> None:
    document_id = registered(small, source=Source.EMAIL)
    home = screen(small.clerk, Owed).at("/")
    home.press(Owed.look)
    assert [(line.href, line.when) for line in home.state.lines] == [(f"/van-ban-den/{document_id}", "Hôm nay")]
    small.clock.pass_days(1)
    home.press(Owed.look)
    assert [(line.when, line.tone) for line in home.state.lines] == [("Từ 23/11/2026", "red")], "late, not forgotten"
    small.clock.pass_days(-1)
    clerk = screen(small.clerk, Arrival).at(f"/van-ban-den/{document_id}")
    clerk.press(Arrival.look)
    assert clerk.state.owed
    assert "số đến 1" in clerk.state.text
    assert clerk.state.mail_to.startswith("mailto:?subject=")
    clerk.press(Arrival.acknowledge, {"way": "email", "told": clerk.state.text})
    assert not clerk.state.owed
    assert [entry.act for entry in clerk.state.told] == ["báo nhận: Thư điện tử"]
    home.press(Owed.look)
    assert home.state.lines == []
    officer = screen(small.officer, Arrival).at(f"/van-ban-den/{document_id}")
    officer.press(Arrival.look)
    assert not officer.state.offered
    assert officer.state.told
    other = screen(small.school1_clerk, Arrival).at(f"/van-ban-den/{document_id}")
    other.press(Arrival.look)
    assert (other.state.document_id, other.state.told) == (0, [])


@pytest.mark.law("ND30:21")
def test_the_letter_to_the_sender_shows_how_it_stands_where_the_acknowledgement_is_shown(small: SmallOffice) -> None:
    document_id = registered(small, source=Source.EMAIL)
    clerk = screen(small.clerk, Arrival).at(f"/van-ban-den/{document_id}")
    clerk.press(Arrival.look)
    assert (clerk.state.address, clerk.state.letters) == ("", [])
    with pytest.raises(Refused) as no:
        clerk.press(Arrival.tell_by_mail, {"address": "so"})
    assert codes(no) == ["outsider_email_bad"]
    for _ in range(2):
        clerk.press(Arrival.tell_by_mail, {"address": "vt@so.example.vn"})
    (letter,) = clerk.state.letters
    assert (letter.state, letter.about, clerk.state.owed) == ("Đang chờ gửi", "Báo đã nhận.", False)
    with small.db.act(small.clerk) as tx:
        row = tx.session.get_one(OutgoingMail, letter.id)
        row.state, row.reason = MailState.FAILED, "mail_refused"
    clerk.press(Arrival.look)
    assert (clerk.state.letters[0].state, clerk.state.owed) == ("Không gửi được", True)
    clerk.press(Arrival.send_again, letter.id)
    assert (clerk.state.letters[0].state, clerk.state.owed) == ("Đang chờ gửi", False)
    again = screen(small.clerk, Arrival).at(f"/van-ban-den/{registered(small, source=Source.EMAIL, code_number='9')}")
    again.press(Arrival.look)
    assert again.state.address == "vt@so.example.vn"
    other = screen(small.school1_clerk, Arrival).at(f"/van-ban-den/{document_id}")
    other.press(Arrival.look)
    assert (other.state.letters, other.state.address) == ([], "")


def test_a_way_that_is_none_is_refused(small: SmallOffice) -> None:
    clerk = screen(small.clerk, Arrival).at(f"/van-ban-den/{registered(small, source=Source.EMAIL)}")
    clerk.press(Arrival.look)
    with pytest.raises(Refused) as no:
        clerk.press(Arrival.acknowledge, {"way": "khói", "told": "Đã nhận"})
    assert codes(no) == ["way_unknown"]


@pytest.mark.article("7.3")
def test_the_finder_follows_what_became_of_what_was_passed_on(small: SmallOffice) -> None:
    intake = Intake(Source.EMAIL, "Thư mời tập huấn", (upload(small, small.officer),))
    document_id = small.act(small.officer, incoming.pass_to_clerk, intake)
    officer = screen(small.officer, PassedOn).at("/van-ban-den/chuyen-van-thu")
    officer.press(PassedOn.look)
    assert [(line.title, line.status) for line in officer.state.lines] == [("Thư mời tập huấn", "received")]
    small.act(small.clerk, incoming.return_intake, document_id, "Thư quảng cáo")
    officer.press(PassedOn.look)
    assert [(line.status, line.reason) for line in officer.state.lines] == [("returned", "Thư quảng cáo")]
    colleague = screen(small.colleague, PassedOn).at("/van-ban-den/chuyen-van-thu")
    colleague.press(PassedOn.look)
    assert colleague.state.lines == []


@pytest.mark.law("ND30:21")
def test_the_senders_page_shows_the_refusal_and_nobody_elses_does(small: SmallOffice) -> None:
    sent = sealed(small)
    small.act(small.clerk, issuing.issue, sent)
    with small.db.read() as session:
        arrived = {unit: row for row, unit in list_delivered(session, sent)}[small.schools[0]]
    small.act(small.school1_clerk, incoming.return_intake, arrived, "Gửi nhầm trường")
    clerk = screen(small.clerk, AfterIssue).at(f"/van-ban-di/{sent}")
    clerk.press(AfterIssue.look)
    assert clerk.state.refused == 1
    clerk.press(AfterIssue.narrow, "refused")
    (line,) = clerk.state.deliveries
    assert "school1_clerk từ chối: Gửi nhầm trường" in line.below
    other = screen(small.school2_clerk, AfterIssue).at(f"/van-ban-di/{sent}")
    other.press(AfterIssue.look)
    assert (other.state.refused, other.state.deliveries) == (0, [])
