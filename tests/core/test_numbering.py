"""Numbers: none missing, none twice, nothing half-written, whoever dies when (ND30 Đ15, Đ22; QC 6.2)."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from threading import Thread
from typing import Any

import pytest
from sqlmodel import select

from bench.numbering import office, storm_apart
from tests.core.factories import PaperWorkshop, SmallOffice, codes, fields, format_checked, numbered, registered
from voffice_app.actions import imprinting, incoming, outgoing
from voffice_app.actions.office import Office
from voffice_app.db.audit import broken_links
from voffice_app.db.files import Direction
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import load_file, load_outgoing
from voffice_app.db.sequences import RegisterYear, default_register, next_number
from voffice_app.db.session import Database, Tx
from voffice_app.domain.errors import AlreadyDone, Refused

DIED = 9


def numbers(small: SmallOffice) -> list[int]:
    with small.db.read() as session:
        query = select(IncomingDocument.arrival_number).where(IncomingDocument.unit_id == small.clerk.unit_id)
        return sorted(number or 0 for number in session.exec(query))


@pytest.mark.law("ND30:22")
def test_twenty_clerks_at_once_get_twenty_different_numbers_without_a_gap(both: SmallOffice) -> None:
    troubles: list[BaseException] = []

    def clerk() -> None:
        try:
            for _ in range(5):
                both.act(both.clerk, incoming.receive, fields(), ())
        except BaseException as trouble:
            troubles.append(trouble)

    clerks = [Thread(target=clerk) for _ in range(20)]
    for thread in clerks:
        thread.start()
    for thread in clerks:
        thread.join()
    assert troubles == []
    assert numbers(both) == list(range(1, 101))
    with both.db.read() as session:
        assert list(broken_links(session, both.clerk.unit_id)) == []


@pytest.mark.law("ND30:22")
def test_fifty_writers_killed_at_random_leave_no_gap_no_double_and_nothing_half_written(url: str) -> None:
    found = storm_apart(url, office(url), writers=50, kills=30, seconds=2.5)
    assert found.given > 0
    assert (found.gaps, found.duplicates, found.half_written, found.chain_breaks) == (0, 0, 0, 0)


def test_a_number_taken_by_an_act_that_fails_is_given_back(both: SmallOffice) -> None:
    taken = []

    def fails(tx: Tx) -> None:
        book = default_register(tx.session, both.clerk.unit_id, Direction.INCOMING)
        taken.append(next_number(tx.session, book, 2026))
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  # our own, just above
        both.act(both.clerk, fails)
    assert taken == [1]
    assert both.arrived(registered(both)).arrival_number == 1


def dies(work: Callable[[], None]) -> None:
    """Run in a process of its own that must die at the marked place."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == DIED


def again(small: SmallOffice, workshop: Any = None) -> Office:
    """The office as another process opens it: nothing of this one's connections is touched."""
    url = small.db.engine.url.render_as_string(hide_password=False)
    database = Database(url, small.db.vault.root, small.clock)
    return Office(database, workshop or PaperWorkshop(), small.office.keyring, small.office.trust_folder)


class DyingWorkshop:
    """The power goes out between the number and the bytes."""

    def call(self, *_args: Any, **_kwargs: Any) -> bytes:
        os._exit(DIED)


@pytest.mark.law("ND30:15")
def test_killed_between_number_and_imprint_the_number_stays_bound_and_start_up_finishes_it(both: SmallOffice) -> None:
    document_id = format_checked(both)
    dies(lambda: imprinting.assign_number(again(both, DyingWorkshop()), both.clerk, document_id))
    half = both.document(document_id)
    assert (half.status, half.number, half.imprint_pending, half.imprinted) == ("numbered", 1, True, False)
    assert not half.facts().imprinted, "sign is refused until the bytes exist"
    assert both.document(numbered(both)).number == 2, "others go on meanwhile"
    assert imprinting.finish_pending(both.office) == []
    whole = both.document(document_id)
    assert (whole.number, whole.imprint_pending, whole.imprinted) == (1, False, True)
    assert imprinting.finish_pending(both.office) == []
    acts = [entry.act for entry in both.history("outgoing", document_id)]
    assert acts[:2] == ["imprint", "assign_number"], "one imprint, however often it is asked"


def test_killed_after_the_bytes_were_stored_the_imprint_is_made_once_more(both: SmallOffice, monkeypatch: Any) -> None:
    document_id = format_checked(both)
    calls: list[str] = []

    def die_at_second_act(self: Database, *_args: Any) -> Any:
        calls.append("act")
        return real(self, *_args) if len(calls) == 1 else os._exit(DIED)

    real = Database.act

    def work() -> None:
        monkeypatch.setattr(Database, "act", die_at_second_act)
        imprinting.assign_number(again(both), both.clerk, document_id)

    dies(work)
    assert both.document(document_id).imprint_pending
    assert imprinting.finish_pending(both.office) == []
    assert both.document(document_id).imprinted


def test_killed_inside_the_transaction_nothing_happened_and_the_number_is_free(both: SmallOffice) -> None:
    document_id = format_checked(both)

    def work() -> None:
        imprinting.move = lambda *_a, **_k: os._exit(DIED)  # type: ignore[attr-defined]
        imprinting.assign_number(again(both), both.clerk, document_id)

    dies(work)
    assert both.document(document_id).number is None
    assert both.document(numbered(both)).number == 1


def test_an_imprint_that_cannot_be_made_is_told_and_stops_nobody_else(both: SmallOffice) -> None:
    broken, sound = format_checked(both), format_checked(both)
    for document_id in (broken, sound):
        dies(lambda i=document_id: imprinting.assign_number(again(both, DyingWorkshop()), both.clerk, i))  # type: ignore[misc]
    with both.db.act(both.clerk) as tx:
        load_file(tx.session, load_outgoing(tx, broken).clean_file_id).sha256 = "0" * 64
    assert imprinting.finish_pending(both.office) == [broken]
    assert both.document(sound).imprinted


@pytest.mark.law("ND30:15")
@pytest.mark.law("ND30:22")
def test_numbers_begin_again_at_midnight_in_vietnam(both: SmallOffice) -> None:
    both.clock.now = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)  # 23:59
    assert [both.arrived(registered(both)).arrival_number for _ in range(2)] == [1, 2]
    old = both.document(numbered(both))
    both.clock.now = datetime(2026, 12, 31, 17, 1, tzinfo=UTC)  # 00:01
    first, new = both.arrived(registered(both)), both.document(numbered(both))
    assert (first.arrival_number, first.arrival_year, first.arrived_on) == (1, 2027, date(2027, 1, 1))
    assert (old.number, old.year, old.issued_on) == (1, 2026, date(2026, 12, 31))
    assert (new.number, new.year, new.issued_on) == (1, 2027, date(2027, 1, 1))
    with both.db.read() as session:
        assert sorted(row.year for row in session.exec(select(RegisterYear))) == [2026, 2026, 2027, 2027]


@pytest.mark.law("ND30:15")
def test_a_number_of_last_year_is_not_dated_in_this_one(small: SmallOffice) -> None:
    small.clock.now = datetime(2026, 12, 31, 5, 0, tzinfo=UTC)
    document_id = numbered(small)
    bound = small.document(document_id)
    small.act(small.deputy, outgoing.send_back, document_id, "Sai")
    small.clock.pass_days(3)
    small.act(small.officer, outgoing.submit, document_id)
    small.act(small.deputy, outgoing.approve, document_id, small.document(document_id).current_file_id)
    small.act(small.clerk, outgoing.accept_format, document_id)
    with pytest.raises(Refused) as no:
        imprinting.assign_number(small.office, small.clerk, document_id)
    assert codes(no) == ["number_of_other_year"]
    imprinting.assign_number(small.office, small.clerk, document_id, bound.issued_on)
    again_bound = small.document(document_id)
    assert (again_bound.number, again_bound.year, again_bound.issued_on) == (1, 2026, bound.issued_on)


def test_two_clicks_at_once_on_assign_number_give_one_number(both: SmallOffice) -> None:
    document_id, answers = format_checked(both), []

    def click() -> None:
        try:
            imprinting.assign_number(both.office, both.clerk, document_id)
            answers.append("given")
        except AlreadyDone:
            answers.append("calm")

    clicks = [Thread(target=click) for _ in range(5)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert sorted(answers) == ["calm"] * 4 + ["given"]
    assert both.document(numbered(both)).number == 2
