"""`/quan-tri/thay-doi-don-vi`: a unit is renamed, merged into another, or split; its history beneath."""

from typing import Any

import reflex as rx

from pages.home_parts import FRAME
from state.base import Office
from state.unit_changes import UnitChanges
from voffice_app import ui

AT = "/quan-tri/don-vi"
S = UnitChanges


def _decision() -> tuple[rx.Component, rx.Component]:
    return (
        ui.text_field("paper", "Quyết định số, ngày", required=True),
        ui.date_field("day", "Có hiệu lực từ ngày", required=True, hint="Hôm nay hoặc trước đó"),
    )


def _names(values: Any = None) -> rx.Component:
    value = (lambda name: values[name]) if values is not None else (lambda name: "")
    return ui.fields(
        ui.text_field("name", "Tên đơn vị", value("name"), required=True),
        ui.text_field("parent_name", "Cơ quan chủ quản", value("parent_name")),
        ui.text_field("symbol", "Ký hiệu trong số văn bản", value("symbol"), required=True),
        ui.text_field("place_name", "Địa danh", value("place_name"), required=True),
    )


def _rename() -> rx.Component:
    return ui.card(
        "Đổi tên",
        ui.form(
            _names(S.values),
            ui.fields(*_decision()),
            ui.lines(ui.button("Đổi tên", submit=True, filled=True)),
            on_submit=S.rename,
        ),
        below="Văn bản trước ngày này giữ tên cũ.",
    )


def _merge() -> rx.Component:
    form = ui.form(
        ui.fields(
            ui.select_field("into", "Nhập vào đơn vị", S.others, required=True, none="Chọn đơn vị"),
            ui.text_field("head_title", "Chức vụ mới của người đứng đầu", hint="Khi đơn vị kia đã có người đứng đầu"),
            *_decision(),
        ),
        ui.lines(ui.button("Nhập đơn vị", submit=True, filled=True)),
        on_submit=S.merge,
    )
    first = ui.notice("warning", "Còn việc phải xong trước", "Xem các dòng ghi “phải … trước” ở bản xem trước.")
    return rx.fragment(
        ui.card("Xem trước", ui.facts(S.preview), below="Văn bản đã xong ở lại đơn vị cũ; sổ của đơn vị cũ đóng lại."),
        rx.cond(S.blocked, first, ui.card("Nhập đơn vị", form)),
    )


def _person(option: Any) -> rx.Component:
    box = rx.el.input(type="checkbox", name="person_" + option.value, id="person_" + option.value)
    return rx.el.label(box, rx.el.span(option.label), html_for="person_" + option.value, class_name="check")


def _split() -> rx.Component:
    return ui.card(
        "Tách đơn vị mới",
        ui.form(
            _names(),
            ui.fields(ui.text_field("code", "Mã định danh", required=True), *_decision()),
            rx.el.fieldset(
                rx.el.legend("Người sang đơn vị mới"),
                rx.el.div(rx.foreach(S.staff, _person), class_name="choices"),
                class_name="field",
            ),
            ui.lines(ui.button("Tách đơn vị", submit=True, filled=True)),
            on_submit=S.split,
        ),
        below="Văn bản đến người đó chủ trì và dự thảo người đó soạn đi theo; việc khác phải bàn giao trước.",
    )


def _history() -> rx.Component:
    return ui.table(
        S.history,
        ui.column("Việc", lambda row: rx.el.b(row.act), width=130),
        ui.column("Ngày", lambda row: row.day, width=150),
        ui.column("Nội dung", lambda row: row.told, wide=True),
        ui.column("Quyết định", lambda row: row.paper),
        caption="Lịch sử đơn vị", titled=True, loaded=S.looked,
        empty=ui.empty("history", "Chưa có thay đổi nào", ""),
    )  # fmt: skip


@rx.page(
    route="/quan-tri/thay-doi-don-vi", title="Thay đổi đơn vị · V-Office", on_load=[Office.enter, UnitChanges.look]
)
def unit_changes() -> rx.Component:
    forms = {"doi-ten": _rename(), "nhap": _merge(), "tach": _split()}
    closed = ui.notice("info", "Đơn vị này đã ngừng hoạt động", "Chỉ còn xem lịch sử.")
    turned = rx.el.div(rx.match(S.tab, *forms.items(), rx.fragment()), key=f"{S.unit_id}-{S.turn}", class_name="stack")
    shown = rx.cond(S.looked, turned, rx.fragment())
    return ui.shell(
        FRAME,
        ui.crumbs(("Đơn vị", AT), S.unit_title),
        ui.page_title("Thay đổi đơn vị", S.unit_title),
        rx.cond(S.standing, rx.fragment(ui.tabs(S.tabs, S.tab, label="Chọn thay đổi"), shown), closed),
        _history(),
        at=AT,
        narrow=True,
    )
