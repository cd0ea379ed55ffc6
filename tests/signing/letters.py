"""Test letters: fourteen layouts of one template, made afresh with the font that signing ships."""

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pikepdf
import typst

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "signing" / "fonts"
PARAGRAPH = (
    "Thực hiện nhiệm vụ năm học, Phòng Giáo dục và Đào tạo yêu cầu các trường mầm non, tiểu học, trung học cơ sở "
    "rà soát đội ngũ, cơ sở vật chất và báo cáo kết quả đúng thời hạn."
)


@dataclass(frozen=True)
class Letter:
    """What a letter says; `gap` is the room for the signature in mm, `turn` the page's /Rotate."""

    parent: str = "UBND HUYỆN THÁI THỤY"
    issuer: str = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"
    number: str = "Số: ......../PGDĐT-VP"
    date: str = "Thái Thụy, ngày ..... tháng ..... năm 2026"
    kind: str = "THÔNG BÁO"
    abstract: str = "Về việc rà soát đội ngũ đầu năm học"
    body: tuple[str, ...] = (PARAGRAPH, PARAGRAPH + "/.")
    recipients: tuple[str, ...] = ("- Như trên;", "- UBND huyện (để báo cáo);", "- Lưu: VT, TCCB(02b).")
    capacity: tuple[str, ...] = ("TRƯỞNG PHÒNG",)
    signer: str = "Trần Thị Hồng Nhung"
    gap: float = 28
    landscape: bool = False
    appendix: bool = False
    turn: int = 0
    cropped: bool = False


LETTERS = {
    "head": Letter(),
    "two_pages": Letter(body=(PARAGRAPH,) * 12 + (PARAGRAPH + "/.",)),
    "long_name": Letter(signer="Nguyễn Phúc Tôn Nữ Thị Hoàng Phương Khánh"),
    "deputy": Letter(capacity=("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"), signer="Phạm Đức Duy"),
    "school": Letter(
        parent="PHÒNG GD&ĐT THÁI THỤY",
        issuer="TRƯỜNG TIỂU HỌC THỤY LIÊN",
        number="Số:          /KH-THTL",
        date="Thụy Liên, ngày      tháng      năm 2026",
        kind="KẾ HOẠCH",
        capacity=("HIỆU TRƯỞNG",),
        signer="Đỗ Thị Ngọc Ánh",
    ),
    "by_order": Letter(capacity=("TL. TRƯỞNG PHÒNG", "CHÁNH VĂN PHÒNG"), signer="Lê Quý Đôn"),
    "collective": Letter(capacity=("TM. HỘI ĐỒNG", "CHỦ TỊCH"), signer="Bùi Xuân Ước"),
    "landscape": Letter(landscape=True, body=(PARAGRAPH + "/.",)),
    "turned": Letter(turn=90),
    "turned_over": Letter(turn=180),
    "turned_back": Letter(turn=270),
    "cropped": Letter(cropped=True),
    "appendix": Letter(appendix=True, signer="Vũ Hữu Thỉnh"),
    "narrow_gap": Letter(gap=17, number="Số: …/QĐ-PGDĐT", date="Thái Thụy, ngày … tháng … năm 2026"),
}
NO_PLACE = Letter(signer="")
"""A page without a signature block: a person must show the place."""


@lru_cache(maxsize=64)
def made(letter: Letter) -> bytes:
    """The letter as a PDF."""
    facts = json.dumps(asdict(letter), ensure_ascii=False)
    pdf = typst.compile(HERE / "letter.typ", sys_inputs={"letter": facts}, font_paths=[FONTS])
    if letter.cropped:
        return cropped(pdf)
    return turned(pdf, letter.turn) if letter.turn else pdf


def cropped(pdf: bytes) -> bytes:
    """The same pages in the middle of a larger sheet of which only that part is shown."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            _, _, width, height = (float(n) for n in page.mediabox)
            page.contents_add(b"1 0 0 1 90 40 cm\n", prepend=True)
            page.mediabox = [0, 0, width + 200, height + 120]
            page.cropbox = [90, 40, width + 90, height + 40]
        out = BytesIO()
        document.save(out)
        return out.getvalue()


def turned(pdf: bytes, turn: int) -> bytes:
    """The same pages as a scanner stores them sideways: content turned back, /Rotate set, so they look the same."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            x0, y0, x1, y1 = (float(n) for n in page.mediabox)
            width, height = x1 - x0, y1 - y0
            matrix = {90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, width)}
            page.contents_add(f"{' '.join(map(str, matrix[turn]))} cm\n".encode(), prepend=True)
            page.mediabox = [0, 0, height, width] if turn in (90, 270) else [0, 0, width, height]
            page.rotate(turn, relative=False)
        out = BytesIO()
        document.save(out)
        return out.getvalue()
