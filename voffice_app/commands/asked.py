"""What `voffice verify` and `voffice sign` share: whom to believe, by the government's list and a person's folders."""

from collections.abc import Iterable
from pathlib import Path

from signing.authorities import government, with_government
from signing.folders import with_folders
from signing.trust import Trust


class CannotAsk(Exception):  # named as a fact
    """The order itself is wrong; its text is the sentence for people."""


def trust_of(trusted: Iterable[Path], lists: Iterable[Path]) -> tuple[Trust, tuple[str, ...]]:
    """The trust, and the names of files in the folders that were of no use. Raises CannotAsk for what is not there."""
    try:
        return with_folders(with_government(Trust(), government()), trusted, lists)
    except OSError as missing:
        raise CannotAsk(f"Không đọc được {missing.filename}. Kiểm tra lại đường dẫn.") from None
