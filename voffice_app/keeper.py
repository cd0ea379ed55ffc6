"""Runs the archive's queue in the background: two daemon threads, looking every minute, never in the event loop.

They have threads of their own because an authority may take minutes, and the desk threads serve people. A server
that stops does not wait for them: what they were doing counts as a crash, which the queue survives.
"""

import logging
from collections.abc import Callable
from threading import Event, Thread

from voffice_app.actions.keeping import keep_next
from voffice_app.actions.office import Office
from voffice_app.db.long_term import WorkState

log = logging.getLogger("voffice")

THREADS = 2
EVERY_SECONDS = 60


class Keeper:
    """`start` once; `stop` lets each thread finish what it has in hand."""

    def __init__(self, office: Callable[[], Office], every_seconds: float = EVERY_SECONDS) -> None:
        self._office, self._every = office, every_seconds
        self._stop = Event()
        self._threads: list[Thread] = []

    def start(self) -> None:
        """Nothing is started while no time-stamp authority is set, or a second time."""
        if self._threads or self._office().terms.patient is None:
            return
        self._threads = [Thread(target=self._run, name=f"keeper-{n}", daemon=True) for n in range(THREADS)]
        for thread in self._threads:
            thread.start()

    def stop(self, seconds: float = 0) -> None:
        """Ask them to end, and wait at most so many seconds for each."""
        self._stop.set()
        for thread in self._threads:
            thread.join(seconds)

    def _run(self) -> None:
        while not self._stop.is_set():
            self._round()
            self._stop.wait(self._every)

    def _round(self) -> None:
        """Work as long as it goes well; the first that must wait, waits for the next round, and so do the others."""
        try:
            while not self._stop.is_set() and keep_next(self._office()) in (WorkState.DONE, WorkState.FAILED):
                continue
        except Exception:  # the database may be down for a while; the next round tries again
            log.exception("the archive's queue stopped; it goes on in a minute")
