"""How a certificate stood at a moment: does it lead to somebody we believe, and was it revoked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    CRLValidationError,
    ExpiredError,
    NotYetValidError,
    OCSPValidationError,
    PathError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.revinfo.validate_crl import verify_crl
from pyhanko_certvalidator.revinfo.validate_ocsp import verify_ocsp_response

from signing.evidence import CERTIFICATE, CRL, Piece, about
from signing.trust import Trust

_Hearing = Callable[[Piece], ValidationContext]


@dataclass(frozen=True)
class Standing:
    """`chain` is trusted, untrusted or unknown, `revocation` good, revoked or unknown; `reason` says why not trusted.

    `root_sha256` names the root the chain ends in.
    """

    chain: str
    revocation: str
    reason: str = ""
    root_sha256: str = ""

    @property
    def good(self) -> bool:
        return self.chain == "trusted" and self.revocation == "good"

    @property
    def tolerable(self) -> bool:
        """Trusted, and nothing speaks against it."""
        return self.chain == "trusted" and self.revocation != "revoked"


async def standing(
    certificate: x509.Certificate, others: Iterable[bytes], pieces: Sequence[Piece], trust: Trust, moment: datetime
) -> Standing:
    """The certificate at this moment, by the installation's roots, `others` and the pieces at hand (RFC 5280)."""
    between = [*others, *(piece.der for piece in pieces if piece.kind == CERTIFICATE)]
    try:
        path = await _path(certificate, trust.context(moment, between))
    except ExpiredError:
        return Standing("untrusted", "unknown", "certificate_expired")
    except NotYetValidError:
        return Standing("untrusted", "unknown", "certificate_not_yet_valid")
    except (PathError, ValidationError):
        return Standing("unknown", "unknown", "issuer_unknown")
    root = next(iter(path.iter_certs(include_root=True))).sha256.hex()
    revocation = await _revocation(path, pieces, lambda piece: _hearing(piece, trust, moment, between))
    if revocation == "revoked":
        return Standing("untrusted", revocation, "revoked", root)
    return Standing("trusted", revocation, "", root)


async def _path(certificate: x509.Certificate, context: ValidationContext) -> ValidationPath:
    return await CertificateValidator(certificate, validation_context=context).async_validate_path()


def _hearing(piece: Piece, trust: Trust, moment: datetime, between: list[bytes]) -> ValidationContext:
    """A context in which this one piece is all that is known of revocation."""
    crls, ocsps = ([piece.der], []) if piece.kind == CRL else ([], [piece.der])
    return trust.context(moment, between, crls, ocsps)


async def _revocation(path: ValidationPath, pieces: Sequence[Piece], hearing: _Hearing) -> str:
    """`revoked` if any piece says so of any certificate, `good` if each certificate is cleared by some, else `unknown`.

    Each piece is heard alone: one that clears a certificate does not silence another that names it.
    """
    members = list(path.iter_certs(include_root=True))[1:]
    cleared = set()
    for member, piece in about(pieces, path):
        state = await _heard(member, path, piece, hearing(piece))
        if state == "revoked":
            return "revoked"
        if state == "good":
            cleared.add(member.issuer_serial)
    return "good" if cleared == {member.issuer_serial for member in members} else "unknown"


async def _heard(member: x509.Certificate, path: ValidationPath, piece: Piece, context: ValidationContext) -> str:
    """What one piece says of one certificate; nothing when it is stale, forged or of another authority."""
    check = verify_crl if piece.kind == CRL else verify_ocsp_response
    try:
        await check(member, path.truncate_to_issuer_and_append(member), context)
    except RevokedError:
        return "revoked"
    except (PathError, ValidationError, CRLValidationError, OCSPValidationError):
        return "unknown"
    return "good"
