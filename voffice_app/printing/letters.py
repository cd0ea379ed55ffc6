"""Letters and decisions laid out by Decree 30/2020/NĐ-CP, Appendix I (law.md 2.2-2.4)."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from voffice_app.printing.press import pressed

_BLANK = "\u00a0" * 6
_ENACTING = {"QĐ": "QUYẾT ĐỊNH:", "NQ": "QUYẾT NGHỊ:"}
_END_MARK = "./."


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One document as its drafter means it; what is not known yet stays blank on the paper.

    `type_code` is "" for a công văn ("V/v …" under the number, no title), else "QĐ", "TB"… with `type_name`.
    `number` and `issued_on` are None on a draft: blanks wide enough to be written into are left, with `year`.
    `grounds` are the căn cứ; above them on a decision stands `authority` ("TRƯỞNG PHÒNG GIÁO DỤC VÀ ĐÀO TẠO").
    `capacity` is one line or two ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"). `urgency` is "", "KHẨN",
    "THƯỢNG KHẨN" or "HỎA TỐC".
    """

    parent_body: str
    issuing_body: str
    type_code: str
    type_name: str
    code_notation: str
    place_name: str
    year: int
    abstract: str
    body: Sequence[str]
    recipients: Sequence[str]
    capacity: Sequence[str]
    signer_name: str
    number: str | None = None
    issued_on: date | None = None
    grounds: Sequence[str] = ()
    authority: str = ""
    addressees: Sequence[str] = ()
    urgency: str = ""
    appendix_title: str = ""
    appendix: Sequence[str] = ()
    signature_gap_mm: float = 28


def letter(content: Letter) -> bytes:
    """The PDF: A4, margins 20-20-30-15 mm, Tinos embedded, page numbers from page 2 on.

    Raises `typst.TypstError` when the content cannot be laid out (an urgency that is none of the three).
    """
    return pressed("letter", letter=json.dumps(_on_paper(content), ensure_ascii=False))


def _on_paper(content: Letter) -> dict[str, Any]:
    """The fields of the template: the letter's own, and the words that follow from them."""
    named = content.type_code != ""
    day, month = day_and_month(content.issued_on)
    return asdict(content) | {
        "title": f"{content.type_name} {content.abstract}".strip(),
        "type_name": content.type_name if named else "",
        "issued_on": None,
        "day": day,
        "month": month,
        "year": str(content.issued_on.year if content.issued_on else content.year),
        "enacting": _ENACTING.get(content.type_code, ""),
        "body": _ended(content.body),
        "appendix_reference": _appendix_reference(content),
    }


def day_and_month(issued_on: date | None) -> tuple[str, str]:
    """Days below 10 and months 1 and 2 take a zero before them (Appendix I, II.4)."""
    if issued_on is None:
        return _BLANK, _BLANK
    month = f"{issued_on.month:02}" if issued_on.month <= 2 else str(issued_on.month)
    return f"{issued_on.day:02}", month


def _ended(body: Sequence[str]) -> list[str]:
    *before, last = body
    return [*before, last if last.endswith(_END_MARK) else last.rstrip(".;, ") + _END_MARK]


def _appendix_reference(content: Letter) -> str:
    """Left unfilled on an electronic document (Appendix I, III.1.c)."""
    kind = content.type_name or "Công văn"
    return (
        f"(Kèm theo {kind} số:{_BLANK}/{content.code_notation} ngày{_BLANK}tháng{_BLANK}năm {_BLANK}"
        f"của {content.issuing_body})"
    )
