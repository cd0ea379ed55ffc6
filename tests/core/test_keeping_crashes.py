"""The archive's queue when a process dies, two work at once, or a lease is over: done once, never half."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Event, Thread
from typing import Any

import pytest

from signing.check import verify
from tests.core.factories import SmallOffice
from tests.core.keeping import issued, office_of, pdf_of, works
from tests.signing.authorities import TODAY, World
from voffice_app.actions import keeping
from voffice_app.actions.keeping import keep_next
from voffice_app.actions.office import Office
from voffice_app.db.files import Direction, list_files
from voffice_app.db.long_term import Wanted, WorkState
from voffice_app.db.session import Database
from voffice_app.settings import ROOT


class KilledHere(BaseException):
    """The process ends here: nobody catches it."""


STEPS = {
    "taken": (keeping, "_made"),
    "asked": (keeping, "archive"),
    "verified": (keeping, "verify"),
    "stored": (keeping, "_store"),
    "written": (keeping, "add_version"),
    "planned": (keeping, "_renew_at"),
}


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_server_that_dies_at_any_step_leaves_the_old_file_or_a_whole_new_one_and_the_work_is_done_once(
    small: SmallOffice, world: World, paper: bytes, step: str, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = issued(small, paper)
    office = office_of(small, world)
    module, name = STEPS[step]
    real = getattr(module, name)

    def dying(*args: Any, **terms: Any) -> Any:
        if when == "after":
            real(*args, **terms)
        raise KilledHere

    with monkeypatch.context() as doomed:
        doomed.setattr(module, name, dying)
        with pytest.raises(KilledHere):
            keep_next(office)
    left = pdf_of(small, document_id)
    assert left == paper or verify(left, world.trust()).outcome == "valid"
    assert (left == paper) == ((step, when) != ("stored", "after"))
    assert keep_next(office) is None, "the lease is not over yet"
    small.clock.now += timedelta(minutes=31)
    assert keep_next(office) is (None if (step, when) == ("stored", "after") else WorkState.DONE)
    assert [row.wanted for row in works(small)] == [Wanted.ARCHIVE, Wanted.RENEW]
    with small.db.read() as session:
        versions = list_files(session, Direction.OUTGOING, document_id)
    assert len({file.sha256 for file in versions[-2:]}) == 2
    assert versions[-2].sha256 != versions[-3].sha256
    assert verify(pdf_of(small, document_id), world.trust()).outcome == "valid"


def test_a_process_killed_while_the_authority_is_slow_has_done_nothing_and_another_does_it(
    small: SmallOffice, world: World, paper: bytes
) -> None:
    document_id = issued(small, paper)
    folder = small.db.vault.root.parent
    for name, label in (("roots", "root"), ("intermediates", "issuing")):
        (folder / "trust" / name).mkdir(parents=True)
        (folder / "trust" / name / f"{label}.der").write_bytes(world.der(label))
    world.moods["tsa1"] = "slow"
    order = (sys.executable, "-m", "tests.core.keeping_child", str(folder), world.tsa(), TODAY.isoformat())
    child = subprocess.Popen(order, cwd=ROOT)
    while "tsa1" not in world.asked:
        assert child.poll() is None
        Event().wait(0.05)
    child.kill()
    assert child.wait(10) == -9
    world.moods.clear()
    assert pdf_of(small, document_id) == paper
    assert works(small)[0].state is WorkState.DOING
    small.clock.now += timedelta(minutes=31)
    assert keep_next(office_of(small, world)) is WorkState.DONE
    assert verify(pdf_of(small, document_id), world.trust()).outcome == "valid"


def test_a_worker_whose_lease_was_taken_over_stores_nothing(
    small: SmallOffice, world: World, paper: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = issued(small, paper)
    office, real = office_of(small, world), keeping.archive

    def overtaken(*args: Any) -> Any:
        monkeypatch.setattr(keeping, "archive", real)
        small.clock.now += timedelta(minutes=31)
        assert keep_next(office) is WorkState.DONE
        return real(*args)

    monkeypatch.setattr(keeping, "archive", overtaken)
    assert keep_next(office) is WorkState.DONE
    with small.db.read() as session:
        versions = list_files(session, Direction.OUTGOING, document_id)
    assert sum(small.db.vault.get(file.sha256).startswith(paper) for file in versions) == 2
    assert works(small)[0].tries == 2


def test_two_processes_at_one_work_and_one_of_them_does_it(both: SmallOffice, world: World, paper: bytes) -> None:
    document_id = issued(both, paper)
    offices = [office_of(both, world)]
    twin = Database(str(both.db.engine.url.render_as_string(hide_password=False)), both.db.vault.root, both.clock)
    offices.append(replace(offices[0], db=twin))
    start, found = Barrier(2), []

    def work(office: Office) -> None:
        start.wait()
        found.append(keep_next(office))

    threads = [Thread(target=work, args=(office,)) for office in offices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(map(str, found)) == ["None", "done"]
    assert world.asked.count("tsa1") == 1
    assert works(both)[0].tries == 1
    assert verify(pdf_of(both, document_id), world.trust()).outcome == "valid"
    twin.engine.dispose()
