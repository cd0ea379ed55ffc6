"""How fast one caller may go: a token bucket per key, bounded in number (security.md 2.1)."""

import time
from collections import OrderedDict
from collections.abc import Callable


class Pace:
    """Allows `burst` at once and `per_second` after that, for each key apart."""

    def __init__(
        self, per_second: float, burst: int, keys: int = 20_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate, self._burst, self._keys, self._clock = per_second, burst, keys, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allow(self, key: str) -> bool:
        """Take one; False when the key went too fast."""
        now = self._clock()
        left, since = self._buckets.pop(key, (float(self._burst), now))
        left = min(float(self._burst), left + (now - since) * self._rate)
        allowed = left >= 1
        self._buckets[key] = (left - 1 if allowed else left, now)
        if len(self._buckets) > self._keys:
            self._buckets.popitem(last=False)
        return allowed

    def give_back(self, key: str) -> None:
        """What was taken turned out to be no reason to slow the caller down."""
        left, since = self._buckets.get(key, (float(self._burst), self._clock()))
        self._buckets[key] = (min(float(self._burst), left + 1), since)
