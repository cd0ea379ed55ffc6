"""What every print-out says of itself: NĐ 137/2024/NĐ-CP Đ5 on electronic documents turned into paper."""

from dataclasses import dataclass
from typing import Any

import segno

SYSTEM = "Hệ thống V-Office"
MARK = "BẢN IN TỪ HỆ THỐNG THÔNG TIN"


@dataclass(frozen=True)
class Footer:
    """Owner of the system, look-up code and address, when it was printed ("09:15 24/11/2026") and by whom.

    A copy of an electronic document says so in its own `mark`.
    """

    owner: str
    code: str
    link: str
    printed_at: str
    printed_by: str
    mark: str = MARK

    @property
    def lines(self) -> tuple[str, str, str]:
        """The three lines beside the code's picture."""
        return (
            f"{self.mark} · {SYSTEM} của {self.owner}",
            f"Mã tra cứu {self.code} tại {self.link}",
            f"In lúc {self.printed_at} bởi {self.printed_by}",
        )

    def data(self) -> dict[str, Any]:
        """For a template: the lines, and the picture of the look-up address."""
        return {"lines": self.lines, "qr": qr_svg(self.link)}


def qr_svg(text: str) -> str:
    """A QR code with a quiet edge of two modules, black on nothing."""
    return str(segno.make(text, error="m", micro=False).svg_inline(border=2, scale=4))


def qr_rows(text: str) -> list[str]:
    """The same code as rows of "0" and "1", to be drawn by somebody else."""
    return ["".join(str(int(dark)) for dark in row) for row in segno.make(text, error="m", micro=False).matrix]
