"""What happened to an incoming document, as sentences."""

from datetime import date

from state.incoming_opened import Opened
from state.incoming_rows import grouped
from voffice_app.db.audit import AuditEntry
from voffice_app.shapes import Entry
from voffice_app.words import DONE, day, moment
from voffice_app.words.incoming import PARTS
from voffice_app.words.labels import STANCE


def history(opened: Opened) -> list[Entry]:
    """08:14 · Văn thư Nguyễn Thị Hoa · vào sổ, số đến 1 204; newest first, its arrival from inside last."""
    told = [
        Entry(moment(row.at, opened.today), row.actor_name, _act(row), row.comment, row.actor_title)
        for row in opened.history
    ]
    document = opened.document
    if document.origin_outgoing_id is not None:
        arrived = f"gửi {document.reference} đến đơn vị qua V-Office"
        told.append(Entry(moment(document.arrived_at, opened.today), document.issuing_body, arrived))
    return told


def _act(row: AuditEntry) -> str:
    told = DONE.get(row.act, row.act)
    if row.facts.get("arrival_number"):
        told += f", số đến {grouped(int(row.facts['arrival_number']))}"
    if row.facts.get("to"):
        told += f" cho {row.facts['to']}"
    parts = [f"{', '.join(row.facts[kind])} {PARTS[kind]}" for kind in PARTS if row.facts.get(kind)]
    if row.facts.get("due_on"):
        parts.append(f"hạn {day(date.fromisoformat(row.facts['due_on']))}")
    if row.facts.get("wished_on"):
        parts.append(f"đến {day(date.fromisoformat(row.facts['wished_on']))}")
    if row.facts.get("stance"):
        parts.append(STANCE[row.facts["stance"]].lower())
    totals = row.facts.get("totals", {})
    parts += [f"{count} {STANCE[stance].lower()}" for stance, count in totals.items() if count]
    return f"{told}: {'; '.join(parts)}" if parts else told


GAVE_BACK = dict.fromkeys(("return_assignment", "return_onward", "return_intake"), "trả lại") | {
    "reopen": "mở lại", "hand_back": "chuyển lại văn thư", "void_entry": "hủy mục nhập sai",
}  # fmt: skip


def returned_because(opened: Opened) -> tuple[str, str]:
    """Who gave it back last and why, while that waits for an answer."""
    row = next(iter(opened.history), None)
    if row is None or row.act not in GAVE_BACK:
        return "", ""
    return f"{row.actor_title} {row.actor_name} {GAVE_BACK[row.act]}", row.comment
