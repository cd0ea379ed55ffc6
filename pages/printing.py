"""`/in-so`: books of NĐ 30 Appendix IV as PDF to be bound, or as a spreadsheet."""

from typing import Any

import reflex as rx

from pages.printing_parts import AT, FRAME, places
from state.base import Office
from state.printing import Printing
from voffice_app import ui
from voffice_app.shapes import Option
from voffice_app.words.printing import FORM

FORMS = [Option(key, label) for key, label in FORM.items()]


def _form() -> rx.Component:
    return ui.form(
        ui.select_field("book", "Sổ", Printing.books, Printing.book, on_change=Printing.choose_book),
        ui.fields(
            ui.select_field("year", "Năm", Printing.years, Printing.year, on_change=Printing.choose_year),
            ui.text_field("volume", "Quyển số", "", hint="In ở bìa; để trống thì ghi tay"),
        ),
        ui.fields(
            ui.text_field("first", "Từ số", Printing.first, kind="number", min="1"),
            ui.text_field("last", "Đến số", Printing.last, kind="number", min="1"),
        ),
        rx.el.p(Printing.holds, class_name="muted small", role="status"),
        ui.choice_field("form", "Dạng tệp", rx.Var.create(FORMS).to(list[Option]), "pdf"),
        ui.lines(ui.button("Xuất sổ", icon="printer", submit=True, filled=True)),
        on_submit=Printing.export,
    )


def _export(line: Any) -> rx.Component:
    done = ui.file_link(
        ui.icon("download"),
        rx.el.span("Tải về"),
        href=line.href,
        class_name="button small",
        custom_attrs={"download": ""},
    )
    state = rx.cond(
        line.running,
        ui.progress(line.percent, line.progress),
        rx.cond(line.href != "", done, ui.chip(line.state, line.tone)),
    )
    return rx.el.li(
        rx.el.div(rx.el.b(line.title), rx.el.span(line.made, class_name="below"),
                  rx.cond(line.reason != "", rx.el.span(line.reason, class_name="below"), rx.fragment())),
        state,
        class_name="export-row",
    )  # fmt: skip


def _exports() -> rx.Component:
    listed = rx.el.ul(rx.foreach(Printing.exports, _export), class_name="exports")
    empty = rx.el.p("Chưa xuất sổ nào. Chọn sổ rồi bấm «Xuất sổ»; sổ dài mất vài giây.", class_name="muted small")
    return ui.card(
        "Tệp của tôi", rx.cond(Printing.exports.length() > 0, listed, empty),
        below="Chỉ bạn tải được; tệp giữ 24 giờ rồi tự dọn",
    )  # fmt: skip


@rx.page(route="/in-so", title="In sổ · V-Office", on_load=[Office.enter, Printing.look])
def printing() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title(
            "In sổ đăng ký văn bản", "Đúng mẫu Phụ lục IV Nghị định 30/2020/NĐ-CP, có cột «Ký nhận» để ký tay"
        ),
        places("books"),
        rx.el.div(ui.card("Chọn sổ", _form()), _exports(), class_name="grid halves"),
        ui.ticker(Printing.running, Printing.tick),
        at=AT,
    )
