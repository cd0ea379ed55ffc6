"""Whom an acknowledgement is owed on the day of arrival (ND30 Đ21 k2 c)."""

from enum import StrEnum

from voffice_app.domain.incoming import Source

OWED_TO = (Source.EMAIL, Source.OTHER)
"""Sent to us by a machine that waits for an answer. Inside the system and on MVP the systems tell each other; nobody
sent us what we found on a website; for paper the deliverer has a signature."""


class Way(StrEnum):
    EMAIL = "email"
    SYSTEM = "system"
    PHONE = "phone"
    PRINTED = "printed"
