"""What comes in through the gate, and what is refused: each with its twin."""

import io
import os
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PIL import Image

from tests.reading.packages import DOCX, linked, old_office, zipped
from tests.reading.samples import pdf_of
from voffice_app.reading.child import Workshop
from voffice_app.reading.errors import FileRefused
from voffice_app.reading.gate import admit
from voffice_app.reading.structure import acting

SAMPLES = Path(os.environ.get("VOFFICE_SAMPLES", "/nowhere"))


def picture(form: str, size: tuple[int, int] = (40, 30)) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", size, "white").save(drawn, form)
    return drawn.getvalue()


def with_object(source: str) -> bytes:
    """A PDF that holds one more object, hanging from its catalogue."""

    def change(document: pymupdf.Document) -> None:
        number = document.get_new_xref()
        document.update_object(number, source)
        document.xref_set_key(document.pdf_catalog(), "OpenAction", f"{number} 0 R")

    return pdf_of("Công văn", change=change)


def locked(**passwords: str) -> bytes:
    document = pymupdf.open(stream=pdf_of("khóa"), filetype="pdf")
    return bytes(document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, **passwords))


def attached() -> bytes:
    return pdf_of("", change=lambda document: document.embfile_add("a.exe", b"MZ"))


def refusal(bench: Workshop, name: str, content: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        admit(name, content, bench)
    return refused.value


GOOD: list[tuple[str, bytes, str, int]] = [
    ("Công văn 15.pdf", pdf_of("một", "hai"), "pdf", 2),
    ("du-thao.DOCX", zipped(DOCX), "docx", 0),
    ("bang.xlsx", zipped({"xl/workbook.xml": "<workbook/>"}), "xlsx", 0),
    ("don.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "odt", 0),
    ("cu.doc", old_office("WordDocument"), "doc", 0),
    ("cu.xls", old_office("Workbook"), "xls", 0),
    ("anh.png", picture("PNG"), "png", 1),
    ("anh.jpeg", picture("JPEG"), "jpeg", 1),
    ("quet.tif", picture("TIFF"), "tiff", 1),
    ("ho-so.zip", zipped({"a/van-ban.pdf": b"%PDF-1.7", "b.docx": b""}), "zip", 0),
]


@pytest.mark.parametrize(("name", "content", "kind", "pages"), GOOD, ids=[good[0] for good in GOOD])
def test_files_of_the_office_come_in_unchanged(
    bench: Workshop, name: str, content: bytes, kind: str, pages: int
) -> None:
    accepted = admit(name, content, bench)
    assert (accepted.kind, accepted.pages, accepted.warnings) == (kind, pages, ())
    assert accepted.content is content


REFUSED: list[tuple[str, bytes, str, dict[str, Any]]] = [
    ("macro.docm", zipped(DOCX), "macro_extension", {"extension": "docm"}),
    ("bang.xlsb", zipped(DOCX), "macro_extension", {"extension": "xlsb"}),
    ("chay.exe", b"MZ", "extension", {"extension": "exe"}),
    ("trang.html", b"<html>", "extension", {"extension": "html"}),
    ("hinh.svg", b"<svg>", "extension", {"extension": "svg"}),
    ("khong-duoi", b"%PDF-1.7", "extension", {"extension": ""}),
    ("trong.pdf", b"", "empty", {}),
    ("gia.pdf", picture("PNG"), "content", {}),
    ("gia.png", pdf_of("x"), "content", {}),
    ("gia.docx", zipped({"xl/workbook.xml": ""}), "content", {"missing": "word/document.xml"}),
    ("gia.doc", old_office("Workbook"), "content", {}),
    ("hong.pdf", b"%PDF-1.7\nnothing", "not_pdf", {}),
    ("hong.docx", zipped(DOCX)[:-30], "not_package", {}),
    ("hong.png", picture("PNG")[:60], "not_image", {}),
    ("khoa.pdf", locked(user_pw="a", owner_pw="b"), "encrypted", {}),
    ("khoa-in.pdf", locked(owner_pw="b"), "encrypted", {}),
    ("js.pdf", with_object("<</S/JavaScript/JS(app.alert\\(1\\))>>"), "pdf_acts", {"what": "javascript"}),
    ("mo.pdf", with_object("<</S/Launch/F(cmd.exe)>>"), "pdf_acts", {"what": "launch"}),
    ("gui.pdf", with_object("<</S/SubmitForm/F(http://x)>>"), "pdf_acts", {"what": "submit_form"}),
    ("ngoai.pdf", with_object("<</S/GoToR/F(x.pdf)>>"), "pdf_acts", {"what": "other_file"}),
    ("che.pdf", with_object("<</S/J#61vaScript/J#53(1)>>"), "pdf_acts", {"what": "javascript"}),
    ("kem.pdf", attached(), "pdf_acts", {"what": "embedded_file"}),
    ("macro.docx", zipped(DOCX | {"word/vbaProject.bin": b"x"}), "macros", {}),
    ("giau.docx", zipped(DOCX | {"[Content_Types].xml": "…macroEnabled.main+xml"}), "macros", {}),
    ("macro.doc", old_office("WordDocument", "_VBA_PROJECT"), "macros", {}),
    ("khoa.xls", old_office("Workbook", "EncryptedPackage"), "encrypted", {}),
    ("bom.zip", zipped({"a.pdf": b"\0" * 40_000_000}), "too_large_inflated", {}),
    ("nhieu.zip", zipped({f"{number}.pdf": b"" for number in range(5001)}), "too_many_entries", {}),
    ("leo.zip", zipped({"../../etc/cron.pdf": b""}), "entry_name", {}),
    ("leo2.zip", zipped({"..\\..\\x.pdf": b""}), "entry_name", {}),
    ("tuyet-doi.zip", zipped({"/etc/x.pdf": b""}), "entry_name", {}),
    ("lien-ket.zip", linked("/etc/passwd"), "entry_name", {}),
    ("long.zip", zipped({"a.zip": b""}), "entry_kind", {}),
    ("chay.zip", zipped({"a.exe": b""}), "entry_kind", {}),
    ("rong.png", picture("PNG", (20_000, 5_000)), "too_many_pixels", {}),
]


@pytest.mark.parametrize(("name", "content", "code", "facts"), REFUSED, ids=[bad[0] for bad in REFUSED])
def test_files_that_could_harm_are_refused_with_their_reason(
    bench: Workshop, name: str, content: bytes, code: str, facts: dict[str, Any]
) -> None:
    refused = refusal(bench, name, content)
    assert refused.code == code
    assert facts.items() <= refused.facts.items()


def test_a_pdf_of_too_many_pages_is_refused(bench: Workshop) -> None:
    refused = refusal(bench, "day.pdf", pdf_of(*[""] * 3001))
    assert (refused.code, refused.facts["pages"], refused.facts["limit"]) == ("too_many_pages", 3001, 3000)


def test_a_damaged_pdf_comes_in_unchanged_with_a_warning(bench: Workshop) -> None:
    whole = pdf_of("Bản bị hỏng mục lục")
    damaged = whole[: whole.rindex(b"startxref")]
    accepted = admit("hong.pdf", damaged, bench)
    assert accepted.warnings == ("damaged",)
    assert accepted.content == damaged


def test_an_office_file_with_objects_inside_is_a_warning(bench: Workshop) -> None:
    content = zipped(DOCX | {"word/embeddings/oleObject1.bin": b"x"})
    assert admit("a.docx", content, bench).warnings == ("embedded_objects",)


def test_words_about_scripts_inside_a_text_are_harmless() -> None:
    assert acting(r"<</Title(H\(/JS\) /Launch)/Producer(x)>>") == ""
    assert acting("<</JSON 1/LaunchPad 2>>") == ""
    assert acting("<</S/URI/URI(http://x)>>") == ""
    assert acting("<</Title(x)/Names<</JavaScript 3 0 R>>>>") == "javascript"


@pytest.mark.parametrize("name", ["giam-doc.pdf", "..\\..\\C$\\a.pdf", "a\u202efdp.exe.pdf", "a\x00b.pdf"])
def test_a_name_is_only_a_name(bench: Workshop, name: str) -> None:
    shown = admit(name, pdf_of("x"), bench).name
    assert shown in {"giam-doc.pdf", "a.pdf", "afdp.exe.pdf", "ab.pdf"}


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="VOFFICE_SAMPLES names no folder of real documents")
def test_real_signed_documents_come_in_without_warnings(bench: Workshop) -> None:
    files = sorted(SAMPLES.glob("*/*.pdf")) + sorted(SAMPLES.glob("*/*.docx"))
    assert len(files) >= 18
    for file in files:
        content = file.read_bytes()
        accepted = admit(file.name, content, bench)
        assert (accepted.content, accepted.warnings) == (content, ())
