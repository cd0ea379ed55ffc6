"""When one signature is known to have existed: by its own time-stamp, by one over the document, or only by today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.hashes import Hash
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from signing.stamps import Timeline, stamp_of
from signing.trust import Trust


@dataclass(frozen=True)
class Moment:
    """`proved` by a believed time-stamp, else `at` is the moment asked about. `archived`: a later time-stamp over the
    document covers the lists it brings along. `broken`, `unbelieved` tell of its own time-stamps."""

    at: datetime
    proved: bool = False
    sure: bool = True
    archived: bool = False
    broken: bool = False
    unbelieved: bool = False


async def moment_of(signature: EmbeddedPdfSignature, line: Timeline, trust: Trust) -> Moment:
    """The earliest proof there is. A time-stamp that belongs to another signature is broken, not merely ignored."""
    known, archived = line.known(signature.signed_revision), max(line.archived, default=-1)
    proof, broken, unbelieved = known, False, line.unbelieved
    for token in extract_tst_data_iter(signature.signer_info, signed=False):
        try:
            stamp = await stamp_of(token, _imprint(signature), line.pieces, trust, known)
        except Exception:
            broken = True
            continue
        broken |= not stamp.fits
        unbelieved |= stamp.fits and not stamp.trusted
        if stamp.trusted and (stamp.at < proof.at or not proof.proved):
            proof = stamp.known(known, trust)
    behind = archived > signature.signed_revision
    return Moment(proof.at, proof.proved, proof.sure, behind, broken, unbelieved)


def _imprint(signature: EmbeddedPdfSignature) -> Callable[[str], bytes]:
    """A time-stamp on a signature holds the digest of the signature's value (RFC 3161, appendix A)."""

    def digest(algorithm: str) -> bytes:
        hashed = Hash(get_pyca_cryptography_hash(algorithm))
        hashed.update(signature.signer_info["signature"].native)
        return hashed.finalize()

    return digest
