"""Several books, numbers set aside, days entered late: nothing missing, twice or unsaid (ND30 Đ15, Đ22)."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.core.factories import SmallOffice, codes, draft, fields, form, format_checked, numbered, registered
from voffice_app.actions import imprinting, incoming, outgoing, registers
from voffice_app.actions.registers import RegisterForm
from voffice_app.db.files import Direction
from voffice_app.db.register_lists import list_waiting, read_book
from voffice_app.db.sequences import Register, default_register
from voffice_app.domain.errors import AlreadyDone, NotVisible, Refused
from voffice_app.domain.people import Actor
from voffice_app.domain.registers import Entry

TODAY = date(2026, 11, 23)
YESTERDAY = TODAY - timedelta(days=1)
COUNCIL = RegisterForm(
    Direction.OUTGOING, "Sổ Hội đồng thi đua", 2026, "QĐ 12/QĐ-PGDĐT", body_name="Hội đồng thi đua", symbol="HĐTĐ"
)
DECISIONS = RegisterForm(Direction.OUTGOING, "Sổ quyết định", 2026, "QĐ 13/QĐ-PGDĐT", type_keys=("QĐ",))


def book(office: SmallOffice, direction: Direction = Direction.OUTGOING) -> int:
    with office.db.read() as session:
        return default_register(session, office.clerk.unit_id, direction)


def opened(office: SmallOffice, what: RegisterForm = COUNCIL, who: str = "head") -> int:
    return int(office.act(office.people[who], registers.add_register, what))


def held(office: SmallOffice, register_id: int, count: int = 1, key: str | None = None) -> list[int]:
    """Numbers set aside; returns their ids."""
    office.act(office.clerk, registers.hold_numbers, register_id, count, "Mất điện ngày 20/11", key)
    with office.db.read() as session:
        return [row.id or 0 for row in list_waiting(session, office.clerk, [register_id])]


def allowed(office: SmallOffice, register_id: int, day: date = YESTERDAY) -> int:
    act = registers.allow_backdate
    return int(office.act(office.head, act, register_id, day, day, TODAY + timedelta(days=3), "Văn bản đến chiều qua"))


def whole(office: SmallOffice, register_id: int, year: int = 2026) -> Any:
    """The figures of a book, of which nothing may be missing."""
    with office.db.read() as session:
        found = read_book(session, session.get_one(Register, register_id), year)
    assert found.missing == ()
    assert found.documents + found.held + found.voided == found.last_number
    return found


def refused(office: SmallOffice, who: Actor, act: Any, *args: Any) -> list[str]:
    with pytest.raises(Refused) as no:
        office.act(who, act, *args)
    return codes(no)


@pytest.mark.law("ND30:15")
def test_a_council_has_its_own_series_and_symbol(both: SmallOffice) -> None:
    council = opened(both)
    plain, theirs = numbered(both), numbered(both, register_id=council)
    assert [both.document(i).reference for i in (plain, theirs)] == ["01/QĐ-PGDĐT", "01/QĐ-HĐTĐ"]
    assert both.document(numbered(both)).reference == "02/QĐ-PGDĐT", "it is never chosen in silence"
    whole(both, council)


@pytest.mark.law("ND30:15")
def test_decisions_with_a_book_of_their_own_go_there_in_silence_and_everything_else_stays(both: SmallOffice) -> None:
    decisions = opened(both, DECISIONS)
    taken, other = both.document(numbered(both)), both.document(numbered(both, type_key="TB"))
    assert (taken.register_id, taken.reference) == (decisions, "01/QĐ-PGDĐT")
    assert (other.register_id, other.reference) == (book(both), "01/TB-PGDĐT")
    general = form(both, register_id=book(both))
    assert refused(both, both.officer, outgoing.create_draft, general) == ["register_not_for_type"]


@pytest.mark.law("ND30:15")
@pytest.mark.parametrize(
    ("what", "reason"),
    [
        (RegisterForm(Direction.OUTGOING, "Sổ hai", 2026, "QĐ 1", symbol="X"), "register_purpose_missing"),
        (RegisterForm(Direction.OUTGOING, "Sổ hai", 2026, "", type_keys=("QĐ",)), "register_decided_by_missing"),
        (RegisterForm(Direction.OUTGOING, "Sổ hai", 2026, "QĐ 1", body_name="Ban"), "register_symbol_missing"),
        (RegisterForm(Direction.OUTGOING, "Sổ hai", 2025, "QĐ 1", type_keys=("TB",)), "register_year_unknown"),
        (RegisterForm(Direction.OUTGOING, "Sổ hai", 2026, "QĐ 1", type_keys=("lạ",)), "type_missing"),
        (RegisterForm(Direction.OUTGOING, " ", 2026, "QĐ 1", type_keys=("TB",)), "register_name_missing"),
        (RegisterForm(Direction.OUTGOING, "Sổ outgoing", 2026, "QĐ 1", type_keys=("TB",)), "register_name_taken"),
        (RegisterForm(Direction.OUTGOING, "Sổ hai", 2026, "QĐ 1", type_keys=("TB", "QĐ")), "register_clashes"),
        (RegisterForm(Direction.OUTGOING, "Sổ hai", 2026, "1", (), "Ban khác", "HĐTĐ"), "register_clashes"),
        (RegisterForm(Direction.INCOMING, "Sổ đơn", 2026, "1", ("TB",)), "register_clashes"),
    ],
)
def test_a_book_that_would_give_a_number_twice_is_not_opened(small: SmallOffice, what: Any, reason: str) -> None:
    opened(small)
    opened(small, DECISIONS)
    opened(small, RegisterForm(Direction.INCOMING, "Sổ thông báo đến", 2026, "QĐ 2", type_keys=("TB",)))
    assert reason in refused(small, small.head, registers.add_register, what)


@pytest.mark.law("ND30:15")
def test_in_a_year_that_has_numbered_decisions_already_their_own_book_waits_for_the_next(both: SmallOffice) -> None:
    waiting = format_checked(both)
    numbered(both)
    assert refused(both, both.head, registers.add_register, DECISIONS) == ["register_year_begun"]
    later = opened(both, RegisterForm(Direction.OUTGOING, "Sổ quyết định", 2027, "QĐ 13", type_keys=("QĐ",)))
    assert both.document(numbered(both)).reference == "02/QĐ-PGDĐT"
    both.clock.pass_days(60)
    imprinting.assign_number(both.office, both.clerk, waiting)
    moved = both.document(waiting)
    assert (moved.register_id, moved.year, moved.reference) == (later, 2027, "01/QĐ-PGDĐT")


def test_only_the_head_and_it_open_books_it_for_any_unit(small: SmallOffice) -> None:
    for who in (small.clerk, small.deputy, small.officer, small.school1_clerk):
        assert refused(small, who, registers.add_register, COUNCIL) == ["not_visible"]
    assert refused(small, small.head, registers.add_register, COUNCIL, small.schools[0]) == ["not_visible"]
    made = small.act(small.it, registers.add_register, COUNCIL, small.schools[0])
    with small.db.read() as session:
        assert session.get_one(Register, made).unit_id == small.schools[0]


def test_a_book_is_given_up_at_once_while_it_is_empty_else_at_the_years_end(both: SmallOffice) -> None:
    empty, begun = opened(both), opened(both, DECISIONS)
    numbered(both)
    assert both.act(both.head, registers.retire_register, empty) == 2025
    assert both.act(both.head, registers.retire_register, begun) == 2026
    assert refused(both, both.head, registers.retire_register, begun) == ["register_retired"]
    assert refused(both, both.head, registers.retire_register, book(both)) == ["register_is_default"]
    assert refused(both, both.clerk, registers.retire_register, begun) == ["not_visible"]
    assert refused(both, both.officer, outgoing.create_draft, form(both, register_id=empty)) == [
        "register_not_for_type"
    ]
    assert both.document(numbered(both)).register_id == begun
    both.clock.pass_days(60)
    assert both.document(numbered(both)).register_id == book(both)


@pytest.mark.law("ND30:15")
def test_a_number_bound_to_a_decision_does_not_become_that_of_a_notice_in_another_book(both: SmallOffice) -> None:
    opened(both, DECISIONS)
    document_id = numbered(both)
    both.act(both.deputy, outgoing.send_back, document_id, "Sai")
    changed = form(both, type_key="TB")
    assert refused(both, both.officer, outgoing.edit_draft, document_id, changed) == ["register_not_for_type"]
    both.act(both.officer, outgoing.edit_draft, document_id, form(both, abstract="Sửa"))
    assert both.document(document_id).reference == "01/QĐ-PGDĐT"


def test_the_database_itself_refuses_one_reference_twice_in_a_unit(both: SmallOffice) -> None:
    council = opened(both)
    first, second = numbered(both), numbered(both, register_id=council)
    statement = text("UPDATE outgoing_document SET notation = :n WHERE id = :i")
    with both.db.engine.connect() as connection, pytest.raises(DatabaseError):
        connection.execute(statement, {"n": both.document(first).notation, "i": second})


@pytest.mark.law("ND30:15")
def test_a_number_held_is_used_by_one_document_and_stays_in_its_place(both: SmallOffice) -> None:
    numbered(both)
    ids = held(both, book(both), 2)
    assert both.document(numbered(both)).number == 4
    document_id = format_checked(both)
    imprinting.assign_number(both.office, both.clerk, document_id, held_id=ids[0])
    used = both.document(document_id)
    assert (used.number, used.year, used.issued_on) == (2, 2026, TODAY)
    other = format_checked(both)
    with pytest.raises(Refused) as no:
        imprinting.assign_number(both.office, both.clerk, other, held_id=ids[0])
    assert codes(no) == ["held_no_more"]
    assert both.document(other).number is None
    figures = whole(both, book(both))
    assert (figures.last_number, figures.documents, figures.held) == (4, 3, 1)


@pytest.mark.law("ND30:22")
def test_a_paper_entered_in_an_outage_gets_the_number_it_was_given_on_paper(both: SmallOffice) -> None:
    inward = book(both, Direction.INCOMING)
    ids = held(both, inward, 3)
    both.clock.pass_days(1)
    registered(both)
    entry = Entry(held_id=ids[1], day=TODAY)
    assert refused(both, both.clerk, incoming.receive, fields(entry=entry), ()) == ["backdate_not_permitted"]
    allow = (inward, TODAY, TODAY, TODAY + timedelta(days=2), "Mất điện")
    both.act(both.head, registers.allow_backdate, *allow)
    arrived = both.arrived(both.act(both.clerk, incoming.receive, fields(entry=entry), ()))
    assert (arrived.arrival_number, arrived.arrived_on, arrived.registered_on) == (2, TODAY, TODAY)
    assert arrived.registered_at == both.clock.now, "when it was typed is on record too"
    assert [each.act for each in both.history("register", inward)][:2] == ["backdate", "allow_backdate"]
    whole(both, inward)


def test_numbers_are_held_by_the_clerk_with_a_reason_and_once_for_one_form(both: SmallOffice) -> None:
    mine, act = book(both), registers.hold_numbers
    assert refused(both, both.clerk, act, mine, 1, " ") == ["comment_missing"]
    assert refused(both, both.clerk, act, mine, 0, "Giữ") == ["held_count_out_of_bounds"]
    assert refused(both, both.clerk, act, mine, 201, "Giữ") == ["held_count_out_of_bounds"]
    assert refused(both, both.head, act, mine, 1, "Giữ") == ["not_visible"]
    assert refused(both, both.school1_clerk, act, mine, 1, "Giữ") == ["not_visible"]
    assert refused(both, both.clerk, act, mine, 1, "Kế hoạch MẬT về thi tuyển, độ mật: Mật") == ["state_secret"]
    assert held(both, mine, 2, "k1") == held(both, mine, 2, "k1")
    assert whole(both, mine).last_number == 2


@pytest.mark.law("ND30:15")
def test_a_number_held_in_vain_is_voided_with_its_reason_and_never_given_again(both: SmallOffice) -> None:
    mine, act = book(both), registers.void_number
    ids = held(both, mine, 2)
    assert refused(both, both.clerk, act, ids[0], "") == ["comment_missing"]
    assert refused(both, both.head, act, ids[0], "Không dùng") == ["not_visible"]
    assert refused(both, both.school1_clerk, act, ids[0], "Không dùng") == ["not_visible"]
    both.act(both.clerk, act, ids[0], "Không dùng")
    with pytest.raises(AlreadyDone):
        both.act(both.clerk, act, ids[0], "Không dùng")
    imprinting.assign_number(both.office, both.clerk, format_checked(both), held_id=ids[1])
    assert refused(both, both.clerk, act, ids[1], "Không dùng") == ["held_no_more"]
    assert both.document(numbered(both)).number == 3
    assert (whole(both, mine).voided, whole(both, mine).documents) == (1, 2)


def test_a_number_held_elsewhere_is_nobodys_here(both: SmallOffice) -> None:
    inward = held(both, book(both, Direction.INCOMING))
    document_id = format_checked(both)
    with pytest.raises(Refused) as no:
        imprinting.assign_number(both.office, both.clerk, document_id, held_id=inward[0])
    assert codes(no) == ["held_in_other_register"]
    with both.db.read() as session:
        theirs = default_register(session, both.schools[0], Direction.OUTGOING)
    both.act(both.school1_clerk, registers.hold_numbers, theirs, 1, "Giữ")
    with both.db.read() as session:
        strange = list_waiting(session, both.school1_clerk, [theirs])[0].id or 0
    with pytest.raises(NotVisible):
        imprinting.assign_number(both.office, both.clerk, document_id, held_id=strange)
    assert both.document(document_id).number is None


@pytest.mark.law("ND30:15")
def test_an_outgoing_document_bears_an_earlier_day_only_by_the_heads_permission(both: SmallOffice) -> None:
    document_id, mine = format_checked(both), book(both)
    given = allowed(both, mine)
    both.act(both.head, registers.end_backdate, given)
    with pytest.raises(AlreadyDone):
        both.act(both.head, registers.end_backdate, given)
    for permitted in (False, True):
        if permitted:
            allowed(both, mine)
            imprinting.assign_number(both.office, both.clerk, document_id, YESTERDAY)
        else:
            with pytest.raises(Refused) as no:
                imprinting.assign_number(both.office, both.clerk, document_id, YESTERDAY)
            assert codes(no) == ["backdate_not_permitted"]
    dated = both.document(document_id)
    assert (dated.number, dated.issued_on) == (1, YESTERDAY)
    entry = both.history("register", mine)[0]
    assert (entry.act, entry.facts["number"], entry.facts["day"]) == ("backdate", 1, "2026-11-22")


def test_a_permission_is_the_heads_for_days_that_were_and_for_thirty_days_at_most(small: SmallOffice) -> None:
    mine, act, later = book(small), registers.allow_backdate, TODAY + timedelta(days=31)
    wrong = (
        (small.clerk, (mine, YESTERDAY, YESTERDAY, TODAY, "Vì"), "not_visible"),
        (small.deputy, (mine, YESTERDAY, YESTERDAY, TODAY, "Vì"), "not_visible"),
        (small.school1_head, (mine, YESTERDAY, YESTERDAY, TODAY, "Vì"), "not_visible"),
        (small.head, (mine, YESTERDAY, YESTERDAY, TODAY, ""), "comment_missing"),
        (small.head, (mine, TODAY, YESTERDAY, TODAY, "Vì"), "backdate_days_wrong"),
        (small.head, (mine, YESTERDAY, later, TODAY, "Vì"), "backdate_days_wrong"),
        (small.head, (mine, YESTERDAY, YESTERDAY, later, "Vì"), "backdate_term_wrong"),
        (small.head, (mine, YESTERDAY, YESTERDAY, YESTERDAY, "Vì"), "backdate_term_wrong"),
    )
    for who, args, code in wrong:
        assert refused(small, who, act, *args) == [code]
    assert refused(small, small.clerk, registers.end_backdate, allowed(small, mine)) == ["not_visible"]
    small.clock.pass_days(4)
    document_id = format_checked(small)
    with pytest.raises(Refused) as no:
        imprinting.assign_number(small.office, small.clerk, document_id, YESTERDAY)
    assert codes(no) == ["backdate_not_permitted"], "it has run out"


@pytest.mark.law("ND30:22")
def test_what_arrived_on_friday_is_entered_on_monday_in_its_turn_without_asking_anybody(both: SmallOffice) -> None:
    friday = TODAY - timedelta(days=3)
    first = both.arrived(both.act(both.clerk, incoming.receive, fields(entry=Entry(day=friday)), ()))
    assert (first.arrival_number, first.arrived_on, first.registered_on) == (1, friday, TODAY)
    registered(both)
    late = fields(entry=Entry(day=friday))
    assert refused(both, both.clerk, incoming.receive, late, ()) == ["backdate_not_permitted"]
    late = fields(entry=Entry(day=TODAY + timedelta(days=1)))
    assert refused(both, both.clerk, incoming.receive, late, ()) == ["entry_day_in_future"]


def test_the_clerk_chooses_between_books_for_incoming_documents(both: SmallOffice) -> None:
    letters = opened(both, RegisterForm(Direction.INCOMING, "Sổ đơn thư", 2026, "QĐ 3", body_name="Tiếp công dân"))
    chosen = both.act(both.clerk, incoming.receive, fields(entry=Entry(register_id=letters)), ())
    silent = registered(both)
    assert [both.arrived(i).register_id for i in (chosen, silent)] == [letters, book(both, Direction.INCOMING)]
    assert [both.arrived(i).arrival_number for i in (chosen, silent)] == [1, 1]
    outward = fields(entry=Entry(register_id=book(both)))
    assert refused(both, both.clerk, incoming.receive, outward, ()) == ["register_not_for_type"]


def test_a_draft_keeps_its_council_when_it_is_edited(small: SmallOffice) -> None:
    council = opened(small)
    document_id = draft(small, register_id=council)
    small.act(small.officer, outgoing.edit_draft, document_id, form(small, register_id=council, abstract="Sửa"))
    assert small.document(document_id).notation == "QĐ-HĐTĐ"
    small.act(small.officer, outgoing.edit_draft, document_id, form(small))
    assert small.document(document_id).notation == "QĐ-PGDĐT"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE held_number SET status = 'mất'",
        "UPDATE held_number SET status = 'used'",
        "UPDATE held_number SET document_id = 1",
        "UPDATE held_number SET status = 'voided'",
        "UPDATE held_number SET number = 0",
        "INSERT INTO held_number (register_id, year, number, status, reason, held_by, held_at, void_reason) "
        "SELECT register_id, year, number, status, reason, held_by, held_at, '' FROM held_number",
        "UPDATE backdate_permission SET first_on = '2027-01-01'",
        "UPDATE backdate_permission SET reason = ''",
        "UPDATE register SET is_default = true WHERE id = (SELECT max(id) FROM register)",
    ],
)
def test_the_database_keeps_the_books_honest(both: SmallOffice, statement: str) -> None:
    held(both, book(both))
    allowed(both, book(both))
    opened(both)
    with both.db.engine.connect() as connection, pytest.raises(DatabaseError):
        connection.execute(text(statement))
