"""What somebody might do to a signed file. Each attack appends or changes, and the file still opens."""

from collections.abc import Callable
from io import BytesIO

from asn1crypto import keys, x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.keys import SoftKey
from signing.update import Update


def _written(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _first_page(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    page = writer.root["/Pages"]["/Kids"][0]
    writer.update_container(page)
    return page


def _field(writer: IncrementalPdfFileWriter, name: str) -> generic.DictionaryObject:
    field = next(item.get_object() for item in writer.root["/AcroForm"]["/Fields"] if item.get_object()["/T"] == name)
    writer.update_container(field)
    return field


def other_content(pdf: bytes) -> bytes:
    """Replace: the page shows other words."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        stream = generic.StreamObject(stream_data=b"BT ET")
        _first_page(writer)["/Contents"] = writer.add_object(stream)

    return _written(pdf, change)


def cover(pdf: bytes) -> bytes:
    """Hide: a white note lies over the text."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        note = {"/Type": "/Annot", "/Subtype": "/Square", "/IC": "[1 1 1]"}
        annotation = generic.DictionaryObject(
            {generic.pdf_name(key): generic.pdf_name(value) for key, value in note.items() if value.startswith("/")}
        )
        annotation["/Rect"] = generic.ArrayObject(generic.NumberObject(n) for n in (50, 500, 550, 700))
        annotation["/IC"] = generic.ArrayObject(generic.NumberObject(1) for _ in range(3))
        page = _first_page(writer)
        page["/Annots"] = generic.ArrayObject([*page["/Annots"], writer.add_object(annotation)])

    return _written(pdf, change)


def moved_seal(pdf: bytes) -> bytes:
    """The seal is put elsewhere."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        _field(writer, "agency")["/Rect"] = generic.ArrayObject(generic.NumberObject(n) for n in (10, 10, 200, 200))

    return _written(pdf, change)


def other_picture(pdf: bytes) -> bytes:
    """The leader's signature looks otherwise."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        box = generic.ArrayObject(generic.NumberObject(n) for n in (0, 0, 100, 50))
        form = generic.StreamObject(
            {generic.pdf_name("/Subtype"): generic.pdf_name("/Form"), generic.pdf_name("/BBox"): box},
            stream_data=b"1 0 0 rg 0 0 100 50 re f",
        )
        looks = generic.DictionaryObject({generic.pdf_name("/N"): writer.add_object(form)})
        _field(writer, "leader")["/AP"] = looks

    return _written(pdf, change)


def removed_signature(pdf: bytes) -> bytes:
    """The leader's signature is taken out from under the seal."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        del _field(writer, "leader")["/V"]

    return _written(pdf, change)


def borrowed_signature(pdf: bytes) -> bytes:
    """One signature object in two fields."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        _field(writer, "leader")["/V"] = _field(writer, "agency").raw_get("/V")

    return _written(pdf, change)


def other_title(pdf: bytes) -> bytes:
    """The document's properties say something else."""
    update = Update(pdf)
    update.replace(update.reader.trailer.raw_get("/Info"), b"<< /Title (Other) >>")
    return pdf + update.tail()


def junk(pdf: bytes) -> bytes:
    """Luggage behind the end."""
    return pdf + b"% luggage\n"


def unexplained_object(pdf: bytes) -> bytes:
    """A revision that adds an object nobody uses, to be called for later."""
    update = Update(pdf)
    update.add(b"<< /Hidden true >>")
    return pdf + update.tail()


ATTACKS = [
    other_content,
    cover,
    moved_seal,
    other_picture,
    removed_signature,
    borrowed_signature,
    other_title,
    junk,
    unexplained_object,
]


def signed_by_others(pdf: bytes, key: SoftKey, field: str) -> bytes:
    """A further signature in a new field, made by pyHanko itself."""
    private = key._private_key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    store = SimpleCertificateStore()
    store.register(x509.Certificate.load(key.chain[0]))
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(key.certificate),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=store,
    )
    described = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256")
    return signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), described, signer=signer).getvalue()
