"""Others that sign and verify the same papers in the same run: pyHanko's own signer, and poppler's pdfsig.

pyHanko signs with the same token and draws the same picture, with a built-in font (it would have to embed one for
Vietnamese). pdfsig signs with a key in an NSS store of its own and starts as a process each time, as it is meant to.
"""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

from asn1crypto import algos, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from PIL import Image
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from bench.sign_papers import START, Bench
from signing.demo_ca import DemoCA, Subject
from signing.keys import TokenKey, new_private_key, public_der

_PASSWORD = "bench"


class _TokenSigner(signers.Signer):  # type: ignore[misc]
    def __init__(self, key: TokenKey, kind: str) -> None:
        store = SimpleCertificateStore()
        store.register(x509.Certificate.load(key.chain[0]))
        self._key = key
        mechanism = algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa" if kind == "rsa" else "sha256_ecdsa"})
        certificate = x509.Certificate.load(key.certificate)
        super().__init__(signing_cert=certificate, cert_registry=store, signature_mechanism=mechanism)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return b"\0" * 256 if dry_run else self._key.sign(data)


def pyhanko(bench: Bench, pdf: bytes, kind: str, visible: bool) -> bytes:
    """A PAdES signature in the agency's field; visible with the seal and two lines."""
    described = signers.PdfSignatureMetadata(field_name="agency", md_algorithm="sha256")
    look = TextStampStyle(stamp_text="PHONG GIAO DUC VA DAO TAO\n%(ts)s", background=_picture(bench), border_width=0)
    signer = signers.PdfSigner(
        described, _TokenSigner(bench.keys[kind], kind), stamp_style=look if visible else TextStampStyle(stamp_text="")
    )
    signed: bytes = signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf))).getvalue()
    return signed


def _picture(bench: Bench) -> PdfImage:
    return PdfImage(Image.open(BytesIO(bench.png)))


class PdfSig:
    """pdfsig with its own NSS store; `can_sign` is False where NSS's tools are not installed."""

    def __init__(self, folder: Path) -> None:
        self._store, self._in, self._out = folder / "nss", folder / "in.pdf", folder / "out.pdf"
        self.can_verify = shutil.which("pdfsig") is not None
        self.can_sign = (
            self.can_verify and shutil.which("pk12util") is not None and shutil.which("certutil") is not None
        )
        if self.can_sign:
            self._fill(folder / "key.p12")

    def _fill(self, packed: Path) -> None:
        self._store.mkdir()
        subprocess.run(["certutil", "-N", "-d", f"sql:{self._store}", "--empty-password"], check=True)
        authority = DemoCA.create(START)
        for kind in ("rsa", "ec"):
            key = new_private_key(kind)
            der = authority.issue(public_der(key), Subject(kind), START)
            certificate = certificates.load_der_x509_certificate(der)
            lock = BestAvailableEncryption(_PASSWORD.encode())
            packed.write_bytes(pkcs12.serialize_key_and_certificates(kind.encode(), key, certificate, None, lock))
            command = ["pk12util", "-i", str(packed), "-d", f"sql:{self._store}", "-W", _PASSWORD]
            subprocess.run(command, check=True, capture_output=True)

    def take(self, pdf: bytes) -> None:
        """The file to be signed or verified next."""
        self._in.write_bytes(pdf)

    def sign(self, kind: str) -> None:
        files = [str(self._in), str(self._out)]
        command = ["pdfsig", "-nssdir", str(self._store), "-nick", kind, "-add-signature", *files]
        subprocess.run(command, capture_output=True, check=False)
        if not self._out.exists():
            raise RuntimeError("pdfsig did not sign")
        self._out.unlink()

    def verify(self) -> None:
        told = subprocess.run(["pdfsig", "-nocert", str(self._in)], capture_output=True, text=True, check=False)
        if "Signature is Valid" not in told.stdout:
            raise RuntimeError("pdfsig does not find the signatures valid")
