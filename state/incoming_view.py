"""What was read of an incoming document, as the rows and sentences of its screen. No database, no clock."""

from dataclasses import dataclass
from datetime import date

from state.incoming_opened import Opened
from state.incoming_rows import grouped
from voffice_app.domain.incoming import AssignmentKind
from voffice_app.domain.numbering import TYPE_BY_KEY
from voffice_app.domain.people import Role
from voffice_app.shapes import Fact, Option
from voffice_app.words import SOURCE, STEP, URGENCY, day, moment, number, sentences
from voffice_app.words.incoming import NEXT, WAITING
from voffice_app.words.outgoing import FILE_KIND

# The next act of a screen is the first of these that the table offers.
FORWARD = ("register", "submit", "assign", "assign_onward", "complete")
IN_PLACE = ("register", "assign", "grant_extension", "refuse_extension", "answer_round", "close_round", "draft_answer")
"""Steps whose forms stand where they belong instead of behind a button."""


@dataclass(frozen=True)
class Offer:
    """One button: drawn because the table offers the step, pressable unless ``blocked``."""

    step: str
    blocked: bool = False
    first: bool = False


@dataclass(frozen=True)
class FileLine:
    """One kept file with its download."""

    kind: str
    name: str
    about: str
    href: str


def name_of(opened: Opened) -> str:
    """Công văn 512/SGDĐT-GDTrH; without a reference: the kind alone."""
    document = opened.document
    kind = TYPE_BY_KEY[document.type_key].name if document.type_key in TYPE_BY_KEY else document.type_key
    return f"{kind} {document.reference}" if document.reference else "văn bản chưa có số"


def first_step(opened: Opened) -> str:
    """The next act of this reader, "" when it is somebody else's turn."""
    officer = opened.actor.role is Role.OFFICER  # who may give it onward, but usually does it
    return next((step for step in FORWARD if step in opened.offers and not (officer and step == "assign_onward")), "")


def title(opened: Opened) -> str:
    """The heading names the next act, or whom the document waits for."""
    step, name = first_step(opened), name_of(opened)
    if step:
        return NEXT[step].format(name=name[0].lower() + name[1:])
    told = WAITING[opened.document.status].format(
        name=name, lead=opened.lead[0] or "người chủ trì", passed_to=opened.passed_to[0]
    )
    return told[0].upper() + told[1:]


def offers(opened: Opened) -> list[Offer]:
    """The buttons, the next act first; registering and assigning have their forms in sight instead."""
    first = first_step(opened)
    ordered = sorted(opened.offers, key=lambda step: step != first)
    return [Offer(step, bool(opened.offers[step]), step == first) for step in ordered if step not in IN_PLACE]


def blocked(opened: Opened) -> list[str]:
    """Why a button cannot be pressed."""
    shown = ((step, reasons) for step, reasons in opened.offers.items() if step not in IN_PLACE)
    return [f"{STEP[step]}: {told}" for step, reasons in shown for told in sentences(reasons)]


def facts(opened: Opened) -> list[Fact]:
    document = opened.document
    pairs = [
        ("Số đến", grouped(document.arrival_number) if document.arrival_number else ""),
        ("Ngày đến", moment(document.arrived_at, opened.today)),
        ("Cơ quan ban hành", document.issuing_body),
        ("Ngày văn bản", day(document.issued_on) if document.issued_on else ""),
        ("Ngày ký", day(document.signed_on) if document.signed_on not in (None, document.issued_on) else ""),
        ("Người ký", ", ".join(part for part in (document.signer_name, document.signer_title) if part)),
        ("Lĩnh vực", document.subject_area),
        ("Độ khẩn", URGENCY[document.urgency]),
        ("Nguồn", SOURCE[document.source]),
        ("Số trang, số bản", f"{document.pages} trang, {document.copies} bản" if document.pages else ""),
        ("Hạn xử lý", day(document.due_on) if document.due_on else ""),
        ("Người nhận, chuyển", opened.received_by[0]),
        ("Ghi chú", document.note),
    ]
    return [Fact(label, value) for label, value in pairs if value]


def file_lines(opened: Opened) -> list[FileLine]:
    """Every file; the main one first."""
    return [
        FileLine(
            FILE_KIND[file.kind], file.name, f"{file.pages} trang · {size(file.size_bytes)}" if file.pages
            else size(file.size_bytes), f"/api/files/{file.id}",
        )
        for file in opened.files
    ]  # fmt: skip


def size(size_bytes: int) -> str:
    if size_bytes < 1024 * 1024:
        return f"{max(1, size_bytes // 1024)} KB"
    return f"{number(size_bytes / (1024 * 1024), 1)} MB"


def colleagues(opened: Opened) -> list[Option]:
    return [Option(str(p.position_id), p.full_name, p.title) for p in opened.colleagues]


def due_choices(opened: Opened) -> list[Option]:
    """1, 3, 5 … working days from today, by the unit's own calendar."""
    return [Option(due_on.isoformat(), str(days), day(due_on)) for days, due_on in opened.due_choices]


def suggested(opened: Opened) -> list[Option]:
    """The deputy in charge of the field, with the basis; nobody for a reader who is that deputy."""
    position_id, basis = opened.suggested or (0, "")
    return [
        Option(str(row.position_id), row.full_name, basis)
        for row in opened.colleagues
        if row.position_id == position_id != opened.actor.position_id
    ]


def chosen(opened: Opened, kind: AssignmentKind) -> list[Option]:
    """Who has that part now: the start of a new assignment."""
    return [Option(str(r.position_id), r.full_name, r.title) for r in opened.assignees if r.kind is kind]


def parse_day(text: str) -> date | None:
    """A date of a form; None when it is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
