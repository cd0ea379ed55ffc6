"""The look at the pages for `voffice verify`: in the confined child, where PyMuPDF lives."""

from signing.verdict import INVALID, Verdict, not_compared
from voffice_app.reading.child import Workshop
from voffice_app.reading.errors import ReadingFailed

SECONDS = 40.0


def looked_at(pdf: bytes, verdict: Verdict, seconds: float = SECONDS) -> Verdict:
    """The verdict after comparing the pages; as it was, when nothing was added behind a signature."""
    if verdict.outcome == INVALID or all(each.coverage == "whole_file" for each in verdict.signatures):
        return verdict
    child = Workshop(children=1)
    try:
        return child.call("signing.visual:with_look", pdf, verdict, seconds=seconds)  # type: ignore[no-any-return]
    except ReadingFailed:
        return not_compared(verdict)
    finally:
        child.close()
