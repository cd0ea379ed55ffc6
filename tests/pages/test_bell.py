"""The bell on every page: counted for the post that acts, read by opening the document, quiet where asked to be."""

from pathlib import Path
from typing import Any

import pytest

from state.base import Office
from state.bell import leads_to
from state.notices import Notices
from tests.core.factories import SmallOffice, assigned, small_office
from tests.pages.outgoing_screen import screen
from voffice_app.actions import incoming
from voffice_app.db.notices import Notice
from voffice_app.domain.incoming import Source
from voffice_app.domain.notices import NoticeKind


@pytest.fixture
def small(tmp_path: Path, monkeypatch: Any) -> SmallOffice:
    small = small_office(tmp_path)
    for module in ("state.base", "state.notices"):
        monkeypatch.setattr(f"{module}.database", lambda: small.db)
    return small


def test_it_counts_what_is_unread_and_the_line_leads_to_its_document(small: SmallOffice) -> None:
    document_id = assigned(small)
    person = screen(small.officer, Office).at("/")
    person.press(Office.ring)
    person.press(Office.listen)
    (line,) = person.state.newest
    assert (person.state.unread, line.mark, line.href) == ("1", "unread", f"/van-ban-den/{document_id}")
    assert line.text.startswith("Người head giao bạn chủ trì ")
    person.press(Office.read_notice, line.id)
    assert (person.state.unread, person.state.newest[0].mark) == ("", "")


def test_whoever_opened_the_document_needs_no_notice_of_it(small: SmallOffice) -> None:
    document_id = assigned(small)
    person = screen(small.officer, Office).at("/van-ban-den/999")
    person.press(Office.ring)
    assert person.state.unread == "1", "another document says nothing of this one"
    person.at(f"/van-ban-den/{document_id}").press(Office.ring)
    assert person.state.unread == ""


def test_nobody_hears_the_bell_of_another(small: SmallOffice) -> None:
    assigned(small)
    person = screen(small.colleague, Office).at("/")
    person.press(Office.listen)
    assert (person.state.newest, person.state.unread) == ([], "")


def test_the_page_lists_thirty_at_a_time_and_reads_them_all(small: SmallOffice) -> None:
    for n in range(31):
        small.clock.pass_days(1)
        small.act(small.officer, incoming.pass_to_clerk, incoming.Intake(Source.EMAIL, f"Thư số {n}"))
    person = screen(small.clerk, Notices).at("/thong-bao")
    person.press(Notices.look)
    assert (len(person.state.lines), person.state.lines[0].text) == (30, "Người officer chuyển văn thư: Thư số 30")
    older = person.state.older.partition("=")[2]
    person.at(f"/thong-bao?truoc={older}").press(Notices.look)
    assert ([line.text for line in person.state.lines], person.state.older) == (
        ["Người officer chuyển văn thư: Thư số 0"],
        "",
    )
    person.press(Notices.read_all)
    assert person.state.lines[0].mark == ""


def test_only_the_chosen_kinds_ring(small: SmallOffice) -> None:
    person = screen(small.clerk, Notices).at("/thong-bao")
    person.press(Notices.look)
    assert all(choice.wanted for choice in person.state.kinds)
    person.press(Notices.choose, {str(kind): "on" for kind in NoticeKind if kind is not NoticeKind.TO_REGISTER})
    assert [choice.kind for choice in person.state.kinds if not choice.wanted] == ["to_register"]
    small.act(small.officer, incoming.pass_to_clerk, incoming.Intake(Source.EMAIL, "Thư mời"))
    person.press(Notices.look)
    assert person.state.lines == []


@pytest.mark.parametrize(
    ("subject", "page"),
    [
        ("incoming", "/van-ban-den/7"),
        ("outgoing", "/van-ban-di/7"),
        ("register", "/so-van-ban/7"),
        ("delegation", "/uy-quyen"),
        ("field_assignment", "/uy-quyen"),
        ("absence_cover", "/uy-quyen"),
        ("signing_authority", "/uy-quyen"),
        ("handover", "/"),
        ("job", "/quan-tri/viec-nen"),
        ("of_a_later_version", "/thong-bao"),
    ],
)
def test_every_notice_leads_to_where_its_matter_is_shown(subject: str, page: str) -> None:
    assert leads_to(Notice(position_id=1, kind="k", subject=subject, subject_id=7)) == page
