"""Keeps a signed file provable for decades (PAdES B-LTA, ETSI EN 319 142-1): proof, and a trusted time over it.

Append-only: the bytes that were signed stay the beginning of whatever is made here.
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import cms, crl, ocsp, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation import DocumentSecurityStore, EmbeddedPdfSignature
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

from signing import time_token
from signing.check import opened
from signing.errors import BadTimestamp, Unreadable
from signing.revocation import Evidence, Source
from signing.rules import is_signature
from signing.timestamp import Authority
from signing.waiting import waited

RESERVED_HEX = 32768
Chain = tuple[x509.Certificate, list[x509.Certificate]]


@dataclass(frozen=True)
class Kept:
    """An archived file, when its newest trusted time is, and when the certificate behind that one ends."""

    pdf: bytes
    stamped_at: datetime
    ends_at: datetime


def archive(pdf: bytes, source: Source, authority: Authority) -> Kept:
    """Append what proves the signatures and a time-stamp over the whole file; done again, it renews.

    The first time all signatures are proved, later the newest document time-stamp and whatever was signed after it:
    what stands before it is proved by it. Raises EvidenceUnavailable, WrongCertificate(revoked),
    TimestampUnavailable, BadTimestamp, Unreadable.
    """
    chains = _unproved(pdf)
    proof = Evidence()
    for certificate, others in chains:
        proof += source.gather(certificate, others)
    kept = _stamped(_with_proof(pdf, proof), authority)
    last = _signer_of_last_stamp(kept)
    if last is not None and last[0].dump() not in proof.certificates:
        kept = _written(_with_proof(kept, source.gather(*last)))
    if not kept.startswith(pdf):
        raise Unreadable(problem="not_appended")
    moment, ends_at = stamp_facts(kept) or (None, None)
    if moment is None or ends_at is None:
        raise BadTimestamp(reason="unreadable")
    return Kept(kept, moment, ends_at)


def stamp_facts(pdf: bytes) -> tuple[datetime, datetime] | None:
    """Time of the newest document time-stamp and the end of its certificate, None without one. Raises Unreadable."""
    stamps = [found for found in _signatures(pdf) if not is_signature(found)]
    if not stamps:
        return None
    signer, _ = time_token.certificates_of(_token_of(stamps[-1]))
    return time_token.moment_of(_token_of(stamps[-1])), signer.not_valid_after


def _signatures(pdf: bytes) -> list[EmbeddedPdfSignature]:
    try:
        return list(opened(pdf).embedded_signatures)
    except Exception as problem:
        raise Unreadable(problem=type(problem).__name__) from None


def _unproved(pdf: bytes) -> list[Chain]:
    """The chains nothing in the file vouches for yet: from the newest document time-stamp on."""
    found = _signatures(pdf)
    stamps = [index for index, signature in enumerate(found) if not is_signature(signature)]
    chains: list[Chain] = []
    for signature in found[stamps[-1] if stamps else 0 :]:
        chains.append((signature.signer_cert, list(signature.other_embedded_certs)))
        tokens = extract_tst_data_iter(signature.signer_info, signed=False)
        chains.extend(time_token.certificates_of(_wrapped(signed)) for signed in tokens)
    return chains


def _signer_of_last_stamp(pdf: bytes) -> Chain | None:
    stamps = [found for found in _signatures(pdf) if not is_signature(found)]
    return time_token.certificates_of(_token_of(stamps[-1])) if stamps else None


def _token_of(stamp: EmbeddedPdfSignature) -> bytes:
    return _wrapped(stamp.signed_data)


def _wrapped(signed: cms.SignedData) -> bytes:
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump())


def _with_proof(pdf: bytes, proof: Evidence) -> IncrementalPdfFileWriter:
    """A writer that will append the proof (the DSS of PDF 2.0, 12.8.4.3)."""
    strict = not PdfFileReader(BytesIO(pdf)).xrefs.hybrid_xrefs_present
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=strict)
    DocumentSecurityStore.supply_dss_in_writer(
        writer,
        None,
        certs=[x509.Certificate.load(der) for der in proof.certificates],
        crls=[crl.CertificateList.load(der) for der in proof.crls],
        ocsps=[ocsp.OCSPResponse.load(der) for der in proof.ocsps],
    )
    return writer


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


class _Asked(TimeStamper):
    """Our authority, as pyHanko wants to see it."""

    def __init__(self, authority: Authority) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._authority = authority

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        return cms.ContentInfo.load(self._authority.stamp_digest(message_digest, md_algorithm))


def _stamped(writer: IncrementalPdfFileWriter, authority: Authority) -> bytes:
    stamper = PdfTimeStamper(_Asked(authority))
    made = waited(stamper.async_timestamp_pdf(writer, authority.digest, bytes_reserved=RESERVED_HEX))
    return bytes(made.getvalue())
