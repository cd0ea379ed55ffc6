"""Letters to outsiders through a real mail server: sent once, waiting through outages, in doubt rather than twice."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from tests.core.factories import SmallOffice, codes, sealed
from tests.core.post_office import Clerk, authority, free_port, post, serving
from voffice_app.actions import issuing, mailing
from voffice_app.actions.working import work_next
from voffice_app.db.jobs import Job, JobState
from voffice_app.db.mail import JOB, MailState, OutgoingMail, enqueue_mail, list_mail
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.people import Unit
from voffice_app.db.recipients import OutgoingOutsider
from voffice_app.domain.errors import NotVisible, Refused
from voffice_app.domain.outgoing import OutgoingStatus

TO = "phuhuynh@example.vn"
WORKERS = {JOB: mailing.send}


def queued(small: SmallOffice, address: str = TO, name: str = "Hội phụ huynh") -> int:
    """An issued document with one letter; returns the document."""
    document_id = sealed(small)
    small.act(small.clerk, issuing.issue, document_id)
    small.act(small.clerk, enqueue_mail, document_id, address, name)
    return document_id


def sent_by(small: SmallOffice, port: int, **terms: Any) -> JobState | None:
    return work_next(replace(small.office, post=post(port, **terms)), WORKERS)


def letter(small: SmallOffice, document_id: int) -> OutgoingMail:
    with small.db.read() as session:
        (row,) = list_mail(session, document_id)
    return row


@pytest.mark.article("6.2")
def test_an_outsider_gets_the_issued_file_with_a_vietnamese_subject_and_the_screen_knows(both: SmallOffice) -> None:
    document_id = queued(both)
    clerk = Clerk()
    with serving(clerk) as port:
        assert sent_by(both, port) is JobState.DONE
        assert sent_by(both, port) is None
    (mail,) = clerk.letters
    assert mail["Subject"] == f"Quyết định số {both.document(document_id).reference}: Về việc kiểm tra"
    assert mail["To"] == f"Hội phụ huynh <{TO}>"
    assert str(mail["From"]).replace('"', "") == "Phòng GD&ĐT Thái Thụy <vanthu@pgd.example.vn>"
    said = mail.get_body().get_content()
    assert "Kính gửi: Hội phụ huynh" in said
    assert "23/11/2026" in said
    (file,) = mail.iter_attachments()
    assert file.get_filename() == "01_QD-PGDDT.pdf"
    assert file.get_content() == f"{document_id} sealed".encode()
    row = letter(both, document_id)
    assert (row.state, row.answer) == (MailState.SENT, "250 2.0.0 OK: queued as 17")
    assert (row.sent_at, row.message_id) == (both.clock.now, mail["Message-ID"])
    assert both.history("outgoing", document_id)[0].act == "mail_sent"


def test_one_address_gets_one_letter_however_often_it_is_asked_for(both: SmallOffice) -> None:
    document_id = queued(both)
    assert both.act(both.clerk, enqueue_mail, document_id, f" {TO.upper()} ", "Ai đó") == letter(both, document_id).id
    clerk = Clerk()
    with serving(clerk) as port:
        sent_by(both, port)
        both.act(both.clerk, enqueue_mail, document_id, TO, "Hội phụ huynh")
        assert sent_by(both, port) is None
    assert len(clerk.letters) == 1


def test_without_a_mail_server_the_letter_waits_and_the_document_is_issued_all_the_same(small: SmallOffice) -> None:
    document_id = queued(small)
    assert work_next(small.office, WORKERS) is JobState.WAITING
    assert small.document(document_id).status is OutgoingStatus.ISSUED
    assert letter(small, document_id).state is MailState.WAITING
    with small.db.read() as session:
        assert session.exec(select(Job.last_error).where(Job.kind == JOB)).one() == "mail_not_set"


def test_while_the_server_is_down_a_letter_waits_and_when_it_is_back_it_goes(small: SmallOffice) -> None:
    document_id = queued(small)
    assert sent_by(small, free_port()) is JobState.WAITING
    row = letter(small, document_id)
    assert (row.state, row.reason) == (MailState.WAITING, "mail_server_down")
    assert "refused" in row.answer
    clerk = Clerk()
    with serving(clerk) as port:
        assert sent_by(small, port) is None, "not at once"
        small.clock.now += timedelta(minutes=1)
        assert sent_by(small, port) is JobState.DONE
    assert len(clerk.letters) == 1


def test_a_server_that_never_speaks_is_given_up_after_its_seconds_and_the_letter_waits(small: SmallOffice) -> None:
    import socket

    document_id = queued(small)
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        assert sent_by(small, silent.getsockname()[1], seconds=0.3) is JobState.WAITING
    assert letter(small, document_id).reason == "mail_server_down"


@pytest.mark.parametrize(
    ("mood", "reason"),
    [
        ({"recipient": "450 4.2.0 greylisted"}, "mail_deferred"),
        ({"data": "452 4.3.1 no room"}, "mail_deferred"),
        ({"sender": "553 5.7.1 not your address"}, "mail_sender_refused"),
        ({"recipient": "421 4.3.2 shutting down"}, "mail_server_down"),
    ],
)
def test_what_the_server_does_not_take_now_is_tried_again_with_its_words_on_the_screen(
    small: SmallOffice, mood: dict[str, str], reason: str
) -> None:
    document_id = queued(small)
    clerk = Clerk(dict(mood))
    with serving(clerk) as port:
        assert sent_by(small, port) is JobState.WAITING
        row = letter(small, document_id)
        assert (row.state, row.reason, row.answer) == (MailState.WAITING, reason, next(iter(mood.values())))
        assert clerk.letters == []
        clerk.moods.clear()
        small.clock.now += timedelta(minutes=1)
        assert sent_by(small, port) is JobState.DONE
    assert len(clerk.letters) == 1
    assert (letter(small, document_id).reason, letter(small, document_id).state) == ("", MailState.SENT)


def test_not_now_for_five_days_is_told_to_the_clerk(small: SmallOffice) -> None:
    document_id = queued(small)
    begun = small.clock.now
    with serving(Clerk({"recipient": "450 4.2.0 greylisted"})) as port:
        for _ in range(40):
            if letter(small, document_id).state is not MailState.WAITING:
                break
            sent_by(small, port)
            small.clock.now += timedelta(hours=6)
    assert timedelta(days=5) <= small.clock.now - begun <= timedelta(days=7)
    assert (letter(small, document_id).state, letter(small, document_id).reason) == (MailState.FAILED, "mail_deferred")


@pytest.mark.parametrize("mood", [{"recipient": "550 5.1.1 no such user"}, {"data": "554 5.6.0 not wanted"}])
def test_a_letter_the_server_refuses_is_failed_with_its_words_and_the_clerk_sends_it_again(
    small: SmallOffice, mood: dict[str, str]
) -> None:
    document_id = queued(small)
    clerk = Clerk(dict(mood))
    with serving(clerk) as port:
        assert sent_by(small, port) is JobState.DONE
        row = letter(small, document_id)
        assert (row.state, row.reason, row.answer) == (MailState.FAILED, "mail_refused", next(iter(mood.values())))
        clerk.moods.clear()
        small.act(small.clerk, mailing.retry, row.id)
        assert sent_by(small, port) is JobState.DONE
    assert [mail["Message-ID"] for mail in clerk.letters] == [row.message_id]
    assert letter(small, document_id).state is MailState.SENT


@pytest.mark.parametrize("mood", ["keep and drop", "drop before keeping"])
def test_when_no_answer_comes_after_the_bytes_nobody_sends_it_again_and_the_clerk_decides(
    small: SmallOffice, mood: str
) -> None:
    document_id = queued(small)
    clerk = Clerk({"data": mood})
    with serving(clerk) as port:
        assert sent_by(small, port) is JobState.DONE
        assert letter(small, document_id).state is MailState.UNSURE
        clerk.moods.clear()
        small.clock.now += timedelta(days=1)
        assert sent_by(small, port) is None
        kept = len(clerk.letters)
        small.act(small.clerk, mailing.retry, letter(small, document_id).id)
        assert sent_by(small, port) is JobState.DONE
    assert len(clerk.letters) == kept + 1
    assert len({mail["Message-ID"] for mail in clerk.letters}) == 1, "the receiver's server can tell"


def test_issuing_writes_to_every_outsider_who_has_an_address_and_once(both: SmallOffice) -> None:
    document_id = sealed(both)
    with both.db.act(both.clerk) as tx:
        for name, email in (("Hội phụ huynh", TO), ("Ông Tám", ""), ("Hội khuyến học", "kh@example.vn")):
            tx.session.add(OutgoingOutsider(outgoing_id=document_id, name=name, email=email))
    both.act(both.clerk, issuing.issue, document_id)
    with both.db.read() as session:
        assert [(row.name, row.address) for row in list_mail(session, document_id)] == [
            ("Hội phụ huynh", TO), ("Hội khuyến học", "kh@example.vn"),
        ]  # fmt: skip
    clerk = Clerk()
    with serving(clerk) as port:
        while sent_by(both, port) is JobState.DONE:
            continue
    assert [mail["To"] for mail in clerk.letters] == [f"Hội phụ huynh <{TO}>", "Hội khuyến học <kh@example.vn>"]


class KilledHere(BaseException):
    """The process ends here: nobody catches it."""


def killed(*_: Any) -> None:
    raise KilledHere


@pytest.mark.parametrize(
    ("step", "state", "arrived"),
    [("_begun", "sent", 1), ("composed", "sent", 1), ("_settle", "unsure", 1)],
)
def test_a_server_that_dies_at_any_step_sends_a_letter_once_or_leaves_the_doubt_to_the_clerk(
    small: SmallOffice, step: str, state: str, arrived: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = queued(small)
    clerk = Clerk()
    with serving(clerk) as port:
        with monkeypatch.context() as doomed:
            doomed.setattr(mailing, step, killed)
            with pytest.raises(KilledHere):
                sent_by(small, port)
        small.clock.now += timedelta(minutes=2)
        assert sent_by(small, port) is JobState.DONE
        assert sent_by(small, port) is None
    assert len(clerk.letters) == arrived
    assert letter(small, document_id).state == state


def test_a_late_answer_ends_the_doubt(small: SmallOffice) -> None:
    document_id = queued(small)
    clerk = Clerk()

    def overtaken() -> None:
        clerk.before_answer = None
        small.clock.now += timedelta(minutes=2)
        assert sent_by(small, free_port()) is JobState.DONE
        assert letter(small, document_id).state is MailState.UNSURE

    clerk.before_answer = overtaken
    with serving(clerk) as port:
        assert sent_by(small, port) is JobState.DOING, "its lease was over"
    assert letter(small, document_id).state is MailState.SENT
    assert len(clerk.letters) == 1


def test_a_letter_of_a_document_recalled_in_the_meantime_stays_here(small: SmallOffice) -> None:
    document_id = queued(small)
    with small.db.act(small.clerk) as tx:
        tx.session.get_one(OutgoingDocument, document_id).status = OutgoingStatus.RECALLED
    clerk = Clerk()
    with serving(clerk) as port:
        assert sent_by(small, port) is JobState.DONE
    assert clerk.letters == []
    assert (letter(small, document_id).state, letter(small, document_id).reason) == (MailState.FAILED, "mail_withdrawn")


def test_the_clerk_notes_how_else_it_was_sent_and_it_never_goes_by_mail(small: SmallOffice) -> None:
    document_id = queued(small)
    mail_id = letter(small, document_id).id
    with pytest.raises(Refused) as no:
        small.act(small.clerk, mailing.settle, mail_id, "  ")
    assert codes(no) == ["mail_note_missing"]
    small.act(small.clerk, mailing.settle, mail_id, "Gửi bưu điện ngày 24/11")
    clerk = Clerk()
    with serving(clerk) as port:
        assert sent_by(small, port) is JobState.DONE
    assert clerk.letters == []
    row = letter(small, document_id)
    assert (row.state, row.note, row.settled_by) == (
        MailState.ELSEWHERE, "Gửi bưu điện ngày 24/11", small.clerk.position_id,
    )  # fmt: skip


def test_a_sent_letter_is_neither_sent_again_nor_noted_as_sent_otherwise(small: SmallOffice) -> None:
    document_id = queued(small)
    with serving(Clerk()) as port:
        sent_by(small, port)
    for act, rest in ((mailing.retry, ()), (mailing.settle, ("bằng tay",))):
        with pytest.raises(Refused) as no:
            small.act(small.clerk, act, letter(small, document_id).id, *rest)
        assert codes(no) == ["mail_not_open"]


@pytest.mark.parametrize("who", ["head", "officer", "it", "school1_clerk"])
def test_only_the_units_own_clerk_settles_letters(small: SmallOffice, who: str) -> None:
    document_id = queued(small, "không-phải-địa-chỉ")
    mail_id = letter(small, document_id).id
    for act, rest in ((mailing.retry, ()), (mailing.settle, ("bằng tay",))):
        with pytest.raises(NotVisible):
            small.act(small.people[who], act, mail_id, *rest)


@pytest.mark.parametrize("address", ["a@b", "a b@c.vn", "a@c.vn\r\nBcc: x@y.vn", "@c.vn", "a@c.vn,b@c.vn", "á@c.vn"])
def test_an_address_that_is_none_makes_a_failed_letter_and_no_mail(small: SmallOffice, address: str) -> None:
    document_id = queued(small, address)
    assert (letter(small, document_id).state, letter(small, document_id).reason) == (
        MailState.FAILED, "mail_address_wrong",
    )  # fmt: skip
    assert work_next(small.office, WORKERS) is None


def test_a_file_too_large_stays_behind_and_the_letter_says_where_to_ask(small: SmallOffice) -> None:
    document_id = queued(small)
    clerk = Clerk()
    with serving(clerk) as port:
        sent_by(small, port, limit_bytes=8193)
    (mail,) = clerk.letters
    assert list(mail.iter_attachments()) == []
    assert "Tệp quá lớn" in mail.get_body().get_content()
    assert "01_QD-PGDDT.pdf" in mail.get_body().get_content()
    assert letter(small, document_id).state is MailState.SENT


def test_the_limit_the_server_announces_is_kept(small: SmallOffice) -> None:
    queued(small)
    clerk = Clerk()
    with serving(clerk, data_size_limit=8400) as port:
        sent_by(small, port)
    assert list(clerk.letters[0].iter_attachments()) == []


def test_nothing_a_person_typed_begins_a_header_of_its_own(small: SmallOffice) -> None:
    queued(small, name="Hội\r\nBcc: kẻ lạ <x@y.vn>")
    clerk = Clerk()
    with serving(clerk) as port:
        assert sent_by(small, port) is JobState.DONE
    assert clerk.letters[0]["Bcc"] is None


@pytest.mark.parametrize("implicit", [True, False])
def test_letters_go_encrypted_with_a_log_in_to_a_server_whose_certificate_is_believed(
    small: SmallOffice, tmp_path: Path, implicit: bool
) -> None:
    document_id = queued(small)
    root, context = authority(tmp_path)
    clerk = Clerk()
    terms = {"tls": "implicit" if implicit else "starttls", "user": "vanthu", "password": "mat-khau"}
    login = {"authenticator": clerk.authenticate, "auth_require_tls": not implicit}
    with serving(clerk, context=context, implicit=implicit, **login) as port:
        assert sent_by(small, port, authorities=root, **terms) is JobState.DONE
    assert clerk.logins == [(b"vanthu", b"mat-khau")]
    assert letter(small, document_id).state is MailState.SENT


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("stranger", "mail_not_trusted"),
        ("name", "mail_not_trusted"),
        ("plain", "mail_not_trusted"),
        ("password", "mail_login_refused"),
    ],
)
def test_a_server_that_is_not_believed_or_does_not_know_us_gets_neither_letter_nor_password(
    small: SmallOffice, tmp_path: Path, wrong: str, code: str
) -> None:
    document_id = queued(small)
    root, context = authority(tmp_path / "a", "127.0.0.2" if wrong == "name" else "127.0.0.1")
    believed = authority(tmp_path / "b")[0] if wrong == "stranger" else root
    clerk = Clerk()
    terms = {"tls": "starttls", "user": "vanthu", "password": "sai" if wrong == "password" else "mat-khau"}
    login = {"authenticator": clerk.authenticate, "auth_require_tls": wrong != "plain"}
    with serving(clerk, context=None if wrong == "plain" else context, **login) as port:
        assert sent_by(small, port, authorities=believed, **terms) is JobState.WAITING
    assert letter(small, document_id).reason == code
    assert clerk.letters == []
    assert set(clerk.logins) == ({(b"vanthu", b"sai")} if wrong == "password" else set())


@pytest.mark.parametrize("terms", [{"password": "mật-khẩu"}, {"user": "vănthư", "password": "mat-khau"}])
def test_a_password_the_protocol_cannot_say_is_told_in_a_sentence_that_does_not_show_it(
    small: SmallOffice, tmp_path: Path, terms: dict[str, str]
) -> None:
    document_id = queued(small)
    root, context = authority(tmp_path)
    clerk = Clerk()
    login = {"authenticator": clerk.authenticate, "auth_require_tls": True}
    with serving(clerk, context=context, **login) as port:
        wanted = {"tls": "starttls", "user": "vanthu", **terms}
        assert sent_by(small, port, authorities=root, **wanted) is JobState.WAITING
    row = letter(small, document_id)
    assert (row.state, row.reason, row.answer) == (MailState.WAITING, "mail_login_letters", "")
    assert clerk.letters == []
    assert clerk.logins == []


@pytest.mark.parametrize("wrong", ["state = 'bay'", "state = 'sent'", "state = 'elsewhere'", "outgoing_id = 999"])
def test_the_database_keeps_letters_honest(both: SmallOffice, wrong: str) -> None:
    queued(both)
    with both.db.engine.connect() as connection, pytest.raises(DatabaseError):
        connection.execute(text(f"UPDATE outgoing_mail SET {wrong}"))


SMUGGLED = ("=?utf-8?q?a=0D=0ABcc:_kegian@example.vn?=", "=?utf-8?b?DQpCY2M6IGtlZ2lhbkBleGFtcGxlLnZu?=", "a\r\nBcc: b")


@pytest.mark.parametrize("words", SMUGGLED)
def test_nothing_a_person_typed_begins_a_header_of_its_own_not_even_inside_an_encoded_word(
    small: SmallOffice, words: str
) -> None:
    document_id = queued(small, name=words)
    with small.db.act(small.clerk) as tx:
        document = tx.session.get_one(OutgoingDocument, document_id)
        document.abstract = words
        unit = tx.session.get_one(Unit, document.unit_id)
        unit.name, unit.email = words, "khong phai dia chi"
    clerk = Clerk()
    with serving(clerk) as port:
        assert sent_by(small, port) is JobState.DONE
    (mail,) = clerk.letters
    assert "bcc" not in {name.lower() for name in mail}
    assert [to.addr_spec for to in mail["To"].addresses] == [TO]
    assert [to.addr_spec for to in mail["Reply-To"].addresses] == ["vanthu@pgd.example.vn"]
    assert "\n" not in mail["Subject"]
