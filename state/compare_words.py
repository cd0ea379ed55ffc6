"""What words changed between two versions, as sentences for the screen."""

from dataclasses import dataclass
from functools import lru_cache

from voffice_app.house import database, office
from voffice_app.reading.differences import Compared
from voffice_app.reading.errors import ReadingError

SECONDS = 20
UNREAD = "Không đọc được chữ để so sánh (có thể một bản là ảnh quét); hãy đối chiếu bằng mắt hai bản bên dưới."
SAME = "Chữ trong hai bản giống nhau."


@dataclass(frozen=True)
class WordChange:
    """One place: words taken out, words put in, and what stands around them."""

    page: str
    before: str
    removed: str
    added: str
    after: str


@lru_cache(maxsize=64)
def read_changes(earlier: str, later: str) -> tuple[str, list[WordChange]]:
    """By the two hashes, under which contents never change; a paper that cannot be read says so."""
    vault = database().vault
    target = "voffice_app.reading.differences:changed_words"
    try:
        compared = office().workshop.call(target, vault.get(earlier), vault.get(later), seconds=SECONDS)
    except ReadingError:
        return UNREAD, []
    return _said(compared), [
        WordChange(f"Trang {change.page}", change.before, change.removed, change.added, change.after)
        for change in compared.changes
    ]


def _said(compared: Compared) -> str:
    if not compared.read:
        return UNREAD
    rest = "" if compared.whole else " đầu tiên; văn bản còn phần chưa so sánh ở đây"
    count = len(compared.changes)
    return f"{count} chỗ thay đổi chữ{rest}" if count or rest else SAME
