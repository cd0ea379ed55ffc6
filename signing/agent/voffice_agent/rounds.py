"""Number, date and seal are three signatures, each upon the bytes of the one before: one PIN, then round by round.

After the first round the log-in is kept while the server prepares the next, for a few seconds, and only for what the
person saw in the window: the same documents by the same certificate, no more signatures than the window said.
"""

import time
from collections.abc import Callable
from queue import Empty, Queue
from threading import Lock

from voffice_agent.refusal import AgentRefused
from voffice_agent.ticket import Ticket

WAIT_SECONDS = 30
LOOK_SECONDS = 0.2


class Rounds:
    """One log-in's further requests. `offer` is called by the page's second request, `wait` by the one that signs."""

    def __init__(self, first: Ticket) -> None:
        self._first = first
        self._left = {one.nonce: one.signatures - 1 for one in first.documents}
        self._shown = {one.nonce: (one.reference, one.file_sha256) for one in first.documents}
        self._offered: Queue[Ticket] = Queue()
        self._lock = Lock()

    @property
    def more(self) -> bool:
        """Whether any document still needs a signature."""
        return any(self._left.values())

    def offer(self, ticket: Ticket) -> None:
        """Raises AgentRefused(not_continued): it asks for something else than what the person agreed to."""
        with self._lock:
            if not self._continues(ticket):
                raise AgentRefused("not_continued")
            for one in ticket.documents:
                self._left[one.nonce] -= 1
        self._offered.put(ticket)

    def _continues(self, ticket: Ticket) -> bool:
        first, nonces = self._first, [one.nonce for one in ticket.documents]
        return (
            (ticket.pairing.agent_id, ticket.kind, ticket.certificate)
            == (first.pairing.agent_id, first.kind, first.certificate)
            and len(set(nonces)) == len(nonces)
            and all(self._left.get(nonce, 0) > 0 for nonce in nonces)
            and all(self._shown[one.nonce] == (one.reference, one.file_sha256) for one in ticket.documents)
        )

    def wait(self, gone: Callable[[], bool]) -> Ticket:
        """The next round. Raises AgentRefused(cancelled): `page_gone` or `timed_out`; the log-in ends then."""
        until = min(time.time() + WAIT_SECONDS, self._first.expires_at)
        while time.time() < until:
            try:
                return self._offered.get(timeout=LOOK_SECONDS)
            except Empty:
                if gone():
                    raise AgentRefused("cancelled", reason="page_gone") from None
        raise AgentRefused("cancelled", reason="timed_out")
