"""Signatures that cover something else than the reader is shown: none of the known ways leads to a valid verdict."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.check import verify
from signing.wrapping import wrapped
from tests.signing import attacks_wrapping as attacks
from tests.signing.conftest import Desk


@pytest.mark.law("ND30:21")
@pytest.mark.parametrize("attack", attacks.WRAPPING)
def test_no_wrapped_forged_or_saved_over_signature_is_believed(
    desk: Desk, issued: bytes, led: bytes, attack: Callable[[bytes], bytes]
) -> None:
    for signed in (issued, led):
        changed = attack(signed)
        assert changed != signed
        assert verify(changed, desk.trust).outcome == "invalid"


def test_the_moved_signature_is_a_real_attack(issued: bytes) -> None:
    """Its file opens, its signed bytes are all there, and a lenient reader would find the digest right."""
    changed = attacks.moved(issued)
    with pikepdf.open(BytesIO(changed)) as document:
        assert len(document.pages) == 1
        contents = document.pages[0].obj["/Contents"]
        streams = [contents] if isinstance(contents, pikepdf.Stream) else list(contents)
        assert bytes(streams[0].read_bytes()).strip() == b"BT ET"
    _, first, second, rest = attacks.range_of(issued)
    start, length = len(changed) - rest, rest
    assert changed[:first] == issued[:first]
    assert changed[start : start + length] == issued[second:]


def test_an_honest_signature_is_not_wrapped(issued: bytes) -> None:
    signatures = PdfFileReader(BytesIO(issued)).embedded_signatures
    assert [wrapped(signature) for signature in signatures] == [False, False]
