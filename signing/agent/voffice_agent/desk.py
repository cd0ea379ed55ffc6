"""The work of the desk agent: which tokens are here, and signing one batch with one PIN."""

import logging
from base64 import b64encode
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from voffice_agent.asking import Asker
from voffice_agent.driver import Driver, Found, Login
from voffice_agent.names import dates, is_authority, owner
from voffice_agent.refusal import AgentRefused
from voffice_agent.rounds import Rounds
from voffice_agent.ticket import Ticket

log = logging.getLogger("voffice-agent")
Tell = Callable[[dict[str, Any]], None]


class Desk:
    """One person's tokens. Only one batch at a time: a second window would ask for a PIN nobody expects."""

    def __init__(self, modules: list[Path], asker: Asker) -> None:
        self.drivers = [Driver(module) for module in modules]
        self._asker = asker
        self._busy = Lock()
        self._rounds: Rounds | None = None

    def certificates(self) -> list[Found]:
        """Every certificate in every token, each once. Raises AgentRefused(token_absent) when there is none."""
        found: dict[bytes, Found] = {}
        reasons = ["module_missing"]
        for driver in self.drivers:
            try:
                for one in driver.certificates():
                    found.setdefault(one.der, one)
                reasons.append("token_missing")
            except AgentRefused as refused:
                reasons.append(str(refused.facts.get("reason")))
        if not found:
            raise AgentRefused("token_absent", reason=reasons[-1])
        return list(found.values())

    def sign(self, ticket: Ticket, tell: Tell, gone: Callable[[], bool]) -> None:
        """Find the token, ask the PIN, sign each document and tell each signature at once.

        Raises:
            AgentRefused: busy, token_absent, certificate_absent, pin_locked, cancelled, pin_wrong, no_asker.
        """
        if not self._busy.acquire(blocking=False):
            raise AgentRefused("busy")
        try:
            self._sign(ticket, tell, gone)
        finally:
            self._rounds = None
            self._busy.release()

    def go_on(self, ticket: Ticket) -> None:
        """The next round of the batch that is being signed. Raises AgentRefused(not_continued)."""
        rounds = self._rounds
        if rounds is None:
            raise AgentRefused("not_continued")
        rounds.offer(ticket)

    def _sign(self, ticket: Ticket, tell: Tell, gone: Callable[[], bool]) -> None:
        found = next((one for one in self.certificates() if one.der == ticket.certificate), None)
        if found is None:
            raise AgentRefused("certificate_absent", owner=owner(ticket.certificate))
        if found.pin == "locked":
            raise AgentRefused("pin_locked")
        tell({"event": "asking", "count": len(ticket.documents)})
        pin = self._asker.ask(ticket, found, gone)
        driver = next(one for one in self.drivers if one.module == found.module)
        with driver.login(ticket.certificate, pin) as session:
            del pin
            rounds = self._rounds = Rounds(ticket)
            _sign_round(session, ticket, tell, gone)
            while rounds.more:
                tell({"event": "next"})
                _sign_round(session, rounds.wait(gone), tell, gone)
        log.info("signed %d documents for %s", len(ticket.documents), ticket.pairing.origin)

    def close(self) -> None:
        for driver in self.drivers:
            driver.close()


def _sign_round(session: Login, ticket: Ticket, tell: Tell, gone: Callable[[], bool]) -> None:
    for document in ticket.documents:
        if gone():
            raise AgentRefused("cancelled", reason="page_gone")
        raw = session.sign(document.attributes, document.digest)
        tell({"event": "signed", "nonce": document.nonce, "signature": b64encode(raw).decode()})


def readable(found: Iterable[Found]) -> list[dict[str, Any]]:
    """For the page; an object that calls itself a certificate and is none is passed over."""
    rows = []
    for one in found:
        with suppress(ValueError, TypeError, KeyError):
            rows.append(told(one))
    return rows


def told(found: Found) -> dict[str, Any]:
    """A certificate for the page; the issuers' own, which tokens carry too, are marked."""
    start, end = dates(found.der)
    return {
        "token": found.token, "serial": found.serial, "pin": found.pin, "owner": owner(found.der),
        "authority": is_authority(found.der), "der": found.der.hex(),
        "valid_from": start.isoformat(), "valid_to": end.isoformat(),
    }  # fmt: skip
