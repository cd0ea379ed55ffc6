"""A scanned letter, as it comes in on paper: the picture stays, the text is gone."""

import pytest

from tests.printing.samples import Paper, dispatch
from voffice_app.printing.letters import letter
from voffice_app.printing.scan import scanned
from voffice_app.reading.errors import Unreadable


def test_a_scan_keeps_the_page_and_loses_the_text() -> None:
    original = letter(dispatch(body=["Nội dung. " * 400]))
    paper = Paper(scanned(original))
    assert len(paper.document) == len(Paper(original).document) > 1
    for page in paper.document:
        assert (round(page.rect.width), round(page.rect.height)) == (595, 842)
        assert page.get_text().strip() == ""
        ((image, *_),) = page.get_images()
        assert paper.document.extract_image(image)["width"] == pytest.approx(1240, abs=2)
        assert min(page.get_pixmap(dpi=72, colorspace="gray").samples) < 120


def test_what_is_no_pdf_cannot_be_scanned() -> None:
    with pytest.raises(Unreadable):
        scanned(b"not a letter")
