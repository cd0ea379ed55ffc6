"""The kept versions of a document."""

from dataclasses import dataclass

from state.long_term import version_in_words
from state.outgoing_opened import Opened
from voffice_app.words import moment, number
from voffice_app.words.outgoing import FILE_KIND


@dataclass(frozen=True)
class FileLine:
    """One kept version with its download."""

    kind: str
    name: str
    about: str
    href: str
    current: bool


def file_lines(opened: Opened) -> list[FileLine]:
    """Every version, the newest first."""
    return [
        FileLine(
            version_in_words(file, FILE_KIND), file.name,
            f"{moment(file.added_at, opened.today)} · {_size(file.size_bytes)}"
            + (" · đã bỏ khỏi dự thảo" if file.withdrawn_at else ""),
            f"/api/files/{file.id}", file.id == opened.document.current_file_id,
        )
        for file in reversed(opened.files)
    ]  # fmt: skip


def _size(size_bytes: int) -> str:
    if size_bytes < 1024 * 1024:
        return f"{max(1, size_bytes // 1024)} KB"
    return f"{number(size_bytes / (1024 * 1024), 1)} MB"
