"""Time-stamp tokens (RFC 3161): the question, and everything an answer must satisfy before it is believed."""

import secrets
from datetime import datetime

from asn1crypto import algos, cms, core, tsp, x509
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, validate_tst_signed_data

from signing.errors import BadTimestamp, TimestampUnavailable
from signing.trust import ALGORITHMS, Trust
from signing.waiting import waited

_OUT_OF_ORDER = {"time_not_available", "system_failure"}


class _Response(core.Sequence):  # type: ignore[misc]
    """TimeStampResp as RFC 3161 has it: a refusal comes without a token, which asn1crypto does not expect."""

    _fields = [("status", tsp.PKIStatusInfo), ("time_stamp_token", cms.ContentInfo, {"optional": True})]  # noqa: RUF012


def question(digest: bytes, name: str, policy: str = "") -> tuple[bytes, int]:
    """A TimeStampReq (DER) for this digest, made with the algorithm of this name, and its nonce."""
    nonce = secrets.randbits(63) | 1 << 62
    asked = {
        "version": 1,
        "message_imprint": {"hash_algorithm": algos.DigestAlgorithm({"algorithm": name}), "hashed_message": digest},
        "nonce": nonce,
        "cert_req": True,
    }
    return tsp.TimeStampReq(asked | ({"req_policy": policy} if policy else {})).dump(), nonce


def believed(answer: bytes, digest: bytes, name: str, nonce: int, policy: str, trust: Trust) -> bytes:
    """The token (DER) of an answer that holds: on this very question, signed by a time-stamp authority we trust.

    Raises TimestampUnavailable when the authority says it has no time, BadTimestamp (`reason`) otherwise.
    """
    try:
        response = _Response.load(answer, strict=True)
        status = response["status"]["status"].native
        trouble = set(response["status"]["fail_info"].native or ())
        if status not in ("granted", "granted_with_mods"):
            raise TimestampUnavailable(reason="no_time") if trouble & _OUT_OF_ORDER else BadTimestamp(reason="rejected")
        token = response["time_stamp_token"]
        facts = told(token.dump())
        imprint = facts["message_imprint"]
        asked = (imprint["hash_algorithm"]["algorithm"].native, imprint["hashed_message"].native)
        got_nonce, got_policy = facts["nonce"].native, facts["policy"].dotted
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BadTimestamp(reason="unreadable") from None
    wrong = {"imprint": asked != (name, digest), "nonce": got_nonce != nonce, "policy": policy not in ("", got_policy)}
    for reason in (reason for reason, found in wrong.items() if found):
        raise BadTimestamp(reason=reason)
    _check_signer(token, digest, trust)
    return bytes(token.dump())


def told(token: bytes) -> tsp.TSTInfo:
    """What the authority signed. Raises ValueError when this is no time-stamp token."""
    content = cms.ContentInfo.load(token)["content"]["encap_content_info"]
    if content["content_type"].native != "tst_info":
        raise ValueError("not a time-stamp token")
    return content["content"].parsed


def moment_of(token: bytes) -> datetime:
    """The trusted time (aware, UTC)."""
    moment: datetime = told(token)["gen_time"].native
    return moment


def certificates_of(token: bytes) -> tuple[x509.Certificate, list[x509.Certificate]]:
    """The authority's certificate, and the others that came with the token."""
    found = extract_certs_for_validation(cms.ContentInfo.load(token)["content"])
    return found.signer_cert, list(found.other_certs)


def _check_signer(token: cms.ContentInfo, digest: bytes, trust: Trust) -> None:
    """The signature holds, and the certificate is for time-stamping alone (RFC 3161, 2.3) and of an authority of ours.

    Its validity is judged at the time that it signs: an expired authority is refused. Revocation is the archive's
    business, which collects the proof.
    """
    try:
        status = waited(_status(token, digest, trust))
        signer = certificates_of(token.dump())[0]
        usage, critical = signer.extended_key_usage_value, signer.critical_extensions
    except Exception:
        raise BadTimestamp(reason="unreadable") from None
    if not (status["intact"] and status["valid"]):
        raise BadTimestamp(reason="signature")
    if usage is None or usage.native != ["time_stamping"] or "extended_key_usage" not in critical:
        raise BadTimestamp(reason="usage")
    if status["trust_problem_indic"] is not None:
        expired = not signer.not_valid_before <= moment_of(token.dump()) <= signer.not_valid_after
        raise BadTimestamp(reason="expired" if expired else "untrusted")


async def _status(token: cms.ContentInfo, digest: bytes, trust: Trust) -> dict[str, object]:
    context = trust.context(trust.now)
    found = await validate_tst_signed_data(token["content"], context, lambda name: digest, algorithm_policy=ALGORITHMS)
    return dict(found)
