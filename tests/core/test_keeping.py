"""The queue of the archive: owed with issuing, done in the background, delayed by outages, renewed in time."""

from datetime import timedelta
from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from sqlmodel import select

from signing.check import verify
from signing.geometry import AGENCY, LEADER
from signing.timestamp import Authority
from tests.core.factories import SmallOffice, codes, sealed, small_office
from tests.core.keeping import current, issued, office_of, pdf_of, works
from tests.signing.authorities import TODAY, World
from tests.signing.conftest import numbered
from tests.signing.letters import LETTERS
from tests.signing.stamped import signed
from voffice_app.actions import keeping
from voffice_app.actions.keeping import keep_next
from voffice_app.actions.office import Office
from voffice_app.db import long_term
from voffice_app.db.files import Direction, DocumentFile, FileKind, list_files
from voffice_app.db.long_term import Wanted, WorkState
from voffice_app.domain.errors import NotVisible
from voffice_app.keeper import Keeper


@pytest.mark.law("ND30:19")
def test_an_issued_document_gets_its_archive_form_and_keeps_what_was_issued(
    small: SmallOffice, world: World, paper: bytes
) -> None:
    document_id = issued(small, paper)
    assert [(row.wanted, row.state) for row in works(small)] == [(Wanted.ARCHIVE, WorkState.WAITING)]
    assert keep_next(office_of(small, world)) is WorkState.DONE
    done, renewal = works(small)
    assert (done.state, done.stamped_at, done.last_error) == (WorkState.DONE, TODAY, "")
    assert (renewal.wanted, renewal.file_id) == (Wanted.RENEW, done.result_file_id)
    assert renewal.next_try_at == renewal.due_at - timedelta(days=180)
    kept = current(small, document_id)
    assert (kept.id, kept.kind) == (done.result_file_id, FileKind.SEALED)
    assert [found["level"] for found in kept.verdict["signatures"]] == ["B-LTA", "B-LTA"]
    assert pdf_of(small, document_id).startswith(paper)
    with small.db.read() as session:
        versions = [file.sha256 for file in list_files(session, Direction.OUTGOING, document_id)]
    assert small.db.vault.get(versions[-2]) == paper
    assert small.history("outgoing", document_id)[0].act == "archive"


def test_the_receivers_keep_the_bytes_that_were_issued(small: SmallOffice, world: World, paper: bytes) -> None:
    document_id = issued(small, paper)
    with small.db.read() as session:
        query = select(DocumentFile).where(DocumentFile.direction == Direction.INCOMING)
        delivered = {file.sha256 for file in session.exec(query)}
    keep_next(office_of(small, world))
    with small.db.read() as session:
        assert {file.sha256 for file in session.exec(query)} == delivered
    assert current(small, document_id).sha256 not in delivered


def test_without_an_authority_nothing_is_tried_and_nothing_fails(small: SmallOffice, paper: bytes) -> None:
    issued(small, paper)
    assert keep_next(small.office) is None
    assert [(row.state, row.tries) for row in works(small)] == [(WorkState.WAITING, 0)]


def test_nothing_is_owed_before_a_document_is_issued(small: SmallOffice, world: World) -> None:
    sealed(small)
    assert works(small) == []
    assert keep_next(office_of(small, world)) is None


def test_signed_while_the_authority_was_too_slow_and_archived_when_it_came_back(
    small: SmallOffice, world: World
) -> None:
    world.moods["tsa1"] = "slow"
    hurried = Authority(world.tsa(), world.trust, 0.5).stamp
    begun = monotonic()
    led = signed(world, numbered(LETTERS["head"]), LEADER, stamp=hurried)
    done = signed(world, led.pdf, AGENCY, stamp=hurried)
    assert monotonic() - begun < 10, "the authority takes 20"
    assert [led.not_stamped, done.not_stamped] == ["timestamp_unavailable"] * 2
    assert world.asked == ["tsa1"], "the second signature does not wait again"
    assert [found.level for found in done.verdict.signatures] == ["B-B", "B-B"]
    document_id = issued(small, done.pdf, done.verdict.as_dict())
    world.moods.clear()
    assert keep_next(office_of(small, world)) is WorkState.DONE
    kept = verify(pdf_of(small, document_id), world.trust())
    assert (kept.outcome, [found.level for found in kept.signatures]) == ("valid", ["B-LTA", "B-LTA"])


@pytest.mark.parametrize(
    ("moods", "code"),
    [
        ({"tsa1": "down"}, "timestamp_unavailable"),
        ({"tsa1": "nonce"}, "bad_timestamp"),
        ({"answers": "down", "issuing": "down"}, "evidence_unavailable"),
    ],
)
def test_an_outage_delays_and_when_it_ends_the_work_is_done(
    small: SmallOffice, world: World, paper: bytes, moods: dict[str, str], code: str
) -> None:
    document_id = issued(small, paper)
    office = office_of(small, world)
    world.moods.update(moods)
    for minutes in (1, 2, 4):
        assert keep_next(office) is WorkState.WAITING
        (row,) = works(small)
        assert (row.last_error, row.next_try_at) == (code, small.clock.now + timedelta(minutes=minutes))
        assert keep_next(office) is None
        small.clock.now = row.next_try_at
    assert pdf_of(small, document_id) == paper
    world.moods.clear()
    assert keep_next(office) is WorkState.DONE
    assert works(small)[0].tries == 4


def test_what_does_not_verify_is_never_stored(small: SmallOffice, world: World, paper: bytes) -> None:
    middle = len(paper) // 3
    broken = paper[:middle] + bytes([paper[middle] ^ 1]) + paper[middle + 1 :]
    document_id = issued(small, broken)
    assert keep_next(office_of(small, world)) is WorkState.FAILED
    assert works(small)[0].last_error in ("archive_not_valid", "unreadable")
    assert pdf_of(small, document_id) == broken


def test_before_the_certificate_of_the_authority_ends_the_file_is_renewed(
    small: SmallOffice, world: World, paper: bytes
) -> None:
    document_id = issued(small, paper)
    keep_next(office_of(small, world))
    first = pdf_of(small, document_id)
    due = works(small)[1].next_try_at
    world.now = small.clock.now = due - timedelta(seconds=1)
    assert keep_next(office_of(small, world, "tsa2")) is None
    world.now = small.clock.now = due
    assert keep_next(office_of(small, world, "tsa2")) is WorkState.DONE
    renewed = pdf_of(small, document_id)
    assert renewed.startswith(first)
    assert len(renewed) > len(first)
    assert [row.wanted for row in works(small)] == [Wanted.ARCHIVE, Wanted.RENEW, Wanted.RENEW]


def test_a_renewal_by_the_same_certificate_would_gain_nothing_and_is_put_off(
    small: SmallOffice, world: World, paper: bytes
) -> None:
    document_id = issued(small, paper)
    office = office_of(small, world)
    keep_next(office)
    first, renewal = pdf_of(small, document_id), works(small)[1]
    world.now = small.clock.now = renewal.next_try_at
    assert keep_next(office) is WorkState.WAITING
    again = works(small)[1]
    assert (again.last_error, pdf_of(small, document_id)) == ("no_later_certificate", first)
    assert again.next_try_at == small.clock.now + (renewal.due_at - small.clock.now) / 2


def test_it_sees_what_waits_and_what_failed_and_has_it_tried_again(
    small: SmallOffice, world: World, paper: bytes
) -> None:
    issued(small, paper)
    world.moods["tsa1"] = "down"
    office = office_of(small, world)
    keep_next(office)
    with small.db.read() as session:
        (item,) = long_term.list_open(session, small.clock.now)
        counted = long_term.count_work(session, small.clock.now)
    assert (item.work.last_error, item.reference) == ("timestamp_unavailable", small.document(1).reference)
    assert (counted.waiting, counted.failed, counted.overdue, counted.done) == (1, 0, 0, 0)
    world.moods.clear()
    assert keep_next(office) is None
    small.act(small.it, keeping.retry, item.work.id)
    assert keep_next(office) is WorkState.DONE
    with small.db.read() as session:
        assert long_term.list_open(session, small.clock.now) == []
        assert long_term.count_work(session, small.clock.now).done == 1
    with pytest.raises(NotVisible):
        small.act(small.it, keeping.retry, item.work.id)


def test_only_it_has_work_tried_again(small: SmallOffice, paper: bytes) -> None:
    issued(small, paper)
    for person in (small.clerk, small.head, small.officer):
        with pytest.raises(NotVisible) as refused:
            small.act(person, keeping.retry, works(small)[0].id)
        assert codes(refused) == ["not_visible"]


def test_the_background_works_through_the_queue_survives_errors_and_stops_when_told(
    small: SmallOffice, world: World, paper: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = issued(small, paper)
    office, tried, real = office_of(small, world), Event(), keeping.keep_next

    def failing_first(found: Office) -> WorkState | None:
        if not tried.is_set():
            tried.set()
            raise RuntimeError("the database is down")
        return real(found)

    monkeypatch.setattr("voffice_app.keeper.keep_next", failing_first)
    keeper = Keeper(lambda: office, every_seconds=0.05)
    keeper.start()
    for _ in range(200):
        if works(small)[0].state is WorkState.DONE:
            break
        Event().wait(0.05)
    keeper.stop(5)
    assert verify(pdf_of(small, document_id), world.trust()).outcome == "valid"
    assert not any(thread.is_alive() for thread in keeper._threads)


def test_no_thread_is_started_while_no_authority_is_set(tmp_path: Path) -> None:
    keeper = Keeper(lambda: small_office(tmp_path).office)
    keeper.start()
    assert keeper._threads == []
