"""The capacity that a page shows above the signer's name, against the one that was chosen (ND30 PL I II.7)."""

import re
import unicodedata
from collections.abc import Sequence

from voffice_app.domain.authority import Capacity

_MARK = re.compile(r"^(TM|KT|TL|TUQ|Q)\s*\.")


def capacity_on_page(lines: Sequence[str]) -> Capacity | None:
    """KT., TL., TUQ., TM. or Q. of the lines above a name; ``own`` without a mark; None when no line was found."""
    if not lines:
        return None
    marks = (_MARK.match(unicodedata.normalize("NFC", line).strip().upper()) for line in lines)
    found = next((mark for mark in marks if mark), None)
    return Capacity(found.group(1).lower()) if found else Capacity.OWN


def differs(chosen: str, lines: Sequence[str]) -> bool:
    """Whether the page speaks of another capacity than the document; a page nobody could read says nothing."""
    shown = capacity_on_page(lines)
    return shown is not None and shown != chosen
