"""The time-stamp authority: whom to ask, how patiently, and when not to ask at all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import new as hash_of

from signing import time_token
from signing.errors import BadTimestamp, TimestampUnavailable
from signing.network import Transport, exchange
from signing.outage import Outage
from signing.trust import Trust

_QUERY = "application/timestamp-query"


@dataclass(frozen=True)
class Authority:
    """A time-stamp authority at `url`; `trust` says whose certificates count. `seconds` is the limit of each try.

    The same authority is asked with little patience while a clerk waits, and with much by the background job
    (the government's took 2-131 s); both share one `outage`, which only the hurried one heeds.
    """

    url: str
    trust: Callable[[], Trust]
    seconds: float
    tries: int = 1
    digest: str = "sha256"
    policy: str = ""
    outage: Outage = field(default_factory=lambda: Outage(300))
    heeds_outage: bool = True
    transport: Transport = exchange

    def stamp(self, message: bytes) -> bytes:
        """A token (DER) on a message. Raises TimestampUnavailable, BadTimestamp."""
        return self.stamp_digest(hash_of(self.digest, message).digest(), self.digest)

    def stamp_digest(self, digest: bytes, name: str) -> bytes:
        """A token (DER) on a digest made with the algorithm of this name. Raises as `stamp`."""
        if self.heeds_outage and not self.outage.may_ask():
            raise TimestampUnavailable(reason="paused")
        asked, nonce = time_token.question(digest, name, self.policy)
        answer = self._answer(asked)
        try:
            token = time_token.believed(answer, digest, name, nonce, self.policy, self.trust())
        except (TimestampUnavailable, BadTimestamp):
            self.outage.failed()
            raise
        self.outage.answered()
        return token

    def _answer(self, asked: bytes) -> bytes:
        for _ in range(self.tries):
            try:
                return self.transport(self.url, asked, _QUERY, self.seconds)
            except OSError as problem:
                reason = "too_slow" if isinstance(problem, TimeoutError) else "no_answer"
        self.outage.failed()
        raise TimestampUnavailable(reason=reason)
