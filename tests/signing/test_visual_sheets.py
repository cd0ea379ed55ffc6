"""What people see is compared on every sheet: a declared signature there is no change, a covered line is one."""

import pymupdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from signing import visual
from signing.geometry import AGENCY, LEADER
from signing.visual import what_changed
from tests.signing.attacks import _first_page, _written
from tests.signing.conftest import Desk
from tests.signing.test_every_sheet import kept, signed

SHEETS = [(0, False, 2), (90, False, 2), (90, True, 2), (180, True, 2), (270, True, 2), (90, True, 1)]


@pytest.fixture(scope="module", params=SHEETS, ids=str)
def signatures(request: pytest.FixtureRequest, desk: Desk) -> dict[str, bytes]:
    """The file after each signature, declared later ones too, on a sheet that is turned, cut, in larger units."""
    return signed(desk, kept(*request.param))


def note_over(pdf: bytes, corners: tuple[float, float, float, float]) -> bytes:
    """A white note lies there (PDF coordinates), appended as another program would."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        note = generic.DictionaryObject({
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Square"),
            generic.pdf_name("/F"): generic.NumberObject(4),
            generic.pdf_name("/Rect"): generic.ArrayObject(generic.FloatObject(n) for n in corners),
            generic.pdf_name("/IC"): generic.ArrayObject(generic.NumberObject(1) for _ in range(3)),
        })  # fmt: skip
        page = _first_page(writer)
        page["/Annots"] = generic.ArrayObject([*page["/Annots"], writer.add_object(note)])

    return _written(pdf, change)


def middle(pdf: bytes) -> tuple[float, float, float, float]:
    """The middle half of the first page, where its text stands, in PDF coordinates."""
    page = pymupdf.open(stream=pdf)[0]
    kind, value = page.parent.xref_get_key(page.xref, "CropBox")
    if kind == "null":
        kind, value = page.parent.xref_get_key(page.xref, "MediaBox")
    x0, y0, x1, y1 = (float(number) for number in value.strip("[]").split())
    return x0 + (x1 - x0) / 4, y0 + (y1 - y0) / 4, x1 - (x1 - x0) / 4, y1 - (y1 - y0) / 4


@pytest.mark.law("ND30:21")
def test_signatures_of_declared_kinds_raise_no_false_alarm_on_any_sheet(signatures: dict[str, bytes]) -> None:
    for kind in (AGENCY, "confirmation", "arrival", "copy"):
        seen = what_changed(signatures[kind])
        assert (seen.changes, seen.complete) == ((), True), kind


@pytest.mark.law("ND30:21")
def test_what_lies_over_the_words_is_seen_on_every_sheet(signatures: dict[str, bytes]) -> None:
    for kind in (LEADER, AGENCY, "confirmation"):
        seen = what_changed(note_over(signatures[kind], middle(signatures[kind])))
        assert [change.page for change in seen.changes] == [0], kind


def test_a_mask_put_elsewhere_raises_an_alarm(signatures: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison depends on where the new field is seen, not only on that there is one."""
    there = visual._boxes
    monkeypatch.setattr(visual, "_boxes", lambda *of: [tuple(n + 60 for n in box) for box in there(*of)])
    assert what_changed(signatures[AGENCY]).changes
