"""Giấy báo nhận văn bản: for a sender without an e-mail address (ND30 Đ21 k2 c)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from voffice_app.printing.footer import Footer
from voffice_app.printing.press import press


@dataclass(frozen=True)
class Receipt:
    """`facts` are label and value; `dated` is place and day as written on paper."""

    parent: str
    unit: str
    dated: str
    sender: str
    facts: Sequence[tuple[str, str]]


def receipt_pdf(receipt: Receipt, footer: Footer) -> tuple[bytes, int]:
    """The PDF and its pages: A5 across, half a sheet."""
    return press("receipt", asdict(receipt) | {"footer": footer.data()})
