"""The queue of background jobs on both databases: once asked is once done, whatever dies in between."""

import subprocess
import sys
from datetime import timedelta
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from tests.core.factories import SmallOffice
from voffice_app.actions import working
from voffice_app.actions.office import Office
from voffice_app.actions.working import LeaseLost, Postponed, Report, work_next
from voffice_app.db import jobs
from voffice_app.db.jobs import Job, JobState, enqueue, find_job
from voffice_app.db.session import Tx
from voffice_app.domain.errors import NotVisible, refuse
from voffice_app.runner import Runner
from voffice_app.settings import ROOT
from voffice_app.words import sentence


def asked(small: SmallOffice, key: str = "write:1", **payload: Any) -> int:
    with small.db.act(small.clerk) as tx:
        return enqueue(tx, "write", payload, key)


def row(small: SmallOffice, job_id: int) -> Job:
    with small.db.read() as session:
        return session.get_one(Job, job_id)


def answers(_office: Office, job: Job, _report: Report) -> dict[str, Any]:
    return {"line": job.payload.get("line")}


def test_a_job_is_written_with_the_act_that_wants_it_or_not_at_all(both: SmallOffice) -> None:
    def breaks_off(tx: Tx) -> None:
        enqueue(tx, "write", {}, "write:1")
        raise KeyError

    with pytest.raises(KeyError):
        both.act(both.clerk, breaks_off)
    with both.db.read() as session:
        assert session.exec(select(Job)).all() == []


def test_asked_for_twice_it_is_one_job_and_done_once(both: SmallOffice) -> None:
    job_id = asked(both, line="a")
    assert asked(both, line="b") == job_id
    assert work_next(both.office, {"write": answers}) is JobState.DONE
    assert asked(both) == job_id
    assert work_next(both.office, {"write": answers}) is None
    done = row(both, job_id)
    assert (done.state, done.result, done.tries) == (JobState.DONE, {"line": "a"}, 1)
    assert (done.done_at, done.unit_id, done.position_id) == (
        both.clock.now, both.clerk.unit_id, both.clerk.position_id,
    )  # fmt: skip


def test_two_ask_at_the_same_moment_and_it_is_one_job(both: SmallOffice) -> None:
    start, found = Barrier(2), []

    def ask() -> None:
        start.wait()
        found.append(asked(both))

    threads = [Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(found) == 2
    assert len(set(found)) == 1


def test_eight_threads_at_forty_jobs_and_each_is_done_once(both: SmallOffice) -> None:
    wanted = [asked(both, f"write:{n}", line=n) for n in range(40)]
    done: list[int] = []

    def note(_office: Office, job: Job, _report: Report) -> dict[str, Any]:
        done.append(job.payload["line"])
        return {}

    def work() -> None:
        while work_next(both.office, {"write": note}) is not None:
            continue

    threads = [Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(done) == list(range(40))
    assert all(row(both, job_id).tries == 1 for job_id in wanted)


def test_a_killed_process_leaves_its_job_to_the_next_one(both: SmallOffice) -> None:
    job_id = asked(both, line="trang 1")
    folder = both.db.vault.root.parent
    url = both.db.engine.url.render_as_string(hide_password=False)
    order = (sys.executable, "-m", "tests.core.jobs_child", url, str(folder), both.clock.now.isoformat())
    child = subprocess.Popen(order, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "half\n"
    child.kill()
    assert child.wait(10) == -9
    assert (row(both, job_id).state, row(both, job_id).done_count) == (JobState.DOING, 1)
    assert work_next(both.office, {"write": answers}) is None, "the lease is not over yet"
    both.clock.now += timedelta(minutes=2)
    assert work_next(both.office, {"write": answers}) is JobState.DONE
    done = row(both, job_id)
    assert (done.tries, done.deaths, done.result) == (2, 0, {"line": "trang 1"})


def test_a_job_that_kills_every_worker_is_given_up_and_said(small: SmallOffice) -> None:
    job_id = asked(small)

    def dies(*_: Any) -> dict[str, Any]:
        raise SystemExit

    for _ in range(3):
        with pytest.raises(SystemExit):
            work_next(small.office, {"write": dies})
        small.clock.now += timedelta(minutes=2)
    assert work_next(small.office, {"write": dies}) is JobState.FAILED
    assert (row(small, job_id).state, row(small, job_id).last_error) == (JobState.FAILED, "job_killed")


def test_a_worker_renews_its_lease_while_it_works_and_nobody_takes_its_job(
    small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "RENEWED_EVERY", 0.02)
    job_id = asked(small)

    def long(_office: Office, job: Job, _report: Report) -> dict[str, Any]:
        for _ in range(4):
            small.clock.now += timedelta(minutes=1)
            wait_until(lambda: row(small, job_id).leased_until == small.clock.now + working.LEASE)
            assert work_next(small.office, {"write": answers}) is None
        return {"minutes": 4}

    assert work_next(small.office, {"write": long}) is JobState.DONE
    assert (row(small, job_id).tries, row(small, job_id).result) == (1, {"minutes": 4})


def wait_until(holds: Any) -> None:
    for _ in range(250):
        if holds():
            return
        Event().wait(0.02)
    raise AssertionError("never")


def test_a_worker_whose_job_was_taken_over_can_neither_report_nor_finish(both: SmallOffice) -> None:
    job_id = asked(both, line="a")

    def overtaken(_office: Office, _job: Job, report: Report) -> dict[str, Any]:
        both.clock.now += timedelta(minutes=2)
        assert work_next(both.office, {"write": answers}) is JobState.DONE
        with pytest.raises(LeaseLost):
            report(1, 1)
        return {"line": "too late"}

    assert work_next(both.office, {"write": overtaken}) is JobState.DOING
    assert row(both, job_id).result == {"line": "a"}


def test_the_world_not_being_ready_only_delays_for_ever_longer_and_never_fails(small: SmallOffice) -> None:
    job_id = asked(small)

    def waits(*_: Any) -> dict[str, Any]:
        raise Postponed("job_failed")

    for minutes in (1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360):
        assert work_next(small.office, {"write": waits}) is JobState.WAITING
        assert row(small, job_id).next_try_at == small.clock.now + timedelta(minutes=minutes)
        assert work_next(small.office, {"write": waits}) is None
        small.clock.now += timedelta(minutes=minutes)
    assert work_next(small.office, {"write": answers}) is JobState.DONE


def test_a_refusal_fails_at_once_and_an_unexpected_error_after_five_tries(small: SmallOffice) -> None:
    refused_id = asked(small)

    def refuses(*_: Any) -> dict[str, Any]:
        raise refuse("not_visible")

    assert work_next(small.office, {"write": refuses}) is JobState.FAILED
    assert row(small, refused_id).last_error == "not_visible"
    odd_id = asked(small, "write:2")
    found = []
    for _ in range(5):
        found.append(work_next(small.office, {"write": lambda *_: {}["gone"]}))
        small.clock.now += timedelta(hours=1)
    assert found == [JobState.WAITING] * 4 + [JobState.FAILED]
    assert row(small, odd_id).last_error == "job_failed"


def test_it_has_a_failed_job_done_again_and_nobody_else_may(small: SmallOffice) -> None:
    job_id = asked(small)
    with small.db.act(small.clerk) as tx:
        jobs.set_back(tx, tx.session.get_one(Job, job_id), JobState.FAILED, "job_failed", tx.now)
    with pytest.raises(NotVisible):
        small.act(small.clerk, working.retry, job_id)
    small.act(small.it, working.retry, job_id)
    assert work_next(small.office, {"write": answers}) is JobState.DONE
    with pytest.raises(NotVisible):
        small.act(small.it, working.retry, job_id)


def test_only_the_person_who_asked_and_it_see_a_job(small: SmallOffice) -> None:
    job_id = asked(small)
    with small.db.read() as session:
        seen = {name for name, actor in small.people.items() if find_job(session, actor, job_id)}
        assert find_job(session, small.it, 999) is None
    assert seen == {"clerk", "it"}


def test_progress_is_told_and_full_at_the_end(small: SmallOffice) -> None:
    job_id = asked(small)
    seen = []

    def counts(_office: Office, _job: Job, report: Report) -> dict[str, Any]:
        for done in range(1, 1001):
            report(done, 1000)
            seen.append(row(small, job_id).done_count) if done in (1, 2, 1000) else None
        return {}

    assert work_next(small.office, {"write": counts}) is JobState.DONE
    assert seen[0] == 1
    assert seen[1] == 1, "told once a second, not a thousand times"
    assert seen[2] == 1000


def test_a_kind_no_worker_of_this_lane_knows_is_left_for_another(small: SmallOffice) -> None:
    asked(small)
    assert work_next(small.office, {"other": answers}) is None
    assert work_next(small.office, {}) is None


@pytest.mark.parametrize(
    "wrong", ["state = 'bay'", "done_count = -1", "done_count = 2, total_count = 1", "unit_id = 999"]
)
def test_the_database_keeps_the_queue_honest(both: SmallOffice, wrong: str) -> None:
    asked(both)
    with both.db.engine.connect() as connection, pytest.raises(DatabaseError):
        connection.execute(text(f"UPDATE job SET {wrong}"))


def test_the_threads_do_what_is_asked_while_they_run_and_end_when_they_are_asked_to(small: SmallOffice) -> None:
    runner = Runner(lambda: small.office, {"people": {"write": answers}, "house": {}}, every_seconds=0.02)
    runner.start()
    runner.start()
    assert len(runner._threads) == 1
    job_id = asked(small)
    wait_until(lambda: row(small, job_id).state is JobState.DONE)
    runner.stop(5)
    assert not runner._threads[0].is_alive()


@pytest.mark.parametrize("code", ["job_failed", "job_killed"])
def test_every_reason_of_the_queue_of_jobs_has_its_sentence(code: str) -> None:
    assert sentence(code) != sentence("a code nobody knows")
