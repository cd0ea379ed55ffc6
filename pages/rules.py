"""`/quy-che`: the unit's own rules, each from a day on and with its decision (QC Chương III)."""

import reflex as rx

from pages.home_parts import FRAME
from state.base import Office
from state.rules import Rules
from voffice_app import ui

AT = "/quy-che"


def _form() -> rx.Component:
    return ui.form(
        ui.select_field("rule", "Quy định", Rules.names, required=True, none="Chọn quy định"),
        ui.fields(
            ui.text_field("value", "Giá trị", required=True, hint="Có, Không, hoặc số ngày làm việc"),
            ui.date_field("valid_from", "Áp dụng từ ngày", required=True),
        ),
        ui.text_field("decided_by", "Văn bản quyết định", required=True, hint="Số, ngày của quy chế, quyết định"),
        ui.lines(ui.button("Thêm quy định", submit=True, filled=True)),
        on_submit=Rules.add,
    )


def _listed() -> rx.Component:
    line = rx.foreach(Rules.rules, lambda rule: rx.el.li(ui.two_lines(rx.el.b(rule.label), rule.note)))
    none = ui.empty("scroll-text", "Đơn vị chưa có quy định riêng", "Khi chưa có, áp dụng theo quy chế chung.")
    return rx.cond(Rules.looked & (Rules.rules.length() == 0), none, rx.el.ul(line, class_name="stack"))


@rx.page(route=AT, title="Quy chế của đơn vị · V-Office", on_load=[Office.enter, Rules.look])
def rules() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title("Quy chế của đơn vị", "Có hiệu lực từ ngày ghi; quy định sau thay quy định trước"),
        ui.card("Quy định đã ban hành", _listed()),
        ui.card("Thêm quy định", rx.el.div(_form(), key=Rules.turn.to_string())),
        at=AT,
        narrow=True,
    )
