"""What a letter says: the issued document it brings, what became since of one that was sent (ND30 Đ18 k3–k4), or that
the reader's own document arrived (ND30 Đ21 k2 c).
"""

from collections.abc import Sequence
from dataclasses import dataclass

SUBJECT = {
    "recalled": "Thu hồi",
    "valid_again": "Rút lệnh thu hồi",
    "replaced": "Thay thế",
    "amended": "Sửa đổi, bổ sung",
    "corrected": "Đính chính",
}
HAPPENED = {
    "recalled": "{unit} thu hồi {document}:",
    "valid_again": "{unit} đã rút lệnh thu hồi {document}:",
    "replaced": "{unit} đã thay thế {document}:",
    "amended": "{unit} đã sửa đổi, bổ sung {document}:",
    "corrected": "{unit} đã đính chính {document}:",
}
TO_DO = {
    "recalled": "Văn bản này không còn được dùng. Đề nghị hủy bỏ tệp đã nhận, thu lại và hủy các bản đã in, "
    "đã gửi tiếp, rồi trả lời thư này để chúng tôi biết đã thực hiện.",
    "valid_again": "Văn bản tiếp tục có hiệu lực như khi ban hành. Nếu đã hủy tệp theo thư thu hồi trước đây, "
    "xin liên hệ để nhận lại.",
    "replaced": "Văn bản đã gửi trước đây không còn được dùng; đề nghị thay bằng văn bản mới.",
    "amended": "Khi dùng văn bản đã gửi trước đây, đề nghị đọc cùng văn bản sửa đổi, bổ sung.",
    "corrected": "Khi dùng văn bản đã gửi trước đây, đề nghị đọc cùng văn bản đính chính.",
}
NEWER = ("replaced", "amended", "corrected")
SEPARATELY = "Văn bản mới: {newer}, được gửi trong một thư riêng."
ON_REQUEST = "Để nhận văn bản mới, xin liên hệ {asked}."


@dataclass(frozen=True)
class News:
    """``matter`` is a key of the tables above; ``newer`` names the document that goes to this receiver, if it does."""

    matter: str
    reason: str = ""
    newer: str = ""


def told_of(news: News, unit: str, document: str, abstract: str, asked: str) -> Sequence[str]:
    """The body's lines: what happened, to which document, why, and what the receiver does now."""
    lines = [HAPPENED[news.matter].format(unit=unit, document=document), abstract, ""]
    lines += [f"Lý do: {news.reason}", ""] if news.reason else []
    lines += [TO_DO[news.matter]]
    if news.matter in NEWER:
        lines.append(SEPARATELY.format(newer=news.newer) if news.newer else ON_REQUEST.format(asked=asked))
    return [*lines, ""]


def received_of(unit: str, facts: Sequence[tuple[str, str]]) -> Sequence[str]:
    """The body of a receipt: what arrived, and under which number."""
    listed = [f"- {label}: {value}" for label, value in facts]
    return [f"{unit} báo đã nhận và vào sổ văn bản đến:", *listed, "", "Thư này thay giấy báo nhận văn bản.", ""]
