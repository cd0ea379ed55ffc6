"""How background jobs are done: take, work, settle; the workers themselves are functions of other modules.

A worker may be killed at any moment and is then called again with the same job: it must be harmless twice. It
does its slow work outside any transaction and returns what came of it, a few plain values for the job's row.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import time, timedelta
from secrets import token_hex
from threading import Event, Thread
from time import monotonic
from typing import Any

from voffice_app.actions.office import Office
from voffice_app.db import jobs
from voffice_app.db.jobs import Job, JobState
from voffice_app.db.session import Tx
from voffice_app.domain.calendar import VIETNAM
from voffice_app.domain.errors import Refused
from voffice_app.domain.people import system_actor
from voffice_app.domain.permissions import Permission

log = logging.getLogger("voffice")

LEASE, RENEWED_EVERY = timedelta(minutes=2), 30.0
"""A dead process's job is taken again after two minutes; a live one renews its lease every thirty seconds."""
FIRST_DELAY, LONGEST_DELAY = timedelta(minutes=1), timedelta(hours=6)
MOST_TRIES, MOST_DEATHS = 5, 3
UNEXPECTED, DEADLY = "job_failed", "job_killed"


class Postponed(Exception):
    """Nothing is wrong with the job, the world is not ready: no room on the disk, mail server down. Tried for ever."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class LeaseLost(Exception):
    """Somebody else has this job now; this worker's result counts for nothing."""


@dataclass
class Report:
    """``report(done, total)`` shows how far the work is; raises LeaseLost when it is somebody else's now."""

    office: Office
    job: Job
    told_at: float = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Written at most once a second, and at the end: telling must not cost more than working."""
        if done < total and monotonic() - self.told_at < 1:
            return
        self.told_at = monotonic()
        with _held(self.office, self.job) as (_, row):
            row.total_count, row.done_count = total, min(done, total)


Worker = Callable[[Office, Job, Report], dict[str, Any]]


def work_next(office: Office, workers: Mapping[str, Worker]) -> JobState | None:
    """Do the job of these kinds that is due longest: its state afterwards, None when nothing is due."""
    with office.db.read() as session:
        if not jobs.has_due(session, tuple(workers), office.db.clock()):
            return None
    with office.db.act(system_actor(0)) as tx:
        job = jobs.take(tx, tuple(workers), token_hex(16), LEASE)
    if job is None:
        return None
    if job.deaths >= MOST_DEATHS:
        return _set_back(office, job, JobState.FAILED, DEADLY)
    try:
        with _lease_renewed(office, job):
            result = workers[job.kind](office, job, Report(office, job))
        with _held(office, job) as (tx, row):
            jobs.finish(tx, row, result)
        return JobState.DONE
    except LeaseLost:
        return JobState.DOING
    except Postponed as outage:
        return _set_back(office, job, JobState.WAITING, outage.code)
    except Refused as refused:
        return _set_back(office, job, JobState.FAILED, refused.reasons[0].code)
    except Exception:
        log.exception("job %s (%s) failed", job.id, job.kind)
        return _set_back(office, job, JobState.FAILED if job.tries >= MOST_TRIES else JobState.WAITING, UNEXPECTED)


def plan_day(office: Office, daily: Mapping[str, time]) -> None:
    """Put today's round of each kind into the queue when its hour has come; asked every minute, it is there once."""
    now, day = office.db.clock(), office.db.today()
    due = [kind for kind, hour in daily.items() if now.astimezone(VIETNAM).time() >= hour]
    with office.db.read() as session:
        due = [kind for kind in due if not jobs.is_asked(session, f"{kind}:{day}")]
    if due:
        with office.db.act(system_actor(0)) as tx:
            for kind in due:
                jobs.enqueue(tx, kind, {"day": str(day)}, f"{kind}:{day}", house=True)


def retry(tx: Tx, job_id: int) -> None:
    """IT has one job tried at once. Raises NotVisible when it is done, being done, or absent."""
    tx.require(Permission.ADMIN)
    jobs.retry(tx, job_id)
    tx.record("retry_job", "job", job_id)


@contextmanager
def _held(office: Office, job: Job) -> Iterator[tuple[Tx, Job]]:
    """A short transaction on the job's row. Raises LeaseLost when another worker has it."""
    with office.db.act(system_actor(job.unit_id or 0)) as tx:
        row = jobs.load_leased(tx, job.id or 0, job.lease)
        if row is None:
            raise LeaseLost
        row.leased_until = tx.now + LEASE
        yield tx, row


@contextmanager
def _lease_renewed(office: Office, job: Job) -> Iterator[None]:
    """While the work goes on a thread renews the lease: how long the work takes needs not be known beforehand."""
    over = Event()

    def renew() -> None:
        while not over.wait(RENEWED_EVERY):
            try:
                with _held(office, job):
                    pass
            except LeaseLost:
                return
            except Exception:  # the database is away for a moment; the lease is long enough for another round
                log.exception("the lease of job %s could not be renewed", job.id)

    thread = Thread(target=renew, name=f"lease-{job.id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _set_back(office: Office, job: Job, state: JobState, error: str) -> JobState:
    """Tried again after twice as long as the last time, at most six hours."""
    delay = min(FIRST_DELAY * int(2 ** min(job.tries - 1, 12)), LONGEST_DELAY)
    try:
        with _held(office, job) as (tx, row):
            jobs.set_back(tx, row, state, error, tx.now + delay)
    except LeaseLost:
        return JobState.DOING
    return state
