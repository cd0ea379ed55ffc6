"""State secrets do not enter the system."""

import pymupdf
import pytest

from tests.reading.samples import pdf_of
from voffice_app.reading.child import Workshop
from voffice_app.reading.errors import FileRefused
from voffice_app.reading.gate import admit, keep_out_secret


def stamped(*texts: str, y: float = 150) -> bytes:
    def stamp(document: pymupdf.Document) -> None:
        for place, text in enumerate(texts):
            where = pymupdf.Rect(60, y + 22 * place, 560, y + 22 + 22 * place)
            document[0].insert_htmlbox(where, f"<b>{text}</b>")

    return pdf_of("", change=stamp)


@pytest.mark.article("1")
@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "[ MẬT ]", "M Ậ T"])
def test_a_document_stamped_as_a_state_secret_is_refused(bench: Workshop, mark: str) -> None:
    with pytest.raises(FileRefused) as refused:
        admit("cong-van.pdf", stamped("Số: 05/UBND-VP", mark), bench)
    assert refused.value.code == "state_secret"


@pytest.mark.parametrize(
    "texts",
    [
        ("V/v bảo vệ bí mật nhà nước",),
        ("QUY CHẾ BẢO VỆ BÍ", "MẬT"),
        ("CỤC BẢO MẬT",),
        ("Mật ong",),
        ("KHẨN",),
    ],
)
def test_a_document_that_only_speaks_of_secrets_comes_in(bench: Workshop, texts: tuple[str, ...]) -> None:
    assert admit("cong-van.pdf", stamped(*texts), bench).kind == "pdf"


@pytest.mark.article("5.3")
def test_a_secret_is_not_even_looked_at_by_the_page_that_checks_signatures(bench: Workshop) -> None:
    with pytest.raises(FileRefused) as refused:
        keep_out_secret(stamped("TỐI MẬT"), bench)
    assert refused.value.code == "state_secret"
    for harmless in (stamped("KHẨN"), b"%PDF-1.7 broken", b""):
        keep_out_secret(harmless, bench)


def test_the_mark_counts_only_in_the_upper_half_of_the_first_page(bench: Workshop) -> None:
    assert admit("cong-van.pdf", stamped("MẬT", y=600), bench).kind == "pdf"
