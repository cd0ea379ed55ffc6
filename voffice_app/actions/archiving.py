"""The archive folder kept current: each issued document as plain files, each year's book beside them (QC 6.2).

Workers of background jobs. Each reads rows, writes files outside any transaction, then notes in a short one what lies
there; killed at any moment and done again, the folder is whole and nothing is there twice.
"""

from collections.abc import Callable
from typing import Any

from voffice_app.actions.archiving_parts import fits, is_current, wanted_of
from voffice_app.actions.office import Office
from voffice_app.actions.working import Postponed, Report
from voffice_app.archive.copying import Content, keep
from voffice_app.archive.disk import FolderUnavailable, available
from voffice_app.archive.years import write_year
from voffice_app.db import people as people_db
from voffice_app.db.archive_copies import find_copy, folder_of_unit, list_issued, note_checks, write_copy
from voffice_app.db.archive_facts import KeptFile
from voffice_app.db.archive_notices import tell_it
from voffice_app.db.archive_owed import owe_copy, owe_year
from voffice_app.db.books import list_outgoing_book
from voffice_app.db.files import Direction
from voffice_app.db.jobs import Job
from voffice_app.db.sequences import list_registers
from voffice_app.db.session import Tx
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.people import system_actor
from voffice_app.domain.permissions import Permission
from voffice_app.printing.archive_book import book

PORTION = 7
"""So many nights until the sums of every document were computed anew."""


def copy_document(office: Office, job: Job, _report: Report) -> dict[str, Any]:
    """Worker of ``archive_document``. Raises Postponed while the folder cannot be written."""
    with office.db.read() as session:
        wanted = wanted_of(session, job.payload["document_id"])
    if wanted is None:
        return {}
    contents = [Content(kept.name, kept.file.sha256, _reader(office, kept)) for kept in wanted.files]
    try:
        aside, size_bytes = keep(office.archive_folder, wanted.path, contents, wanted.metadata)
    except FolderUnavailable as full:
        _tell(office, NoticeKind.ARCHIVE_WAITS, job)
        raise Postponed(full.code) from None
    document = wanted.document
    with office.db.act(system_actor(document.unit_id)) as tx:
        write_copy(tx, {
            "outgoing_id": document.id, "unit_id": document.unit_id, "path": wanted.path,
            "fingerprint": wanted.fingerprint, "size_bytes": size_bytes,
        })  # fmt: skip
        owe_year(tx, document.unit_id, document.year or 0)
    return {"path": wanted.path, "aside": aside}


def _reader(office: Office, kept: KeptFile) -> Callable[[], bytes]:
    return lambda: office.db.vault.get(kept.file.sha256)


def copy_year(office: Office, job: Job, _report: Report) -> dict[str, Any]:
    """Worker of ``archive_year``: the book with every number that was given, and the manifest of all sums."""
    try:
        return {"files": write_book(office, job.payload["unit_id"], job.payload["year"])}
    except FolderUnavailable as full:
        raise Postponed(full.code) from None


def write_book(office: Office, unit_id: int, year: int) -> int:
    """How many files the manifest lists; 0 for a unit that has no folder. Raises FolderUnavailable."""
    with office.db.read() as session:
        folder = folder_of_unit(session, unit_id)
        name = people_db.load_unit(session, unit_id).name
        registers = list_registers(session, unit_id, Direction.OUTGOING)
        rows = [(r.name, [row.cells for row in list_outgoing_book(session, r.id or 0, year)]) for r in registers]
    if not folder:
        return 0
    return write_year(office.archive_folder, folder, year, book(name, year, [pair for pair in rows if pair[1]]))


def complete_pass(office: Office, job: Job, report: Report) -> dict[str, Any]:
    """Worker of ``archive_pass``: every issued document is looked at; what is stale or missing is written anew, and a
    seventh of all sums is computed again. What differs is never overwritten by itself: IT is told.
    """
    tonight = office.db.today().toordinal() % PORTION
    after, seen, stale, wrong = 0, 0, 0, 0
    while page := _page(office, after):
        try:
            late, found = _looked_at(office, page, tonight)
        except FolderUnavailable as gone:
            raise Postponed(gone.code) from None
        with office.db.act(system_actor(0)) as tx:
            for document_id in late:
                owe_copy(tx, document_id, f"pass{job.id}")
            note_checks(tx, found)
        after, seen = page[-1], seen + len(page)
        stale, wrong = stale + len(late), wrong + sum(map(bool, found.values()))
        report(seen, seen + len(page))
    if wrong:
        _tell(office, NoticeKind.ARCHIVE_WRONG, job)
    return {"seen": seen, "stale": stale, "wrong": wrong}


def repair(tx: Tx, document_id: int) -> None:
    """IT has one document written anew; files that differ are set aside beside it, never deleted."""
    tx.require(Permission.ADMIN)
    owe_copy(tx, document_id)
    tx.record("archive_again", "outgoing", document_id)


def _page(office: Office, after: int) -> list[int]:
    with office.db.read() as session:
        return list_issued(session, after)


def _looked_at(office: Office, page: list[int], tonight: int) -> tuple[list[int], dict[int, str]]:
    """Which of these are stale, and what is wrong with those whose turn it is."""
    late: list[int] = []
    found: dict[int, str] = {}
    for document_id in page:
        with office.db.read() as session:
            current, known = is_current(office, session, document_id), find_copy(session, document_id)
        if not current:
            late.append(document_id)
        elif known is not None:
            turn = document_id % PORTION == tonight
            with available():
                wrong = fits(office, known, thoroughly=turn)
            if turn or wrong:
                found[document_id] = wrong
    return late, found


def _tell(office: Office, kind: NoticeKind, job: Job) -> None:
    with office.db.act(system_actor(0)) as tx:
        tell_it(tx, kind, job.id or 0)
