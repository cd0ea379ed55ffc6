"""Number and date as signature fields (law: the System numbers; practice: at issue), each in its line's own letters."""

import subprocess
from datetime import date
from pathlib import Path

import pymupdf
import pytest

from signing import imprint, look, place
from signing.check import verify
from signing.errors import PlaceNotFound, WrongOrder
from signing.geometry import AGENCY, LEADER, MM, Shown, Sizes
from signing.profiles import date_lines, fields_for, number_lines
from tests.signing.conftest import OFFICE, SEAL_MM, Desk, signature_png
from tests.signing.letters import LETTERS, Letter, made
from tests.signing.test_imprint import BY_HAND, DATE_BOX, NUMBER_BOX, scanned

DAY = date(2026, 2, 5)
WORDS = {"number": number_lines("226"), "date": date_lines(DAY), AGENCY: (OFFICE,)}


def opened(letter: Letter) -> bytes:
    """The letter with four empty fields: leader, agency, number, date."""
    width, height = look.leader_size_mm(signature_png())
    pdf = made(letter)
    return imprint.open_for_issue(pdf, place.find_place(pdf, letter.signer, Sizes(width, height, SEAL_MM), (OFFICE,)))


def issue(desk: Desk, pdf: bytes, kinds: tuple[str, ...] = fields_for(AGENCY, numbers_at_issue=True)) -> bytes:
    for kind in kinds:
        pdf = desk.sign(pdf, kind, desk.seal, lines=WORDS[kind]).pdf
    return pdf


def seen(pdf: bytes) -> list[tuple[pymupdf.Rect, str]]:
    page = pymupdf.open(stream=pdf)[0]
    return [(pymupdf.Rect(word[:4]) * page.rotation_matrix / MM, word[4]) for word in page.get_text("words")]


@pytest.mark.law("ND30:15")
@pytest.mark.parametrize("layout", [name for name in LETTERS if name != "appendix"])
def test_the_leader_signs_first_then_the_seal_brings_number_and_date_and_all_four_are_valid(
    desk: Desk, layout: str, tmp_path: Path
) -> None:
    letter = LETTERS[layout]
    led = desk.sign(opened(letter), LEADER).pdf
    assert "226" not in {word for _, word in seen(led)}
    issued = issue(desk, led)
    verdict = verify(issued, desk.trust)
    assert [finding.field for finding in verdict.signatures] == [LEADER, "number", "date", AGENCY]
    assert verdict.outcome == "valid"
    words = [text for _, text in seen(issued)]
    assert "226" in words
    assert {"05", "02", "2026"} <= set(words)
    path = tmp_path / "issued.pdf"
    path.write_bytes(issued)
    told = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout
    assert told.count("Signature is Valid") == 4


@pytest.mark.parametrize("layout", ["head", "turned", "turned_over", "turned_back", "cropped", "narrow_gap", "school"])
def test_number_and_date_stand_where_the_other_way_of_numbering_would_write_them(desk: Desk, layout: str) -> None:
    letter = LETTERS[layout]
    first = seen(imprint.put_reference(made(letter), "226", DAY))
    later = seen(issue(desk, desk.sign(opened(letter), LEADER).pdf))
    for word in ("226", "05", "02"):
        there = next(rect for rect, text in first if text.startswith(word))
        here = next(rect for rect, text in later if text == word)
        assert (here.y0 + here.y1) / 2 == pytest.approx((there.y0 + there.y1) / 2, abs=1.0), word
        assert here.x0 == pytest.approx(there.x0, abs=4.0), word
    slash = next(rect for rect, text in later if text.startswith("/"))
    number = next(rect for rect, text in later if text == "226")
    assert abs(slash.x0 - number.x1) < 0.5, "no space between number and symbol"


def test_a_typed_date_is_opened_too_because_the_day_of_issue_is_not_known_yet(desk: Desk) -> None:
    letter = Letter(date="Thái Thụy, ngày 24 tháng 11 năm 2026")
    led = desk.sign(opened(letter), LEADER).pdf
    assert "24" not in {word for _, word in seen(led)}
    words = [text for _, text in seen(issue(desk, led))]
    assert words.count("05") == 1
    assert "24" not in words


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_on_a_scan_the_fields_are_where_the_drafter_shows_them(desk: Desk, turn: int) -> None:
    scan = scanned(LETTERS["head"], turn)
    block = place.find_place(made(LETTERS["head"]), LETTERS["head"].signer).leader
    spot = place.place_from_box(scan, 0, block, Sizes(50, 22, SEAL_MM), (OFFICE,))
    issued = issue(desk, desk.sign(imprint.open_for_issue(scan, spot, BY_HAND), LEADER).pdf)
    assert verify(issued, desk.trust).outcome == "valid"
    height = pymupdf.open(stream=issued)[0].rect.height
    for word, box in (("226", NUMBER_BOX), ("tháng", DATE_BOX)):
        rect = next(rect for rect, text in seen(issued) if text == word)
        assert box.x0 < rect.x0 * MM < rect.x1 * MM < box.x1
        assert (rect.y0 + rect.y1) / 2 * MM == pytest.approx(height - box.centre[1], abs=3)


def test_the_seal_waits_for_number_and_date_and_both_for_the_leader(desk: Desk) -> None:
    waiting = opened(LETTERS["head"])
    with pytest.raises(WrongOrder) as refusal:
        issue(desk, waiting, ("number",))
    assert refusal.value.facts["reason"] == "leader_missing"
    led = desk.sign(waiting, LEADER).pdf
    for signed, reason in ((led, "number_missing"), (issue(desk, led, ("number",)), "number_missing")):
        with pytest.raises(WrongOrder) as refusal:
            issue(desk, signed, (AGENCY,))
        assert refusal.value.facts["reason"] == reason


def test_no_second_number_and_no_number_behind_the_seal(desk: Desk) -> None:
    led = desk.sign(opened(LETTERS["head"]), LEADER).pdf
    numbered = issue(desk, led, ("number",))
    for pdf, reason in ((numbered, "already_signed"), (issue(desk, led), "already_sealed")):
        with pytest.raises(WrongOrder) as refusal:
            issue(desk, pdf, ("number",))
        assert refusal.value.facts["reason"] == reason


def test_another_number_put_in_afterwards_is_found(desk: Desk) -> None:
    issued = issue(desk, desk.sign(opened(LETTERS["head"]), LEADER).pdf)
    at = issued.index(b"/VOStyle")
    changed = issued[:at] + issued[at:].replace(b"<0", b"<1", 1)
    assert changed != issued
    assert verify(changed, desk.trust).outcome == "invalid"


def test_a_page_without_a_date_line_is_refused_until_somebody_shows_the_place() -> None:
    letter = Letter(date="Thái Thụy")
    pdf = made(letter)
    spot = place.find_place(pdf, letter.signer)
    with pytest.raises(PlaceNotFound) as refusal:
        imprint.open_for_issue(pdf, spot)
    assert refusal.value.facts["what"] == "date"
    assert imprint.open_for_issue(pdf, spot, Shown(date=DATE_BOX))
