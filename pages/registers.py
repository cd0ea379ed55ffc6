"""`/so-van-ban`: the unit's books of a year. `/quan-tri/so-van-ban`: IT opens one for any unit."""

import reflex as rx

from pages.registers_parts import AT, FRAME, register_form
from state.base import Office
from state.registers import Registers, RegistersOfUnits
from voffice_app import ui

ADMIN_AT = "/quan-tri/so-van-ban"


def _new() -> rx.Component:
    """Seldom needed: behind a line that opens."""
    opened = rx.el.details(
        rx.el.summary("Mở thêm sổ: loại văn bản đánh số riêng, hoặc hội đồng, ban, tổ"),
        register_form(Registers.first_years, Registers.add),
        class_name="more",
    )
    return rx.cond(Office.permissions.contains("unit.rules"), opened, rx.fragment())


@rx.page(route=AT, title="Sổ văn bản · V-Office", on_load=[Office.enter, Registers.look])
def registers() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title("Sổ văn bản", "Mỗi sổ đánh số liên tục từ 01 ngày 01/01; số giữ, số hủy đều nằm trong sổ"),
        ui.tabs(Registers.years, Registers.year, label="Chọn năm"),
        ui.table(
            Registers.lines,
            ui.column("Sổ", lambda row: ui.reference(row.name, row.below, href=row.href), wide=True),
            ui.column("Nhận", lambda row: row.types, width=230),
            ui.column("Số cuối", lambda row: rx.el.b(row.last), width=90, number=True),
            ui.column("Đang giữ", lambda row: row.held, width=90, number=True),
            ui.column("Đã hủy", lambda row: row.voided, width=80, number=True),
            ui.column("Liên tục", lambda row: ui.chip(row.whole, row.tone), width=130),
            ui.column("Đóng sổ", lambda row: row.closed, width=170),
            caption="Các sổ của đơn vị",
            loaded=Registers.looked,
            empty=ui.empty("book-open", "Năm này chưa có sổ nào", "Chọn năm khác ở trên."),
        ),
        _new(),
        at=AT,
    )


@rx.page(route=ADMIN_AT, title="Mở sổ cho đơn vị · V-Office", on_load=[Office.enter, RegistersOfUnits.look])
def registers_of_units() -> rx.Component:
    unit = ui.select_field("unit", "Đơn vị", RegistersOfUnits.units, required=True, none="Chọn đơn vị")
    form = register_form(RegistersOfUnits.first_years, RegistersOfUnits.add, unit, filled=True)
    return ui.shell(
        FRAME,
        ui.page_title("Mở sổ cho đơn vị", "Theo văn bản quyết định của thủ trưởng đơn vị đó"),
        rx.el.div(form, key=RegistersOfUnits.turn.to_string()),
        at=ADMIN_AT,
        narrow=True,
    )
