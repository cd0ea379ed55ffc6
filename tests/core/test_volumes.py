"""Closed volumes: nothing lands in them, each hangs on the one before, changes since are named (ND30 Đ16, Đ22)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.core.factories import SmallOffice, assigned, codes, fields, format_checked, numbered, registered, sealed
from tests.core.test_registers import allowed, book, held, refused
from voffice_app.actions import closing, imprinting, incoming, issuing, outgoing, registers
from voffice_app.db.files import Direction
from voffice_app.db.registers import RegisterVolume
from voffice_app.db.volumes import Comparison, compare, list_volumes
from voffice_app.domain import registers as rules
from voffice_app.domain.errors import Refused
from voffice_app.domain.people import Actor
from voffice_app.domain.registers import Entry

TODAY = date(2026, 11, 23)


def closed(office: SmallOffice, register_id: int, last: int, *, year: int = 2026, who: Actor | None = None) -> int:
    return closing.close_volume(office.office, who or office.clerk, register_id, year, last)


def not_closed(office: SmallOffice, *args: Any, **how: Any) -> list[str]:
    with pytest.raises(Refused) as no:
        closed(office, *args, **how)
    return codes(no)


def verified(office: SmallOffice, volume_id: int) -> Comparison:
    with office.db.read() as session:
        return compare(session, office.db.vault, session.get_one(RegisterVolume, volume_id))


def volumes(office: SmallOffice, register_id: int) -> list[RegisterVolume]:
    with office.db.read() as session:
        return list_volumes(session, register_id)


def issued(office: SmallOffice) -> int:
    document_id = sealed(office)
    office.act(office.clerk, issuing.issue, document_id)
    return document_id


@pytest.mark.law("ND30:16")
def test_volumes_run_on_from_one_another_and_are_chained(both: SmallOffice) -> None:
    mine = book(both)
    for _ in range(3):
        issued(both)
    ids = held(both, mine, 2)
    both.act(both.clerk, registers.void_number, ids[0], "Không dùng")
    first, second = closed(both, mine, 2), closed(both, mine, 4)
    one, two = volumes(both, mine)
    assert (one.volume, one.first_number, one.last_number, one.previous_hash) == (1, 1, 2, "")
    assert (two.volume, two.first_number, two.last_number, two.previous_hash) == (2, 3, 4, one.hash)
    assert (one.first_on, one.last_on) == (TODAY, TODAY)
    for volume_id in (first, second):
        assert verified(both, volume_id).equal
    entry = both.history("register", mine)[0]
    assert (entry.act, entry.facts["hash"]) == ("close_volume", two.hash)


@pytest.mark.law("ND30:22")
def test_the_book_of_arrivals_is_closed_when_everything_in_it_was_handed_over(both: SmallOffice) -> None:
    inward = book(both, Direction.INCOMING)
    assigned(both)
    registered(both)
    assert not_closed(both, inward, 2) == ["volume_unfinished"]
    assert verified(both, closed(both, inward, 1)).equal


def test_only_the_clerk_of_the_unit_closes_and_only_numbers_that_are_there(both: SmallOffice) -> None:
    mine = book(both)
    assert not_closed(both, mine, 1) == ["volume_empty"]
    issued(both)
    for who in (both.head, both.officer, both.it, both.school1_clerk):
        assert not_closed(both, mine, 1, who=who) == ["not_visible"]
    assert not_closed(both, mine, 2) == ["volume_empty"]
    closed(both, mine, 1)
    assert not_closed(both, mine, 1) == ["volume_empty"], "a second click closes nothing more"
    assert len(volumes(both, mine)) == 1


def test_a_volume_has_no_row_left_open(both: SmallOffice, monkeypatch: Any) -> None:
    mine = book(both)
    issued(both)
    document_id = numbered(both)
    held(both, mine)
    with pytest.raises(Refused) as no:
        closed(both, mine, 3)
    assert no.value.reasons[0].facts == {"numbers": "2, 3"}
    both.act(both.head, outgoing.cancel, document_id, "Sai nội dung")
    assert not_closed(both, mine, 3) == ["volume_unfinished"], "a number is still held"
    monkeypatch.setattr(closing, "MOST_ROWS", 1)
    assert not_closed(both, mine, 2) == ["volume_too_long"]
    monkeypatch.setattr(closing, "MOST_ROWS", rules.MOST_ROWS)
    assert verified(both, closed(both, mine, 2)).equal


@pytest.mark.law("ND30:22")
def test_nothing_is_entered_late_into_a_closed_volume(both: SmallOffice) -> None:
    inward, late = book(both, Direction.INCOMING), TODAY
    assigned(both)
    closed(both, inward, 1)
    both.clock.pass_days(1)
    registered(both)
    both.act(both.head, registers.allow_backdate, inward, late, late, TODAY + timedelta(days=3), "Sót")
    entry = fields(entry=Entry(day=late))
    assert refused(both, both.clerk, incoming.receive, entry, ()) == ["volume_closed"]
    ids = held(both, inward)
    entry = fields(entry=Entry(day=late, held_id=ids[0]))
    assert refused(both, both.clerk, incoming.receive, entry, ()) == ["volume_closed"]
    assert both.arrived(registered(both)).arrival_number == 4, "what comes today goes into the next volume"


@pytest.mark.law("ND30:15")
def test_when_the_year_is_closed_no_document_is_dated_in_it_any_more(both: SmallOffice) -> None:
    mine = book(both)
    issued(both)
    both.clock.now = datetime(2027, 1, 5, 3, tzinfo=UTC)
    volume = closed(both, mine, 1)
    assert volumes(both, mine)[0].last_on == date(2026, 12, 31)
    new_year_eve = date(2026, 12, 31)
    until = date(2027, 1, 20)
    both.act(both.head, registers.allow_backdate, mine, new_year_eve, new_year_eve, until, "Sót")
    document_id = format_checked(both)
    with pytest.raises(Refused) as no:
        imprinting.assign_number(both.office, both.clerk, document_id, new_year_eve)
    assert codes(no) == ["volume_closed"]
    issued(both)
    closed(both, mine, 1, year=2027)
    assert [each.previous_hash for each in volumes(both, mine)] == ["", volumes(both, mine)[0].hash]
    assert verified(both, volume).equal


@pytest.mark.law("ND30:16")
def test_what_was_changed_after_closing_is_named_row_by_row(both: SmallOffice) -> None:
    mine = book(both)
    first, second = issued(both), issued(both)
    volume = closed(both, mine, 2)
    with both.db.engine.begin() as connection:
        connection.execute(text("UPDATE outgoing_document SET abstract = 'Khác' WHERE id = :i"), {"i": second})
    found = verified(both, volume)
    assert (found.kept, found.chained, found.equal) == (True, True, False)
    assert [(each.number, each.column) for each in found.differences] == [(2, "title")]
    assert "kiểm tra" in found.differences[0].before
    assert "Khác" in found.differences[0].now
    assert first


def test_a_volume_whose_stored_rows_were_harmed_says_so(both: SmallOffice) -> None:
    mine = book(both)
    issued(both)
    volume_id = closed(both, mine, 1)
    path = both.db.vault.path(volumes(both, mine)[0].rows_sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(b"01/", b"02/"))
    assert not verified(both, volume_id).kept
    path.unlink()
    assert not verified(both, volume_id).kept


@pytest.mark.parametrize("what", ["UPDATE register_volume SET last_number = 99", "DELETE FROM register_volume"])
def test_a_closed_volume_is_neither_changed_nor_removed(both: SmallOffice, what: str) -> None:
    mine = book(both)
    issued(both)
    closed(both, mine, 1)
    with both.db.engine.connect() as connection, pytest.raises(DatabaseError):
        connection.execute(text(what))


def test_a_volume_forged_past_the_guard_breaks_the_chain(small: SmallOffice) -> None:
    mine = book(small)
    ids = [issued(small), issued(small)]
    first, second = closed(small, mine, 1), closed(small, mine, 2)
    with small.db.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER register_volume_no_UPDATE"))
        connection.execute(text("UPDATE register_volume SET closed_by = :p WHERE id = :i"), {
            "p": small.head.position_id, "i": first,
        })  # fmt: skip
    assert not verified(small, first).chained
    with small.db.engine.begin() as connection:
        connection.execute(text("UPDATE register_volume SET previous_hash = 'x' WHERE id = :i"), {"i": second})
    assert not verified(small, second).chained
    assert ids


def test_a_permission_does_not_open_what_is_closed(both: SmallOffice) -> None:
    mine = book(both)
    issued(both)
    closed(both, mine, 1)
    allowed(both, mine)
    document_id = format_checked(both)
    with pytest.raises(Refused) as no:
        imprinting.assign_number(both.office, both.clerk, document_id, TODAY - timedelta(days=1))
    assert codes(no) == ["volume_closed"]


def between(office: SmallOffice, monkeypatch: Any, *acts: Callable[[], object]) -> list[str]:
    """Each time the rows were read and are about to be closed, one of these happens; what was kept."""
    coming, kept, put = list(acts), [], office.db.vault.put

    def kept_then_disturbed(content: bytes) -> str:
        kept.append(content.decode())
        if coming:
            coming.pop(0)()
        return put(content)

    monkeypatch.setattr(office.db.vault, "put", kept_then_disturbed)
    return kept


@pytest.mark.law("ND30:16")
def test_what_somebody_of_the_unit_did_while_the_rows_were_read_is_in_the_volume(
    both: SmallOffice, monkeypatch: Any
) -> None:
    mine = book(both)
    issued(both)
    ids = held(both, mine, 2)
    both.act(both.clerk, registers.void_number, ids[0], "Không dùng")
    kept = between(both, monkeypatch, lambda: both.act(both.clerk, registers.void_number, ids[1], "Không dùng nữa"))
    assert not_closed(both, mine, 3) == ["volume_unfinished"], "refused before a row is read"
    assert kept == []
    assert verified(both, closed(both, mine, 2)).equal
    assert len(kept) == 2, "read again, because the clerk voided a number meanwhile"
    kept = between(both, monkeypatch, lambda: both.act(both.school1_clerk, incoming.receive, fields(), ()))
    assert verified(both, closed(both, mine, 3)).equal
    assert len(kept) == 1, "what a school does is none of this book's business"


def test_in_an_office_that_never_rests_the_rows_are_read_while_the_book_stands_still(
    both: SmallOffice, monkeypatch: Any
) -> None:
    mine = book(both)
    issued(both)
    kept = between(both, monkeypatch, *[lambda: held(both, mine)] * closing.TRIES)
    assert verified(both, closed(both, mine, 1)).equal
    assert len(kept) == closing.TRIES + 1
    assert len(volumes(both, mine)) == 1


def test_a_row_that_opens_again_while_it_is_read_refuses_the_closing(both: SmallOffice, monkeypatch: Any) -> None:
    inward = book(both, Direction.INCOMING)
    document_id = assigned(both)

    def taken_back() -> None:
        with both.db.engine.begin() as connection:
            connection.execute(
                text("UPDATE incoming_document SET status = 'submitted' WHERE id = :i"), {"i": document_id}
            )
        held(both, inward)

    between(both, monkeypatch, taken_back)
    assert not_closed(both, inward, 1) == ["volume_unfinished"]
    assert volumes(both, inward) == []
