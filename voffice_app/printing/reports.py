"""The two reports on handling, as paper and as a spreadsheet."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from voffice_app.printing.books import Column
from voffice_app.printing.footer import Footer
from voffice_app.printing.press import press
from voffice_app.printing.sheets import Sheet, spreadsheet

_NAME_MM, _COUNT_MM = 70, 30


@dataclass(frozen=True)
class Report:
    """`columns` begins with what the rows are gathered by; `rows` and `sum` fit it, `note` tells how it was counted."""

    parent: str
    unit: str
    title: str
    period: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str | int]]
    sum: Sequence[str | int]
    note: str


def report_pdf(report: Report, footer: Footer) -> tuple[bytes, int]:
    """The PDF and its pages: A4 lying, with room for two signatures."""
    texts = {
        "rows": [[str(cell) for cell in row] for row in report.rows], "sum": [str(cell) for cell in report.sum],
    }  # fmt: skip
    return press("report", asdict(report) | texts | {"footer": footer.data()})


def report_sheet(report: Report, footer: Footer, path: Path) -> None:
    """The same figures as numbers, the sum last."""
    first, *counts = report.columns
    columns = [Column(first, _NAME_MM), *(Column(title, _COUNT_MM, True) for title in counts)]
    sheet = Sheet(report.title, (report.unit, report.period), columns, footer.lines)
    spreadsheet(sheet, [*report.rows, report.sum], path)
