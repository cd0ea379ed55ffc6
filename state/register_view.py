"""The books in the words of their screens. No database, no clock."""

from dataclasses import dataclass
from datetime import date

from voffice_app.db.audit import AuditEntry
from voffice_app.db.files import Direction
from voffice_app.db.register_lists import BookRow
from voffice_app.db.registers import BackdatePermission, HeldNumber, RegisterVolume
from voffice_app.db.sequences import Register
from voffice_app.db.volumes import Comparison
from voffice_app.domain.numbering import TYPE_BY_KEY
from voffice_app.domain.registers import HeldStatus
from voffice_app.shapes import Entry
from voffice_app.words import DONE, day, moment
from voffice_app.words import registers as words

AT = "/so-van-ban"


@dataclass(frozen=True)
class BookLine:
    """A book of the list."""

    href: str
    name: str
    below: str
    types: str
    last: str
    held: str
    voided: str
    whole: str
    tone: str
    closed: str


@dataclass(frozen=True)
class HeldLine:
    """A number set aside."""

    id: int
    number: str
    status: str
    tone: str
    reason: str
    since: str
    waiting: bool


@dataclass(frozen=True)
class PermissionLine:
    """Days the head lets the clerk enter late."""

    id: int
    days: str
    below: str
    status: str
    tone: str
    running: bool


@dataclass(frozen=True)
class VolumeLine:
    """A closed volume."""

    id: int
    name: str
    numbers: str
    days: str
    closed: str
    hash: str


@dataclass(frozen=True)
class ChangeLine:
    """A place where the book no longer says what the closed volume says."""

    where: str
    before: str
    now: str


def types_of(register: Register) -> str:
    """The types a book takes."""
    if register.type_keys:
        return ", ".join(TYPE_BY_KEY[key].name for key in register.type_keys if key in TYPE_BY_KEY)
    return "Mọi loại" if not register.is_default else "Mọi loại không có sổ riêng"


def about(register: Register) -> str:
    """Văn bản đi · Hội đồng thi đua · ký hiệu HĐTĐ · chưa mở hoặc đã thôi."""
    parts = [words.DIRECTION[register.direction], register.body_name]
    parts.append(f"ký hiệu {register.symbol}" if register.symbol else "")
    parts.append(f"từ năm {register.first_year}" if register.first_year else "")
    parts.append(f"đến hết năm {register.last_year}" if register.last_year else "")
    return " · ".join(part for part in parts if part)


def book_line(row: BookRow) -> BookLine:
    tone, whole = words.WHOLE
    if row.missing:
        tone, whole = "red", f"Thiếu số {', '.join(str(number) for number in row.missing)}"
    closed = f"{row.volumes} quyển, đến số {row.closed_to}" if row.volumes else "Chưa đóng"
    return BookLine(
        f"{AT}/{row.register.id}?nam={row.year}", row.register.name, about(row.register), types_of(row.register),
        str(row.last_number), str(row.held), str(row.voided + row.struck), whole, tone, closed,
    )  # fmt: skip


def held_line(row: HeldNumber) -> HeldLine:
    reason = f"{row.reason} · Hủy: {row.void_reason}" if row.void_reason else row.reason
    return HeldLine(
        row.id or 0, str(row.number), words.HELD[row.status], words.HELD_TONE[row.status], reason,
        moment(row.held_at), row.status is HeldStatus.HELD,
    )  # fmt: skip


def permission_line(row: BackdatePermission, given_by: str, today: date) -> PermissionLine:
    running = row.ended_at is None and row.valid_until >= today
    span = day(row.first_on) if row.first_on == row.last_on else f"{day(row.first_on)} – {day(row.last_on)}"
    status = f"Đến hết {day(row.valid_until)}" if running else "Đã rút lại" if row.ended_at else "Đã hết hạn"
    below = f"{row.reason} · {given_by}, {moment(row.given_at)}"
    return PermissionLine(row.id or 0, span, below, status, "green" if running else "", running)


def volume_line(row: RegisterVolume) -> VolumeLine:
    return VolumeLine(
        row.id or 0, f"Quyển số {row.volume}", f"{row.first_number} – {row.last_number}",
        f"{day(row.first_on)} – {day(row.last_on)}", moment(row.closed_at), row.hash[:16],
    )  # fmt: skip


def change_lines(found: Comparison) -> list[ChangeLine]:
    """At most a hundred places; who changes more has changed the book."""
    return [
        ChangeLine(f"Số {each.number} · {words.COLUMN.get(each.column, each.column)}", each.before or "—",
                   each.now or "—")
        for each in found.differences[:100]
    ]  # fmt: skip


def verdict(found: Comparison) -> tuple[str, str]:
    """Kind of notice and its sentence."""
    if not found.kept:
        return "error", words.HARMED
    if not found.chained:
        return "error", words.UNCHAINED
    if found.differences:
        return "warning", words.DIFFERS.format(count=len(found.differences))
    return "done", words.EQUAL


def history_line(row: AuditEntry, today: date) -> Entry:
    facts = row.facts
    told = DONE.get(row.act, row.act)
    if "number" in facts:
        told += f" {facts['number']}" if row.act == "void_number" else f", số {facts['number']}"
    if "volume" in facts:
        told += f" năm {facts['year']}, quyển số {facts['volume']}, số"
    if "first" in facts:
        told += f" {facts['first']}–{facts['last']}" if facts["first"] != facts["last"] else f" {facts['first']}"
    if row.act == "backdate":
        told += f", ngày {day(date.fromisoformat(facts['day']))}"
    return Entry(moment(row.at, today), row.actor_name, told, row.comment, row.actor_title)


def direction_of(text: str) -> Direction:
    return Direction.INCOMING if text == Direction.INCOMING else Direction.OUTGOING
