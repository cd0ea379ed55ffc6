"""`/bao-cao`: báo cáo tình hình giải quyết văn bản đến, đi, of a period; printed and saved with the same figures."""

from typing import Any

import reflex as rx

from pages.printing_parts import AT, FRAME, places
from state.base import Office
from state.reports import Reports
from voffice_app import ui

COUNTS = ("total", "in_time", "late", "waiting", "in_term", "overdue", "aside")
RED = ("late", "overdue")


def _question() -> rx.Component:
    return ui.form(
        ui.fields(
            ui.date_field("first", "Từ ngày", Reports.first),
            ui.date_field("last", "Đến ngày", Reports.last),
            ui.select_field("by", "Xếp theo", Reports.groupings, Reports.by),
            ui.lines(ui.button("Xem", submit=True)),
            columns=4,
        ),
        on_submit=Reports.ask,
    )


def _table() -> rx.Component:
    head = rx.el.tr(rx.foreach(Reports.heads, lambda title: rx.el.th(title, scope="col")))
    body = rx.el.tbody(rx.foreach(Reports.lines, _line))
    sheet = rx.el.table(
        rx.el.caption(Reports.title, class_name="unseen"), rx.el.thead(head), body, class_name="report"
    )  # fmt: skip
    empty = ui.empty("circle-check", "Không có văn bản nào trong kỳ này", "Chọn kỳ khác ở phía trên.")
    return rx.el.div(rx.cond(Reports.lines.length() > 0, sheet, empty), class_name="report-sheet")


def _line(row: Any) -> rx.Component:
    def count(name: str) -> rx.Component:
        shown = getattr(row, name)
        tone = rx.cond(shown != "–", "is-number red-text", "is-number") if name in RED else "is-number"
        return rx.el.td(shown, class_name=tone)

    return rx.el.tr(rx.el.th(row.name, scope="row"), *[count(name) for name in COUNTS])


def _papers() -> rx.Component:
    def paper(form: str, label: str, icon: str, filled: str) -> rx.Component:
        href = f"/api/reports/{Reports.direction}.{form}?{Reports.query}"
        return ui.file_link(ui.icon(icon), rx.el.span(label), href=href, class_name=f"button {filled}".strip())

    return rx.el.div(
        paper("xlsx", "Tải Excel", "download", ""), paper("pdf", "In PDF", "printer", "filled"), class_name="row"
    )


@rx.page(
    route="/bao-cao", title="Báo cáo tình hình giải quyết văn bản · V-Office", on_load=[Office.enter, Reports.look]
)
def reports() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title(Reports.title, Reports.period, _papers()),
        places("reports"),
        ui.tabs(Reports.directions, Reports.direction, "Văn bản đến hay đi"),
        _question(),
        rx.cond(Reports.looked, _table(), rx.fragment()),
        at=AT,
    )
