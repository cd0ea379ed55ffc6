"""State secrets never enter (QC 1, 5.3, 5.4, 10.4): the declared level, and texts that read as marked."""

import re
import unicodedata
from enum import StrEnum

from voffice_app.domain.errors import refuse
from voffice_app.domain.folding import clean


class Secrecy(StrEnum):
    NONE = "none"
    SECRET = "mat"  # noqa: S105 - the level, not a secret
    TOP_SECRET = "toi_mat"  # noqa: S105
    ABSOLUTE = "tuyet_mat"


_LEVEL = r"(?:TUYỆT MẬT|TỐI MẬT|MẬT)"
# "bảo mật", "bí mật", "mật khẩu" in a sentence are ordinary words: a mark in capitals is set off on both sides,
_SET_OFF = re.compile(rf"(?:^|[\[({{<«“\"*:=\-‐‑–—_])\s*{_LEVEL}\s*(?:$|[\])}}>»”\"*:=\-‐‑–—_])")
# one in any letters fills its line or its brackets, or follows the label of the level.
_ALONE = re.compile(rf"^[\W_]*{_LEVEL}[\W_]*$|[\[({{<*]\s*{_LEVEL}\s*[\])}}>*]", re.IGNORECASE)
_LABELLED = re.compile(rf"ĐỘ (?:BẢO )?MẬT\s*[:=\-‐‑–—]\s*{_LEVEL}\s*(?:$|[^\w\s])", re.IGNORECASE)


def refuse_secret(declared: Secrecy, *texts: str) -> None:
    """Refuse a document declared, or marked in its texts, as a state secret."""
    if declared is not Secrecy.NONE:
        raise refuse("state_secret", level=str(declared))
    if any(_is_marked(line) for text in texts for line in text.splitlines()):
        raise refuse("state_secret", level="marked")


def _is_marked(line: str) -> bool:
    """What cannot be seen does not hide a mark: zero-width characters go, blanks of every kind count once."""
    seen = clean("".join(c for c in line if unicodedata.category(c) != "Cf"))
    return any(mark.search(seen) for mark in (_SET_OFF, _ALONE, _LABELLED))
