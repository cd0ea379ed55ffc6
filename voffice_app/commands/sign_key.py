"""The key for `voffice sign`: found in a token at this desk by what the person names, opened by a PIN asked once."""

import os
from getpass import getpass
from pathlib import Path

from signing import softhsm
from signing.keys import TokenKey
from signing.pin import Pin
from signing.token import TokenCertificate, TokenWorker
from signing.token_choice import Wanted, choose, described
from signing.token_rack import TokenRack

_LONGEST_PIN = 256


class KeyAtDesk:
    """A certificate in a plugged-in token; `open` gives its key. Raises TokenAbsent when there is no such thing."""

    def __init__(self, modules: tuple[Path, ...], softhsm_conf: Path | None, wanted: Wanted) -> None:
        usual = tuple(path for path in [softhsm.available()] if path)
        self._rack = TokenRack(tuple(TokenWorker(module, softhsm_conf) for module in modules or usual))
        self._found: TokenCertificate = choose(self._rack.list_certificates(), wanted)

    @property
    def certificate(self) -> bytes:
        return self._found.der

    @property
    def name(self) -> str:
        """For the question about the PIN."""
        return described(self._found)

    def open(self, pin: Pin) -> TokenKey:
        """The key for one log-in; the token judges the PIN, once."""
        found = self._found
        return TokenKey(self._rack, found.token_label, found.key_label, found.der, (), pin, found.token_serial)

    def close(self) -> None:
        self._rack.close()


def asked_pin(question: str, descriptor: int | None) -> Pin:
    """Typed unseen, or the first line of a file descriptor for a script; never an argument that others can read.

    Raises OSError, EOFError.
    """
    if descriptor is None:
        return Pin(getpass(question))
    with os.fdopen(descriptor, "rb", closefd=False) as given:
        return Pin(given.readline(_LONGEST_PIN).decode().rstrip("\r\n"))
