"""A file that came back signed by another program: accepted only as our own bytes and the expected signature behind.

The government's local service, or a program on the signer's computer, downloads a version, signs it and returns it.
Whatever else came along with the signature, however well signed, is refused (law.md 3.3).
"""

from dataclasses import dataclass

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel

from signing.check import opened, verify
from signing.errors import BadSignature, NotAccepted, Unreadable, WrongCertificate
from signing.first_form import STRICT_FROM_NOTHING
from signing.geometry import AGENCY, LEADER
from signing.order import check_order
from signing.trust import Trust
from signing.verdict import INVALID, VALID, Finding, Verdict

ORDERED = (LEADER, AGENCY)
"""The two signatures that make a document, in this order; every other kind may follow them."""


@dataclass(frozen=True)
class Expected:
    """What must have been added: `at_least` to `at_most` signatures of one role, by these certificates (SHA-256).

    `kind` is the role the new signatures count as. `leader_certificates` are those whose signature an agency's
    needs before it.
    """

    kind: str
    certificates: tuple[str, ...]
    at_most: int = 1
    leader_certificates: tuple[str, ...] = ()
    at_least: int = 1


def accept(
    before: bytes, after: bytes, expected: Expected, trust: Trust, roles: dict[str, str] | None = None
) -> Verdict:
    """The verdict on the returned file, whose new signatures carry their role.

    `roles` are those of the fields that foreign programs made earlier, as the last verdict on `before` told them.
    Raises NotAccepted (not_appended, no_new_signature, too_many_signatures, too_few_signatures, earlier_broken,
    changed_otherwise),
    WrongCertificate, WrongOrder, BadSignature or Unreadable.
    """
    known = dict(roles or {})
    if not after.startswith(before):
        raise NotAccepted("not_appended")
    if len(after) == len(before):
        raise NotAccepted("no_new_signature")
    if expected.kind in ORDERED:
        check_order(before, expected, trust)
    earlier, plain = verify(before, trust, known), verify(after, trust, known)
    _check_readable(plain)
    new = _new(earlier, plain, expected)
    verdict = verify(after, trust, known | {finding.field: expected.kind for finding in new})
    _check_each(earlier, verdict, expected, new)
    _check_nothing_else(before, after)
    if verdict.outcome == INVALID or (expected.kind == AGENCY and verdict.outcome != VALID):
        raise BadSignature(reason="not_verified", reasons=verdict.reasons)
    return verdict


def roles_of(verdict: Verdict) -> dict[str, str]:
    """Which foreign field counts as what, to be handed to the next `verify` or `accept`."""
    return {finding.field: finding.role for finding in verdict.signatures if finding.role}


def _check_readable(verdict: Verdict) -> None:
    broken = {"unreadable", "encrypted"} & set(verdict.reasons)
    if broken:
        raise Unreadable(reason="returned", problem=min(broken))


def _new(earlier: Verdict, later: Verdict, expected: Expected) -> list[Finding]:
    """The signatures that were added. Raises when too many, too few, or an earlier one is gone."""
    known = [finding.field for finding in earlier.signatures]
    if [finding.field for finding in later.signatures[: len(known)]] != known:
        raise NotAccepted("earlier_broken")
    new = list(later.signatures[len(known) :])
    if not new:
        raise NotAccepted("no_new_signature")
    if len(new) > expected.at_most:
        raise NotAccepted("too_many_signatures", count=len(new), at_most=expected.at_most)
    if len(new) < expected.at_least:
        raise NotAccepted("too_few_signatures", count=len(new), at_least=expected.at_least)
    return new


def _check_each(earlier: Verdict, later: Verdict, expected: Expected, new: list[Finding]) -> None:
    """Whose the new ones are, that they hold, and that the earlier ones still do."""
    stranger = next((each for each in new if each.certificate_sha256 not in expected.certificates), None)
    if stranger is not None:
        raise WrongCertificate(reason="not_expected", signer=stranger.signer)
    for before, after in zip(earlier.signatures, later.signatures, strict=False):
        if after.outcome == INVALID and before.outcome != INVALID:
            raise NotAccepted("earlier_broken", signer=before.signer)
    for finding in later.signatures[len(earlier.signatures) :]:
        if finding.outcome == INVALID:
            raise BadSignature(reason="not_verified", reasons=finding.reasons)


def _check_nothing_else(before: bytes, after: bytes) -> None:
    """From our last revision on, each revision brings signatures and nothing that people read."""
    try:
        ours, theirs = opened(before), opened(after)
        last = ours.total_revisions - 1
        if _revisions(theirs)[: last + 1] != _revisions(ours):
            raise NotAccepted("changed_otherwise")
        found = STRICT_FROM_NOTHING.review_file(theirs, last)
    except NotAccepted:
        raise
    except Exception:
        raise NotAccepted("changed_otherwise") from None
    allowed = isinstance(found, DiffResult) and found.modification_level <= ModificationLevel.FORM_FILLING
    if not allowed:
        raise NotAccepted("changed_otherwise")


def _revisions(reader: PdfFileReader) -> list[int]:
    """Where each revision's table stands: a file whose tables pass ours by is another file behind our bytes."""
    return [reader.xrefs.get_startxref_for_revision(number) for number in range(reader.total_revisions)]
