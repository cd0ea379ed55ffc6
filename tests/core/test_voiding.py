"""A wrong entry of the incoming register is struck, in sight and for ever; what was acted on stays as it is."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from tests.core.factories import SmallOffice, assigned, codes, fields, registered, sealed, waiting
from tests.core.test_after_issue_migration import ask, made
from tests.core.test_signing_migration import to
from voffice_app.actions import assigning, closing, incoming, issuing, voiding
from voffice_app.db import figures, migrate
from voffice_app.db.audit import AuditEntry
from voffice_app.db.books import list_book, list_follow_book
from voffice_app.db.duplicates import Written
from voffice_app.db.incoming_lists import Filter, find_duplicates, list_incoming
from voffice_app.db.notices import Notice
from voffice_app.db.register_lists import read_book
from voffice_app.db.sequences import Register
from voffice_app.domain.books import STRUCK
from voffice_app.domain.errors import NotVisible, Refused
from voffice_app.domain.incoming import IncomingStatus, Source

WHY = "Nhập nhầm văn bản của trường khác"
THIS_YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def void(small: SmallOffice, document_id: int, who: Any = None, why: str = WHY) -> None:
    small.act(who or small.clerk, voiding.void_entry, document_id, why)


def book(small: SmallOffice, document_id: int, kind: Any = list_book) -> list[Any]:
    document = small.arrived(document_id)
    with small.db.read() as session:
        return list(kind(session, document.register_id or 0, document.arrival_year or 0))


@pytest.mark.law("ND30:22")
def test_a_wrong_entry_is_struck_its_number_stays_with_the_reason_and_is_never_given_again(both: SmallOffice) -> None:
    wrong = waiting(both)
    number = both.arrived(wrong).arrival_number
    void(both, wrong)
    document, after = both.arrived(wrong), both.arrived(registered(both))
    assert (document.status, document.arrival_number) == (IncomingStatus.VOIDED, number)
    assert after.arrival_number == (number or 0) + 1
    rows = book(both, wrong)
    assert [row.number for row in rows] == [number, after.arrival_number]
    assert rows[0].note == f"{STRUCK}: {WHY}"
    assert not rows[1].note.startswith(STRUCK)
    assert book(both, wrong, list_follow_book)[0].note == f"{STRUCK}: {WHY}"
    with both.db.read() as session:
        mine = read_book(session, session.get_one(Register, document.register_id), 2026)
    assert (mine.documents, mine.struck, mine.missing) == (2, 1, ())


def test_the_journal_says_who_struck_it_and_why_and_head_and_finder_are_told(small: SmallOffice) -> None:
    found = small.act(small.officer, incoming.pass_to_clerk, incoming.Intake(Source.EMAIL, "Sở gửi"))
    small.act(small.clerk, incoming.register, found, fields())
    void(small, found)
    with small.db.read() as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.act == "void_entry")).one()
        told = session.exec(select(Notice.position_id).where(Notice.kind == "entry_voided")).all()
    assert (entry.account_id, entry.comment, entry.from_state) == (small.clerk.account_id, WHY, "registered")
    assert set(told) == {small.head.position_id, small.officer.position_id}


@pytest.mark.parametrize("who", ["head", "deputy", "officer", "school1_clerk"])
def test_nobody_but_the_units_clerk_strikes_an_entry(small: SmallOffice, who: str) -> None:
    document_id = waiting(small)
    with pytest.raises(Refused) as no:
        void(small, document_id, small.people[who])
    assert isinstance(no.value, NotVisible) or codes(no) == ["wrong_person"]
    assert small.arrived(document_id).status is IncomingStatus.SUBMITTED


def test_without_a_reason_nothing_is_struck(small: SmallOffice) -> None:
    document_id = waiting(small)
    with pytest.raises(Refused) as no:
        void(small, document_id, why="  ")
    assert codes(no) == ["comment_missing"]
    assert small.arrived(document_id).status is IncomingStatus.SUBMITTED


@pytest.mark.law("ND30:22")
def test_what_was_assigned_once_is_evidence_even_after_it_came_back_to_the_head(small: SmallOffice) -> None:
    document_id = assigned(small)
    with pytest.raises(Refused) as no:
        void(small, document_id)
    assert codes(no) == ["wrong_state", "entry_acted_on"]
    small.act(small.officer, assigning.return_assignment, document_id, "Không thuộc phần việc")
    assert small.arrived(document_id).status is IncomingStatus.SUBMITTED
    with pytest.raises(Refused) as no:
        void(small, document_id)
    assert codes(no) == ["entry_acted_on"]


def test_what_a_unit_sent_within_the_system_is_no_wrong_entry(small: SmallOffice) -> None:
    small.act(small.clerk, issuing.issue, sealed(small))
    clerk = small.people["school1_clerk"]
    with small.db.read() as session:
        (row,) = list_incoming(session, clerk, small.db.today(), Filter())[0]
    small.act(clerk, incoming.register, row.id, fields())
    with pytest.raises(Refused) as no:
        void(small, row.id, clerk)
    assert codes(no) == ["entry_from_inside"]


def test_in_a_closed_volume_every_row_says_what_it_said(small: SmallOffice) -> None:
    document_id = small.act(small.clerk, incoming.receive, fields(source=Source.MVP), ())
    small.act(small.clerk, incoming.archive_only, document_id)
    document = small.arrived(document_id)
    last = document.arrival_number or 0
    closing.close_volume(small.office, small.clerk, document.register_id or 0, 2026, last)
    with pytest.raises(Refused) as no:
        void(small, document_id)
    assert codes(no) == ["entry_in_closed_volume"]
    assert small.arrived(document_id).status is IncomingStatus.ARCHIVED_ONLY


def test_struck_twice_is_told_and_written_once(small: SmallOffice) -> None:
    document_id = waiting(small)
    void(small, document_id)
    with pytest.raises(Refused) as no:
        void(small, document_id, why="Lý do khác")
    assert codes(no) == ["said_before"]
    with small.db.read() as session:
        assert len(session.exec(select(AuditEntry).where(AuditEntry.act == "void_entry")).all()) == 1


def test_a_struck_entry_counts_for_nobody_and_its_paper_is_entered_anew_without_a_warning(both: SmallOffice) -> None:
    document_id = waiting(both)
    document = both.arrived(document_id)
    wanted = Written(document.code_number, document.code_notation, document.issuing_body, document.issued_on)

    def counted() -> tuple[int, int]:
        with both.db.read() as session:
            judged = figures.judged_to_acknowledge(*THIS_YEAR, both.db.today())
            alike = find_duplicates(session, document.unit_id, wanted)
            return len(session.scalars(select(figures.D.id).where(*judged)).all()), len(alike)

    assert counted() == (1, 1)
    void(both, document_id)
    assert counted() == (0, 0)


@pytest.mark.parametrize("statement", [
    "UPDATE incoming_document SET status = 'voided', arrival_number = NULL",
    "UPDATE incoming_document SET status = 'struck'",
])  # fmt: skip
def test_the_database_itself_keeps_the_number_of_a_struck_entry(both: SmallOffice, statement: str) -> None:
    waiting(both)
    with pytest.raises(DatabaseError), both.db.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.filterwarnings("ignore")
def test_the_version_before_keeps_a_struck_entry_set_aside_with_its_number(both: SmallOffice) -> None:
    document_id = waiting(both)
    number = both.arrived(document_id).arrival_number
    void(both, document_id)
    everything = made(both)
    both.db.engine.dispose()
    to(both, "0020")
    assert ask(both, "SELECT status, arrival_number FROM incoming_document") == [("archived_only", number)]
    migrate.upgrade(both.db.engine)
    assert made(both) == everything
