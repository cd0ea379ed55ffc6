"""What the doctor says of the mail and of the archive folder: quiet while all is well, red when a person is needed."""

from pathlib import Path
from typing import Any

import pytest

from tests.core.factories import SmallOffice, small_office
from tests.core.test_archive_folder import all_done, issued
from voffice_app import doctor
from voffice_app.db.archive_copies import note_checks
from voffice_app.db.mail import enqueue_mail


@pytest.fixture
def small(tmp_path: Path, monkeypatch: Any) -> SmallOffice:
    small = small_office(tmp_path)
    monkeypatch.setattr(doctor, "database", lambda: small.db)
    monkeypatch.setattr(doctor.settings, "smtp_host", "mail.example.vn")
    return small


def told(name: str) -> doctor.Part:
    return next(part for part in doctor.examine() if part.name == name)


def test_a_folder_that_differs_from_what_was_written_is_named(small: SmallOffice) -> None:
    document_id = issued(small)
    assert not told("Thư mục lưu trữ văn bản đi").present
    all_done(small)
    assert told("Thư mục lưu trữ văn bản đi").present
    with small.db.act(small.it) as tx:
        note_checks(tx, {document_id: "archive_differs"})
    assert told("Thư mục lưu trữ văn bản đi").detail == "có 1/1 văn bản đã ban hành, 1 có tệp khác lúc ghi"
    assert not told("Thư mục lưu trữ văn bản đi").present


def test_a_letter_that_could_not_go_is_counted(small: SmallOffice, monkeypatch: Any) -> None:
    document_id = issued(small)
    assert told("Thư gửi ra ngoài").present
    small.act(small.clerk, enqueue_mail, document_id, "không đúng", "Hội phụ huynh")
    assert not told("Thư gửi ra ngoài").present
    assert "1 không gửi được" in told("Thư gửi ra ngoài").detail
    monkeypatch.setattr(doctor.settings, "smtp_host", "")
    assert told("Thư gửi ra ngoài").detail.startswith("chưa cấu hình")
