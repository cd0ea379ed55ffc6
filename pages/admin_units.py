"""`/quan-tri/don-vi`: units, their names, symbols and places."""

import reflex as rx

from pages.home_parts import FRAME
from state.admin_units import UnitCard, Units
from state.base import Office
from voffice_app import ui

AT = "/quan-tri/don-vi"


@rx.page(route="/quan-tri/don-vi", title="Đơn vị · V-Office", on_load=[Office.enter, Units.look])
def units() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title("Đơn vị", "Tên, ký hiệu và địa danh ở đây được ghi vào số, ký hiệu và phần đầu văn bản"),
        ui.table(
            Units.lines,
            ui.column("Tên đơn vị", lambda row: ui.reference(row.name, row.below, href=row.href), wide=True),
            ui.column("Mã", lambda row: row.code, width=160),
            ui.column("Ký hiệu", lambda row: row.symbol, width=140),
            ui.column("Địa danh", lambda row: row.place, width=160),
            ui.column("Trạng thái", lambda row: row.state, width=110),
            caption="Các đơn vị",
            loaded=Units.looked,
            empty=ui.empty("building-2", "Chưa có đơn vị nào", "Bấm “Thêm đơn vị” để bắt đầu."),
        ),
        at=AT,
        act=ui.button("Thêm đơn vị", icon="plus", filled=True, href="/quan-tri/don-vi/moi"),
    )


@rx.page(route="/quan-tri/don-vi/[unit]", title="Đơn vị · V-Office", on_load=[Office.enter, UnitCard.look])
def unit() -> rx.Component:
    value = UnitCard.values
    return ui.shell(
        FRAME,
        ui.crumbs(("Đơn vị", AT), rx.cond(UnitCard.unit_id, value["name"], "Đơn vị mới")),
        ui.form(
            ui.text_field("name", "Tên đơn vị", value["name"], required=True, hint="Như ghi trên văn bản"),
            ui.text_field("parent_name", "Cơ quan chủ quản", value["parent_name"]),
            ui.fields(
                ui.select_field("kind", "Loại đơn vị", UnitCard.kinds, value["kind"], required=True),
                ui.select_field("level", "Cấp học", UnitCard.levels, value["level"], none="Không phải trường"),
                ui.text_field("code", "Mã định danh", value["code"], required=True),
                ui.text_field("symbol", "Ký hiệu trong số văn bản", value["symbol"], required=True, hint="Ví dụ PGDĐT"),
                ui.text_field("place_name", "Địa danh", value["place_name"], required=True),
                ui.text_field("email", "Thư điện tử", value["email"], kind="email"),
                ui.text_field("phone", "Điện thoại", value["phone"], kind="tel"),
                ui.text_field("address", "Địa chỉ", value["address"]),
            ),
            ui.check_field("active", "Đơn vị đang hoạt động", UnitCard.active),
            ui.lines(ui.button("Lưu đơn vị", submit=True, filled=True), ui.button("Thôi", href=AT)),
            on_submit=UnitCard.save,
        ),
        at=AT,
        narrow=True,
    )
