"""The name under the signature of a letter (ND30 PL I, boxes 7a, 7b and 9)."""

import re
from collections.abc import Sequence

from voffice_app.reading.shapes import Found, Line, joined

_LEVEL = 6  # points by which "Nơi nhận" and the capacity line may differ in height
_TITLE_WORD = re.compile(r"^[^\W\d_]+\.?$")


def signer_name(lines: Sequence[Line], page_width: float) -> Found[str] | None:
    """The first bold name right of the middle, under a capacity in capitals level with "Nơi nhận"; else None."""
    recipients = next((line for line in lines if line.text.casefold().startswith("nơi nhận")), None)
    if recipients is None:
        return None
    block = [
        line
        for line in sorted(lines, key=lambda line: line.y0)
        if line.bold and line.centre > page_width / 2 and line.y0 > recipients.y0 - _LEVEL
    ]
    capacity = next((line for line in block if line.text.isupper()), None)
    if capacity is None:
        return None
    name = next((line for line in block if line.y0 > capacity.y0 and _is_name(line.text)), None)
    return joined([name]) if name else None


def _is_name(text: str) -> bool:
    words = text.split()
    capitalised = all(_TITLE_WORD.match(word) and word[0].isupper() for word in words)
    return 2 <= len(words) <= 7 and capitalised and not text.isupper()
