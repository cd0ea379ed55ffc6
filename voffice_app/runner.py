"""The threads that do background jobs, one for each lane: what people wait for never stands behind the house's own."""

import logging
from collections.abc import Callable, Mapping
from datetime import time
from threading import Event, Thread
from time import monotonic

from voffice_app.actions.office import Office
from voffice_app.actions.working import Worker, plan_day, work_next

log = logging.getLogger("voffice")

EVERY_SECONDS, PLANNED_EVERY = 1.0, 60.0


class Runner:
    """`start` once; `stop` lets each thread finish the job in hand. What a killed process leaves is taken again."""

    def __init__(
        self, office: Callable[[], Office], lanes: Mapping[str, Mapping[str, Worker]],
        daily: Mapping[str, time] | None = None, every_seconds: float = EVERY_SECONDS,
    ) -> None:  # fmt: skip
        self._office, self._lanes, self._daily, self._every = office, lanes, daily or {}, every_seconds
        self._planned_at = float("-inf")
        self._stop = Event()
        self._threads: list[Thread] = []

    def start(self) -> None:
        """A lane without workers has no thread; a second start changes nothing."""
        if self._threads:
            return
        self._threads = [
            Thread(target=self._run, args=(workers,), name=f"jobs-{lane}", daemon=True)
            for lane, workers in self._lanes.items()
            if workers
        ]
        for thread in self._threads:
            thread.start()

    def stop(self, seconds: float = 0) -> None:
        """Ask them to end, and wait at most so many seconds for each."""
        self._stop.set()
        for thread in self._threads:
            thread.join(seconds)

    def _run(self, workers: Mapping[str, Worker]) -> None:
        while not self._stop.is_set():
            try:
                self._plan()
                while not self._stop.is_set() and work_next(self._office(), workers) is not None:
                    continue
            except Exception:  # the database may be down for a while; the next round tries again
                log.exception("a lane of background jobs stopped; it goes on in a moment")
            self._stop.wait(self._every)

    def _plan(self) -> None:
        """Each lane may ask; a day's round is one job by its key."""
        if self._daily and monotonic() - self._planned_at > PLANNED_EVERY:
            self._planned_at = monotonic()
            plan_day(self._office(), self._daily)
