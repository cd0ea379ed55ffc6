"""`/theo-doi/[unit]`: from every figure down to the rows behind it (QC 6.4, 8.1)."""

import reflex as rx

from dashboards.facts_state import Facts
from dashboards.progress import FRAME
from state.base import Office
from voffice_app import ui


def _document(row: rx.Var) -> rx.Component:
    return rx.cond(
        row.href != "",
        ui.reference(row.reference, row.issuing_body, href=row.href),
        ui.two_lines(row.reference, row.issuing_body),
    )


def _late(text: rx.Var, late: rx.Var) -> rx.Component:
    return rx.el.span(rx.cond(late, ui.icon("triangle"), rx.fragment()), text, class_name=rx.cond(late, "red-text", ""))


@rx.page(route="/theo-doi/[unit]", title="Theo dõi · V-Office", on_load=[Office.enter, Facts.look])
def facts() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title(Facts.finding, Facts.below),
        ui.tabs(Facts.kinds, Facts.kind, label="Chọn số liệu"),
        ui.table(
            Facts.lines,
            ui.column("Số, ký hiệu", _document, width=180),
            ui.column("Trích yếu", lambda row: ui.abstract(row.abstract), wide=True),
            ui.column("Ngày đến", lambda row: row.arrived, width=112),
            ui.column("Vào sổ", lambda row: _late(row.registered, row.registered_late), width=190),
            ui.column("Hạn xử lý", lambda row: row.due, width=112),
            ui.column("Xong", lambda row: _late(row.completed, row.completed_late), width=124),
            ui.column("Trạng thái", lambda row: ui.status_chip("incoming", row.status), width=150),
            caption="Văn bản làm nên số liệu này",
            loaded=Facts.looked,
            empty=ui.empty("circle-check", "Không có văn bản nào", "Số liệu này bằng không trong kỳ đang xem."),
        ),
        ui.pager("", Facts.following, ""),
        at="/tien-do",
    )
