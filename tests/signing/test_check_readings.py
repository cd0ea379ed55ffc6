"""What is added behind a signature has one reading, and every picture in it has somebody who signed it."""

from collections.abc import Callable

import pytest

from signing.check import verify
from signing.demo_ca import Subject
from signing.errors import WrongOrder
from signing.geometry import AGENCY, LEADER
from signing.keys import SoftKey
from signing.order import check_order
from tests.signing import attacks_readings as attacks
from tests.signing.attacks_shadow import signed_over
from tests.signing.attacks_wrapping import range_of
from tests.signing.conftest import OFFICE, Desk, intent
from tests.signing.letters import LETTERS, made


@pytest.fixture(scope="module")
def stranger(desk: Desk) -> SoftKey:
    """A good certificate of a person this document does not speak of."""
    return desk.key(Subject("Người Khác", "Công ty Khác"))


@pytest.mark.parametrize("attack", [attacks.two_rows, attacks.second_table, attacks.seal_passed_by])
def test_what_programs_would_read_in_two_ways_is_refused(
    desk: Desk, issued: bytes, attack: Callable[[bytes], bytes]
) -> None:
    assert verify(attacks.honest_lists(issued), desk.trust).outcome == "valid"
    verdict = verify(attack(issued), desk.trust)
    assert verdict.outcome == "invalid"
    assert "two_readings" in verdict.reasons


def test_a_seal_cut_out_of_the_middle_leaves_its_value_behind(desk: Desk, led: bytes, issued: bytes) -> None:
    """The seal's revision loses its table: nothing leads there, and still it lies in the file."""
    _, _, second, _ = range_of(issued)
    cut = issued[: second + 20]
    before = int(led[led.rindex(b"startxref") + 9 :].split()[0])
    root = attacks._root_number(led)
    at = len(cut) + 1
    body = b"\n%d 0 obj\n%s\nendobj\n" % (root, attacks._catalog(led))
    row = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Root %d 0 R /Size 999 /Prev %d >>\n" % (root, at, root, before)
    made = cut + body + row + b"startxref\n%d\n%%%%EOF\n" % (len(cut) + len(body))
    assert "two_readings" in verify(made, desk.trust).reasons


@pytest.mark.parametrize("place", [attacks.TEXT, attacks.BARE])
def test_a_picture_that_nobody_signed_is_refused_beside_a_stamp_and_beside_a_signature(
    desk: Desk, issued: bytes, stranger: SoftKey, place: attacks.Numbers
) -> None:
    empty = attacks.field("waiting", place)
    stamped = verify(attacks.changed_and_stamped(issued, stranger, empty), desk.trust)
    assert (stamped.outcome, stamped.reasons) == ("invalid", ("picture_without_signature",))

    def both(writer: object) -> None:
        empty(writer)  # type: ignore[arg-type]
        attacks.field("confirmation", (300, 30, 340, 60))(writer)  # type: ignore[arg-type]

    signed = verify(attacks.changed_and_signed(issued, stranger, "confirmation", both), desk.trust)
    assert (signed.outcome, signed.reasons) == ("invalid", ("picture_without_signature",))
    alone = attacks.field("confirmation", (300, 30, 340, 60))
    assert verify(attacks.changed_and_signed(issued, stranger, "confirmation", alone), desk.trust).outcome == "valid"


@pytest.mark.parametrize("lie", [{"own_page": False}, {"in_kid": True}, {}])
def test_a_confirmation_that_says_it_stands_elsewhere_still_may_not_lie_over_a_signature(
    desk: Desk, issued: bytes, stranger: SoftKey, lie: dict[str, bool]
) -> None:
    over = attacks.field("confirmation", (353, 407, 495, 471), **lie)
    verdict = verify(attacks.changed_and_signed(issued, stranger, "confirmation", over), desk.trust)
    assert (verdict.outcome, verdict.reasons) == ("invalid", ("later_box_overlaps",))


@pytest.mark.parametrize("name", ["number", "date", "number7", "leader2"])
def test_nobody_adds_a_field_of_the_houses_own_kinds_once_the_head_has_signed(
    desk: Desk, led: bytes, stranger: SoftKey, name: str
) -> None:
    forged = signed_over(led, stranger, name, box=(300, 600, 500, 700))
    assert "field_not_prepared" in verify(forged, desk.trust).reasons
    with pytest.raises(WrongOrder):
        check_order(forged, intent(AGENCY), desk.trust)
    check_order(led, intent(AGENCY), desk.trust)


def test_number_and_date_are_the_agencys_hand_or_the_file_is_refused(desk: Desk, stranger: SoftKey) -> None:
    office, letter = desk.key(Subject(OFFICE, OFFICE)), made(LETTERS["head"])
    waiting = attacks.prepared(letter, (LEADER, "number", AGENCY))
    led = signed_over(waiting, desk.head, LEADER)
    honest = signed_over(signed_over(led, office, "number"), office, AGENCY)
    assert verify(honest, desk.trust).outcome == "valid"
    forged = signed_over(signed_over(led, stranger, "number"), office, AGENCY)
    assert verify(forged, desk.trust).reasons == ("number_by_others",)
