"""Every kind of signature beside the leader's and the agency's: what it says, where it stands, when it may come."""

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from signing.check import verify
from signing.errors import PlaceNotFound, Unreadable, WrongOrder
from signing.geometry import AGENCY, LEADER, MM, Box, Spot
from signing.profiles import PROFILES, Beside, kind_of, profile_of
from tests.signing.attacks import ATTACKS
from tests.signing.conftest import OFFICE, SEAL_MM, Desk, numbered
from tests.signing.later import LATER, LOWER_LEFT, SCHOOL, UPPER_LEFT
from tests.signing.letters import LETTERS, made
from tests.signing.measure import ink, text_of

TIME = "22/11/2026; 10:15:30 +07:00"


def add(desk: Desk, pdf: bytes, *kinds: str, **terms: object) -> bytes:
    """The office's further signatures, one behind the other."""
    for kind in kinds:
        pdf = desk.sign(pdf, kind, desk.seal, **(LATER[kind_of(kind)] | terms)).pdf
    return pdf


def words_of(pdf: bytes, page: int = 0) -> list[tuple[Box, str]]:
    """Words of a page as seen, in mm from the top left."""
    view = pymupdf.open(stream=pdf)[page]
    found = [(pymupdf.Rect(word[:4]) * view.rotation_matrix / MM, word[4]) for word in view.get_text("words")]
    return [(Box(rect.x0, rect.y0, rect.x1, rect.y1), text) for rect, text in found]


def as_read(pdf: bytes) -> str:
    """Page 1 from top to bottom, also when it is turned."""
    rows = sorted((round(box.centre[1]), box.x0, text) for box, text in words_of(pdf))
    return " ".join(text for _, _, text in rows)


@pytest.mark.law("ND30:PL1:III.1.d")
@pytest.mark.parametrize("layout", ["head", "landscape", "turned", "turned_over", "turned_back", "cropped"])
@pytest.mark.parametrize(("kind", "first"), [("appendix", "Số:"), ("copy", "Sao")])
def test_the_line_of_appendix_and_copy_stands_in_the_top_right_corner_in_black_ten_points(
    desk: Desk, layout: str, kind: str, first: str
) -> None:
    before = made(LETTERS[layout])
    signed = add(desk, before, kind)
    told = {"appendix": "Số: 226/QĐ-PGDĐT", "copy": f"Sao y; {OFFICE}"}[kind]
    assert f"{told}; {TIME}" in as_read(signed)
    view = pymupdf.open(stream=signed)[0]
    new = [box for box, text in words_of(signed) if (box, text) not in words_of(before)]
    assert max(box.x1 for box in new) == pytest.approx(view.rect.width / MM - 12, abs=0.6)
    assert max(box.y1 for box in new) < 13
    assert min(box.y0 for box in new) > 4
    spans = [s for b in view.get_text("dict")["blocks"] for line in b.get("lines", ()) for s in line["spans"]]
    span = next(span for span in spans if first in span["text"] and round(span["size"]) == 10)
    assert (span["size"], span["color"]) == (pytest.approx(10), 0)
    assert "Tinos" in span["font"]
    assert "Italic" not in span["font"]


def test_an_appendix_bears_no_picture(desk: Desk) -> None:
    with pytest.raises(ValueError, match="zero-size"):
        ink(add(desk, made(LETTERS["head"]), "appendix"), 0, "red")


def test_an_appendix_is_signed_only_by_the_agency_and_only_before_anybody_else(desk: Desk, led: bytes) -> None:
    with pytest.raises(WrongOrder) as refusal:
        add(desk, led, "appendix")
    assert refusal.value.facts["reason"] == "not_alone"


@pytest.mark.article("8.2")
@pytest.mark.law("ND30:PL1:II.8")
def test_confirmation_arrival_and_copies_follow_the_seal_and_all_stay_valid_and_named(
    desk: Desk, issued: bytes, tmp_path: Path
) -> None:
    pdf = add(desk, issued, "confirmation", "arrival", "copy", "copy")
    verdict = verify(pdf, desk.trust)
    assert [finding.field for finding in verdict.signatures] == [
        LEADER, AGENCY, "confirmation", "arrival", "copy", "copy2",
    ]  # fmt: skip
    assert verdict.outcome == "valid"
    assert pdf.startswith(issued)
    path = tmp_path / "later.pdf"
    path.write_bytes(pdf)
    told = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout
    assert told.count("Signature is Valid") == 6
    text = text_of(pdf)
    assert f"Sao y; {OFFICE}; {TIME}" in text
    assert text.count("2026-11-22T10:15:30+07:00") == 2
    assert "Số: 125" in text
    assert pymupdf.open(stream=pdf).is_repaired is False


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_what_is_changed_after_a_confirmation_is_found(desk: Desk, issued: bytes, attack: object) -> None:
    confirmed = add(desk, issued, "confirmation")
    assert verify(confirmed, desk.trust).outcome == "valid"
    assert verify(attack(confirmed), desk.trust).outcome == "invalid"  # type: ignore[operator]


ORDER = [
    ("confirmation", "unsigned", "seal_missing"),
    ("confirmation", "led", "seal_missing"),
    ("arrival", "unsigned", "seal_missing"),
    ("arrival", "broken", "document_invalid"),
    ("confirmation", "broken", "document_not_valid"),
    ("copy", "broken", "document_invalid"),
    ("appendix", "issued", "not_alone"),
    ("comment", "issued", "kind_unknown"),
]


@pytest.mark.parametrize(("kind", "state", "reason"), ORDER)
def test_each_kind_has_its_turn(
    desk: Desk, head_letter: bytes, led: bytes, issued: bytes, kind: str, state: str, reason: str
) -> None:
    broken = issued.replace(b"/Tinos", b"/Tinus", 1)
    pdf = {"unsigned": head_letter, "led": led, "issued": issued, "broken": broken}[state]
    with pytest.raises(WrongOrder) as refusal:
        desk.prepare(pdf, kind, desk.seal, **LATER.get(kind, {}))
    assert refusal.value.facts["reason"] == reason


@pytest.mark.parametrize(
    ("spot", "what"),
    [
        (Spot(0, Box(-5 * MM, 240 * MM, 45 * MM, 275 * MM)), "page_edge"),
        (Spot(0, Box(120 * MM, 140 * MM, 170 * MM, 175 * MM)), "overlap"),
        (Spot(4, UPPER_LEFT.box), "page"),
        (None, "arrival"),
    ],
)
def test_a_later_signature_stands_inside_the_page_and_over_nobody_elses(
    desk: Desk, issued: bytes, spot: Spot | None, what: str
) -> None:
    with pytest.raises(PlaceNotFound) as refusal:
        desk.prepare(issued, "arrival", desk.seal, **(LATER["arrival"] | {"spot": spot}))
    assert refusal.value.facts["what"] == what


@pytest.mark.parametrize("layout", ["head", "turned", "turned_over", "turned_back", "cropped"])
def test_a_confirmation_shows_the_seal_at_its_real_size_where_it_was_put(desk: Desk, layout: str) -> None:
    before = desk.sealed(numbered(LETTERS[layout]))
    without = ink(before, 0, "red")
    confirmed = add(desk, before, "confirmation", spot=replace(LOWER_LEFT, box=LOWER_LEFT.box.moved(0, -15 * MM)))
    both = ink(confirmed, 0, "red")
    height = pymupdf.open(stream=confirmed)[0].rect.height / MM
    assert both.x0 == pytest.approx(30, abs=0.4)
    assert both.y1 == pytest.approx(height - 10 - 0.5, abs=0.5)
    assert both.y0 == pytest.approx(without.y0, abs=0.1)
    assert both.y1 - without.y1 > SEAL_MM


def test_a_seal_that_does_not_fit_its_box_is_refused(desk: Desk, issued: bytes) -> None:
    small = Spot(0, Box(30 * MM, 25 * MM, 80 * MM, 50 * MM))
    with pytest.raises(PlaceNotFound) as refusal:
        desk.prepare(issued, "confirmation", desk.seal, **(LATER["confirmation"] | {"spot": small}))
    assert refusal.value.facts == {"what": "room", "gap_mm": 25.0}


@pytest.mark.article("4.5")
def test_the_bare_profile_leaves_the_seal_without_words(desk: Desk, led: bytes) -> None:
    bare = desk.sign(led, AGENCY, beside=Beside.NOTHING)
    assert bare.verdict.outcome == "valid"
    assert "2026-11-22T" not in text_of(bare.pdf)
    assert OFFICE not in text_of(bare.pdf)
    assert "HUYỆN THÁI THỤY 2026-11-22T" in text_of(desk.sign(led, AGENCY).pdf)
    assert ink(bare.pdf, 0, "red").width == pytest.approx(SEAL_MM, abs=0.5)


def test_the_stamp_of_what_arrives_is_framed_in_red_at_35_by_50_millimetres(desk: Desk, issued: bytes) -> None:
    blank = Spot(0, Box(20 * MM, 40 * MM, 70 * MM, 75 * MM))
    arrived = add(desk, issued, "arrival", spot=blank)
    height = pymupdf.open(stream=arrived)[0].rect.height / MM
    lower = [box for box, text in words_of(arrived) if text == "ĐẾN"]
    assert 20 < lower[0].x0 < 70
    assert height - 75 < lower[0].y0 < height - 40
    stamped = ink(arrived, 0, "red")
    assert stamped.x0 == pytest.approx(20, abs=0.5)
    assert stamped.y1 == pytest.approx(height - 40, abs=0.5)
    for told in (SCHOOL.split()[0], "Số: 125", "Ngày: 22/11/2026", "Chuyển:"):
        assert told in text_of(arrived)


def saved(pdf: bytes, **terms: object) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(out, **terms)  # type: ignore[arg-type]
    return out.getvalue()


FILES = {
    "table": lambda pdf: saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable),
    "packed": lambda pdf: saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_new_field_fits_into_every_build_of_file(desk: Desk, kind: str) -> None:
    copied = add(desk, FILES[kind](made(LETTERS["two_pages"])), "copy")
    assert verify(copied, desk.trust).outcome == "valid"
    with pikepdf.open(BytesIO(copied)) as document:
        assert [str(field.T) for field in document.Root.AcroForm.Fields] == ["copy"]
        assert document.Root.AcroForm.SigFlags == 3
        assert [str(widget.T) for widget in document.pages[0].Annots] == ["copy"]


@pytest.mark.parametrize("annotations", ["none", "direct", "indirect"])
@pytest.mark.parametrize("form", ["none", "direct", "indirect", "indirect_fields"])
def test_a_new_field_is_named_wherever_the_lists_lie(desk: Desk, annotations: str, form: str) -> None:
    with pikepdf.open(BytesIO(made(LETTERS["head"]))) as document:
        note = document.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[10, 10, 20, 20])
        )
        if annotations != "none":
            listed = pikepdf.Array([note])
            document.pages[0].Annots = document.make_indirect(listed) if annotations == "indirect" else listed
        fields = pikepdf.Array([])
        if form == "direct":
            document.Root.AcroForm = pikepdf.Dictionary(Fields=fields)
        elif form != "none":
            kept = document.make_indirect(fields) if form == "indirect_fields" else fields
            document.Root.AcroForm = document.make_indirect(pikepdf.Dictionary(Fields=kept))
        out = BytesIO()
        document.save(out)
    copied = add(desk, out.getvalue(), "copy")
    twice = add(desk, copied, "arrival")
    assert verify(twice, desk.trust).outcome == "valid"
    with pikepdf.open(BytesIO(twice)) as document:
        assert [str(field.T) for field in document.Root.AcroForm.Fields] == ["copy", "arrival"]
        assert len(document.pages[0].Annots) == 2 + (annotations != "none")


def test_an_encrypted_file_gets_no_signature(desk: Desk) -> None:
    locked = saved(made(LETTERS["head"]), encryption=pikepdf.Encryption(owner="x", user=""))
    with pytest.raises((Unreadable, WrongOrder)):
        desk.prepare(locked, "copy", desk.seal, **LATER["copy"])


def test_every_kind_has_its_profile_and_numbered_fields_have_their_kinds() -> None:
    assert set(PROFILES) == {LEADER, AGENCY, "number", "date", "appendix", "copy", "confirmation", "arrival"}
    assert profile_of("leader2") is PROFILES[LEADER]
    with pytest.raises(KeyError):
        profile_of("comment")
