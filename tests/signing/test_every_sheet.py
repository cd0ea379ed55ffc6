"""However a page is kept (turned, cut out of a larger sheet, in larger units), what people see is the same."""

from datetime import date
from io import BytesIO

import numpy
import pikepdf
import pymupdf
import pytest

from signing import imprint, look, place
from signing.check import verify
from signing.geometry import AGENCY, LEADER, MM, Box, Shown, Sizes
from signing.sheet import Sheet
from tests.signing.conftest import OFFICE, SEAL_MM, Desk, signature_png
from tests.signing.later import LATER
from tests.signing.letters import LETTERS, cropped, made, turned
from tests.signing.measure import ink
from tests.signing.test_imprint import BY_HAND

SHEETS = [(turn, cut, unit) for turn in (0, 90, 180, 270) for cut in (False, True) for unit in (1, 2)]


def enlarged(pdf: bytes, unit: float) -> bytes:
    """The same page in units of `unit` points."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            page.contents_add(f"{1 / unit} 0 0 {1 / unit} 0 0 cm\n".encode(), prepend=True)
            for key in ("/MediaBox", "/CropBox"):
                if key in page.obj:
                    page.obj[key] = [float(number) / unit for number in page.obj[key]]
            page.obj.UserUnit = unit
        out = BytesIO()
        document.save(out)
        return out.getvalue()


def kept(turn: int, cut: bool, unit: int) -> bytes:
    pdf = made(LETTERS["head"])
    pdf = turned(pdf, turn) if turn else pdf
    pdf = cropped(pdf) if cut else pdf
    return enlarged(pdf, unit) if unit != 1 else pdf


def signed(desk: Desk, pdf: bytes) -> dict[str, bytes]:
    """The file after each signature."""
    width, height = look.leader_size_mm(signature_png())
    spot = place.find_place(pdf, LETTERS["head"].signer, Sizes(width, height, SEAL_MM), (OFFICE,))
    found = {"": imprint.add_fields(pdf, spot)}
    for kind in (LEADER, AGENCY, "confirmation", "arrival", "copy"):
        before = next(reversed(found.values()))
        key = desk.head if kind == LEADER else desk.seal
        found[kind] = desk.sign(before, kind, key, **LATER.get(kind, {})).pdf
    return found


def picture(pdf: bytes) -> numpy.ndarray:
    seen = pymupdf.open(stream=pdf)[0].get_pixmap(dpi=100, colorspace="gray")
    return numpy.frombuffer(seen.samples, numpy.uint8).reshape(seen.height, seen.width).astype(int)


def covered(one: numpy.ndarray, other: numpy.ndarray) -> float:
    """Which part of either picture's ink has ink of the other within half a millimetre (2 pixels)."""
    parts = []
    for inked, beside in ((one < 140, other < 190), (other < 140, one < 190)):
        near = beside.copy()
        for down in range(-2, 3):
            for across in range(-2, 3):
                near |= numpy.roll(beside, (down, across), (0, 1))
        parts.append((inked & near).sum() / inked.sum())
    return float(min(parts))


@pytest.fixture(scope="module")
def plain(desk: Desk) -> dict[str, bytes]:
    return signed(desk, kept(0, False, 1))


@pytest.mark.law("ND30:PL1:II.8")
@pytest.mark.parametrize(("turn", "cut", "unit"), SHEETS[1:])
def test_every_signature_looks_the_same_on_every_sheet(
    desk: Desk, plain: dict[str, bytes], turn: int, cut: bool, unit: int
) -> None:
    there = signed(desk, kept(turn, cut, unit))
    assert verify(there["copy"], desk.trust).outcome == "valid"
    for kind in (LEADER, AGENCY, "confirmation", "arrival", "copy"):
        one, other = picture(plain[kind]), picture(there[kind])
        assert one.shape == pytest.approx(other.shape, abs=1), kind
        high, wide = (min(pair) for pair in zip(one.shape, other.shape, strict=True))
        assert covered(one[:high, :wide], other[:high, :wide]) > 0.995, kind
    seal = ink(there[AGENCY], 0, "red")
    assert (seal.width, seal.height) == (pytest.approx(SEAL_MM, abs=0.5), pytest.approx(SEAL_MM, abs=0.5))


def test_what_is_put_elsewhere_would_be_seen(plain: dict[str, bytes]) -> None:
    for before, after in ((LEADER, AGENCY), (AGENCY, "confirmation"), ("confirmation", "arrival"), ("arrival", "copy")):
        assert covered(picture(plain[before]), picture(plain[after])) < 0.995, after
    assert covered(picture(plain[AGENCY]), numpy.roll(picture(plain[AGENCY]), 6, axis=1)) < 0.9


def written(pdf: bytes, shown: Shown) -> bytes:
    """With initial, number and date."""
    initialled = imprint.put_initial(pdf, signature_png(), place.find_end_mark(pdf))
    return imprint.put_reference(initialled, "226", date(2026, 2, 5), shown)


@pytest.mark.article("7.2.2")
@pytest.mark.parametrize(("turn", "cut", "unit"), SHEETS[1:])
@pytest.mark.parametrize("shown", [Shown(), BY_HAND], ids=["found", "by hand"])
def test_initial_number_and_date_look_the_same_on_every_sheet(turn: int, cut: bool, unit: int, shown: Shown) -> None:
    one, other = (picture(written(kept(*sheet), shown)) for sheet in (SHEETS[0], (turn, cut, unit)))
    high, wide = (min(pair) for pair in zip(one.shape, other.shape, strict=True))
    assert covered(one[:high, :wide], other[:high, :wide]) > 0.995


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_there_and_back_a_box_is_the_same(turn: int) -> None:
    sheet = Sheet(Box(10, 20, 310, 440), turn, 1.5)
    box = Box(30, 50, 90, 140)
    back = sheet.seen(sheet.on_page(box))
    assert (back.x0, back.y0, back.x1, back.y1) == pytest.approx((30, 50, 90, 140))
    assert sheet.on_page(box).width * 1.5 == pytest.approx(60 if turn in (0, 180) else 90)
    assert sheet.width == pytest.approx(450 if turn in (0, 180) else 630)


def test_a_page_inherits_how_it_lies() -> None:
    from signing.sheet import sheet_of

    parent = {"/MediaBox": [0, 0, 842, 595], "/Rotate": 450, "/CropBox": [-50, 10, 900, 500]}
    found = sheet_of({"/Parent": parent, "/UserUnit": 2})
    assert found == Sheet(Box(0, 10, 842, 500), 90, 2.0)
    assert found.height / MM == pytest.approx(842 * 2 / MM)
