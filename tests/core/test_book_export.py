"""A book exported in the background: progress is told, the file is its owner's alone, and gone after a day."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pymupdf
import pytest

from tests.core.conftest import SmallOffice
from tests.core.factories import codes, registered
from tests.core.printing_room import LOOKUP, drawing
from voffice_app.actions import book_export
from voffice_app.actions.book_export import Order, begin_export
from voffice_app.actions.working import Report, work_next
from voffice_app.db import books
from voffice_app.db.exports import KIND, list_exports
from voffice_app.db.files import Direction
from voffice_app.db.jobs import Job, JobState
from voffice_app.db.paper_prints import list_prints
from voffice_app.db.sequences import default_register
from voffice_app.domain.errors import NotVisible, Refused
from voffice_app.domain.people import Actor


def order(small: SmallOffice, who: Actor, **changes: Any) -> Order:
    with small.db.read() as session:
        register = default_register(session, who.unit_id, Direction.INCOMING)
    wanted = {
        "book": "incoming", "register_id": register, "year": 2026, "first": 1, "last": books.LAST, "form": "pdf",
        "lookup": LOOKUP,
    }  # fmt: skip
    return Order(**{**wanted, **changes})


def begun(small: SmallOffice, who: Actor, key: str = "k", **changes: Any) -> int:
    return int(small.act(who, begin_export, order(small, who, **changes), key))


def worked(small: SmallOffice) -> JobState | None:
    return work_next(drawing(small), {KIND: book_export.export_book})


def job(small: SmallOffice, job_id: int) -> Job:
    with small.db.read() as session:
        return session.get_one(Job, job_id)


def fetched(small: SmallOffice, who: Actor, job_id: int) -> Path:
    return book_export.finished(drawing(small), who, job_id)[0]


@pytest.mark.law("ND30:22")
@pytest.mark.law("ND137:5")
@pytest.mark.parametrize("name", ["incoming", "follow"])
def test_the_file_holds_every_row_of_the_book_and_is_logged_with_its_pages(both: SmallOffice, name: str) -> None:
    for n in range(3):
        registered(both, code_number=str(501 + n))
    job_id = begun(both, both.clerk, book=name)
    assert worked(both) is JobState.DONE
    path = fetched(both, both.clerk, job_id)
    document = pymupdf.open(path)
    text = " ".join(page.get_text() for page in document).replace("\n", "")
    for number in ("501/SGDĐT", "502/SGDĐT", "503/SGDĐT"):
        assert number in text
    with both.db.read() as session:
        (row,) = list_prints(session, both.clerk)
    assert (row.subject, row.pages) == ("register", len(document))
    assert row.code in text
    assert (job(both, job_id).result or {})["rows"] == 3
    assert path.stat().st_mode & 0o077 == 0


def test_a_spreadsheet_of_some_numbers_holds_those_alone(both: SmallOffice) -> None:
    for n in range(4):
        registered(both, code_number=str(501 + n))
    job_id = begun(both, both.clerk, form="xlsx", first=2, last=3)
    assert worked(both) is JobState.DONE
    rows = list(openpyxl.load_workbook(fetched(both, both.clerk, job_id)).active.iter_rows(min_row=6, values_only=True))
    assert [row[1] for row in rows] == [2, 3]


def test_only_who_asked_for_it_gets_the_file(both: SmallOffice) -> None:
    job_id = begun(both, both.clerk)
    worked(both)
    for other in (both.head, both.it, both.school1_clerk):
        with pytest.raises(NotVisible):
            fetched(both, other, job_id)
        with both.db.read() as session:
            assert list_exports(session, other) == []
    assert fetched(both, both.clerk, job_id).is_file()
    assert [entry.act for entry in both.history("register", job(both, job_id).payload["register_id"])][:1] == [
        "download"
    ]


def test_before_it_is_done_and_after_a_day_there_is_no_file(small: SmallOffice) -> None:
    job_id = begun(small, small.clerk)
    with pytest.raises(Refused) as refusal:
        fetched(small, small.clerk, job_id)
    assert codes(refusal) == ["export_not_done"]
    worked(small)
    path = fetched(small, small.clerk, job_id)
    small.clock.now += timedelta(hours=24, seconds=1)
    with pytest.raises(Refused) as refusal:
        fetched(small, small.clerk, job_id)
    assert codes(refusal) == ["export_expired"]
    old = small.clock.now.timestamp() - 25 * 3600
    os.utime(path, (old, old))
    book_export.sweep(drawing(small))
    assert not path.exists()


def test_asked_for_twice_with_one_key_it_is_one_file_and_another_key_is_another(small: SmallOffice) -> None:
    assert begun(small, small.clerk) == begun(small, small.clerk)
    assert begun(small, small.clerk, "other") != begun(small, small.clerk)
    assert begun(small, small.head) != begun(small, small.clerk)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"form": "docx"}, "book_unknown"), ({"book": "outgoing"}, "book_unknown"), ({"book": "?"}, "book_unknown"),
        ({"first": 0}, "book_range_wrong"), ({"first": 3, "last": 2}, "book_range_wrong"),
        ({"year": 99999}, "book_range_wrong"),
    ],
)  # fmt: skip
def test_a_part_of_a_book_that_cannot_be_is_refused_and_no_job_is_made(
    small: SmallOffice, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        begun(small, small.clerk, **changes)
    assert codes(refusal) == [code]
    with small.db.read() as session:
        assert list_exports(session, small.clerk) == []


@pytest.mark.parametrize("who", ["officer", "it", "school1_officer"])
def test_who_prints_no_books_exports_none(small: SmallOffice, who: str) -> None:
    with pytest.raises(NotVisible):
        begun(small, small.people[who])


def test_the_book_of_another_unit_is_not_exported(small: SmallOffice) -> None:
    theirs = order(small, small.school1_clerk).register_id
    with pytest.raises(NotVisible):
        begun(small, small.clerk, register_id=theirs)


def test_who_lost_the_position_meanwhile_gets_nothing(small: SmallOffice) -> None:
    from datetime import date

    from voffice_app.db.people import Position

    job_id = begun(small, small.clerk)
    with small.db.act(small.it) as tx:
        tx.session.get_one(Position, small.clerk.position_id).valid_to = date(2026, 1, 1)
    assert worked(small) is JobState.FAILED
    assert job(small, job_id).last_error == "not_visible"


def test_how_far_it_is_can_be_seen_while_it_goes_on(small: SmallOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, int]] = []
    monkeypatch.setattr(Report, "__call__", lambda self, done, total: seen.append((done, total)))
    rows = list(book_export._reported(iter(range(250)), Report(drawing(small), Job()), 250))  # type: ignore[arg-type]
    assert len(rows) == 250
    assert seen == [(100, 250), (200, 250)]


@pytest.mark.parametrize("changed", [
    {"form": "../../x"}, {"book": "outgoing"}, {"first": -1}, {"register": "school"}, {"book": "everything"},
])  # fmt: skip
def test_an_order_that_was_changed_in_its_row_makes_no_file(small: SmallOffice, changed: dict[str, Any]) -> None:
    job_id = begun(small, small.clerk, form="xlsx")
    if "register" in changed:
        changed = {"register_id": order(small, small.school1_clerk).register_id}
    with small.db.act(small.clerk) as tx:
        job = tx.session.get_one(Job, job_id)
        job.payload = {**job.payload, **changed}
    assert work_next(drawing(small), {KIND: book_export.export_book}) is JobState.FAILED
    assert list((small.office.trust_folder.parent / "exports").iterdir()) == []
