"""A returned file that passes every rule on objects is still looked at: nothing may look otherwise beside the box."""

from collections.abc import Callable

import pytest

from signing.accept import Expected, accept
from signing.errors import NotAccepted
from signing.geometry import AGENCY, LEADER
from signing.keys import SoftKey
from signing.returned import accept_seen
from tests.plugin.foreign import signed
from tests.plugin.test_accept import agencys, leaders, sha
from tests.signing.attacks_shadow import signed_over
from tests.signing.conftest import Desk

TEXT = (80, 560, 540, 640)
"""Where the letter's own words stand, in points."""
PAGE = (0, 0, 595, 842)


@pytest.mark.article("6.5")
def test_the_heads_signature_and_the_seal_are_seen_to_change_nothing_else(
    desk: Desk, seal: SoftKey, head_letter: bytes
) -> None:
    back = signed(head_letter, desk.head)
    assert accept_seen(head_letter, back, leaders(desk), desk.trust).outcome == "valid"
    sealed = signed(back, seal, "Signature2")
    verdict = accept_seen(back, sealed, agencys(seal, desk), desk.trust, {"Signature1": LEADER})
    assert [finding.counts_as for finding in verdict.signatures] == [LEADER, AGENCY]


def _white(pdf: bytes, key: SoftKey) -> bytes:
    return signed_over(pdf, key, "Signature9", TEXT, opaque=True)


def _whole_page(pdf: bytes, key: SoftKey) -> bytes:
    return signed_over(pdf, key, "Signature9", PAGE)


@pytest.mark.article("6.5")
@pytest.mark.parametrize(("made", "code"), [(_white, "changed_visibly"), (_whole_page, "box_too_large")])
def test_a_signature_that_hides_or_takes_the_page_is_refused_though_its_objects_are_in_order(
    desk: Desk, head_letter: bytes, led: bytes, seal: SoftKey, made: Callable[[bytes, SoftKey], bytes], code: str
) -> None:
    for before, key, expected in (
        (head_letter, desk.head, leaders(desk)),
        (led, desk.seal, agencys(desk.seal, desk)),
    ):
        after = made(before, key)
        assert accept(before, after, expected, desk.trust).outcome == "valid", (
            "the rules on objects have nothing to say"
        )
        with pytest.raises(NotAccepted) as no:
            accept_seen(before, after, expected, desk.trust)
        assert no.value.code == code


def test_pages_that_cannot_be_looked_at_are_not_taken(
    desk: Desk, head_letter: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = signed(head_letter, desk.head)
    monkeypatch.setattr("signing.returned.SECONDS", -1)
    with pytest.raises(NotAccepted) as no:
        accept_seen(head_letter, back, Expected(LEADER, (sha(desk.head),)), desk.trust)
    assert no.value.code == "pages_not_compared"

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("signing.returned.share_of_page", broken)
    with pytest.raises(NotAccepted) as no:
        accept_seen(head_letter, back, Expected(LEADER, (sha(desk.head),)), desk.trust)
    assert no.value.code == "pages_not_compared"
