"""The quick reading of hexadecimal strings is pyHanko's own reading, whatever stands in the file."""

from importlib import import_module
from io import BytesIO
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic

from signing import hex_strings

LETTERS = st.sampled_from([*b"0123456789abcdefABCDEF", *b"0123456789abcdef", *b" \n\r\t\0<>%gZ\xff"])


def told(read: Any, pdf: bytes) -> tuple[Any, ...]:
    """What was read and where reading stopped, or which error it was."""
    stream = BytesIO(pdf)
    try:
        found = read(stream)
    except Exception as problem:
        return (type(problem), str(problem))
    return type(found), found, stream.tell()


@given(st.lists(LETTERS, max_size=60).map(bytes), st.booleans())
@example(b"AB CD", True)
@example(b"ABC", True)
@example(b"FEFF1EA0>x", True)
@example(b"41%42\n43>", False)
def test_every_string_is_read_as_pyhanko_reads_it(inside: bytes, closed: bool) -> None:
    pdf = b"<" + inside + (b">rest" if closed else b"")
    assert told(hex_strings.read_hex_string, pdf) == told(hex_strings._pyhankos, pdf)


def test_a_signatures_room_is_read_at_once_and_longer_ones_too() -> None:
    for size in (32768, 1 << 16, 200_001):
        pdf = b"<" + b"0" * size + b">" + b" next"
        assert told(hex_strings.read_hex_string, pdf) == told(hex_strings._pyhankos, pdf)


def test_the_quick_reading_is_in_force_where_signatures_are_read() -> None:
    for reader in ("signing.check", "signing.update"):
        assert import_module(reader)
    assert generic.read_hex_string_from_stream is hex_strings.read_hex_string
