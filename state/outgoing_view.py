"""What was read of an outgoing document, as the rows and sentences of its screen. No database, no clock."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from signing.geometry import AGENCY
from state.outgoing_opened import Opened
from voffice_app.db.audit import AuditEntry
from voffice_app.db.files import DocumentFile
from voffice_app.domain.incoming import DeliveryCode
from voffice_app.domain.numbering import TYPE_BY_KEY
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.people import UnitKind
from voffice_app.shapes import Entry, Fact, Option, Seal
from voffice_app.words import DONE, STEP, URGENCY, day, finding, moment, number, sentences
from voffice_app.words.outgoing import FILE_KIND, NEXT, OLD_VERSION, WAITING

# The next act of a screen is the first of these that the table offers.
FORWARD = ("issue", "seal", "sign", "assign_number", "accept_format", "approve", "initial", "submit")
UNANSWERED = (None, DeliveryCode.DELIVERED)


@dataclass(frozen=True)
class Offer:
    """One button: drawn because the table offers the step, pressable unless ``blocked``."""

    step: str
    blocked: bool = False
    done: bool = False
    first: bool = False


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


def name_of(opened: Opened) -> str:
    """Quyết định 226/QĐ-PGDĐT; before there is a number: dự thảo Quyết định."""
    document = opened.document
    kind = TYPE_BY_KEY[document.type_key].name
    return f"{kind} {document.reference}" if document.number else f"dự thảo {kind}"


def first_step(opened: Opened) -> str:
    """The next act of this reader, "" when it is somebody else's turn."""
    done = {"initial"} if opened.document.initialed else set()
    return next((step for step in FORWARD if step in opened.offers and step not in done), "")


def title(opened: Opened) -> str:
    """The heading names the next act, or whom the document waits for."""
    step, name = first_step(opened), name_of(opened)
    if step:
        return NEXT[step].format(name=name)
    told = WAITING[opened.document.status].format(
        name=name, signer=opened.signer[0] or "người ký", drafter=opened.drafter[0]
    )
    return told[0].upper() + told[1:]


def offers(opened: Opened, old: bool = False) -> list[Offer]:
    """The buttons, the next act first. Nothing is decided while an ``old`` version is on the screen."""
    first = first_step(opened)
    ordered = sorted(opened.offers, key=lambda step: step != first)
    return [
        Offer(step, old or bool(reasons), step == "initial" and opened.document.initialed, step == first)
        for step, reasons in ((step, opened.offers[step]) for step in ordered)
    ]


def blocked(opened: Opened, old: bool = False) -> list[str]:
    """Why a button cannot be pressed yet, each reason once."""
    if old and opened.offers:
        return [OLD_VERSION]
    return [
        f"{STEP[step]}: {told}"
        for step, reasons in opened.offers.items()
        if reasons and not (step == "initial" and opened.document.initialed)
        for told in sentences(reasons)
    ]


def recipients_in_words(opened: Opened) -> str:
    """gửi 104 trường và 3 phòng, ban; names when there are one or two."""
    units = opened.recipients
    if not units:
        return "chưa có nơi nhận"
    if len(units) <= 2:
        return f"gửi {', '.join(unit.name for unit in units)}"
    kinds = Counter(unit.kind for unit in units)
    words = {UnitKind.OFFICE: "Phòng GD&ĐT", UnitKind.SCHOOL: "trường", UnitKind.PARTNER: "phòng, ban"}
    told = [words[k] if k is UnitKind.OFFICE else f"{kinds[k]} {words[k]}" for k in words if kinds[k]]
    return f"gửi {' và '.join(told)}"


def facts(opened: Opened) -> list[Fact]:
    document = opened.document
    pairs = [
        ("Loại", TYPE_BY_KEY[document.type_key].name),
        ("Số, ký hiệu", document.reference if document.number else ""),
        ("Ngày văn bản", day(document.issued_on) if document.issued_on else ""),
        ("Lĩnh vực", document.subject_area),
        ("Độ khẩn", URGENCY[document.urgency]),
        ("Người soạn", ", ".join(part for part in opened.drafter if part)),
        ("Người ký", ", ".join(part for part in opened.signer if part)),
        ("Hạn trả lời", day(document.reply_due_on) if document.reply_due_on else ""),
        ("Hình thức", "Điện tử và bản giấy" if document.also_paper else "Điện tử"),
        ("Ban hành lúc", moment(document.issued_at) if document.issued_at else ""),
    ]
    return [Fact(label, value) for label, value in pairs if value]


def history(opened: Opened) -> list[Entry]:
    """08:14 · Văn thư Nguyễn Thị Hoa · cấp số 226/QĐ-PGDĐT; newest first."""
    return [
        Entry(moment(row.at, opened.today), row.actor_name, _act(row), row.comment, row.actor_title)
        for row in opened.history
    ]


def _act(row: AuditEntry) -> str:
    told = DONE.get(row.act, row.act)
    if row.act in ("assign_number", "issue") and row.facts.get("reference"):
        told += f" {row.facts['reference']}"
    if row.act == "issue" and row.facts.get("recipients"):
        told += f" tới {row.facts['recipients']} đơn vị"
    return told


def returned_because(opened: Opened) -> tuple[str, str]:
    """Who sent a returned draft back and the comment; empty when it was not."""
    if opened.document.status is not OutgoingStatus.RETURNED:
        return "", ""
    row = next((row for row in opened.history if row.act in ("send_back", "return_format")), None)
    return (f"{row.actor_title} {row.actor_name} trả lại", row.comment) if row else ("", "")


def seals(file: DocumentFile | None) -> list[Seal]:
    """The verdict on each signature of the version shown."""
    found = (file.verdict or {}).get("signatures", []) if file else []
    return [_seal(each) for each in found]


def _seal(signature: dict[str, Any]) -> Seal:
    agency = signature["field"] == AGENCY
    kind = "seal" if agency else "sign"
    return Seal(signature["outcome"], signature["signer"], _signed_at(signature), finding(signature["reasons"]), kind)


def _signed_at(signature: dict[str, Any]) -> str:
    written = signature.get("trusted_at") or signature.get("claimed_at")
    return moment(datetime.fromisoformat(written)) if written else "không rõ giờ ký"


def outcome(file: DocumentFile | None) -> str:
    return str((file.verdict or {}).get("outcome", "")) if file else ""


def file_lines(opened: Opened) -> list[FileLine]:
    """Every version, the newest first."""
    return [
        FileLine(
            FILE_KIND[file.kind], file.name, f"{moment(file.added_at, opened.today)} · {_size(file.size_bytes)}",
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


def certificate_in_words(opened: Opened) -> tuple[str, str]:
    """Whose certificate it is, and who gave it until when."""
    row = opened.certificate
    if row is None:
        return "", ""
    return _common_name(row.subject), f"{_common_name(row.issuer)} · còn hạn đến {day(row.valid_to)}"


def _common_name(written: str) -> str:
    """The CN of a distinguished name as the register keeps it."""
    parts = dict(part.strip().split("=", 1) for part in written.split(",") if "=" in part)
    return parts.get("CN", parts.get("Common Name", written))


def bound_days(opened: Opened) -> list[Option]:
    """A number given on an earlier day: its date is asked, because both may be meant."""
    document, today = opened.document, opened.today
    if "assign_number" not in opened.offers or not document.number or not document.issued_on:
        return []
    if document.issued_on == today:
        return []
    earlier = Option(document.issued_on.isoformat(), f"Giữ ngày {day(document.issued_on)}", "ngày của lần cấp số trước")
    return [earlier, Option(today.isoformat(), f"Ghi ngày hôm nay {day(today)}")] if _same_year(opened) else [earlier]


def _same_year(opened: Opened) -> bool:
    return opened.document.year == opened.today.year


def parse_day(text: str) -> date | None:
    """A date of a form; None when it is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
