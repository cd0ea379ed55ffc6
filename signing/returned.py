"""A file that came back signed is taken by its objects first (`accept`), and then by its looks.

What the rules on objects let pass may still hide or draw over what people read. It opens pages: only in the child.
"""

from signing.accept import Expected, accept
from signing.errors import NotAccepted
from signing.stages import stages
from signing.trust import Trust
from signing.verdict import Verdict
from signing.visual import added_visibly, share_of_page

LARGEST_SHARE = 0.25
"""Of a page, that new signatures may cover: the largest of the law, a confirmation, takes a twentieth of A4."""
SECONDS = 30.0


def accept_seen(
    before: bytes, after: bytes, expected: Expected, trust: Trust, roles: dict[str, str] | None = None
) -> Verdict:
    """As `accept`, and no page may look otherwise than before outside the boxes of the new signatures.

    Raises what `accept` raises, and NotAccepted (changed_visibly, box_too_large, pages_not_compared).
    """
    verdict = accept(before, after, expected, trust, roles)
    known = {stage.field for stage in stages(before)}
    new = {finding.field for finding in verdict.signatures} - known
    try:
        share = share_of_page(after, new)
        seen = added_visibly(before, after, new, SECONDS)
    except Exception:
        raise NotAccepted("pages_not_compared") from None
    if share > LARGEST_SHARE:
        raise NotAccepted("box_too_large")
    if seen.changes:
        raise NotAccepted("changed_visibly", page=seen.changes[0].page + 1)
    if not seen.complete:
        raise NotAccepted("pages_not_compared")
    return verdict
