"""Marks of state secrets: such a document must never enter (QC 1, 5.3; ND30 PL I, box 10a)."""

import re
from collections.abc import Sequence

from voffice_app.reading.errors import FileRefused
from voffice_app.reading.shapes import Line

_MARKS = {"MẬT", "TỐIMẬT", "TUYỆTMẬT"}
_FRAME = re.compile(r"[\s\W_]+")


def refuse_secret(lines: Sequence[Line]) -> None:
    """Raise `FileRefused("state_secret")` when a stamp MẬT, TỐI MẬT or TUYỆT MẬT stands alone on a line.

    The lines are those of the top half of the first page, in reading order. No mark found proves nothing: the
    clerk still declares the level.
    """
    before = ""
    for line in lines:
        if _FRAME.sub("", line.text) in _MARKS and not before.endswith("BÍ"):
            raise FileRefused("state_secret", mark=line.text)
        before = line.text.upper()
