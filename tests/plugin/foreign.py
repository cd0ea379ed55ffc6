"""How the government's service signs: its own field names and pictures, RSA, ETSI.CAdES.detached, the leaf alone."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from asn1crypto import keys, x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.sign import fields, signers
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.keys import SoftKey

BOXES = {"Signature": (330, 120, 480, 190), "Number": (100, 700, 180, 716), "Date": (330, 700, 520, 716)}
"""Where the person put each picture, in points."""


def signed(pdf: bytes, key: SoftKey, field: str = "Signature1", words: str = "Người ký: KY SO") -> bytes:
    """One more signature in a new field of its own, drawn beside nothing of ours."""
    private = key._private_key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    certificate = x509.Certificate.load(key.certificate)
    leaf_only = SimpleCertificateStore()
    signer = signers.SimpleSigner(certificate, keys.PrivateKeyInfo.load(private), leaf_only)
    box = BOXES[field.rstrip("0123456789")]
    signed_as = signers.PdfSigner(
        signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES),
        signer,
        stamp_style=TextStampStyle(stamp_text=words, text_box_style=TextBoxStyle(font_size=8)),
        new_field_spec=fields.SigFieldSpec(field, box=box, on_page=0),
    )
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    with ThreadPoolExecutor(1) as beside:  # pyHanko starts a loop of its own, which no thread may do inside another
        return bytes(beside.submit(signed_as.sign_pdf, writer).result().getvalue())


def number_date_and_seal(pdf: bytes, key: SoftKey, number: str, day: str) -> bytes:
    """The clerk's act as the service really makes it: three signatures of one certificate."""
    with_number = signed(pdf, key, "Number1", words=number)
    return signed(signed(with_number, key, "Date1", words=day), key, "Signature2")
