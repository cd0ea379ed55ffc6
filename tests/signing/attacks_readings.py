"""Files that two programs read differently, and pictures that nobody signed, behind signatures that stay intact."""

from collections.abc import Callable
from io import BytesIO

from asn1crypto import keys, x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.keys import SoftKey
from tests.signing.attacks_endless import _appended, _ends, _root_number
from tests.signing.attacks_wrapping import _content

Change = Callable[[IncrementalPdfFileWriter], None]
Numbers = tuple[float, float, float, float]
FORGED = b"<< /Length 29 >>\nstream\n1 0 0 rg 90 90 300 300 re f     \nendstream"
TEXT: Numbers = (50, 500, 550, 700)
BARE: Numbers = (50, 30, 200, 60)


def _stored(item: generic.PdfObject) -> bytes:
    out = BytesIO()
    item.write_to_stream(out, None)
    return out.getvalue()


def _catalog(pdf: bytes) -> bytes:
    root = PdfFileReader(BytesIO(pdf)).root
    plain = generic.DictionaryObject({key: root.raw_get(key) for key in root})
    return _stored(plain)[:-2] + b"/DSS << >> >>"


def honest_lists(pdf: bytes) -> bytes:
    """No attack: an update that brings an empty store of validation data."""
    return _appended(pdf, {_root_number(pdf): _catalog(pdf)})


def _written(pdf: bytes, bodies: list[tuple[int, bytes]]) -> tuple[bytes, list[tuple[int, int]]]:
    out, places = pdf + b"\n", []
    for number, body in bodies:
        places.append((number, len(out)))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return out, places


def _table(pdf: bytes, base: bytes, places: list[tuple[int, int]], extra: bytes = b"") -> bytes:
    before, root, size = _ends(base)
    rows = b"".join(b"%d 1\n%010d 00000 n \n" % place for place in places)
    told = b"trailer\n<< /Root %s /Size %d /Prev %d %s >>\n" % (root, size + 9, before, extra)
    return pdf + b"xref\n" + rows + told + b"startxref\n%d\n%%%%EOF\n" % len(pdf)


def two_rows(pdf: bytes) -> bytes:
    """One table says twice where the page's content is: poppler takes the first row, pyHanko the last."""
    number = _content(pdf)[0]
    reader = PdfFileReader(BytesIO(pdf))
    signed = _stored(reader.get_object(generic.Reference(number, 0, reader)))
    out, places = _written(pdf, [(_root_number(pdf), _catalog(pdf)), (number, FORGED), (number, signed)])
    return _table(out, pdf, places)


def second_table(pdf: bytes) -> bytes:
    """A table and a stream beside it (hybrid) tell of different contents."""
    number, own = _content(pdf)[0], _ends(pdf)[2] + 5
    reader = PdfFileReader(BytesIO(pdf))
    signed = _stored(reader.get_object(generic.Reference(number, 0, reader)))
    out, places = _written(pdf, [(_root_number(pdf), _catalog(pdf)), (number, signed), (number, FORGED)])
    rows = b"".join(bytes([1]) + at.to_bytes(4, "big") + b"\0" for at in (places[-1][1], len(out)))
    head = b"<< /Type /XRef /W [1 4 1] /Index [%d 1 %d 1] /Size %d /Root %s /Length %d >>"
    told = head % (number, own, own + 1, _ends(pdf)[1], len(rows))
    stream = b"%d 0 obj\n" % own + told + b"\nstream\n" + rows + b"\nendstream\nendobj\n"
    return _table(out + stream, pdf, places[:-1], b"/XRefStm %d" % len(out))


def seal_passed_by(pdf: bytes) -> bytes:
    """The new table says that the one before it is the one before the seal's: the seal is in the file, and gone."""
    before = int(PdfFileReader(BytesIO(pdf)).trailer["/Prev"])
    return _appended(pdf, {_root_number(pdf): _catalog(pdf)}, previous=before)


def _form(writer: IncrementalPdfFileWriter) -> generic.IndirectObject:
    box = generic.ArrayObject(generic.NumberObject(n) for n in (0, 0, 100, 100))
    terms = {generic.pdf_name("/Subtype"): generic.pdf_name("/Form"), generic.pdf_name("/BBox"): box}
    return writer.add_object(generic.StreamObject(terms, stream_data=b"1 1 1 rg 0 0 100 100 re f"))


def field(name: str, rect: Numbers, own_page: bool = True, in_kid: bool = False) -> Change:
    """A new signature field with a white picture; it may tell of another page, or show in a kid of its own."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page, form = writer.root["/Pages"]["/Kids"].raw_get(0), writer.root["/AcroForm"]
        looks = generic.DictionaryObject({generic.pdf_name("/N"): _form(writer)})
        widget = _named({"/Type": "/Annot", "/Subtype": "/Widget", "/F": generic.NumberObject(4), "/AP": looks})
        widget["/Rect"] = generic.ArrayObject(generic.FloatObject(n) for n in rect)
        widget["/P"] = page if own_page else writer.root.raw_get("/Pages")
        head = _named({"/FT": "/Sig", "/T": generic.TextStringObject(name)})
        held = writer.add_object(widget)
        top = held
        if in_kid:
            head["/Kids"] = generic.ArrayObject([held])
            head["/Rect"] = generic.ArrayObject(generic.NumberObject(0) for _ in range(4))
            top = widget["/Parent"] = writer.add_object(head)
        else:
            widget.update(head)
        sheet = page.get_object()
        sheet["/Annots"] = generic.ArrayObject([*sheet["/Annots"], held])
        form["/Fields"] = generic.ArrayObject([*form["/Fields"], top])
        writer.update_container(sheet)
        writer.update_container(form)

    return change


def prepared(pdf: bytes, names: tuple[str, ...]) -> bytes:
    """Empty fields on bare paper, before anybody signs."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for at, name in enumerate(names):
        append_signature_field(writer, SigFieldSpec(name, box=(30 + 60 * at, 20, 80 + 60 * at, 40), on_page=0))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _named(terms: dict[str, object]) -> generic.DictionaryObject:
    pairs = {key: generic.pdf_name(value) if isinstance(value, str) and value[0] == "/" else value
             for key, value in terms.items()}  # fmt: skip
    return generic.DictionaryObject({generic.pdf_name(key): value for key, value in pairs.items()})


def _plain(key: SoftKey) -> keys.PrivateKeyInfo:
    secret = serialization.NoEncryption()
    encoding, form = serialization.Encoding.DER, serialization.PrivateFormat.PKCS8
    return keys.PrivateKeyInfo.load(key._private_key.private_bytes(encoding, form, secret))


def changed_and_signed(pdf: bytes, key: SoftKey, name: str, change: Change) -> bytes:
    """The change and a signature in the field `name`, in one revision."""
    writer, store = IncrementalPdfFileWriter(BytesIO(pdf)), SimpleCertificateStore()
    change(writer)
    store.register(x509.Certificate.load(key.chain[0]))
    signer = signers.SimpleSigner(x509.Certificate.load(key.certificate), _plain(key), cert_registry=store)
    terms = signers.PdfSignatureMetadata(field_name=name, md_algorithm="sha256")
    return signers.PdfSigner(terms, signer).sign_pdf(writer, output=BytesIO()).getvalue()


def changed_and_stamped(pdf: bytes, key: SoftKey, change: Change) -> bytes:
    """The change and a document time-stamp of the attacker's own, in one revision."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    stamper = DummyTimeStamper(x509.Certificate.load(key.certificate), _plain(key))
    return signers.PdfTimeStamper(stamper).timestamp_pdf(writer, "sha256", output=BytesIO()).getvalue()
