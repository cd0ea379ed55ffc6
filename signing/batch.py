"""Many documents with one log-in: each is prepared, the token is asked once for all, each is finished."""

from collections.abc import Iterator

from signing.ceremony import Signed, finish, prepare
from signing.errors import SigningError
from signing.intent import Intent
from signing.keys import Key
from signing.shelf import Shelf
from signing.trust import Trust


class Batch:
    """What is prepared waits on the shelf and not in memory: a batch may be long. One digest for all."""

    def __init__(self, certificate: bytes, chain: tuple[bytes, ...], trust: Trust, shelf: Shelf) -> None:
        self._certificate, self._chain, self._shelf = certificate, chain, shelf
        self.trust = trust
        self._waiting: list[tuple[str, str, bytes]] = []
        self._digest = "sha256"

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, name: str, pdf: bytes, intent: Intent) -> None:
        """Prepare one more document. Raises what `prepare` raises; the others are not concerned."""
        prepared = prepare(pdf, intent, self._certificate, self._chain, self.trust)
        self._shelf.put(prepared)
        self._waiting.append((name, prepared.nonce, prepared.attributes))
        self._digest = prepared.digest

    def sign(self, key: Key) -> Iterator[tuple[str, Signed | SigningError]]:
        """Each name with its signed document, or why there is none; all in their order.

        Raises PinWrong, PinLocked, TokenAbsent before the first: then nothing is signed.
        """
        raws = key.sign_many([attributes for _, _, attributes in self._waiting], self._digest)
        for (name, nonce, _), raw in zip(self._waiting, raws, strict=True):
            try:
                yield name, finish(self._shelf.get(nonce), raw, self.trust)
            except SigningError as refused:
                yield name, refused
            self._shelf.drop(nonce)
        self._waiting = []
