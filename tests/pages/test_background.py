"""IT's page of background work, and the letters beside an issued document."""

from pathlib import Path
from typing import Any

import pytest

from state.background import Background
from state.mailing import Mailing
from tests.core.factories import SmallOffice, codes, small_office
from tests.core.test_archive_folder import all_done, folder, issued
from tests.pages.outgoing_screen import screen
from voffice_app.actions.working import work_next
from voffice_app.db.archive_copies import note_checks
from voffice_app.db.jobs import JobState
from voffice_app.db.mail import MailState, OutgoingMail, enqueue_mail, list_mail
from voffice_app.domain.errors import NotVisible, Refused
from voffice_app.workers import OUTSIDE


@pytest.fixture
def small(tmp_path: Path, monkeypatch: Any) -> SmallOffice:
    small = small_office(tmp_path)
    for module in ("state.base", "state.background"):
        monkeypatch.setattr(f"{module}.database", lambda: small.db, raising=False)
    monkeypatch.setattr("state.background.office", lambda: small.office)
    return small


def test_it_sees_how_the_folder_and_the_mail_stand_and_why_a_job_waits(small: SmallOffice) -> None:
    document_id = issued(small)
    all_done(small)
    small.act(small.clerk, enqueue_mail, document_id, "a@example.vn", "Hội")
    assert work_next(small.office, OUTSIDE) is JobState.WAITING
    person = screen(small.it, Background).at("/quan-tri/viec-nen")
    person.press(Background.look)
    state = person.state
    assert state.folder.startswith("1 trên 1 văn bản đã ban hành có trong thư mục")
    assert state.folder_well
    assert "Chưa cấu hình máy chủ thư" in state.mail
    assert not state.mail_well
    assert state.mail_counted == "0 đã gửi, 1 đang chờ, 0 không gửi được, 0 chưa rõ."
    (line,) = state.jobs
    assert (line.kind, line.state, line.may_retry) == ("Gửi thư điện tử", "Đang chờ", True)
    assert line.reason.startswith("Chưa cấu hình máy chủ thư")
    person.press(Background.retry, line.id)
    assert work_next(small.office, OUTSIDE) is JobState.WAITING, "tried at once"


def test_a_folder_that_differs_is_named_without_what_the_document_says_and_written_anew(small: SmallOffice) -> None:
    document_id = issued(small)
    all_done(small)
    (folder(small, document_id) / "01_QD-PGDDT.pdf").write_bytes(b"changed")
    with small.db.act(small.it) as tx:
        note_checks(tx, {document_id: "archive_differs"})
    person = screen(small.it, Background).at("/quan-tri/viec-nen")
    person.press(Background.look)
    (wrong,) = person.state.wrong
    assert (wrong.reference, wrong.unit) == ("01/QĐ-PGDĐT", "Phòng GD&ĐT Thái Thụy")
    assert small.document(document_id).abstract not in f"{wrong}"
    person.press(Background.repair, document_id)
    all_done(small)
    person.press(Background.look)
    assert person.state.wrong == []


@pytest.mark.parametrize("who", ["head", "clerk", "officer", "school1_clerk"])
def test_nobody_but_it_retries_jobs_or_has_documents_written_anew(small: SmallOffice, who: str) -> None:
    document_id = issued(small)
    person = screen(small.people[who], Background).at("/quan-tri/viec-nen")
    for handler in (Background.retry, Background.repair):
        with pytest.raises(NotVisible):
            person.press(handler, document_id)


def with_letter(small: SmallOffice) -> int:
    document_id = issued(small)
    small.act(small.clerk, enqueue_mail, document_id, "không đúng", "Hội phụ huynh")
    return document_id


def test_the_clerk_sees_a_letter_that_did_not_go_and_notes_how_it_was_sent(small: SmallOffice) -> None:
    document_id = with_letter(small)
    person = screen(small.clerk, Mailing).at(f"/van-ban-di/{document_id}")
    person.press(Mailing.look)
    (line,) = person.state.letters
    assert (line.addressee, line.state, line.open) == ("Hội phụ huynh <không đúng>", "Không gửi được", True)
    assert line.about.startswith("Địa chỉ thư không đúng")
    person.press(Mailing.note, line.id)
    with pytest.raises(Refused):
        person.press(Mailing.settle, {"mail_note": " "})
    person.press(Mailing.settle, {"mail_note": "Bưu điện, ngày 24/11"})
    told = person.state.letters[0]
    assert (told.state, told.about, told.open) == ("Đã gửi bằng cách khác", "Bưu điện, ngày 24/11", False)


def test_the_clerk_has_a_letter_sent_again(small: SmallOffice) -> None:
    document_id = with_letter(small)
    person = screen(small.clerk, Mailing).at(f"/van-ban-di/{document_id}")
    person.press(Mailing.look)
    letter_id = person.state.letters[0].id
    with pytest.raises(Refused) as no:
        person.press(Mailing.retry, letter_id)
    assert codes(no) == ["mail_address_wrong"]
    with small.db.act(small.clerk) as tx:
        tx.session.get_one(OutgoingMail, letter_id).address = "hoi@example.vn"
    person.press(Mailing.retry, letter_id)
    with small.db.read() as session:
        assert list_mail(session, document_id)[0].state is MailState.WAITING


def test_letters_of_another_units_document_are_not_shown(small: SmallOffice) -> None:
    document_id = with_letter(small)
    person = screen(small.school1_clerk, Mailing).at(f"/van-ban-di/{document_id}")
    person.press(Mailing.look)
    assert person.state.letters == []
