"""The books tell every number that was given, in its order, in the columns of NĐ 30 Appendix IV."""

from datetime import date

import pytest

from tests.core.conftest import SmallOffice
from tests.core.factories import assigned, numbered, registered, sealed
from voffice_app.actions import assigning, issuing, outgoing, recalling
from voffice_app.db import book_people, books
from voffice_app.db.book_span import find_register, span_of
from voffice_app.db.files import Direction
from voffice_app.db.recipients import OutgoingOutsider
from voffice_app.db.registers import HeldNumber
from voffice_app.db.sequences import default_register
from voffice_app.domain.books import FollowBookRow, IncomingBookRow, OutgoingBookRow
from voffice_app.domain.errors import NotVisible
from voffice_app.domain.registers import HeldStatus


def rows(office: SmallOffice, direction: Direction, *ends: int) -> list[OutgoingBookRow] | list[IncomingBookRow]:
    with office.db.read() as session:
        register = default_register(session, office.head.unit_id, direction)
        return list(books.list_book(session, register, 2026, *ends))


def followed(office: SmallOffice) -> list[FollowBookRow]:
    with office.db.read() as session:
        register = default_register(session, office.head.unit_id, Direction.INCOMING)
        return list(books.list_follow_book(session, register, 2026))


@pytest.mark.law("ND30:16")
def test_the_book_of_issued_documents_has_a_row_for_each_number_the_cancelled_with_its_reason(
    both: SmallOffice,
) -> None:
    issued = sealed(both)
    both.act(both.clerk, issuing.issue, issued)
    cancelled = numbered(both)
    both.act(both.head, outgoing.cancel, cancelled, "Soạn trùng văn bản khác")
    first, second = rows(both, Direction.OUTGOING)
    assert first.texts == (
        "01/QĐ-PGDĐT", "23/11/2026", "Quyết định về việc kiểm tra", "Người deputy",
        "Trường THCS Số 1; Trường THCS Số 2", "VT", "2", "23/11/2026", "", "",
    )  # fmt: skip
    assert second.reference == "02/QĐ-PGDĐT"
    assert second.note == "Đã hủy: Soạn trùng văn bản khác"
    assert second.transferred_on is None


def test_many_receivers_of_one_kind_are_counted_not_named(both: SmallOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book_people, "NAMED", 1)
    numbered(both)
    numbered(both, recipient_ids=both.schools[:1])
    first, second = rows(both, Direction.OUTGOING)
    assert (first.recipients, second.recipients) == ("2 trường THCS", "Trường THCS Số 1")


def test_a_receiver_taken_off_the_list_is_none_of_the_book_and_the_count_says_the_same(both: SmallOffice) -> None:
    issued = sealed(both)
    both.act(both.clerk, issuing.issue, issued)
    both.act(both.head, recalling.recall_from, issued, [both.schools[1]], "Gửi nhầm đơn vị")
    (row,) = rows(both, Direction.OUTGOING)
    assert (row.recipients, row.copies) == ("Trường THCS Số 1", 1)


@pytest.mark.law("ND30:22")
def test_the_book_of_arrivals_names_whom_each_was_given_to_and_when(both: SmallOffice) -> None:
    given = assigned(both, issued_on=date(2026, 11, 20))
    registered(both, code_number="124", note="Gửi hai bản")
    first, second = rows(both, Direction.INCOMING)
    assert both.arrived(given).arrival_number == 1
    assert first.texts == (
        "23/11/2026", "1", "Sở GD&ĐT", "123/SGDĐT-GDTrH", "20/11/2026", "Công văn về việc báo cáo đầu năm",
        "Người officer", "23/11/2026", "", "",
    )  # fmt: skip
    assert (second.number, second.receivers, second.transferred_on, second.note) == (2, "", None, "Gửi hai bản")


def test_the_book_of_handling_tells_how_far_each_arrival_is_and_by_what_it_was_answered(both: SmallOffice) -> None:
    answer = sealed(both)
    both.act(both.clerk, issuing.issue, answer)
    done, waits = assigned(both, issued_on=date(2026, 11, 20)), registered(both, code_number="124")
    both.act(both.officer, assigning.complete, done, "", answer)
    first, second = followed(both)
    assert first.document == "Công văn 123/SGDĐT-GDTrH ngày 20/11/2026 của Sở GD&ĐT"
    assert (first.receivers, first.progress, first.answer) == (
        "Người officer", "Đã giải quyết xong ngày 23/11/2026", "01/QĐ-PGDĐT",
    )  # fmt: skip
    assert second.progress == "Đã vào sổ, chưa trình"
    assert both.arrived(waits).arrival_number == second.number


def test_a_book_is_read_from_one_number_to_another_page_by_page(
    both: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(books, "PAGE", 2)
    for n in range(5):
        registered(both, code_number=str(n + 1))
    assert [row.number for row in rows(both, Direction.INCOMING)] == [1, 2, 3, 4, 5]
    assert [row.number for row in rows(both, Direction.INCOMING, 2, 4)] == [2, 3, 4]
    assert rows(both, Direction.INCOMING, 6, 9) == []


def test_a_register_that_is_not_there_has_no_book(both: SmallOffice) -> None:
    with both.db.read() as session, pytest.raises(NotVisible):
        books.list_book(session, 999, 2026)


@pytest.mark.law("ND30:15")
def test_a_number_kept_for_a_document_or_never_to_be_used_is_a_row_like_any_other(both: SmallOffice) -> None:
    numbered(both)
    register = hold(both, number=2, reason="Quyết định của Hội đồng")
    hold(both, number=3, reason="Mất điện", void_reason="Không dùng đến")
    notes = [(row.number, row.note) for row in rows(both, Direction.OUTGOING)]
    assert notes == [(1, "Chưa ban hành"), (2, "Giữ số: Quyết định của Hội đồng"), (3, "Bỏ số: Không dùng đến")]
    with both.db.read() as session:
        found = span_of(session, find_register(session, both.head.unit_id, register), 2026)
    assert (found.count, found.first, found.last) == (3, 1, 3)


def hold(office: SmallOffice, *, number: int, reason: str, void_reason: str = "") -> int:
    """A number set aside; returns its register."""
    with office.db.act(office.clerk) as tx:
        register = default_register(tx.session, office.clerk.unit_id, Direction.OUTGOING)
        status = HeldStatus.VOIDED if void_reason else HeldStatus.HELD
        tx.session.add(
            HeldNumber(
                register_id=register, year=2026, number=number, status=status, reason=reason, void_reason=void_reason,
                held_by=office.clerk.position_id, held_at=tx.now,
            )
        )  # fmt: skip
    return register


def test_the_book_of_another_unit_is_not_to_be_seen(both: SmallOffice) -> None:
    with both.db.read() as session:
        theirs = default_register(session, both.school1_head.unit_id, Direction.OUTGOING)
        with pytest.raises(NotVisible):
            find_register(session, both.head.unit_id, theirs)


def test_receivers_outside_the_system_are_named_and_counted(both: SmallOffice) -> None:
    document_id = numbered(both)
    with both.db.act(both.clerk) as tx:
        tx.session.add(OutgoingOutsider(outgoing_id=document_id, name="Sở Nội vụ", email="", note=""))
    (row,) = rows(both, Direction.OUTGOING)
    assert (row.recipients, row.copies) == ("Trường THCS Số 1; Trường THCS Số 2; Sở Nội vụ", 3)
