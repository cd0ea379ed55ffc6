"""The kept versions of a document, and how far the issued one has come."""

from dataclasses import dataclass

from state.long_term import version_in_words
from state.outgoing_opened import Opened
from voffice_app.domain.incoming import DeliveryCode
from voffice_app.words import moment, number
from voffice_app.words.outgoing import FILE_KIND

UNANSWERED = (None, DeliveryCode.DELIVERED)


@dataclass(frozen=True)
class FileLine:
    """One kept version with its download."""

    kind: str
    name: str
    about: str
    href: str
    current: bool


@dataclass(frozen=True)
class DeliveryLine:
    """One recipient of the issued document."""

    unit: str
    code: str
    at: str
    late: bool


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


def deliveries(opened: Opened, only_waiting: bool) -> list[DeliveryLine]:
    return [
        DeliveryLine(
            row.unit_name, str(row.code or DeliveryCode.DELIVERED),
            moment(row.registered_at, opened.today) if row.registered_at else "", row.opened_late,
        )
        for row in opened.deliveries
        if not only_waiting or row.code in UNANSWERED
    ]  # fmt: skip


def delivered_in_words(opened: Opened) -> str:
    """42 / 107 đơn vị đã tiếp nhận, 3 đơn vị trễ."""
    rows = opened.deliveries
    taken = sum(row.code not in UNANSWERED for row in rows)
    late = sum(row.opened_late for row in rows)
    return f"{taken} / {len(rows)} đơn vị đã tiếp nhận" + (f", {late} đơn vị tiếp nhận trễ" if late else "")
