"""Sổ theo dõi giữ và sử dụng thiết bị lưu khóa bí mật: the record of one certificate, to print and sign (QC 6.5)."""

import json
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import cast

import typst

from voffice_app.printing.letters import FONTS

_TEMPLATE = Path(__file__).parent / "templates/custody.typ"


@dataclass(frozen=True)
class Book:
    """`facts` are label and value; each of `rows` has five texts: day, act, what was said, ground, who wrote it."""

    unit: str
    title: str
    printed: str
    facts: Sequence[tuple[str, str]]
    rows: Sequence[tuple[str, str, str, str, str]]


def custody_book(book: Book) -> bytes:
    """The PDF: A4 on its side, the oldest event first, room for two signatures."""
    data = json.dumps(asdict(book), ensure_ascii=False)
    with _press_lock:
        return cast(bytes, _press().compile(format="pdf", sys_inputs={"book": data}))


_press_lock = threading.Lock()


@cache
def _press() -> typst.Compiler:
    return typst.Compiler(str(_TEMPLATE), font_paths=[str(FONTS)], ignore_system_fonts=True)
