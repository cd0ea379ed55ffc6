"""Certificates and their custody in the words of their screens. No database, no clock."""

from dataclasses import dataclass
from datetime import date, datetime

from voffice_app.db.certificates import CertificateKind, CertificateStatus
from voffice_app.db.custody_lists import CertificateRow, EventRow, Holder, days_left
from voffice_app.domain.custody import CustodyAct, is_running, warning
from voffice_app.shapes import Fact
from voffice_app.words import CERTIFICATE_KIND, CERTIFICATE_STATUS, CUSTODY, KEY_HOME, day, moment

STATUS_TONE = {"active": "green", "revoked": "", "lost": "red", "replaced": ""}
GONE = "đã thôi chức vụ, cần bàn giao lại"


@dataclass(frozen=True)
class CertificateLine:
    """One certificate of a list."""

    id: int
    href: str
    whose: str
    unit: str
    kind: str
    serial: str
    holder: str
    holder_below: str
    alert: bool
    ends: str
    ends_tone: str
    status: str
    status_tone: str


@dataclass(frozen=True)
class EventLine:
    """One line of the record of custody, ready to read."""

    at: str
    act: str
    told: str
    dates: str
    decision: str
    comment: str
    paper: str
    paper_href: str
    recorded: str


def line(row: CertificateRow, now: datetime, today: date) -> CertificateLine:
    certificate = row.certificate
    holder, below, alert = _holder(row, today)
    ends, tone = _ends(row, now)
    return CertificateLine(
        certificate.id or 0, f"/chung-thu/{certificate.id}",
        row.person or row.unit_name, row.unit_name if row.person else "",
        CERTIFICATE_KIND[certificate.kind], certificate.serial[-12:], holder, below, alert, ends, tone,
        CERTIFICATE_STATUS[certificate.status], STATUS_TONE[certificate.status],
    )  # fmt: skip


def expiry(days: int, ends_on: date) -> tuple[str, str]:
    """The words and the tone of a certificate's end: ("Còn 25 ngày", "soon")."""
    due = warning(days)
    if days < 0:
        return f"Đã hết hạn {day(ends_on)}", "late"
    if due is None:
        return day(ends_on), ""
    if days == 0:
        return "Hết hạn hôm nay", "late"
    return f"Còn {days} ngày", "today" if due == 7 else "soon"


def _ends(row: CertificateRow, now: datetime) -> tuple[str, str]:
    if row.certificate.status is not CertificateStatus.ACTIVE:
        return day(row.certificate.valid_to), ""
    return expiry(days_left(row, now), row.certificate.valid_to)


def _holder(row: CertificateRow, today: date) -> tuple[str, str, bool]:
    """Who holds it, what stands beneath, and whether somebody must act on it."""
    if row.certificate.status is not CertificateStatus.ACTIVE:
        return "—", "", False
    if row.certificate.kind is CertificateKind.PERSONAL:
        return row.person, "", False
    if row.holder is None:
        return "Chưa giao", "chưa đóng dấu được", True
    if row.holder.until and row.holder.until < today:
        return row.holder.full_name, GONE, True
    lent = [given for given in row.custody.authorities if is_running(given, today)]
    return row.holder.full_name, f"đang ủy quyền đến {day(lent[-1].to_on)}" if lent else row.holder.title, False


def facts(row: CertificateRow, now: datetime) -> list[Fact]:
    """What the certificate itself says, and where its key is."""
    kept = row.certificate
    pairs = [
        ("Đơn vị", row.unit_name),
        ("Người", row.person),
        ("Chủ thể", common_name(kept.subject)),
        ("Nơi cấp", common_name(kept.issuer)),
        ("Số chứng thư", kept.serial),
        ("Hiệu lực", f"{day(kept.valid_from)} – {day(kept.valid_to)}"),
        ("Nơi đặt khóa", KEY_HOME[kept.home]),
        ("Số thiết bị", kept.token_serial),
        ("Nhãn thiết bị", kept.token_label),
        ("Vân tay SHA-256", f"{kept.sha256[:16]}…"),
    ]
    return [Fact(label, value) for label, value in pairs if value]


def common_name(written: str) -> str:
    """The CN of a distinguished name as the register keeps it."""
    parts = dict(part.strip().split("=", 1) for part in written.split(",") if "=" in part)
    return parts.get("CN", parts.get("Common Name", written))


def event_line(row: EventRow) -> EventLine:
    event = row.event
    dates = f"từ {day(event.from_on)} đến {day(event.to_on)}" if event.to_on else ""
    has_paper = bool(event.sha256)
    return EventLine(
        day(event.from_on), CUSTODY[event.act], _told(row), dates, event.decision, event.comment,
        event.name if has_paper else "", f"/api/custody/{event.id}" if has_paper else "",
        f"{row.recorded_by} ghi lúc {moment(event.recorded_at)}",
    )  # fmt: skip


def _told(row: EventRow) -> str:
    who = written(row.holder)
    if row.event.act is CustodyAct.HANDED_OVER:
        return f"{row.event.given_by} giao cho {who}" if row.event.given_by else f"Giao cho {who}"
    if row.event.act is CustodyAct.TEMPORARY_AUTHORITY:
        return f"Cho phép {who} sử dụng"
    if row.event.act is CustodyAct.AUTHORITY_ENDED:
        return f"{who} thôi được sử dụng"
    if row.event.act is CustodyAct.RETURNED:
        return f"{who} giao lại"
    return ""


def written(holder: Holder | None) -> str:
    return f"{holder.title} {holder.full_name}" if holder else "—"
