"""Which key belongs to a certificate of the register: in a token of this server, or a demonstration key."""

from pathlib import Path

from signing.errors import PinWrong, TokenAbsent
from signing.keys import Key, SoftKey, TokenKey
from signing.pin import Pin
from signing.token_rack import TokenRack
from voffice_app.db.certificates import Certificate, KeyHome


class Keyring:
    """``tokens`` are those of every PKCS#11 module, None when this machine has no module."""

    def __init__(self, tokens: TokenRack | None, demonstration: Path | None) -> None:
        self.tokens = tokens
        self.demonstration = demonstration

    def key(self, row: Certificate, pin: Pin) -> Key:
        """The key with its PIN for one signature.

        Raises:
            TokenAbsent: no such token, a key that is at its owner's desk, or no demonstration keys in this mode.
            PinWrong: the demonstration key does not open with this PIN.
        """
        chain = split_chain(row.chain_der)
        if row.home is KeyHome.TOKEN:
            if self.tokens is None:
                raise TokenAbsent(reason="module_missing")
            place = (row.token_label, row.key_label, row.der, chain, pin, row.token_serial)
            return TokenKey(self.tokens, *place)
        if row.home is not KeyHome.DEMONSTRATION:
            raise TokenAbsent(reason="elsewhere")
        if self.demonstration is None:
            raise TokenAbsent(reason="demonstration_off")
        return self._soft_key(row, chain, pin)

    def _soft_key(self, row: Certificate, chain: tuple[bytes, ...], pin: Pin) -> SoftKey:
        path = self.demonstration / f"{row.key_label}.pem" if self.demonstration else Path()
        try:
            pem = path.read_bytes()
        except OSError:
            raise TokenAbsent(reason="key_missing") from None
        try:
            return SoftKey.from_pem(pem, row.der, chain, pin)
        except ValueError:
            raise PinWrong.after(None) from None


def split_chain(joined: bytes) -> tuple[bytes, ...]:
    """The certificates of a chain stored one behind the other (DER tells its own length)."""
    parts = []
    while joined:
        length = _der_length(joined)
        parts.append(joined[:length])
        joined = joined[length:]
    return tuple(parts)


def _der_length(der: bytes) -> int:
    first = der[1]
    if first < 0x80:
        return 2 + first
    count = first & 0x7F
    return 2 + count + int.from_bytes(der[2 : 2 + count], "big")
