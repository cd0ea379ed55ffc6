"""The verdict on a stranger's PDF, asked in the confined child: on what arrives and on what is only checked."""

from signing.verdict import INVALID, UNDETERMINED, Verdict
from voffice_app.actions.office import Office
from voffice_app.reading.errors import ReadingFailed

NOT_TRIED = ("busy", "not_started")


def verdict_on(office: Office, pdf: bytes, seconds: float) -> Verdict:
    """Signatures verified, pages compared. A file that stops the child is not valid; a busy child decides nothing."""
    try:
        found: Verdict = office.workshop.call("signing.visual:verify_fully", pdf, office.trust(), seconds=seconds)
    except ReadingFailed as failed:
        tried = failed.code not in NOT_TRIED
        return Verdict(INVALID, ("unreadable",)) if tried else Verdict(UNDETERMINED, ("not_checked",))
    return found
