"""Real documents of a provincial office, taken from outside the project, as if they had not been signed yet."""

import csv
import os
from datetime import date
from pathlib import Path

import pymupdf
import pytest

from signing import imprint, place
from signing.check import verify
from signing.errors import PlaceNotFound
from signing.geometry import Sizes
from tests.signing.conftest import SEAL_MM, Desk
from tests.signing.measure import ink, text_of

FOLDER = Path(os.environ.get("VOFFICE_SAMPLES", "/nowhere"))
LABELS = FOLDER / "labels.csv"
ROWS = list(csv.DictReader(LABELS.open(encoding="utf-8-sig"))) if LABELS.exists() else []
pytestmark = pytest.mark.skipif(not ROWS, reason="VOFFICE_SAMPLES is not set: generated letters stand in")


def unsigned(path: Path) -> tuple[bytes, bool]:
    """The file without its signatures, and whether it has text (else it is a scan)."""
    document = pymupdf.open(path)
    for page in document:
        for widget in list(page.widgets()):
            page.delete_widget(widget)
    document.xref_set_key(document.pdf_catalog(), "AcroForm", "null")
    return document.tobytes(garbage=3), len(document[0].get_text()) > 500


@pytest.mark.parametrize("row", ROWS, ids=lambda row: Path(row["file"]).name[:8])
def test_a_real_document_is_numbered_signed_and_sealed_or_asks_for_a_drag(desk: Desk, row: dict[str, str]) -> None:
    pdf, has_text = unsigned(FOLDER / row["file"])
    if not has_text:
        with pytest.raises(PlaceNotFound):
            place.find_place(pdf, row["nguoi_ky"])
        return
    spot = place.find_place(pdf, row["nguoi_ky"], Sizes(50, 22, SEAL_MM))
    sealed = desk.sealed(imprint.imprint(pdf, "07", date(2025, 1, 9), spot))
    assert verify(sealed, desk.trust).outcome == "valid"
    assert ink(sealed, spot.page_index, "red").width == pytest.approx(SEAL_MM, abs=0.5)
    text = text_of(sealed)
    assert "Số:07/" in text.replace(" ", "")
    assert "ngày 09 tháng 01 năm 2025" in text
