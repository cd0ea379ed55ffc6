"""What one document may say of another (ND30 Đ18 k3; domain.md §2)."""

from enum import StrEnum


class LinkKind(StrEnum):
    """``source`` … ``target``: an answer replies to a paper, a new document replaces, amends or corrects an old one."""

    REPLIES_TO = "replies_to"
    REPLACES = "replaces"
    AMENDS = "amends"
    CORRECTS = "corrects"
    RECALLS = "recalls"
    ENCLOSED_WITH = "enclosed_with"


DECLARED = (LinkKind.REPLACES, LinkKind.AMENDS, LinkKind.CORRECTS)
"""What a draft may declare of an earlier document of its own unit."""
