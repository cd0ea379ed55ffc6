"""Phiếu giải quyết văn bản đến: the three parts of NĐ 30/2020 Appendix IV; what is empty is left to the pen."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from voffice_app.printing.footer import Footer
from voffice_app.printing.press import press

TITLES = (
    "Ý kiến của lãnh đạo cơ quan, tổ chức",
    "Ý kiến của lãnh đạo đơn vị",
    "Ý kiến đề xuất của người giải quyết",
)


@dataclass(frozen=True)
class Part:
    """`facts` are label and value, `said` the words of whoever decides or proposes, `dated` their day."""

    facts: Sequence[tuple[str, str]] = ()
    said: str = ""
    dated: str = ""


@dataclass(frozen=True)
class Slip:
    """`document` tells what arrived; the parts are the agency's leader, the unit's leader, the handler."""

    parent: str
    unit: str
    document: Sequence[tuple[str, str]]
    leader: Part
    within: Part
    proposal: Part


def slip_pdf(slip: Slip, footer: Footer) -> tuple[bytes, int]:
    """The PDF and its pages: A4 upright."""
    parts = [asdict(part) | {"title": title} for part, title in zip(_parts(slip), TITLES, strict=True)]
    data = {"parent": slip.parent, "unit": slip.unit, "document": list(slip.document), "parts": parts}
    return press("slip", data | {"footer": footer.data()})


def _parts(slip: Slip) -> tuple[Part, Part, Part]:
    return slip.leader, slip.within, slip.proposal
