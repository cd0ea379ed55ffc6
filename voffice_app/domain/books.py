"""The rows of the books of NĐ 30/2020 Appendix IV: one row a number, one field a column, in the form's own order."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import date

from voffice_app.domain.numbering import TYPE_BY_KEY

Cell = str | int | date | None

LEFT: Mapping[str, str] = {"cancelled": "Đã hủy", "recalled": "Đã thu hồi", "replaced": "Bị thay thế"}
"""An outgoing number that no longer stands for a document in force (ND30 Đ15, Đ18)."""

STRUCK = "Đã hủy mục nhập sai"
"""How the note of an incoming entry begins that was made by mistake: its row is struck through (ND30 Đ22)."""
UNFINISHED = "Chưa ban hành"
SET_ASIDE: Mapping[str, str] = {
    "archived_only": "Chỉ lưu trữ, xử lý trên MVP", "recalled": "Nơi gửi đã thu hồi", "voided": STRUCK,
}  # fmt: skip
PROGRESS: Mapping[str, str] = {
    "registered": "Đã vào sổ, chưa trình", "submitted": "Đã trình, chờ phân công", "assigned": "Đã phân công",
    "in_progress": "Đang giải quyết", "completed": "Đã giải quyết xong", **SET_ASIDE,
}  # fmt: skip


@dataclass(frozen=True)
class _Row:
    number: int

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The columns of the form, days as days: for a spreadsheet."""
        return tuple(astuple(self)[self.skipped :])

    @property
    def texts(self) -> tuple[str, ...]:
        """The same as they are written on paper."""
        return tuple(written(cell) for cell in self.cells)

    @property
    def skipped(self) -> int:
        """Fields before the first column of the form."""
        return 0


@dataclass(frozen=True)
class OutgoingBookRow(_Row):
    """Sổ đăng ký văn bản đi, ten columns. ``received`` is signed by hand; ``keeper`` holds the copy kept."""

    reference: str
    issued_on: date | None = None
    title: str = ""
    signer: str = ""
    recipients: str = ""
    keeper: str = ""
    copies: int | None = None
    transferred_on: date | None = None
    received: str = ""
    note: str = ""

    @property
    def skipped(self) -> int:
        """The reference already shows the number."""
        return 1


@dataclass(frozen=True)
class IncomingBookRow(_Row):
    """Sổ đăng ký văn bản đến, ten columns."""

    arrived_on: date | None
    issuing_body: str = ""
    reference: str = ""
    issued_on: date | None = None
    title: str = ""
    receivers: str = ""
    transferred_on: date | None = None
    received: str = ""
    note: str = ""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The day of arrival stands before the number."""
        number, arrived, *rest = astuple(self)
        return (arrived, number, *rest)


@dataclass(frozen=True)
class FollowBookRow(_Row):
    """Sổ theo dõi giải quyết văn bản đến, seven columns."""

    document: str
    receivers: str = ""
    due_on: date | None = None
    progress: str = ""
    answer: str = ""
    note: str = ""


BookRow = OutgoingBookRow | IncomingBookRow | FollowBookRow


def written(cell: Cell) -> str:
    """A cell on paper: 24/11/2026, "" for nothing."""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else str(cell)


def title_of(type_key: str, abstract: str) -> str:
    """Tên loại và trích yếu: "Quyết định về việc kiểm tra"."""
    kind = TYPE_BY_KEY.get(type_key)
    name = kind.name if kind else type_key
    follows = abstract[:1].lower() + abstract[1:] if abstract.startswith(("Về ", "V/v ")) else f"- {abstract}"
    return f"{name} {follows}".strip(" -")
