"""Letters of an imaginary office, and the paper measured with PyMuPDF."""

from dataclasses import dataclass
from typing import Any

import pymupdf

from voffice_app.printing.letters import Letter

MM = 72 / 25.4


def decision(**changes: Any) -> Letter:
    fields: dict[str, Any] = {
        "parent_body": "Ủy ban nhân dân huyện Thái Thụy",
        "issuing_body": "Phòng Giáo dục và Đào tạo",
        "type_code": "QĐ",
        "type_name": "Quyết định",
        "code_notation": "QĐ-PGDĐT",
        "place_name": "Thái Thụy",
        "year": 2026,
        "abstract": "Về việc thành lập Hội đồng chấm thi giáo viên dạy giỏi cấp huyện năm học 2026 - 2027",
        "authority": "Trưởng phòng Giáo dục và Đào tạo",
        "grounds": ["Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ;"],
        "body": [
            "Điều 1. Thành lập Hội đồng chấm thi gồm các ông, bà có tên trong danh sách kèm theo.",
            "Điều 2. Các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.",
        ],
        "recipients": ["Như Điều 2;", "Lưu: VT."],
        "capacity": ["TRƯỞNG PHÒNG"],
        "signer_name": "Nguyễn Thị Hương Giang",
    }
    return Letter(**(fields | changes))


def dispatch(**changes: Any) -> Letter:
    fields: dict[str, Any] = {
        "type_code": "",
        "type_name": "Công văn",
        "code_notation": "PGDĐT-VP",
        "abstract": "rà soát cơ sở vật chất trước năm học mới",
        "authority": "",
        "grounds": [],
        "body": ["Phòng Giáo dục và Đào tạo đề nghị Hiệu trưởng các trường báo cáo trước ngày 20/8/2026."],
        "addressees": ["Hiệu trưởng các trường trong huyện"],
        "capacity": ["KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"],
        "recipients": ["Như trên;", "Lưu: VT."],
    }
    return decision(**(fields | changes))


@dataclass(frozen=True)
class Span:
    """One run of text with its place in millimetres from the top left corner of the page."""

    text: str
    font: str
    size: float
    left: float
    baseline: float
    right: float


class Paper:
    """A letter as a ruler and an eye see it."""

    def __init__(self, pdf: bytes) -> None:
        self.document = pymupdf.open(stream=pdf, filetype="pdf")

    def spans(self, page: int = 0) -> list[Span]:
        found = self.document[page].get_text("dict")["blocks"]
        return [
            Span(
                span["text"].replace("\u00a0", " "),
                span["font"].partition("+")[2] or span["font"],
                round(span["size"], 1),
                span["bbox"][0] / MM,
                span["origin"][1] / MM,
                span["bbox"][2] / MM,
            )
            for block in found
            for line in block.get("lines", [])
            for span in line["spans"]
            if span["text"].strip()
        ]

    def span(self, start: str, page: int = 0) -> Span:
        return next(span for span in self.spans(page) if span.text.strip().startswith(start))

    def rules(self, page: int = 0) -> list[tuple[float, float, float]]:
        """Horizontal rules as (left, y, right) in millimetres, from the top down."""
        rects = [drawing["rect"] for drawing in self.document[page].get_drawings()]
        flat = [(r.x0 / MM, r.y0 / MM, r.x1 / MM) for r in rects if r.height < 2 and r.width > 20]
        return sorted(flat, key=lambda rule: (rule[1], rule[0]))

    def text(self, page: int = 0) -> str:
        return str(self.document[page].get_text()).replace("\u00a0", " ")
