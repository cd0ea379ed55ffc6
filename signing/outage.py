"""Remembers that a server is out, so that the second clerk does not wait for it as the first one did."""

from collections.abc import Callable
from threading import Lock
from time import monotonic


class Outage:
    """A circuit breaker: after a failure nobody asks for `pause_seconds`, then one does; success ends it at once."""

    def __init__(self, pause_seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self._pause, self._clock = pause_seconds, clock
        self._until: float | None = None
        self._lock = Lock()

    def may_ask(self) -> bool:
        """Whether to try; when a pause has just ended, only the first who asks may, until it has an answer."""
        with self._lock:
            if self._until is None:
                return True
            if self._clock() < self._until:
                return False
            self._until = self._clock() + self._pause
            return True

    def failed(self) -> None:
        with self._lock:
            self._until = self._clock() + self._pause

    def answered(self) -> None:
        with self._lock:
            self._until = None
