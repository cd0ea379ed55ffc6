"""The archive folder: every issued document as plain files, whole after any death, never deleting (QC 6.2)."""

import errno
import json
import os
import random
import subprocess
import sys
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from tests.core.factories import SmallOffice, sealed
from voffice_app.actions import archiving, issuing
from voffice_app.actions.working import plan_day, work_next
from voffice_app.archive import disk
from voffice_app.archive.checking import faults, list_folders, metadata_in, sums_in
from voffice_app.archive.years import MANIFEST, book_name, year_faults
from voffice_app.db.archive_copies import ArchiveCopy, folder_state
from voffice_app.db.files import FileKind
from voffice_app.db.jobs import Job, JobState
from voffice_app.db.notices import Notice
from voffice_app.db.outgoing import OutgoingDocument, add_version, load_outgoing
from voffice_app.domain.errors import NotVisible
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.settings import ROOT
from voffice_app.workers import DAILY, HOUSE


def issued(small: SmallOffice, **changes: Any) -> int:
    document_id = sealed(small, **changes)
    small.act(small.clerk, issuing.issue, document_id)
    return document_id


def all_done(small: SmallOffice) -> None:
    """Work until nothing is due, also what is due in ten minutes."""
    for _ in range(2):
        while work_next(small.office, HOUSE) is not None:
            continue
        small.clock.now += timedelta(minutes=10)


def folder(small: SmallOffice, document_id: int) -> Path:
    with small.db.read() as session:
        return small.office.archive_folder / session.get_one(ArchiveCopy, document_id).path


def whole(small: SmallOffice) -> bool:
    root = small.office.archive_folder
    return all(faults(root, each) == [] for each in list_folders(root))


@pytest.mark.article("6.2")
def test_an_issued_document_lies_in_the_folder_with_its_file_its_facts_and_their_sums(both: SmallOffice) -> None:
    document_id = issued(both)
    all_done(both)
    place = folder(both, document_id)
    assert place.relative_to(both.office.archive_folder).as_posix() == (
        "office_0_Phong_GD_DT_Thai_Thuy/2026/VanBanDi/QuyetDinh/0001_QD-PGDDT_2026-11-23_Ve-viec-kiem-tra"
    )
    assert (place / "01_QD-PGDDT.pdf").read_bytes() == f"{document_id} sealed".encode()
    told = metadata_in(place)
    assert (told["TypeName"], told["CodeNumber"], told["CodeNotation"]) == ("Quyết định", "01", "QĐ-PGDĐT")
    assert (told["Subject"], told["IssuedDate"], told["Status"]) == ("Về việc kiểm tra", "2026-11-23", "issued")
    assert [to["OrganName"] for to in told["To"]] == ["Trường THCS Số 1", "Trường THCS Số 2"]
    assert told["SignerInfo"] == {"Position": "deputy", "FullName": "Người deputy"}
    assert told["Files"][0]["signatures"]["outcome"] == "valid"
    assert [act["act"] for act in told["History"]] == ["issue"]
    assert set(sums_in(place)) == {"01_QD-PGDDT.pdf", "metadata.json"}
    assert whole(both)


def test_the_program_that_comes_with_every_linux_checks_the_folder(small: SmallOffice) -> None:
    document_id = issued(small)
    all_done(small)
    place = folder(small, document_id)
    order = ["sha256sum", "--check", "--strict", "--quiet"]
    assert subprocess.run([*order, "KIEM-TRA.sha256"], cwd=place, check=False).returncode == 0
    assert subprocess.run([*order, MANIFEST], cwd=place.parents[2], check=False).returncode == 0
    (place / "01_QD-PGDDT.pdf").write_bytes(b"changed")
    assert subprocess.run([*order, MANIFEST], cwd=place.parents[2], capture_output=True, check=False).returncode == 1


def test_each_year_has_its_book_with_every_number_and_formulas_are_shown_not_computed(small: SmallOffice) -> None:
    issued(small, abstract="=HYPERLINK(1)")
    document_id = issued(small)
    all_done(small)
    year = folder(small, document_id).parents[2]
    rows = list(load_workbook(BytesIO((year / book_name(2026)).read_bytes())).active.values)
    assert [row[0] for row in rows[3:]] == ["01/QĐ-PGDĐT", "02/QĐ-PGDĐT"]
    assert "HYPERLINK" in rows[3][2]
    assert not any(str(cell).startswith("=") for row in rows for cell in row)
    assert year_faults(small.office.archive_folder, year) == []


def test_the_archive_form_that_comes_later_stands_beside_the_file_that_was_issued(small: SmallOffice) -> None:
    from voffice_app.db.long_term import LongTermWork, WorkState

    document_id = issued(small)
    all_done(small)
    with small.db.act(small.clerk) as tx:
        document = load_outgoing(tx, document_id)
        add_version(tx, document, FileKind.SEALED, small.db.vault.put(b"archive form"), 12, {"outcome": "valid"})
        work = tx.session.exec(select(LongTermWork)).one()
        work.result_file_id, work.state = document.current_file_id, WorkState.DONE
        tx.session.add_all([document, work])
    rounds(small)
    place = folder(small, document_id)
    assert (place / "01_QD-PGDDT.pdf").read_bytes() == f"{document_id} sealed".encode()
    assert (place / "01_QD-PGDDT_luu-tru.pdf").read_bytes() == b"archive form"
    assert whole(small)


def rounds(small: SmallOffice) -> None:
    """The round of the next night."""
    small.clock.pass_days(1)
    plan_day(small.office, DAILY)
    all_done(small)


def test_a_recalled_document_stays_in_the_folder_and_its_metadata_says_so(small: SmallOffice) -> None:
    document_id = issued(small)
    all_done(small)
    with small.db.act(small.clerk) as tx:
        tx.session.get_one(OutgoingDocument, document_id).status = OutgoingStatus.RECALLED
    rounds(small)
    place = folder(small, document_id)
    assert metadata_in(place)["Status"] == "recalled"
    assert (place / "01_QD-PGDDT.pdf").exists()
    assert whole(small)


def test_an_act_on_an_issued_document_is_one_job_and_done_again_it_changes_nothing(small: SmallOffice) -> None:
    document_id = issued(small)
    with small.db.read() as session:
        jobs = session.exec(select(Job).where(Job.kind == "archive_document")).all()
    assert [job.payload for job in jobs] == [{"document_id": document_id}]
    all_done(small)
    place = folder(small, document_id)
    before = {path: path.stat().st_mtime_ns for path in place.iterdir()}
    small.act(small.it, archiving.repair, document_id)
    all_done(small)
    assert {path: path.stat().st_mtime_ns for path in place.iterdir()} == before


def test_what_was_corrected_later_does_not_move_the_folder(small: SmallOffice) -> None:
    document_id = issued(small)
    all_done(small)
    before = folder(small, document_id)
    with small.db.act(small.clerk) as tx:
        tx.session.get_one(OutgoingDocument, document_id).abstract = "Về việc thanh tra"
    rounds(small)
    assert folder(small, document_id) == before
    assert metadata_in(before)["Subject"] == "Về việc thanh tra"


def test_nothing_is_written_for_a_document_that_is_not_issued(small: SmallOffice) -> None:
    sealed(small)
    rounds(small)
    assert not small.office.archive_folder.exists() or list(list_folders(small.office.archive_folder)) == []


def test_the_round_of_the_night_writes_what_is_missing_and_is_planned_once(both: SmallOffice) -> None:
    first, second = issued(both), issued(both)
    all_done(both)
    place = folder(both, first)
    (place / "01_QD-PGDDT.pdf").unlink()
    with both.db.act(both.clerk) as tx:
        tx.session.delete(tx.session.get_one(ArchiveCopy, second))
    for _ in range(3):
        rounds(both)
        plan_day(both.office, DAILY)
    assert whole(both)
    assert (place / "01_QD-PGDDT.pdf").read_bytes() == f"{first} sealed".encode()
    with both.db.read() as session:
        assert len(session.exec(select(Job).where(Job.kind == "archive_pass")).all()) == 3
        assert (folder_state(session).issued, folder_state(session).kept) == (2, 2)


def test_a_changed_file_is_found_within_a_week_told_to_it_and_never_overwritten_by_itself(small: SmallOffice) -> None:
    document_id = issued(small)
    all_done(small)
    place = folder(small, document_id)
    good = (place / "01_QD-PGDDT.pdf").read_bytes()
    (place / "01_QD-PGDDT.pdf").write_bytes(bytes(len(good)))
    for _ in range(7):
        rounds(small)
    with small.db.read() as session:
        assert session.get_one(ArchiveCopy, document_id).wrong == "archive_differs"
        told = session.exec(select(Notice.position_id).where(Notice.kind == "archive_wrong")).all()
    assert told == [small.it.position_id]
    assert (place / "01_QD-PGDDT.pdf").read_bytes() == bytes(len(good))
    small.act(small.it, archiving.repair, document_id)
    all_done(small)
    assert (place / "01_QD-PGDDT.pdf").read_bytes() == good
    (aside,) = place.glob("*.khac-*")
    assert aside.read_bytes() == bytes(len(good)), "what was found is kept for people to look at"
    assert [fault.code for fault in faults(small.office.archive_folder, place)] == ["archive_strange"]


def test_a_file_of_another_length_is_found_the_same_night(small: SmallOffice) -> None:
    document_id = issued(small)
    all_done(small)
    with (folder(small, document_id) / "01_QD-PGDDT.pdf").open("ab") as file:
        file.write(b"more")
    rounds(small)
    with small.db.read() as session:
        assert session.get_one(ArchiveCopy, document_id).wrong == "archive_differs"


def test_metadata_rewritten_together_with_its_sums_is_found_by_the_database(small: SmallOffice) -> None:
    import hashlib

    document_id = issued(small)
    all_done(small)
    place = folder(small, document_id)
    forged = (place / "metadata.json").read_bytes().replace("kiểm tra".encode(), "kiểm toá".encode())
    old = hashlib.sha256((place / "metadata.json").read_bytes()).hexdigest()
    (place / "metadata.json").write_bytes(forged)
    sums = (place / "KIEM-TRA.sha256").read_text()
    (place / "KIEM-TRA.sha256").write_text(sums.replace(old, hashlib.sha256(forged).hexdigest()))
    assert whole(small), "the folder alone cannot tell"
    for _ in range(7):
        rounds(small)
    with small.db.read() as session:
        assert session.get_one(ArchiveCopy, document_id).wrong == "archive_differs"


class KilledHere(BaseException):
    """The process ends here: nobody catches it."""


@pytest.mark.parametrize("at", range(1, 14))
def test_a_server_that_dies_at_any_step_leaves_a_folder_the_next_one_completes(
    small: SmallOffice, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each sync and each renaming is a step."""
    document_id = issued(small)
    steps = 0
    real_fsync, real_replace = os.fsync, Path.replace

    def step() -> None:
        nonlocal steps
        steps += 1
        if steps == at:
            raise KilledHere

    def fsync(handle: int) -> None:
        step()
        real_fsync(handle)

    def replace(self: Path, target: Any) -> Path:
        step()
        return real_replace(self, target)

    with monkeypatch.context() as doomed:
        doomed.setattr(os, "fsync", fsync)
        doomed.setattr(Path, "replace", replace)
        with pytest.raises(KilledHere):
            work_next(small.office, {"archive_document": HOUSE["archive_document"]})
    small.clock.now += timedelta(minutes=2)
    all_done(small)
    assert whole(small)
    assert not list(folder(small, document_id).glob(".part-*"))


def test_killed_at_random_again_and_again_the_folder_is_whole_after_the_last_run(small: SmallOffice) -> None:
    documents = [issued(small) for _ in range(6)]
    chance = random.Random(20261124)
    home = small.db.vault.root.parent
    for _ in range(8):
        order = (sys.executable, "-m", "tests.core.archive_child", str(home), small.clock.now.isoformat())
        child = subprocess.Popen(order, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        child.stdout.readline()
        Event().wait(chance.random() * 0.25)
        child.kill()
        child.wait(10)
        small.clock.now += timedelta(minutes=3)
    all_done(small)
    rounds(small)
    assert whole(small)
    root = small.office.archive_folder
    assert sorted(metadata_in(each)["DocumentId"] for each in list_folders(root)) == documents


@pytest.mark.skipif(os.getuid() != 0, reason="mounting a small disk needs root")
def test_a_full_disk_delays_the_folder_tells_it_and_when_there_is_room_it_is_written(
    small: SmallOffice, tmp_path: Path
) -> None:
    from dataclasses import replace

    disk_folder = tmp_path / "small-disk"
    disk_folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk_folder)], check=False)
    if mounted.returncode:
        pytest.skip("this machine does not let us mount")
    try:
        (disk_folder / "others").write_bytes(bytes(56 * 1024))
        document_id = issued(small)
        office = replace(small.office, archive=disk_folder / "luu-tru")
        assert work_next(office, HOUSE) is JobState.WAITING
        with small.db.read() as session:
            job = session.exec(select(Job).where(Job.kind == "archive_document")).one()
            told = session.exec(select(Notice.position_id).where(Notice.kind == "archive_waits")).all()
        assert (job.state, job.last_error) == (JobState.WAITING, "archive_no_room")
        assert told == [small.it.position_id]
        (disk_folder / "others").unlink()
        small.clock.now += timedelta(minutes=1)
        assert work_next(office, HOUSE) is JobState.DONE
        with small.db.read() as session:
            path = disk_folder / "luu-tru" / session.get_one(ArchiveCopy, document_id).path
        assert faults(disk_folder / "luu-tru", path) == []
    finally:
        subprocess.run(["umount", str(disk_folder)], check=True)


@pytest.mark.parametrize(
    ("fault", "code"),
    [(errno.ENOSPC, "archive_no_room"), (errno.EROFS, "archive_unwritable"), (errno.EIO, "archive_unwritable")],
)
def test_every_fault_of_the_disk_is_a_delay_and_no_letter_of_it_is_lost(
    small: SmallOffice, fault: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued(small)

    def broken(_handle: int) -> None:
        raise OSError(fault, os.strerror(fault))

    with monkeypatch.context() as bad:
        bad.setattr(disk.os, "fsync", broken)
        assert work_next(small.office, HOUSE) is JobState.WAITING
    with small.db.read() as session:
        assert session.exec(select(Job.last_error).where(Job.kind == "archive_document")).one() == code
    all_done(small)
    small.clock.now += timedelta(minutes=10)
    all_done(small)
    assert whole(small)


def test_two_documents_that_would_lie_in_one_place_lie_beside_each_other(small: SmallOffice) -> None:
    first, second = issued(small), issued(small)
    all_done(small)
    with small.db.act(small.clerk) as tx:
        taken = tx.session.get_one(ArchiveCopy, first)
        row = tx.session.get_one(ArchiveCopy, second)
        wanted = row.path
        tx.session.delete(row)
        taken.path = wanted.upper()
        tx.session.add(taken)
    with small.db.read() as session:
        found = archiving.wanted_of(session, second)
    assert found is not None
    assert found.path.lower() != wanted.lower()
    assert found.path.endswith(f"_{second}")


@pytest.mark.parametrize("who", ["head", "clerk", "officer", "school1_clerk"])
def test_only_it_has_a_document_written_anew(small: SmallOffice, who: str) -> None:
    with pytest.raises(NotVisible):
        small.act(small.people[who], archiving.repair, issued(small))


def test_the_metadata_is_the_same_text_from_the_same_rows(small: SmallOffice) -> None:
    document_id = issued(small)
    with small.db.read() as session:
        first, second = (archiving.wanted_of(session, document_id) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.metadata == second.metadata
    assert json.loads(first.metadata)["form"] == "voffice-archive/1"
