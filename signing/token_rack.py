"""Every PKCS#11 module of an installation, each with its own worker: a token is found in the module that holds it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from signing.errors import TokenAbsent
from signing.pin import Pin
from signing.token import KeyAddress, TokenCertificate, TokenWorker

T = TypeVar("T")


class TokenRack:
    """Signs like one worker. A module that fails does not keep the others from signing."""

    def __init__(self, workers: tuple[TokenWorker, ...]) -> None:
        self.workers = workers
        self._homes: dict[KeyAddress, TokenWorker] = {}

    def sign(self, address: KeyAddress, pin: Pin, attributes: bytes, digest: str = "sha256") -> bytes:
        """The raw signature (`TokenWorker.sign`)."""
        return self.sign_many(address, pin, [attributes], digest)[0]

    def sign_many(self, address: KeyAddress, pin: Pin, batch: list[bytes], digest: str = "sha256") -> list[bytes]:
        """Several signatures with one log-in, at the one token that is meant."""
        worker, exactly = self.holding(address)
        return worker.sign_many(exactly, pin, batch, digest)

    def holding(self, address: KeyAddress) -> tuple[TokenWorker, KeyAddress]:
        """The worker whose module holds the token, and the address with its serial number: no PIN goes elsewhere.

        Raises:
            TokenAbsent: module_missing, token_missing, token_ambiguous (two tokens of that label, and neither the
                serial number nor the certificate tells which), driver_failed (nobody has it and a module is silent).
        """
        if len(self.workers) == 1:
            return self.workers[0], address
        return self._at_home(address) or self._searched(address)

    def _at_home(self, address: KeyAddress) -> tuple[TokenWorker, KeyAddress] | None:
        """Where the certificate was found before, if it is still there: nobody waits for the other modules then."""
        worker = self._homes.get(address)
        try:
            serial, holds = worker.find(address) if worker else ("", False)
        except TokenAbsent:
            return None
        return (worker, replace(address, token_serial=serial)) if worker and holds else None

    def _searched(self, address: KeyAddress) -> tuple[TokenWorker, KeyAddress]:
        found = self._asked(lambda worker: (worker, *worker.find(address)))
        sure = [one for one in found if one[2]] or found
        if len({serial for _, serial, _ in sure}) > 1:
            raise TokenAbsent(reason="token_ambiguous")
        # two drivers that see the same token: the one that is named first
        worker, serial, holds = sure[0]
        if holds:
            self._homes[address] = worker
        return worker, replace(address, token_serial=serial)

    def list_certificates(self) -> list[TokenCertificate]:
        """Certificates of every module that answers; each once though two drivers see it."""
        found = [row for rows in self._asked(TokenWorker.list_certificates) for row in rows] if self.workers else []
        return list(dict.fromkeys(found))

    def close(self) -> None:
        """End every child; the next question starts another."""
        for worker in self.workers:
            worker.close()

    def _asked(self, question: Callable[[TokenWorker], T]) -> list[T]:
        """Every module's answer. When there is none: why, a silent driver before a missing token."""
        answers, refusals = [], [TokenAbsent(reason="module_missing")] if not self.workers else []
        for worker in self.workers:
            try:
                answers.append(question(worker))
            except TokenAbsent as refused:
                if refused.facts["reason"] == "token_ambiguous":
                    raise
                refusals.append(refused)
        if not answers:
            raise min(refusals, key=lambda one: one.facts["reason"] == "token_missing")
        return answers
