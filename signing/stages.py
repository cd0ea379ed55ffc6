"""The states a signed file went through, one for each signature, and the certificates it brought along."""

from dataclasses import dataclass

from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, extract_tst_data_iter

from signing.check import opened
from signing.errors import Unreadable
from signing.rules import is_signature
from signing.wrapping import wrapped


@dataclass(frozen=True)
class Stage:
    """What one signature covers: the file up to `end` bytes, and the fields signed by then."""

    field: str
    end: int
    fields: tuple[str, ...]


def stages(pdf: bytes) -> tuple[Stage, ...]:
    """One per signature, in the order they were made. Raises Unreadable."""
    try:
        signatures = [each for each in opened(pdf).embedded_signatures if not wrapped(each)]
        found = sorted((_end(each), str(each.field_name)) for each in signatures if is_signature(each))
        return tuple(Stage(field, end, tuple(name for other, name in found if other <= end)) for end, field in found)
    except Exception:
        raise Unreadable(reason="revisions") from None


def _end(signature: EmbeddedPdfSignature) -> int:
    return int(signature.byte_range[2]) + int(signature.byte_range[3])


def certificates_in(pdf: bytes) -> list[bytes]:
    """Every certificate (DER) that signatures and time-stamps bring along, signers first. Raises Unreadable."""
    try:
        found: list[bytes] = []
        for signature in opened(pdf).embedded_signatures:
            tokens = list(extract_tst_data_iter(signature.signer_info, signed=False))
            for signed in (signature.signed_data, *tokens):
                told = extract_certs_for_validation(signed)
                found += [told.signer_cert.dump(), *(other.dump() for other in told.other_certs)]
        return list(dict.fromkeys(found))
    except Exception:
        raise Unreadable(reason="certificates") from None
