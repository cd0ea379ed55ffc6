"""Recipients outside the system: by name, and by e-mail where they have an address (QC 6.2)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from voffice_app.domain.errors import Reason, Refused
from voffice_app.domain.folding import clean

MOST = 50
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class Matter(StrEnum):
    """What a letter tells: that the document is issued (it goes along), or what became of it since (ND30 Đ18 k3–k4);
    or that the reader's own document arrived here (ND30 Đ21 k2 c).
    """

    ISSUED = "issued"
    RECALLED = "recalled"
    VALID_AGAIN = "valid_again"
    REPLACED = "replaced"
    AMENDED = "amended"
    CORRECTED = "corrected"
    ARRIVED = "arrived"


@dataclass(frozen=True)
class Outsider:
    """Without an address the document goes on paper; ``note`` says whatever helps to find the recipient."""

    name: str
    email: str = ""
    note: str = ""


def checked(outsiders: Iterable[Outsider]) -> tuple[Outsider, ...]:
    """Cleaned, lines left empty taken out, each address once. Raises Refused with every fault."""
    rows = [Outsider(clean(row.name), clean(row.email), clean(row.note)) for row in outsiders]
    rows = [row for row in rows if row.name or row.email or row.note]
    reasons = [Reason("outsider_nameless")] if any(not row.name for row in rows) else []
    bad = [row.email for row in rows if row.email and not _EMAIL.fullmatch(row.email)]
    reasons += [Reason("outsider_email_bad", {"email": email}) for email in bad]
    if len(rows) > MOST:
        reasons.append(Reason("outsiders_too_many", {"limit": MOST}))
    if reasons:
        raise Refused(reasons)
    return tuple({(row.email.lower() or row.name): row for row in rows}.values())
