"""State secrets never enter (QC 1, 5.3, 5.4, 10.4): the declared level, and texts that read as marked."""

import re
import unicodedata
from enum import StrEnum

from voffice_app.domain.errors import refuse


class Secrecy(StrEnum):
    NONE = "none"
    SECRET = "mat"  # noqa: S105 - the level, not a secret
    TOP_SECRET = "toi_mat"  # noqa: S105
    ABSOLUTE = "tuyet_mat"


# A mark stands alone or in brackets, in capitals; "bảo mật", "bí mật" in a sentence are ordinary words.
_MARK = re.compile(r"(?:^|[\[(\n])\s*(TUYỆT MẬT|TỐI MẬT|MẬT)\s*(?:$|[\])\n:])")


def refuse_secret(declared: Secrecy, *texts: str) -> None:
    """Refuse a document declared, or marked in its texts, as a state secret."""
    if declared is not Secrecy.NONE:
        raise refuse("state_secret", level=str(declared))
    for text in texts:
        if _MARK.search(unicodedata.normalize("NFC", text).strip()):
            raise refuse("state_secret", level="marked")
