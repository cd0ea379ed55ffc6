"""Hexadecimal strings read at once. pyHanko reads them one character after the other, and the room of a signature has
32,768: that took more than half of the time to verify a letter. Importing this module puts it in force.
"""

from binascii import unhexlify
from typing import Any

from pyhanko.pdf_utils import generic

_BLOCK = 1 << 16
_pyhankos = generic.read_hex_string_from_stream


def read_hex_string(stream: Any) -> Any:
    """What pyHanko reads, and where it stops; anything but plain digits (spaces, comments, faults) is left to it."""
    start = stream.tell()
    digits, end, _ = stream.read(_BLOCK)[1:].partition(b">")
    if not end or digits.translate(None, generic.HEX_DIGITS):
        stream.seek(start)
        return _pyhankos(stream)
    stream.seek(start + len(digits) + 2)
    return generic.pdf_string(unhexlify(digits + b"0" * (len(digits) % 2)))


generic.read_hex_string_from_stream = read_hex_string
