"""What is known of a document, in the words of its screen: facts, recipients, history, certificate."""

from collections import Counter

from state.outgoing_opened import Opened
from voffice_app.actions.signing_attempt_parts import WAY_OF
from voffice_app.db.audit import AuditEntry
from voffice_app.domain.numbering import TYPE_BY_KEY
from voffice_app.domain.people import UnitKind
from voffice_app.shapes import Entry, Fact
from voffice_app.words import DONE, URGENCY, day, moment
from voffice_app.words.drafting import PAPER, PROPOSED

NUMBERED = ("comment", "answer_comment", "settle_comment", "reopen_comment", "certified_copy")
"""Acts whose history names a number: which comment, which copy."""


def recipients_in_words(opened: Opened) -> str:
    """gửi 104 trường và 3 phòng, ban; names when there are one or two."""
    units, outside = opened.recipients, opened.document.outsider_count
    if not units:
        return f"gửi {outside} nơi ngoài hệ thống" if outside else "chưa có nơi nhận"
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
        ("Tư cách ký", document.signing_lines.replace("\n", " / ")),
        ("Căn cứ ký", document.signing_basis),
        ("Hạn trả lời", day(document.reply_due_on) if document.reply_due_on else ""),
        ("Hình thức", PAPER[document.also_paper] + ("" if document.paper_decided_by else f" ({PROPOSED})")),
        ("Ban hành lúc", moment(document.issued_at) if document.issued_at else ""),
        ("Dấu thời gian", opened.time_stamp),
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
    if row.act in NUMBERED and row.facts.get("number"):
        told += f" số {row.facts['number']}"
    if row.act == "ask_opinion" and row.facts.get("whom"):
        told += f": {row.facts['whom']}"
    if row.act == "issue" and row.facts.get("recipients"):
        told += f" tới {row.facts['recipients']} đơn vị"
    return told


def certificate_in_words(opened: Opened) -> tuple[str, str]:
    """Whose certificate it is, and who gave it until when."""
    row = opened.certificate
    if row is None:
        return "", ""
    return _common_name(row.subject), f"{_common_name(row.issuer)} · còn hạn đến {day(row.valid_to)}"


def way_of(opened: Opened) -> str:
    """Where the key of the next signature is: server, desk or plugin."""
    return str(WAY_OF[opened.certificate.home]) if opened.certificate else ""


def _common_name(written: str) -> str:
    """The CN of a distinguished name as the register keeps it."""
    parts = dict(part.strip().split("=", 1) for part in written.split(",") if "=" in part)
    return parts.get("CN", parts.get("Common Name", written))
