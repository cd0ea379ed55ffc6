"""The sender of what arrived hears of it the same day: by a letter of ours, once; or on paper (ND30 Đ21)."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.core.factories import SmallOffice, codes, registered, sealed
from tests.core.post_office import Clerk, post, serving
from tests.core.printing_room import LOOKUP, drawing, text_of
from tests.core.test_signing_migration import to
from voffice_app.actions import incoming, issuing, mailing, receipts, sources, voiding
from voffice_app.actions.acknowledging import acknowledge, acknowledge_by_mail
from voffice_app.actions.incoming import Intake
from voffice_app.actions.working import work_next
from voffice_app.db import migrate
from voffice_app.db.acknowledgements import find_address, list_acknowledgements, list_owed
from voffice_app.db.jobs import JobState
from voffice_app.db.mail import JOB, MailState, OutgoingMail, enqueue_mail
from voffice_app.db.paper_prints import list_prints
from voffice_app.domain.acknowledging import Way
from voffice_app.domain.errors import NotVisible, Refused
from voffice_app.domain.incoming import Source

FROM = "vanthu@so.example.vn"
BODY = "Sở GD&ĐT Thái Bình"


def arrived(small: SmallOffice, **changes: object) -> int:
    return registered(small, **{"source": Source.EMAIL, "issuing_body": BODY, **changes})


def letters(small: SmallOffice, document_id: int) -> list[OutgoingMail]:
    with small.db.read() as session:
        return [mail for _, _, mail in list_acknowledgements(session, document_id) if mail]


def owed(small: SmallOffice) -> list[int]:
    with small.db.read() as session:
        return [row.id or 0 for row in list_owed(session, small.clerk.unit_id, date(2026, 11, 23))]


def posted(small: SmallOffice, clerk: Clerk) -> None:
    with serving(clerk) as port:
        sending = replace(small.office, post=post(port))
        while work_next(sending, {JOB: mailing.send}) is JobState.DONE:
            continue


@pytest.mark.law("ND30:21")
def test_the_sender_gets_one_letter_with_the_numbers_and_no_file_and_is_owed_nothing_more(both: SmallOffice) -> None:
    document_id, clerk = arrived(both), Clerk()
    assert owed(both) == [document_id]
    for address in (FROM, f" {FROM.upper()} "):
        both.act(both.clerk, acknowledge_by_mail, document_id, address)
    assert ([row.state for row in letters(both, document_id)], owed(both)) == ([MailState.WAITING], [])
    posted(both, clerk)
    both.act(both.clerk, acknowledge_by_mail, document_id, FROM)
    posted(both, clerk)
    (mail,) = clerk.letters
    document = both.arrived(document_id)
    assert mail["To"].addresses[0].addr_spec == FROM
    assert mail["Subject"].startswith(f"Báo nhận Công văn số {document.reference}")
    assert list(mail.iter_attachments()) == []
    body = " ".join(mail.get_body().get_content().split())
    for said in (
        f"Kính gửi: {BODY}", f"Số, ký hiệu văn bản: {document.reference}", "Ngày đến: 23/11/2026",
        "Tên loại, trích yếu: Công văn về việc báo cáo đầu năm",
        f"Số đến: {document.arrival_number}", "Đơn vị nhận: Phòng GD&ĐT Thái Thụy", "Ngày văn bản: ",
    ):  # fmt: skip
        assert said in body
    ((row, name, sent),) = both_told(both, document_id)
    assert (row.way, name, sent.state, sent.matter) == (Way.EMAIL, "Người clerk", MailState.SENT, "arrived")
    assert [entry.act for entry in both.history("incoming", document_id)][:2] == ["mail_sent", "acknowledge"]


def both_told(small: SmallOffice, document_id: int) -> list[tuple]:  # type: ignore[type-arg]
    with small.db.read() as session:
        return list(list_acknowledgements(session, document_id))


def test_a_letter_the_server_refuses_told_nobody_and_asked_for_again_it_goes(both: SmallOffice) -> None:
    document_id, clerk = arrived(both), Clerk({"recipient": "550 5.1.1 no such user"})
    both.act(both.clerk, acknowledge_by_mail, document_id, FROM)
    posted(both, clerk)
    assert ([row.state for row in letters(both, document_id)], owed(both)) == ([MailState.FAILED], [document_id])
    clerk.moods.clear()
    both.act(both.clerk, acknowledge_by_mail, document_id, FROM)
    posted(both, clerk)
    assert ([row.state for row in letters(both, document_id)], owed(both)) == ([MailState.SENT], [])
    assert len(clerk.letters) == len(both_told(both, document_id)) == 1


def test_an_entry_struck_before_its_letter_went_is_acknowledged_to_nobody(small: SmallOffice) -> None:
    document_id, clerk = arrived(small), Clerk()
    small.act(small.clerk, acknowledge_by_mail, document_id, FROM)
    small.act(small.clerk, voiding.void_entry, document_id, "Nhập nhầm")
    posted(small, clerk)
    assert clerk.letters == []
    assert [(row.state, row.reason) for row in letters(small, document_id)] == [(MailState.FAILED, "mail_withdrawn")]
    assert refused(small, document_id) == [["entry_struck"]] * 3


@pytest.mark.parametrize("address", ["", "a@b", "a@c.vn\r\nBcc: x@y.vn", "a@c.vn,b@c.vn"])
def test_an_address_that_is_none_is_refused_and_nothing_is_written(both: SmallOffice, address: str) -> None:
    document_id = arrived(both)
    with pytest.raises(Refused) as no:
        both.act(both.clerk, acknowledge_by_mail, document_id, address)
    assert codes(no) == ["outsider_email_bad"]
    assert (both_told(both, document_id), owed(both)) == ([], [document_id])


@pytest.mark.parametrize("who", ["head", "officer", "it", "school1_clerk"])
def test_only_the_units_own_clerk_writes_to_the_sender_prints_the_slip_or_sends_again(
    small: SmallOffice, who: str
) -> None:
    document_id = arrived(small)
    small.act(small.clerk, acknowledge_by_mail, document_id, FROM)
    person = small.people[who]
    with pytest.raises(NotVisible):
        small.act(person, acknowledge_by_mail, document_id, FROM)
    with pytest.raises(NotVisible):
        small.act(person, mailing.retry, letters(small, document_id)[0].id)
    with pytest.raises(NotVisible):
        receipts.print_receipt(drawing(small), person, document_id, LOOKUP)
    with small.db.read() as session:
        assert list_prints(session, small.clerk) == []


def refused(small: SmallOffice, document_id: int) -> list[list[str]]:
    """Why neither a letter nor a word nor a slip goes."""
    said = []
    for tell in (
        lambda: small.act(small.clerk, acknowledge_by_mail, document_id, FROM),
        lambda: small.act(small.clerk, acknowledge, document_id, Way.PHONE, "Đã nhận"),
        lambda: receipts.print_receipt(drawing(small), small.clerk, document_id, LOOKUP),
    ):
        with pytest.raises(Refused) as no:
            tell()
        said.append(codes(no))
    return said


@pytest.mark.article("5.3")
def test_nothing_is_said_of_what_is_not_registered_came_from_inside_or_is_marked_secret(small: SmallOffice) -> None:
    waiting = small.act(small.officer, incoming.pass_to_clerk, Intake(Source.EMAIL, "Thư mời"))
    assert refused(small, waiting) == [["not_registered_yet"]] * 3
    document_id = arrived(small)
    with small.db.act(small.clerk) as tx:
        tx.session.execute(text("UPDATE incoming_document SET abstract = 'Kế hoạch [MẬT]' WHERE id = :i"),
                           {"i": document_id})  # fmt: skip
    assert refused(small, document_id) == [["state_secret"]] * 3
    with small.db.act(small.clerk) as tx:
        tx.session.execute(text("UPDATE incoming_document SET source = 'voffice'"))
    assert refused(small, document_id) == [["acknowledged_by_itself"]] * 3
    assert both_told(small, document_id) == []


def known(small: SmallOffice, sender: str = BODY) -> str:
    with small.db.read() as session:
        return find_address(session, small.clerk.unit_id, sender)


def test_the_address_is_known_from_the_places_the_letters_out_and_the_last_acknowledgement(both: SmallOffice) -> None:
    assert (known(both), known(both, "")) == ("", "")
    for name, address in ((BODY, "hop@so.example.vn"), (BODY, "so.example.vn"), ("Nơi khác", "khac@example.vn")):
        both.act(both.clerk, sources.save_place, sources.PlaceForm(name, address, Source.EMAIL))
    assert known(both) == "hop@so.example.vn"
    issued = sealed(both)
    both.act(both.clerk, issuing.issue, issued)
    both.act(both.clerk, enqueue_mail, issued, "di@so.example.vn", BODY)
    assert known(both) == "di@so.example.vn"
    both.act(both.clerk, acknowledge_by_mail, arrived(both), FROM)
    assert known(both) == FROM
    with both.db.read() as session:
        assert find_address(session, both.schools[0], BODY) == "", "each unit knows its own"


@pytest.mark.law("ND30:21")
@pytest.mark.law("ND137:5")
def test_a_sender_without_an_address_gets_a_slip_with_its_foot_and_the_print_is_on_record(small: SmallOffice) -> None:
    document_id = arrived(small)
    paper = receipts.print_receipt(drawing(small), small.clerk, document_id, LOOKUP)
    document, said = small.arrived(document_id), text_of(paper)
    with small.db.read() as session:
        (row,) = list_prints(session, small.clerk, "incoming", document_id)
    for told in ("GIẤY BÁO NHẬN VĂN BẢN", f"Kính gửi: {BODY}", document.reference, "VĂN THƯ",
                 "Công văn về việc báo cáo đầu năm",
                 "23/11/2026", "ngày 23 tháng 11 năm 2026", f"{LOOKUP}/{row.code}"):  # fmt: skip
        assert told in said
    assert (row.what, paper.pages, owed(small)) == ("Giấy báo nhận văn bản đến số 1", 1, [document_id])


@pytest.mark.parametrize(
    "wrong", ["incoming_id = NULL", "matter = 'issued'", "about_id = 7", "file_id = 1", "outgoing_id = 1"]
)
def test_the_table_takes_no_receipt_of_nothing_or_with_a_file(both: SmallOffice, wrong: str) -> None:
    both.act(both.clerk, acknowledge_by_mail, arrived(both), FROM)
    sealed(both)
    with pytest.raises(DatabaseError), both.db.engine.begin() as connection:
        connection.execute(text(f"UPDATE outgoing_mail SET {wrong}"))


@pytest.mark.filterwarnings("ignore")
def test_the_step_goes_back_with_what_was_told_and_forth_again(both: SmallOffice) -> None:
    document_id = arrived(both)
    both.act(both.clerk, acknowledge_by_mail, document_id, FROM)
    both.db.engine.dispose()
    to(both, "0021")
    with both.db.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM outgoing_mail")).scalar_one() == 0
        assert connection.execute(text("SELECT told FROM acknowledgement")).all() == [(f"Thư gửi {FROM}",)]
    migrate.upgrade(both.db.engine)
    assert (len(both_told(both, document_id)), letters(both, document_id)) == (1, [])
