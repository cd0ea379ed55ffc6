"""A signature without a picture: the page stays as it was, the file says who signed."""

import pytest

from signing.errors import WrongOrder
from signing.geometry import AGENCY, LEADER
from tests.signing.conftest import Desk
from tests.signing.measure import ink


def test_a_signature_without_a_picture_is_valid_and_leaves_no_ink(desk: Desk, head_letter: bytes) -> None:
    signed = desk.sign(head_letter, LEADER, image_png=b"")
    assert signed.verdict.outcome == "valid"
    with pytest.raises(ValueError, match="zero-size"):
        ink(signed.pdf, 0, "blue")
    assert ink(desk.sign(head_letter, LEADER).pdf, 0, "blue").width > 30


def test_a_seal_without_a_picture_keeps_the_order_too(desk: Desk, head_letter: bytes, led: bytes) -> None:
    assert desk.sign(led, AGENCY, image_png=b"").verdict.outcome == "valid"
    with pytest.raises(WrongOrder):
        desk.sign(head_letter, AGENCY, image_png=b"")
