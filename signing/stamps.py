"""Time-stamps (RFC 3161): what they prove, and since when each revision of a file is known to exist."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from asn1crypto import cms
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, validate_tst_signed_data
from pyhanko.sign.validation.status import SignatureCoverageLevel

from signing.evidence import Piece, evidence_of, in_file, stamped
from signing.rules import STRICT, is_signature
from signing.standing import Standing, standing
from signing.trust import Trust
from signing.wrapping import wrapped

_CLOCKS_DIFFER = timedelta(minutes=5)
_STAMPING = "time_stamping"


@dataclass(frozen=True)
class Known:
    """Something existed at `at`: proved by a time-stamp, or merely seen today. `sure` unless the authority of a
    time-stamp could not be checked for revocation."""

    at: datetime
    proved: bool = False
    sure: bool = True


@dataclass(frozen=True)
class Stamp:
    """One token. `fits`: it belongs to these very bytes and its signature holds. `early`: not later than its proof."""

    at: datetime
    fits: bool
    early: bool
    standing: Standing

    @property
    def trusted(self) -> bool:
        return self.fits and self.early and self.standing.tolerable

    def known(self, proof: Known, trust: Trust) -> Known:
        """What the stamp proves, itself proved by `proof`."""
        checked = self.standing.revocation == "good" or not trust.revocation_required
        return Known(self.at, True, proof.sure and checked)


async def stamp_of(
    token: cms.SignedData, imprint: Callable[[str], bytes], pieces: Sequence[Piece], trust: Trust, proof: Known
) -> Stamp:
    """The token judged as of the moment it is known to exist; `imprint` gives the digest it should hold."""
    status = await validate_tst_signed_data(token, Trust().context(proof.at), imprint)
    certificates = extract_certs_for_validation(token)
    signer = certificates.signer_cert
    usage = signer.extended_key_usage_value
    others = [certificate.dump() for certificate in certificates.other_certs]
    at = status["timestamp"]
    stands = await standing(signer, others, pieces, trust, proof.at)
    if usage is None or _STAMPING not in usage.native:
        stands = Standing("untrusted", "unknown", "key_usage")
    elif stands.tolerable and not stands.good:
        # the lists of its own day clear it: with no network there are no newer ones, and nothing speaks against it
        stands = replace(stands, revocation=(await standing(signer, others, pieces, trust, at)).revocation)
    return Stamp(at, status["intact"] and status["valid"], at <= proof.at + _CLOCKS_DIFFER, stands)


@dataclass(frozen=True)
class Timeline:
    """`moments` are the document time-stamps believed, newest first, each with the revision that holds it."""

    pieces: tuple[Piece, ...]
    seen: Known
    moments: tuple[tuple[int, Known], ...] = ()
    archived: tuple[int, ...] = ()
    broken: bool = False
    unbelieved: bool = False

    def known(self, revision: int) -> Known:
        """Since when this revision is known to exist: by the oldest time-stamp behind it."""
        behind = [known for number, known in self.moments if number > revision]
        return behind[-1] if behind else self.seen


async def timeline(reader: PdfFileReader, signatures: Sequence[EmbeddedPdfSignature], trust: Trust) -> Timeline:
    """Walk the document time-stamps from the newest to the oldest: each proves that the earlier ones existed
    (ETSI EN 319 142-1, 5.5; RFC 4998 works alike)."""
    seen = known = Known(trust.now)
    pieces, moments, archived = evidence_of(reader, signatures, trust), [], []
    broken = unbelieved = False
    for signature in (found for found in reversed(signatures) if not is_signature(found)):
        stamp = await _document_stamp(signature, pieces, trust, known)
        if not stamp.fits:
            broken = True
        elif not stamp.trusted:
            unbelieved = True
        else:
            known = stamp.known(known, trust)
            moments.append((signature.signed_revision, known))
            covered = in_file(reader.get_historical_root(signature.signed_revision))
            pieces = stamped(pieces, covered, known.at)
            archived += [signature.signed_revision] if covered else []
    return Timeline(pieces, seen, tuple(moments), tuple(archived), broken, unbelieved)


async def _document_stamp(
    signature: EmbeddedPdfSignature, pieces: Sequence[Piece], trust: Trust, proof: Known
) -> Stamp:
    signature.compute_integrity_info(diff_policy=STRICT)  # type: ignore[no-untyped-call]
    stamp = await stamp_of(signature.signed_data, signature.compute_digest, pieces, trust, proof)
    whole = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
    untouched = signature.coverage in whole and isinstance(signature.diff_result, DiffResult)
    sound = untouched and not wrapped(signature) and signature.sig_object.get("/SubFilter") == "/ETSI.RFC3161"
    return Stamp(stamp.at, stamp.fits and sound, stamp.early, stamp.standing)
