"""The file as it was when it was signed: exactly the bytes of then, whatever was added since."""

from collections.abc import Callable

import pytest

from signing.check import verify
from signing.errors import Unreadable
from signing.geometry import AGENCY, LEADER
from signing.revisions import as_signed
from tests.signing import attacks
from tests.signing.conftest import Desk


@pytest.mark.law("ND30:21")
def test_each_signature_gives_back_the_file_its_signer_had_in_hand(desk: Desk, led: bytes, issued: bytes) -> None:
    assert as_signed(issued, LEADER) == led
    assert as_signed(issued, AGENCY) == issued
    then = verify(as_signed(issued, LEADER), desk.trust)
    assert [(finding.field, finding.coverage) for finding in then.signatures] == [(LEADER, "whole_file")]


@pytest.mark.parametrize("attack", attacks.ATTACKS)
def test_what_a_forger_added_since_is_not_in_it(desk: Desk, issued: bytes, attack: Callable[[bytes], bytes]) -> None:
    """Where the forger rewrote what was signed, the verdict on what is shown as signed says so."""
    try:
        shown = as_signed(attack(issued), AGENCY)
    except Unreadable:
        return
    assert shown == issued or verify(shown, desk.trust).outcome == "invalid"


@pytest.mark.parametrize("field", ["", "absent", "Signature9"])
def test_a_field_that_is_not_signed_has_no_such_file(issued: bytes, field: str) -> None:
    with pytest.raises(Unreadable) as no:
        as_signed(issued, field)
    assert no.value.facts == {"reason": "field_absent"}


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\nbroken", b"PK\x03\x04"])
def test_a_broken_file_is_told_as_unreadable(content: bytes) -> None:
    with pytest.raises(Unreadable):
        as_signed(content, LEADER)
