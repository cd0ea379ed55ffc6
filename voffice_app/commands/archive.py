"""`voffice archive`: the folder of issued documents by hand, for IT at the server or an inspector with a copy."""

from collections.abc import Iterator
from pathlib import Path

from signing.check import verify
from signing.trust import Trust
from signing.verdict import INVALID, VALID
from voffice_app.actions import archiving
from voffice_app.actions.archiving_parts import is_current
from voffice_app.actions.office import Office
from voffice_app.actions.working import work_next
from voffice_app.archive.checking import DIFFERS, MISSING, STRANGE, Fault, faults, files_in, leads_away, list_folders
from voffice_app.archive.copying import METADATA
from voffice_app.archive.disk import sum_of
from voffice_app.archive.years import year_faults
from voffice_app.db import archive_owed, jobs
from voffice_app.db.archive_copies import ArchiveCopy, list_copies, list_issued, list_years
from voffice_app.db.jobs import JobState
from voffice_app.domain.people import system_actor

SIGNED = ("issued", "archive_form")
WORKERS = {archive_owed.JOB: archiving.copy_document, archive_owed.PASS: archiving.complete_pass}
UNWRITABLE = "Chưa ghi hết: thư mục lưu trữ không ghi được. Việc đang chờ; xem trang Việc nền."


def build(office: Office) -> str:
    """Look at every issued document, write what is missing or stale, then the books of all years."""
    with office.db.act(system_actor(0)) as tx:
        jobs.enqueue(tx, archive_owed.PASS, {}, f"{archive_owed.PASS}:{tx.now.isoformat()}", house=True)
    done = 0
    while (state := work_next(office, WORKERS)) is not None:
        done += state is JobState.DONE
        if state is JobState.WAITING:
            return UNWRITABLE
    with office.db.read() as session:
        years = list_years(session)
    for unit_id, year in years:
        archiving.write_book(office, unit_id, year)
    return f"Thư mục lưu trữ đã đủ: {max(done - 1, 0)} văn bản vừa ghi, {len(years)} sổ năm."


def findings(office: Office, signatures: bool = True) -> Iterator[Fault]:
    """Everything that is not as it was written: in the folder itself, against the database, and in signatures."""
    root, trust = office.archive_folder, office.trust()
    known = {copy.path: copy.fingerprint for copy in _copies(office)}
    for folder in list_folders(root):
        where = folder.relative_to(root).as_posix()
        found = faults(root, folder)
        yield from found
        if where not in known:
            yield Fault(where, STRANGE)
        elif not found and sum_of(folder / METADATA) != known[where]:
            yield Fault(f"{where}/{METADATA}", DIFFERS)
        if signatures and not leads_away(root, folder):
            yield from _signatures(root, folder, trust)
    yield from (Fault(path, MISSING) for path in sorted(known) if not (root / path).is_dir())
    for year in sorted(path.parent for path in root.glob("*/*/VanBanDi")):
        yield from year_faults(root, year)
    yield from _stale(office)


def _copies(office: Office) -> Iterator[ArchiveCopy]:
    after = 0
    with office.db.read() as session:
        while page := list_copies(session, after):
            yield from page
            after = page[-1].outgoing_id


def _stale(office: Office) -> Iterator[Fault]:
    """Issued documents that are not in the folder, or changed since they were written."""
    after = 0
    with office.db.read() as session:
        while page := list_issued(session, after):
            yield from (Fault(f"#{i}", "archive_stale") for i in page if not is_current(office, session, i))
            after = page[-1]


def _signatures(root: Path, folder: Path, trust: Trust) -> Iterator[Fault]:
    """Judged anew, without the network: what was valid may not be invalid now; the archive form proves itself."""
    for told in files_in(folder):
        path, role = folder / told.name, told.role
        if told.outcome != VALID or role not in SIGNED or not path.is_file() or path.is_symlink():
            continue
        outcome = verify(path.read_bytes(), trust).outcome
        if outcome == INVALID or (role == "archive_form" and outcome != VALID):
            yield Fault(path.relative_to(root).as_posix(), "archive_signature")
