"""The two reports on handling, as paper or as a spreadsheet (ND30 PL VI part V, 2 and 4)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from voffice_app.actions.office import Office
from voffice_app.actions.printing_parts import PrintOut, Subject, footer_for, logged
from voffice_app.db import people
from voffice_app.db.files import Direction
from voffice_app.db.handling import list_incoming_handling, list_outgoing_handling
from voffice_app.db.session import Session
from voffice_app.domain.books import written
from voffice_app.domain.errors import not_visible
from voffice_app.domain.handling import (
    GROUPING_TITLES,
    INCOMING_TITLES,
    OUTGOING_TITLES,
    Grouping,
    Handled,
    summed,
)  # fmt: skip
from voffice_app.domain.people import Actor, UnitKind
from voffice_app.domain.permissions import Permission, may
from voffice_app.printing.footer import Footer
from voffice_app.printing.reports import Report, report_pdf, report_sheet

TITLES = {
    Direction.INCOMING: "Báo cáo tình hình giải quyết văn bản đến",
    Direction.OUTGOING: "Báo cáo tình hình giải quyết văn bản đi",
}
NAMES = {Direction.INCOMING: "den", Direction.OUTGOING: "di"}
NOTES = {
    Direction.INCOMING: "Văn bản có số đến, đến trong kỳ; đúng hạn tính theo ngày làm việc cuối cùng của thời hạn.",
    Direction.OUTGOING: "Văn bản bắt đầu soạn thảo trong kỳ; ban hành đúng hạn là trong ngày ký hoặc ngày làm việc "
    "tiếp theo.",
}


@dataclass(frozen=True)
class Question:
    """Which report: of which documents, from which day to which, gathered by what."""

    direction: Direction
    first: date
    last: date
    by: Grouping = Grouping.PERSON


def list_handling(session: Session, actor: Actor, asked: Question, today: date) -> list[Handled]:
    """The lines of the report that this person may read.

    Raises NotVisible: without the permission, or schools asked for by whoever does not follow them.
    """
    if not may(actor, Permission.BOOKS_PRINT) or (asked.by is Grouping.UNIT and not actor.oversees_schools):
        raise not_visible()
    if asked.direction is Direction.OUTGOING:
        return list_outgoing_handling(session, actor.unit_id, asked.first, asked.last, today, asked.by)
    units = [actor.unit_id]
    if asked.by is Grouping.UNIT:
        units += [unit.id or 0 for unit in people.list_units(session, UnitKind.SCHOOL)]
    return list_incoming_handling(session, units, asked.first, asked.last, today, asked.by)


def print_report(office: Office, actor: Actor, asked: Question, lookup: str, form: str) -> PrintOut:
    """The report as "pdf" or "xlsx"; logged like every print-out."""
    with office.db.read() as session:
        rows = list_handling(session, actor, asked, office.db.today())
        unit = people.load_unit(session, actor.unit_id)
        footer = footer_for(office, session, actor, lookup)
    titles = INCOMING_TITLES if asked.direction is Direction.INCOMING else OUTGOING_TITLES
    report = Report(
        unit.parent_name, unit.name, TITLES[asked.direction],
        f"Từ ngày {written(asked.first)} đến ngày {written(asked.last)}",
        (GROUPING_TITLES[asked.by], "Tổng số", *titles.values()),
        [row.cells for row in rows], summed(rows).cells, NOTES[asked.direction],
    )  # fmt: skip
    content, pages = _as_sheet(report, footer) if form == "xlsx" else report_pdf(report, footer)
    name = f"bao-cao-{NAMES[asked.direction]}-{asked.first:%Y%m%d}-{asked.last:%Y%m%d}.{form}"
    what = f"{report.title}, {report.period[0].lower()}{report.period[1:]}"
    return logged(office, actor, Subject(what, "report", 0), footer, PrintOut(content, name, pages))


def _as_sheet(report: Report, footer: Footer) -> tuple[bytes, int]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        report_sheet(report, footer, path)
        return path.read_bytes(), 1
