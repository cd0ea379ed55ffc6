"""The first signature on a scan, which had no form before: taken alone, refused with anything else."""

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from signing.accept import Expected, accept
from signing.errors import SigningError
from signing.keys import SoftKey
from tests.plugin.foreign import signed
from tests.signing import attacks
from tests.signing.conftest import Desk
from tests.signing.letters import LETTERS, made

Form = dict[str, generic.PdfObject]
text, name = generic.pdf_string, generic.pdf_name


@pytest.fixture(scope="module")
def scan() -> bytes:
    return made(LETTERS["head"])


def expected(desk: Desk) -> Expected:
    return Expected("comment", (sha256(desk.head.certificate).hexdigest(),))


def with_form(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], Form]) -> bytes:
    """A revision that brings a form before anybody signs."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    form = {"/Fields": generic.ArrayObject()} | change(writer)
    writer.root["/AcroForm"] = generic.DictionaryObject({name(key): value for key, value in form.items()})
    writer.update_root()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def helvetica(writer: IncrementalPdfFileWriter) -> Form:
    """What common libraries add with the first signature."""
    parts = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = writer.add_object(generic.DictionaryObject({name(key): name(value) for key, value in parts.items()}))
    fonts = generic.DictionaryObject({name("/Helv"): font})
    return {"/DR": generic.DictionaryObject({name("/Font"): fonts}), "/DA": text("/Helv 0 Tf 0 g ")}


def typed_field(writer: IncrementalPdfFileWriter) -> Form:
    """A field whose text lies over the page."""
    field = {"/FT": name("/Tx"), "/T": text("so-tien"), "/V": text("900 triệu"), "/Subtype": name("/Widget")}
    made_field = generic.DictionaryObject({name(key): value for key, value in field.items()})
    return {"/Fields": generic.ArrayObject([writer.add_object(made_field)])}


def test_a_scan_without_a_form_takes_its_first_signature(desk: Desk, scan: bytes) -> None:
    assert accept(scan, signed(scan, desk.head), expected(desk), desk.trust).outcome == "valid"
    with_font = signed(with_form(scan, helvetica), desk.head)
    assert accept(scan, with_font, expected(desk), desk.trust).outcome == "valid"


SPOILED: dict[str, Callable[[bytes, SoftKey], bytes]] = {
    "a field of text": lambda pdf, key: signed(with_form(pdf, typed_field), key),
    "appearances anew": lambda pdf, key: signed(
        with_form(pdf, lambda _: {"/NeedAppearances": generic.BooleanObject(True)}), key
    ),
    "other words": lambda pdf, key: signed(attacks.other_content(pdf), key),
    "other words behind": lambda pdf, key: attacks.other_content(signed(pdf, key)),
}


@pytest.mark.parametrize("spoiled", SPOILED)
def test_a_first_form_that_holds_more_than_signatures_is_refused(desk: Desk, scan: bytes, spoiled: str) -> None:
    with pytest.raises(SigningError) as no:
        accept(scan, SPOILED[spoiled](scan, desk.head), expected(desk), desk.trust)
    assert no.value.code in ("changed_otherwise", "bad_signature")
