"""`/uy-quyen`: who acts for the head, who is in charge of which field, who covers whom, who signs in which capacity."""

from typing import Any

import reflex as rx

from pages.deputising_parts import cover_form, delegate_form, field_form, power_form
from pages.home_parts import FRAME
from state.base import Office
from state.deputising import Deputising
from voffice_app import ui

AT = "/uy-quyen"
S = Deputising


def _rows() -> rx.Component:
    return ui.table(
        S.lines,
        ui.column("Người thực hiện", lambda row: ui.two_lines(rx.el.b(row.who), row.title), width=220),
        ui.column("Nội dung", lambda row: ui.two_lines(row.what, row.below), wide=True),
        ui.column("Thời gian", lambda row: row.dates, width=200),
        ui.column("Căn cứ", _paper),
        ui.column("Trạng thái", lambda row: ui.chip(row.state, row.tone), width=140),
        ui.column(
            "",
            lambda row: rx.cond(row.may_end, ui.button("Kết thúc", on_click=S.end(row.id)), rx.fragment()),
            width=120, act=True,
        ),
        caption="Ủy quyền, phân công",
        loaded=S.looked,
        empty=ui.empty("users", "Chưa có", "Người đứng đầu đơn vị ghi ở dưới; bộ phận CNTT ghi theo văn bản."),
    )  # fmt: skip


def _paper(row: Any) -> rx.Component:
    scan = ui.file_link("Bản chụp", href=row.scan, class_name="text-link")
    return rx.fragment(row.paper, rx.cond(row.scan != "", rx.el.span(scan, class_name="below"), rx.fragment()))


def _forms() -> rx.Component:
    forms = {"lam-thay": delegate_form(), "linh-vuc": field_form(), "vang-mat": cover_form(), "ky": power_form()}
    shown = rx.el.div(rx.match(S.tab, *forms.items(), rx.fragment()), key=S.turn.to_string())
    return rx.cond(S.keeps, shown, rx.fragment())


def _unit() -> rx.Component:
    chooser = ui.select_field("unit", "Đơn vị", S.units, S.unit_id.to_string(), on_change=S.choose_unit)
    return rx.cond(S.chooses_unit, chooser, rx.fragment())


@rx.page(route=AT, title="Ủy quyền, phân công · V-Office", on_load=[Office.enter, S.look])
def deputising() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title("Ủy quyền, phân công", S.unit_title),
        _unit(),
        ui.tabs(S.tabs, S.tab, label="Chọn loại"),
        _rows(),
        _forms(),
        at=AT,
    )
