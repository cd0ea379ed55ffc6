"""pyHanko's own signer with the same token, as the peer to be measured against."""

from io import BytesIO

from asn1crypto import algos, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.keys import TokenKey


class _TokenSigner(signers.Signer):
    def __init__(self, key: TokenKey) -> None:
        store = SimpleCertificateStore()
        store.register(x509.Certificate.load(key.chain[0]))
        self._key = key
        mechanism = algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa"})
        certificate = x509.Certificate.load(key.certificate)
        super().__init__(signing_cert=certificate, cert_registry=store, signature_mechanism=mechanism)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return b"\0" * 256 if dry_run else self._key.sign(data)


def sign(pdf: bytes, key: TokenKey) -> bytes:
    """An invisible PAdES signature in the agency's field."""
    described = signers.PdfSignatureMetadata(field_name="agency", md_algorithm="sha256")
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    signed: bytes = signers.sign_pdf(writer, described, signer=_TokenSigner(key)).getvalue()
    return signed
